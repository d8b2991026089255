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
