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
