import { expect, it } from 'vitest'
import type { ScannedFile } from './resolvers/resolver.ts'
import { listTestCode } from './test-code.ts'

const file = (path: string, language: string, kind: ScannedFile['kind'] = 'test'): ScannedFile => ({
  path,
  language,
  kind,
  lines: 100,
  sizeBytes: 1000,
  scan: { imports: [], packageName: null, declares: [], uses: '', routes: [], mainLine: null },
})

it('counts the code that tests, in the language of the product or by its name, and not what is tested with', () => {
  const found = listTestCode([
    file('src/main.rs', 'Rust', 'source'),
    file('tests/cli.rs', 'Rust'),
    file('tests/helpers/mod.rs', 'Rust'),
    file('test/test_till.rb', 'Ruby'),
    file('tests/examples/regression.go', 'Go'),
    file('tests/data/big.rs', 'Rust'),
    file('tests/syntax-tests/source/Rust/output.rs', 'Rust'),
  ])
  expect(found.map(({ path }) => path)).toEqual(['tests/cli.rs', 'tests/helpers/mod.rs', 'test/test_till.rb'])
})
