import { expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf } from '../../test/support/analyze-files.ts'

const program = 'package main\n\nfunc main() {\n\topenTill()\n}\n\nfunc openTill() {\n\tcountCoins()\n}\n\nfunc countCoins() {}\n'

it('calls a program of Go as it is built: by its folder, and at the root by the module', async () => {
  const { entry_points: entries } = await analyzeFiles({ 'go.mod': 'module example.com/shop/till/v2\n', 'main.go': program, 'cmd/receipt/main.go': program })
  expect(entries.filter(({ kind }) => kind === 'main').map(({ name }) => name)).toEqual(['till', 'receipt'])
})

it('begins with the program of the own name where the README shows neither a call nor a command', async () => {
  const facts = await analyzeFiles({
    'README.md': '# till\n\nTill counts coins as they come.\n',
    'go.mod': 'module example.com/shop/till\n',
    'till.go': 'package till\n\nfunc Count() int {\n\treturn weigh()\n}\n\nfunc weigh() int {\n\treturn 1\n}\n',
    'cmd/till/main.go': program,
  })
  expect(followedSymbolsOf(facts)).toEqual(['main', 'openTill', 'countCoins'])
})

it('names no function of a script that runs from its top', async () => {
  const { entry_points: entries } = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "index.js", "bin": { "till": "bin/till.js" } }',
    'index.js': 'exports.count = () => 1\n',
    'bin/till.js': "#!/usr/bin/env node\nconst { count } = require('..')\nconsole.log(count())\n",
  })
  expect(entries.find(({ kind, place }) => kind === 'main' && place.file === 'bin/till.js')).toMatchObject({ symbol: null })
})

it('lets no library start, import or be set by what its modules show of themselves', async () => {
  const demo =
    'if __name__ == "__main__":\n    import argparse\n    from .till import Till\n    parser = argparse.ArgumentParser()\n    parser.add_argument("--coins", help="the coins to count")\n    print(count(parser.parse_args()))\n'
  const facts = await analyzeFiles({
    'pyproject.toml': '[project]\nname = "shop"\n',
    'shop/__init__.py': 'from .coins import count\n',
    'shop/coins.py': `def count(coins):\n    return coins\n\n\n${demo}`,
    'shop/till.py': 'class Till:\n    pass\n',
  })
  expect(facts.entry_points.map(({ kind }) => kind)).toEqual(['library'])
  expect(facts.settings).toEqual([])
  expect(facts.key_files.find(({ path }) => path === 'shop/coins.py')?.imports).toEqual([])
})
