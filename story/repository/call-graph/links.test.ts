import { afterEach, describe, expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { folderOf, type TestFolder } from '../../../test/support/folder-of.ts'
import { analyzeSnapshot } from '../analyze-snapshot.ts'
import { createHand } from '../hands.ts'
import { openSnapshots } from '../open-snapshot.ts'

/** One parser for all: grammars that are loaded anew for each end in a memory fault. */
const hand = createHand()

let folder: TestFolder | null = null
afterEach(async () => {
  await folder?.remove()
  folder = null
})

const factsOf = async (files: Record<string, string>): Promise<RepositoryFacts> => {
  folder = await folderOf(files)
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return analyzeSnapshot(snapshot, raw, { hands: [hand] })
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

  it('to the method of an object that is made on the spot', async () => {
    const facts = await factsOf({
      'till/shop.py': 'from .parser import Parser\n\ndef read(text):\n    return Parser(text, name()).parse()\n\ndef name():\n    return ""\n',
      'till/parser.py': 'class Parser:\n    def parse(self):\n        return 1\n\nclass Other:\n    def parse(self):\n        return 1\n',
    })
    expect(callsOf(facts, 'read')?.map(([symbol]) => symbol)).toContain('Parser.parse')
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
