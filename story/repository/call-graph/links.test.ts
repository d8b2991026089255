import { describe, expect, it } from 'vitest'
import { analyzeFiles, linkedCallsOf } from '../../../test/support/analyze-files.ts'

describe('a call is linked', () => {
  it('through the field that a constructor fills from a typed parameter, written in quotes', async () => {
    const facts = await analyzeFiles({
      'till/__init__.py': '',
      'till/shop.py':
        'from .book import Book\n\nclass Shop:\n    def __init__(self, book: Optional["Book"] = None):\n        self.book = book\n\n    def sell(self):\n        return self.book.load()\n',
      'till/book.py': 'class Book:\n    def load(self):\n        return 1\n\nclass OtherBook(Book):\n    def load(self):\n        return 2\n',
    })
    expect(linkedCallsOf(facts, 'Shop.sell')).toEqual([['Book.load', null]])
  })

  it('to the method of an object that is made on the spot', async () => {
    const facts = await analyzeFiles({
      'till/shop.py': 'from .parser import Parser\n\ndef read(text):\n    return Parser(text, name()).parse()\n\ndef name():\n    return ""\n',
      'till/parser.py': 'class Parser:\n    def parse(self):\n        return 1\n\nclass Other:\n    def parse(self):\n        return 1\n',
    })
    expect(linkedCallsOf(facts, 'read')?.map(([symbol]) => symbol)).toContain('Parser.parse')
  })

  it('through the field that a Go function fills with a method of what it makes', async () => {
    const facts = await analyzeFiles({
      'go.mod': 'module example.com/till\n',
      'till.go':
        'package till\n\ntype Till struct {\n\tserve func(int)\n}\n\nfunc New() *Till {\n\tt := &Till{}\n\tt.serve = t.serveAll\n\treturn t\n}\n\nfunc (t *Till) Open() {\n\tt.serve(1)\n}\n\nfunc (t *Till) serveAll(n int) {\n\tprintln(n)\n}\n',
    })
    expect(linkedCallsOf(facts, 'Till.Open')).toEqual([['Till.serveAll', null]])
  })

  it('to the method of what a derived maker makes', async () => {
    const facts = await analyzeFiles({
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/main.rs':
        '#[derive(Parser)]\nstruct Cmd {}\n\nimpl Cmd {\n    fn run(self) -> u8 {\n        1\n    }\n}\n\nstruct Other {}\n\nimpl Other {\n    fn run(self) -> u8 {\n        2\n    }\n}\n\nfn main() {\n    Cmd::parse().run();\n}\n',
    })
    expect(linkedCallsOf(facts, 'main')).toEqual([['Cmd::run', null]])
  })

  it('in Ruby to the one method of a type that the variable is called after', async () => {
    const ruby = (variable: string) => ({
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\nend\n',
      'lib/till.rb': `class Till\n  def sell\n    ${variable}.build_answer(1)\n  end\nend\n`,
      'lib/builder.rb': 'class AnswerBuilder\n  def build_answer(n)\n    n\n  end\nend\n',
    })
    expect(linkedCallsOf(await analyzeFiles(ruby('builder')), 'Till.sell')).toEqual([['AnswerBuilder.build_answer', null]])
    expect(linkedCallsOf(await analyzeFiles(ruby('drawer')), 'Till.sell')).toEqual([])
  })

  it("to nothing where somebody else's type is named, or one of the project's that has no such member", async () => {
    const facts = await analyzeFiles({
      'src/Till.php':
        '<?php\nnamespace Acme;\nclass Till {\n    public function run() {\n        Psr7\\Utils::modifyRequest(1);\n        return Book::resolveAll(2);\n    }\n}\n',
      'src/Redirect.php':
        '<?php\nnamespace Acme;\nclass Redirect {\n    public function modifyRequest($a) {\n        return 1;\n    }\n    public function resolveAll($a) {\n        return 1;\n    }\n}\n',
      'src/Book.php': '<?php\nnamespace Acme;\nclass Book {\n}\n',
    })
    expect(linkedCallsOf(facts, 'Till::run')).toEqual([])
  })

  it('to what is private in JavaScript, in methods and in fields', async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till", "main": "till.js" }',
      'till.js':
        "import { Drawer } from './drawer.js'\nexport class Till {\n  #drawer = new Drawer()\n  sell = (order) => {\n    return this.#serve(order)\n  }\n  #serve(order) {\n    return this.#drawer.open(order)\n  }\n}\n",
      'drawer.js': 'export class Drawer {\n  open(order) {\n    return order\n  }\n}\nexport class Window {\n  open() {\n    return 1\n  }\n}\n',
    })
    expect(linkedCallsOf(facts, 'Till.sell')).toEqual([['Till.#serve', null]])
    expect(linkedCallsOf(facts, 'Till.#serve')).toEqual([['Drawer.open', null]])
  })

  it('in Ruby to each element of a list, by an accessor, by a method that is handed over, and behind a modifier', async () => {
    const facts = await analyzeFiles({
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\nend\n',
      'lib/till.rb': `class Till
  attr_accessor :hall

  def sell
    @hall = Hall.new
    hall.run
  end
end

class Hall
  def initialize
    @clerks = Set.new
    3.times { @clerks << Clerk.new(self) }
    @doors = [1, 2].map do |number|
      Door.new(number)
    end
  end

  def run
    @doors.each { |door| door.start }
    @clerks.each(&:start)
  end
end

class Clerk
  def start
    @thread ||= Thread.new(&method(:work))
  end

  def work
    serve_one until @done
  end

  def serve_one
    1
  end
end

class Door
  def start
    1
  end
end
`,
    })
    expect(linkedCallsOf(facts, 'Till.sell')?.map(([name]) => name)).toEqual(['Hall', 'Hall.run'])
    expect(linkedCallsOf(facts, 'Hall.run')?.map(([name]) => name)).toEqual(['Door.start', 'Clerk.start'])
    expect(linkedCallsOf(facts, 'Clerk.start')?.map(([name]) => name)).toEqual(['Clerk.work'])
    expect(linkedCallsOf(facts, 'Clerk.work')?.map(([name]) => name)).toEqual(['Clerk.serve_one'])
  })

  it('in PHP to what a list is filled with, and no further than the interface that several fulfil by their ancestors', async () => {
    const php = (others: string) => ({
      'composer.json': '{ "name": "acme/till" }',
      'src/Till.php':
        '<?php\nnamespace Acme;\nclass Till {\n    private array $desks = [];\n    public function add(Desk $desk): void {\n        array_unshift($this->desks, $desk);\n    }\n    public function sell(int $order): void {\n        foreach ($this->desks as $desk) {\n            $desk->serve($order);\n        }\n    }\n}\n',
      'src/Desk.php': '<?php\nnamespace Acme;\ninterface Desk {\n    public function serve(int $order): void;\n}\n',
      'src/Base.php': '<?php\nnamespace Acme;\nabstract class Base implements Desk {\n}\n',
      'src/Front.php': '<?php\nnamespace Acme;\nclass Front extends Base {\n    public function serve(int $order): void {\n        echo 1;\n    }\n}\n',
      ...(others === '' ? {} : { 'src/Back.php': others }),
    })
    expect(linkedCallsOf(await analyzeFiles(php('')), 'Till::sell')).toEqual([['Front::serve', null]])
    const back = '<?php\nnamespace Acme;\nclass Back implements Desk {\n    public function serve(int $order): void {\n        echo 2;\n    }\n}\n'
    expect(linkedCallsOf(await analyzeFiles(php(back)), 'Till::sell')).toEqual([['Desk::serve', null]])
  })

  it("through the field of its own file's type, where another file has a type of that name", async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till", "main": "src/till.ts" }',
      'src/till.ts':
        "import { Router } from './router'\nexport class Till {\n  router!: Router\n  sell(order: string) {\n    return this.router.match(order)\n  }\n}\n",
      'src/router.ts': 'export interface Router {\n  match(order: string): string\n}\n',
      'src/tiny.ts':
        "import { Till as Base } from './till'\nimport { Tiny } from './tiny-router'\nexport class Till extends Base {\n  constructor() {\n    super()\n    this.router = new Tiny()\n  }\n}\n",
      'src/tiny-router.ts':
        "import type { Router } from './router'\nexport class Tiny implements Router {\n  match(order: string) {\n    return order\n  }\n}\n",
      'src/big-router.ts': "import type { Router } from './router'\nexport class Big implements Router {\n  match(order: string) {\n    return order\n  }\n}\n",
    })
    expect(linkedCallsOf(facts, 'Till.sell')).toEqual([['Router.match', null]])
  })

  it('of a variable that is called after the one type of that name which the file knows', async () => {
    const script = (variable: string, also: string) => ({
      'package.json': '{ "name": "till", "main": "shop.js" }',
      'shop.js': `const Clerk = require('./clerk')\nfunction openAll(all) {\n  for (const ${variable} of all.find()) {\n    ${variable}.start()\n  }\n}\nmodule.exports = openAll\n`,
      'clerk.js': 'class Clerk {\n  start() {\n    return 1\n  }\n}\nmodule.exports = Clerk\n',
      ...(also === '' ? {} : { 'lib/clerk.js': also }),
    })
    expect(linkedCallsOf(await analyzeFiles(script('clerk', '')), 'openAll')).toEqual([['Clerk.start', null]])
    expect(linkedCallsOf(await analyzeFiles(script('person', '')), 'openAll')).toEqual([])
    expect(linkedCallsOf(await analyzeFiles(script('clerk', 'class Clerk {\n  start() {\n    return 2\n  }\n}\nmodule.exports = Clerk\n')), 'openAll')).toEqual(
      [],
    )
  })

  it('on the condition that an error is raised, where it stands in what handles errors', async () => {
    const facts = await analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py':
        'def sell(order):\n    try:\n        return count(order)\n    except ValueError:\n        apologize(order)\n\ndef count(order):\n    return order\n\ndef apologize(order):\n    return order\n',
    })
    expect(linkedCallsOf(facts, 'sell')).toEqual([
      ['count', null],
      ['apologize', 'an error is raised'],
    ])
  })
})

describe('of two branches', () => {
  it('the small one that is taken when something was given is named and not followed', async () => {
    const facts = await analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n[project.scripts]\ntill = "till:main"\n',
      'README.md': '# till\n\n```\n$ till\n```\n',
      'till.py':
        'def main(code, sources):\n    if code is not None:\n        sell_code(code)\n    else:\n        found = collect(sources)\n        if len(found) == 1:\n            sell_one(found)\n        else:\n            raise ValueError("too many things to sell at once")\n\ndef sell_code(code):\n    weigh(code)\n\ndef collect(sources):\n    return sources\n\ndef sell_one(one):\n    weigh(one)\n\ndef weigh(thing):\n    return thing\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ symbol, depth }) => `${depth} ${symbol}`)).toEqual(['0 main', '1 sell_code', '1 collect', '1 sell_one', '2 weigh'])
  })

  it('to what calling an object of Python does', async () => {
    const facts = await analyzeFiles({
      'till/app.py':
        'class App:\n    def __call__(self, name):\n        return sell(name)\n\ndef sell(name):\n    return name\n\ndef run(name):\n    app = App()\n    return app(name)\n',
    })
    expect(linkedCallsOf(facts, 'run')).toContainEqual(['App.__call__', null])
  })
})
