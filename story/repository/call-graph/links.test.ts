import { afterEach, describe, expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { folderOf, type TestFolder } from '../../../test/support/folder-of.ts'
import { analyzeSnapshot } from '../analyze-snapshot.ts'
import { openSnapshots } from '../open-snapshot.ts'

let folder: TestFolder | null = null
afterEach(async () => {
  await folder?.remove()
  folder = null
})

const factsOf = async (files: Record<string, string>): Promise<RepositoryFacts> => {
  folder = await folderOf(files)
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return analyzeSnapshot(snapshot, raw)
}
const callsOf = ({ symbols }: RepositoryFacts, name: string) =>
  symbols
    .find(({ qualified_name }) => qualified_name === name)
    ?.calls.flatMap(({ resolved, when }) => (resolved === null ? [] : [[resolved.split('#')[1], when]]))

describe('a call is linked', () => {
  it('through the field that a constructor fills from a typed parameter, written in quotes', async () => {
    const facts = await factsOf({
      'till/__init__.py': '',
      'till/shop.py':
        'from .book import Book\n\nclass Shop:\n    def __init__(self, book: Optional["Book"] = None):\n        self.book = book\n\n    def sell(self):\n        return self.book.load()\n',
      'till/book.py': 'class Book:\n    def load(self):\n        return 1\n\nclass OtherBook(Book):\n    def load(self):\n        return 2\n',
    })
    expect(callsOf(facts, 'Shop.sell')).toEqual([['Book.load', null]])
  })

  it('to what the variant of an enum carries', async () => {
    const facts = await factsOf({
      'Cargo.toml': '[package]\nname = "till"\n',
      'src/lib.rs':
        'mod get;\nmod set;\npub enum Command { Get(Get), Set(Set) }\nimpl Command {\n    pub fn apply(self, db: &Db) {\n        match self {\n            Get(cmd) => cmd.apply(db),\n            Command::Set(cmd) => cmd.apply(db),\n        }\n    }\n}\n',
      'src/get.rs': 'pub struct Get { key: String }\nimpl Get {\n    pub fn apply(self, db: &Db) {}\n}\n',
      'src/set.rs': 'pub struct Set { key: String }\nimpl Set {\n    pub fn apply(self, db: &Db) {}\n}\n',
    })
    expect(callsOf(facts, 'Command::apply')?.map(([symbol]) => symbol)).toEqual(['Get::apply', 'Set::apply'])
    expect(facts.symbols.find(({ name, kind }) => name === 'Command' && kind === 'enum')?.holds).toBeUndefined()
  })

  it('to a function that a CommonJS file hands out by its name, also under a symbol that another file puts it under', async () => {
    const facts = await factsOf({
      'package.json': '{ "name": "till", "main": "till.js" }',
      'till.js':
        "const { weigh } = require('./lib/tools')\nconst prototype = require('./lib/prototype')\nconst { sellSymbol } = require('./lib/symbols')\nfunction till(bag) {\n  weigh(bag)\n  prototype[sellSymbol](bag)\n}\nmodule.exports = till\n",
      'lib/symbols.js': "const sellSymbol = Symbol('sell')\nmodule.exports = { sellSymbol }\n",
      'lib/tools.js': 'function weigh(bag) {\n  return bag\n}\nmodule.exports = {\n  weigh\n}\n',
      'lib/prototype.js': "const { sellSymbol } = require('./symbols')\nmodule.exports = {\n  [sellSymbol]: sell,\n}\nfunction sell(bag) {\n  return bag\n}\n",
      'lib/other.js': 'function sell() {}\nmodule.exports = { sell }\n',
    })
    expect(callsOf(facts, 'till')?.map(([symbol]) => symbol)).toEqual(['weigh', 'sell'])
    expect(facts.symbols.find(({ name }) => name === 'weigh')?.exported).toBe(true)
  })

  it('to the method of an object that is made on the spot', async () => {
    const facts = await factsOf({
      'till/shop.py': 'from .parser import Parser\n\ndef read(text):\n    return Parser(text, name()).parse()\n\ndef name():\n    return ""\n',
      'till/parser.py': 'class Parser:\n    def parse(self):\n        return 1\n\nclass Other:\n    def parse(self):\n        return 1\n',
    })
    expect(callsOf(facts, 'read')?.map(([symbol]) => symbol)).toContain('Parser.parse')
  })

  it('through an interface of Go to the one type that fulfils it, in whatever file its methods stand', async () => {
    const facts = await factsOf({
      'go.mod': 'module example.com/till\n',
      'web/store.go':
        'package web\n\n// Store keeps things.\ntype Store interface {\n\t// InsertEntry keeps one.\n\tInsertEntry(name string) error\n\tDropEntry(name string) error\n}\n',
      'web/server.go':
        'package web\n\ntype Server struct {\n\tstore Store\n}\n\nfunc (s Server) Post() error {\n\treturn s.db().InsertEntry("a")\n}\n\nfunc (s Server) db() Store {\n\treturn s.store\n}\n',
      'db/db.go': 'package db\n\ntype DB struct {\n\tpath string\n}\n',
      'db/entries.go':
        'package db\n\nfunc (d DB) InsertEntry(name string) error {\n\treturn check(name)\n}\n\nfunc (d DB) DropEntry(name string) error {\n\treturn check(name)\n}\n\nfunc check(name string) error {\n\treturn nil\n}\n',
    })
    expect(callsOf(facts, 'Server.Post')).toContainEqual(['DB.InsertEntry', null])
    expect(facts.symbols.find(({ qualified_name }) => qualified_name === 'Store.InsertEntry')?.doc?.text).toBe('InsertEntry keeps one.')
  })

  it('to what a search has found, and in either of two branches on no condition', async () => {
    const facts = await factsOf({
      'go.mod': 'module example.com/till\n',
      'README.md': '# till\n\n```go\ntill.Route(w, r)\n```\n',
      'till.go':
        'package till\n\nfunc Route(w Writer, r Request, loud bool) {\n\tif loud {\n\t\tnote(r)\n\t} else {\n\t\tnote(w)\n\t}\n\tif _, h := FindRoute(r); h != nil {\n\t\th.ServeHTTP(w, r)\n\t}\n}\n\nfunc note(it any) {\n\tprintln(it)\n}\n\nfunc FindRoute(r Request) (bool, Handler) {\n\tnote(r)\n\treturn true, nil\n}\n',
    })
    const [path] = facts.call_paths
    expect(path?.steps[0]?.remarks.map(({ text }) => text)).toContain('h.ServeHTTP → found by FindRoute → h != nil')
    expect(path?.steps.find(({ symbol }) => symbol === 'note')?.when).toBeNull()
  })

  it('to what users bring along, where nothing here fulfils the interface, and to no conversion', async () => {
    const facts = await factsOf({
      'go.mod': 'module example.com/till\n',
      'README.md': '# till\n\n```go\ntill.Run(shop)\n```\n',
      'till.go':
        'package till\n\n// Model is written by users.\ntype Model interface {\n\tUpdate(msg string) Model\n\tView() string\n}\n\ntype Msg struct {\n\ttext string\n}\n\nfunc Run(model Model) {\n\tloop(model)\n}\n\nfunc loop(model Model) {\n\tmodel = model.Update("x")\n\tshow(Msg(model.View()))\n}\n\nfunc show(text Msg) {\n\tprintln(text)\n}\n',
    })
    const [path] = facts.call_paths
    expect(path?.steps.find(({ symbol }) => symbol === 'loop')?.remarks.map(({ text }) => text)).toEqual(
      expect.arrayContaining(['Model.Update → contract', 'Model.View → contract']),
    )
    expect(path?.steps.map(({ symbol }) => symbol)).not.toContain('Msg')
  })

  it("to nothing where somebody else's type is named, or one of the project's that has no such member", async () => {
    const facts = await factsOf({
      'src/Till.php':
        '<?php\nnamespace Acme;\nclass Till {\n    public function run() {\n        Psr7\\Utils::modifyRequest(1);\n        return Book::resolveAll(2);\n    }\n}\n',
      'src/Redirect.php':
        '<?php\nnamespace Acme;\nclass Redirect {\n    public function modifyRequest($a) {\n        return 1;\n    }\n    public function resolveAll($a) {\n        return 1;\n    }\n}\n',
      'src/Book.php': '<?php\nnamespace Acme;\nclass Book {\n}\n',
    })
    expect(callsOf(facts, 'Till::run')).toEqual([])
  })
})

describe('of two branches', () => {
  it('the small one that is taken when something was given is named and not followed', async () => {
    const facts = await factsOf({
      'pyproject.toml': '[project]\nname = "till"\n[project.scripts]\ntill = "till:main"\n',
      'README.md': '# till\n\n```\n$ till\n```\n',
      'till.py':
        'def main(code, sources):\n    if code is not None:\n        sell_code(code)\n    else:\n        found = collect(sources)\n        if len(found) == 1:\n            sell_one(found)\n        else:\n            raise ValueError("too many things to sell at once")\n\ndef sell_code(code):\n    weigh(code)\n\ndef collect(sources):\n    return sources\n\ndef sell_one(one):\n    weigh(one)\n\ndef weigh(thing):\n    return thing\n',
    })
    expect(facts.call_paths[0]?.steps.map(({ symbol, depth }) => `${depth} ${symbol}`)).toEqual(['0 main', '1 sell_code', '1 collect', '1 sell_one', '2 weigh'])
  })
})
