import { beforeAll, describe, expect, it } from 'vitest'
import { hide } from './comments.ts'
import type { ParsedFile } from './parsed-file.ts'
import { readFile } from './read-file.ts'
import { syntaxRows } from './rows.ts'
import { openSyntaxParser, type SyntaxParser } from './tree.ts'

let parser: SyntaxParser
beforeAll(async () => {
  parser = await openSyntaxParser()
})

const read = async (language: string, text: string): Promise<ParsedFile> => {
  const row = syntaxRows[language]
  const root = row === undefined ? null : await parser.parse(hide(text, row), row.grammar)
  if (row === undefined || root === null) throw new Error(`no grammar for ${language}`)
  return readFile('file', language, text, root, row)
}

/** Each language's way to write the same: a documented type with a method that guards, calls in order, and raises. */
const samples: readonly { language: string; text: string; method: string; calls: string[]; raised: string; extends?: string[] }[] = [
  {
    language: 'JavaScript',
    text: "/**\n * Sells things.\n */\nclass Shop extends Base {\n  /** Sells one thing. */\n  sell(bag) {\n    if (!bag) throw new TypeError('no bag')\n    this.weigh(first(bag))\n    return till.ring(bag)\n  }\n}\n",
    method: 'Shop.sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base'],
  },
  {
    language: 'TypeScript',
    text: "/** Sells things. */\nexport class Shop extends Base implements Open {\n  /** Sells one thing. */\n  sell(bag: Bag): number {\n    if (!bag) throw new TypeError('no bag')\n    this.weigh(first(bag))\n    return till.ring(bag)\n  }\n}\n",
    method: 'Shop.sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base', 'Open'],
  },
  {
    language: 'Python',
    text: 'class Shop(Base):\n    """Sells things."""\n\n    def sell(self, bag: Bag) -> int:\n        """Sells one thing."""\n        if not bag:\n            raise TypeError("no bag")\n        self.weigh(first(bag))\n        return till.ring(bag)\n',
    method: 'Shop.sell',
    calls: ['TypeError', 'first', 'self.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base'],
  },
  {
    language: 'Go',
    text: 'package shop\n\n// Shop sells things.\ntype Shop struct {\n\tBase\n}\n\n// Sell sells one thing.\nfunc (s *Shop) Sell(bag *Bag) int {\n\tif bag == nil {\n\t\tpanic("no bag")\n\t}\n\ts.weigh(first(bag))\n\treturn till.Ring(bag)\n}\n',
    method: 'Shop.Sell',
    calls: ['panic', 'first', 's.weigh', 'till.Ring'],
    raised: 'panic',
    extends: ['Base'],
  },
  {
    language: 'Rust',
    text: '/// Sells things.\npub struct Shop { a: u8 }\n\nimpl Base for Shop {\n    /// Sells one thing.\n    fn sell(&self, bag: Option<Bag>) -> u8 {\n        if bag.is_none() { panic!("no bag"); }\n        self.weigh(first(bag));\n        till::ring(bag)\n    }\n}\n',
    method: 'Shop::sell',
    calls: ['bag.is_none', 'panic!', 'first', 'self.weigh', 'till.ring'],
    raised: 'panic!',
    extends: ['Base'],
  },
  {
    language: 'Java',
    text: '/** Sells things. */\npublic class Shop extends Base implements Open {\n  /** Sells one thing. */\n  public int sell(Bag bag) {\n    if (bag == null) { throw new TypeError("no bag"); }\n    this.weigh(first(bag));\n    return till.ring(bag);\n  }\n}\n',
    method: 'Shop.sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base', 'Open'],
  },
  {
    language: 'Kotlin',
    text: '/** Sells things. */\nclass Shop(val a: Int) : BaseList<Bag>(a), Open {\n  /** Sells one thing. */\n  fun sell(bag: Bag?): Int {\n    if (bag == null) { throw TypeError("no bag") }\n    this.weigh(first(bag))\n    return till.ring(bag)\n  }\n}\n',
    method: 'Shop.sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['BaseList', 'Open'],
  },
  {
    language: 'C#',
    text: 'namespace A {\n/// <summary>Sells things.</summary>\npublic class Shop : Base, IOpen {\n  /// <summary>Sells one thing.</summary>\n  public int Sell(Bag bag) {\n    if (bag == null) { throw new TypeError("no bag"); }\n    this.Weigh(First(bag));\n    return till.Ring(bag);\n  }\n}\n}\n',
    method: 'Shop.Sell',
    calls: ['TypeError', 'First', 'this.Weigh', 'till.Ring'],
    raised: 'TypeError',
    extends: ['Base', 'IOpen'],
  },
  {
    language: 'C++',
    text: 'namespace a {\n/// Sells things.\nclass Shop : public Base {\n public:\n  /// Sells one thing.\n  int sell(Bag& bag) {\n    if (!bag) throw TypeError("no bag");\n    this->weigh(first(bag));\n    return till.ring(bag);\n  }\n};\n}\n',
    method: 'Shop::sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base'],
  },
  {
    language: 'C',
    text: '/* Sells one thing. */\nint sell(struct bag *bag) {\n  if (bag == NULL) abort();\n  weigh(first(bag));\n  return till->ring(bag);\n}\n',
    method: 'sell',
    calls: ['abort', 'first', 'weigh', 'till.ring'],
    raised: 'abort',
  },
  {
    language: 'Ruby',
    text: '# Sells things.\nclass Shop < Base\n  include Open\n  # Sells one thing.\n  def sell(bag)\n    raise TypeError, "no bag" unless bag\n    self.weigh(first(bag))\n    till.ring(bag)\n  end\nend\n',
    method: 'Shop.sell',
    calls: ['raise', 'first', 'self.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base', 'Open'],
  },
  {
    language: 'PHP',
    text: '<?php\n/** Sells things. */\nclass Shop extends Base implements Open {\n  /** Sells one thing. */\n  public function sell(?Bag $bag): int {\n    if ($bag === null) { throw new TypeError("no bag"); }\n    $this->weigh(first($bag));\n    return $till->ring($bag);\n  }\n}\n',
    method: 'Shop::sell',
    calls: ['TypeError', 'first', 'this.weigh', 'till.ring'],
    raised: 'TypeError',
    extends: ['Base', 'Open'],
  },
  {
    language: 'Swift',
    text: '/// Sells things.\nopen class Shop: BaseList<Bag>, Open {\n  /// Sells one thing.\n  public func sell(_ bag: Bag?) -> Int {\n    guard bag != nil else { fatalError("no bag") }\n    self.weigh(first(bag))\n    return till.ring(bag)\n  }\n}\n',
    method: 'Shop.sell',
    calls: ['fatalError', 'first', 'self.weigh', 'till.ring'],
    raised: 'fatalError',
    extends: ['BaseList', 'Open'],
  },
]

/** Each language's way to do one of two things: an expression where it has one, else a statement. */
const choices: readonly { language: string; text: string }[] = [
  { language: 'JavaScript', text: 'function f() {\n  return ok ? yes() : no()\n}\n' },
  { language: 'TypeScript', text: 'function f(): number {\n  return ok ? yes() : no()\n}\n' },
  { language: 'Python', text: 'def f():\n    return yes() if ok else no()\n' },
  { language: 'Java', text: 'class A {\n  int f() {\n    return ok ? yes() : no();\n  }\n}\n' },
  { language: 'C', text: 'int f(void) {\n  return ok ? yes() : no();\n}\n' },
  { language: 'C++', text: 'int f() {\n  return ok ? yes() : no();\n}\n' },
  { language: 'C#', text: 'class A {\n  int F() {\n    return ok ? yes() : no();\n  }\n}\n' },
  { language: 'PHP', text: '<?php\nfunction f($ok) {\n  return ok ? yes() : no();\n}\n' },
  { language: 'Ruby', text: 'def f(ok)\n  ok ? yes() : no()\nend\n' },
  { language: 'Swift', text: 'func f() -> Int {\n  return ok ? yes() : no()\n}\n' },
  { language: 'Swift', text: 'func f() {\n  if ok {\n    yes()\n  } else {\n    no()\n  }\n}\n' },
  { language: 'Kotlin', text: 'fun f(): Int {\n  return if (ok) yes() else no()\n}\n' },
  { language: 'Kotlin', text: 'fun f() {\n  if (ok) {\n    yes()\n  } else {\n    no()\n  }\n}\n' },
  { language: 'Rust', text: 'fn f() -> i32 {\n  if ok {\n    yes()\n  } else {\n    no()\n  }\n}\n' },
  { language: 'Go', text: 'package a\nfunc f() {\n\tif ok {\n\t\tyes()\n\t} else {\n\t\tno()\n\t}\n}\n' },
]

describe('a parsed file', () => {
  it.each(samples)('tells types, docs, calls in order and errors of $language', async ({ language, text, method, calls, raised, extends: bases }) => {
    const file = await read(language, text)
    const found = file.symbols.find((symbol) => symbol.qualifiedName === method)
    expect(found?.doc?.paragraphs[0]).toMatch(/sells one thing\.$/i)
    expect(found?.calls.map((call) => (call.receiver === null ? call.name : `${call.receiver}.${call.name}`))).toEqual(calls)
    expect(file.errors.map(({ name }) => name)).toContain(raised)
    expect(found?.remarks.some((remark) => / → /.test(remark.text))).toBe(true)
    if (bases !== undefined) {
      const type = file.symbols.find((symbol) => symbol.name === 'Shop')
      expect(type?.extends).toEqual(bases)
      expect(type?.doc?.paragraphs[0]).toMatch(/sells things\.$/i)
    }
  })

  it('are read behind the macros with which C++ shows them to others', async () => {
    const text =
      '/// Sells things.\nclass TILL_EXPORT Shop : public Base {\n public:\n  virtual int sell(Bag& bag) { return ring(bag); }\n};\nstruct TILL_EXPORT Bag {\n  int size;\n};\nTILL_INLINE int open(Bag& bag) {\n  return ring(bag);\n}\nclass LRU {};\n'
    const { symbols } = await read('C++', text)
    expect(symbols.map(({ qualifiedName, kind, line }) => [qualifiedName, kind, line])).toEqual([
      ['Shop', 'class', 2],
      ['Shop::sell', 'method', 4],
      ['Bag', 'struct', 6],
      ['open', 'function', 9],
      ['LRU', 'class', 12],
    ])
    expect(symbols[0]).toMatchObject({ doc: { paragraphs: ['Sells things.'] }, extends: ['Base'] })
  })

  it('leave out of what stops an error a handler that raises it again', async () => {
    const { symbols } = await read(
      'Ruby',
      'def sell(bag)\n  ring(bag)\nrescue => ex\n  warn(ex)\n  raise ex if again\nend\ndef open\n  ring\nrescue => ex\n  warn(ex)\nend\n',
    )
    expect(symbols.map(({ remarks }) => remarks.filter(({ kind }) => kind === 'error_handling').length)).toEqual([0, 1])
  })

  it('knows the functions that JavaScript assigns, also an empty line below their comment', async () => {
    const file = await read(
      'JavaScript',
      "var app = exports = module.exports = {};\n\n/**\n * Handles a request.\n */\n\napp.handle = function handle(req, res) {\n  this.router.handle(req);\n};\n\ndefineGetter(req, 'query', function query() { return parse(); });\n",
    )
    expect(file.symbols.map(({ qualifiedName }) => qualifiedName)).toEqual(['app.handle', 'req.query'])
    expect(file.symbols[0]?.doc?.paragraphs).toEqual(['Handles a request.'])
  })

  it('tells conditions of calls, limits, defaults, clean-up and dispatch', async () => {
    const file = await read(
      'Python',
      'def run(job, limit=10):\n    try:\n        if job.size > 4096:\n            shrink(job)\n        else:\n            keep(job)\n        name = job.name or "none"\n    finally:\n        job.close()\n',
    )
    const [run] = file.symbols
    expect(run?.calls.map(({ name, when }) => [name, when])).toEqual([
      ['shrink', 'job.size > 4096'],
      ['keep', 'unless job.size > 4096'],
      ['close', null],
    ])
    expect(run?.remarks.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['condition', 'limit', 'cleanup']))
    const leaving = await read('Python', 'def f(a):\n    if a.open:\n        answer(a)\n        return\n    if a.late:\n        return\n')
    expect(leaving.symbols[0]?.remarks.map(({ text }) => text)).toEqual(['a.open → answer(a); return', 'a.late → return'])
    const go = await read('Go', 'package a\nfunc f(x int) int {\n\tswitch x {\n\tcase 1:\n\t\treturn one()\n\tdefault:\n\t\treturn 0\n\t}\n}\n')
    expect(go.symbols[0]?.remarks).toEqual([{ kind: 'dispatch', text: 'x: 1, anything else', line: 3, endLine: 8 }])
    expect(go.symbols[0]?.calls[0]?.when).toBe('x is 1')
    const asked = await read('Go', 'package a\nfunc f() {\n\tif found := find(); found != nil {\n\t\tuse(found)\n\t}\n}\n')
    expect(asked.symbols[0]?.calls.map(({ name, when }) => [name, when])).toEqual([
      ['find', null],
      ['use', 'found != nil'],
    ])
  })

  it.each(choices)('tells under which condition $language does one thing, and the other', async ({ language, text }) => {
    const file = await read(language, text)
    expect(file.symbols.flatMap(({ calls }) => calls.map(({ name, when }) => [name, when]))).toEqual([
      ['yes', 'ok'],
      ['no', 'unless ok'],
    ])
  })

  it('asks the last question of a row of them for what is left', async () => {
    const python = await read('Python', 'def f():\n    if ok:\n        yes()\n    elif fine:\n        maybe()\n    else:\n        no()\n')
    const php = await read('PHP', '<?php\nfunction f() {\n  if ($ok) {\n    yes();\n  } elseif ($fine) {\n    maybe();\n  } else {\n    no();\n  }\n}\n')
    expect(python.symbols[0]?.calls.map(({ when }) => when)).toEqual(['ok', 'fine', 'unless fine'])
    expect(php.symbols[0]?.calls.map(({ when }) => when)).toEqual(['$ok', '$fine', 'unless $fine'])
  })

  it('finds constants with their values, and a default that an application sets', async () => {
    const rust = await read('Rust', '/// As large as a page.\npub const CAPACITY: usize = 64 * (1 << 10);\n')
    expect(rust.values).toMatchObject([{ name: 'CAPACITY', value: '64 * (1 << 10)', line: 2 }])
    const script = await read(
      'JavaScript',
      "app.defaultConfiguration = function defaultConfiguration() {\n  this.set('etag', 'weak');\n  this.enable('x-powered-by');\n};\n",
    )
    expect(script.values.map(({ name, value, isSetting }) => [name, value, isSetting])).toEqual([
      ['etag', 'weak', true],
      ['x-powered-by', 'true', true],
    ])
  })

  it('takes no field of one entry of a table for a default of the whole', async () => {
    const settingsIn = async (language: string, text: string) => (await read(language, text)).values.flatMap(({ name, isSetting }) => (isSetting ? [name] : []))
    const go =
      'package a\n\nfunc NewOptions() *options {\n\treturn &options{\n\t\troot: "a",\n\t\tink: Ink{tone: 3},\n\t\tall: map[string]*value{\n\t\t\t"KEY": {\n\t\t\t\tsecret: true,\n\t\t\t},\n\t\t\t"DEPTH": &value{size: 100},\n\t\t},\n\t}\n}\n'
    expect(await settingsIn('Go', go)).toEqual(['root', 'tone'])
    expect(
      await settingsIn('JavaScript', 'const defaults = { ink: 3, paper: { size: 4 }, red: { depth: 1 }, blue: { depth: 2 }, rows: [{ width: 5 }] }\n'),
    ).toEqual(['ink', 'size'])
  })

  it('takes what a function under a key refuses for no refusal of the function around it', async () => {
    const go = (check: string) => `package a\n\nfunc NewOptions() *options {\n\treturn &options{\n\t\tcheck: ${check},\n\t}\n}\n`
    const kept = await read('Go', go('func(raw string) error {\n\t\t\treturn errors.New("no paper left")\n\t\t}'))
    expect(kept.errors.map(({ kind, inSymbol }) => [kind, inSymbol])).toEqual([['raised', null]])
    const own = await read('Go', 'package a\n\nfunc Take() error {\n\treturn errors.New("no paper left")\n}\n')
    expect(own.errors.map(({ inSymbol }) => inSymbol)).toEqual(['Take'])
  })

  it('counts no call of a Python function that only makes a default value', async () => {
    const file = await read('Python', 'def run(app: App = Default(None), size=measure()):\n    start(app)\n')
    expect(file.symbols[0]?.calls.map(({ name }) => name)).toEqual(['start'])
  })

  it('puts what a block of Ruby calls behind the call that is given the block', async () => {
    const file = await read('Ruby', 'def run(url)\n  request = build(url) do |made|\n    find_proxy(url)\n  end\n  send(request)\nend\n')
    expect(file.symbols[0]?.calls.map(({ name }) => name)).toEqual(['build', 'find_proxy', 'send'])
  })

  it('sees that a function out of a list is called', async () => {
    const go = await read('Go', 'package a\nfunc (c *Context) Next() {\n\tfor c.index < 9 {\n\t\tc.handlers[c.index](c)\n\t}\n}\n')
    expect(go.symbols[0]?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)).toEqual(['handlers → element'])
    const script = await read('JavaScript', 'function run(i) {\n  if (i > 0) hooks[i](1)\n  line[0](2)\n}\n')
    expect(script.symbols[0]?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)).toEqual(['hooks → element → i > 0'])
  })

  it('knows what a Python with statement holds', async () => {
    const file = await read('Python', 'def get(url):\n    with Client(verify=True) as client:\n        return client.request(url)\n')
    expect(file.symbols[0]?.types.get('client')).toBe('Client')
  })
})

it('takes a Ruby constant that is made of a block with methods for a class', async () => {
  const { symbols } = await read('Ruby', 'module Till\n  Sale = Struct.new(:sum) do\n    def self.create(sum)\n      new(sum)\n    end\n  end\nend\n')
  expect(symbols.map(({ qualifiedName, kind }) => `${kind} ${qualifiedName}`)).toEqual(['module Till', 'class Till.Sale', 'method Till.Sale.create'])
})

it('takes the comment at a field for no word about its type', async () => {
  const file = await read(
    'Rust',
    '/// A till.\nstruct Till {\n    // Kept, because the drawer may be open.\n    drawer: u32,\n}\n\nfn open() {\n    // Never twice.\n    pull();\n}\n',
  )
  expect(file.comments.map(({ about }) => about)).toEqual(['Till', null, 'open'])
})

it('reads a class of Kotlin whose constructor stands on a line of its own', async () => {
  const { symbols } = await read('Kotlin', 'class Till {\n  class Drawer\n  private constructor(val coins: Int) {\n    fun count(): Int = coins\n  }\n}\n')
  expect(symbols.map(({ qualifiedName }) => qualifiedName)).toContain('Till.Drawer.count')
})
