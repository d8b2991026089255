import { expect, it } from 'vitest'
import { analyzeFiles } from '../../test/support/analyze-files.ts'

it('puts what uses a package while it runs before what only names its types', async () => {
  const { dependencies } = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "index.ts", "dependencies": { "parse5": "7.0.0" } }',
    'index.ts': "import { read } from './adapter.js'\nimport { options } from './options.js'\nexport const till = () => read(options)\n",
    'options.ts': "import type { ParserOptions } from 'parse5'\nexport const options: ParserOptions = {}\nexport const more = 1\nexport const most = 2\n",
    'adapter.ts': "import { parse } from 'parse5'\nexport const read = (text: unknown) => parse(text)\n",
  })
  expect(dependencies.find(({ name }) => name === 'parse5')?.used_in).toEqual(['adapter.ts', 'options.ts'])
})

it('asks nothing of the manifests of a page and of an application that try the product out', async () => {
  const source = 'export const one = 1\n'
  const { dependencies } = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "src/a.js", "dependencies": { "ws": "8.0.0" } }',
    ...Object.fromEntries(['a', 'b', 'c', 'd'].map((name) => [`src/${name}.js`, source])),
    'website/package.json': '{ "name": "website", "dependencies": { "astro": "5.0.0" } }',
    'website/page.js': source,
    'shop/package.json': '{ "dependencies": { "till": "1.0.0", "lodash": "4.0.0" } }',
    'shop/app.js': "import { one } from '../src/a.js'\nexport const two = one\n",
  })
  expect(dependencies.map(({ name }) => name)).toEqual(['ws'])
})

it('takes what only a benchmark imports for no tool of the tests', async () => {
  const { dependencies } = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "index.js", "devDependencies": { "benchmark": "2.1.4", "fast-check": "2.0.0" } }',
    'index.js': 'exports.till = () => 1\n',
    'benchmark/benchmark.js': "const { Suite } = require('benchmark')\nconst till = require('..')\nnew Suite().add('till', till.till).run()\n",
    'test/till.js': "const check = require('fast-check')\nit('adds', () => check.assert(true))\n",
  })
  expect(dependencies.map(({ name, purpose }) => [name, purpose])).toEqual(
    expect.arrayContaining([
      ['benchmark', 'other'],
      ['fast-check', 'testing'],
    ]),
  )
})
