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
