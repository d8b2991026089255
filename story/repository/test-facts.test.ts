import { expect, it } from 'vitest'
import type { ExternalUse } from './import-graph.ts'
import type { Manifest } from './manifests/manifest.ts'
import type { ScannedFile } from './resolvers/resolver.ts'
import { readTests } from './test-facts.ts'

const test: ScannedFile = {
  path: 'tests/test_till.py',
  language: 'Python',
  kind: 'test',
  lines: 100,
  sizeBytes: 1000,
  scan: { imports: [], packageName: null, declares: [], uses: '', routes: [], mainLine: null },
}
const manifestWith = (name: string): Manifest => ({
  file: 'pyproject.toml',
  folder: '',
  ecosystem: 'pypi',
  name: 'till',
  line: 1,
  version: null,
  description: null,
  license: null,
  private: false,
  keywords: [],
  dependencies: [{ name, version: null, scope: 'development', line: 3 }],
  entries: [],
  scripts: [],
  exports: [],
  imports: [],
  references: [],
  workspaces: [],
  roots: [],
})
const use: ExternalUse = { name: 'unittest', file: test.path, line: 1, names: ['TestCase'], standard: true, typeOnly: false }
const read = ({ needs, runs = [] }: { needs: string; runs?: string[] }) =>
  readTests({
    files: new Map([[test.path, test]]),
    graph: { edgesFrom: new Map(), edgesTo: new Map(), externals: new Map([['unittest', [use]]]), imports: 0, importsResolved: 0 },
    manifests: [manifestWith(needs)],
    texts: new Map(),
    rankOf: () => 0,
    ci: [{ name: 'ci', runs, place: { file: 'ci.yml', start_line: 1, end_line: 9 } }],
  })

it('has one runner where pytest runs what is written with unittest', () => {
  expect(read({ needs: 'pytest' }).frameworks.map(({ name }) => name)).toEqual(['pytest'])
  expect(read({ needs: 'ink' }).frameworks.map(({ name }) => name)).toContain('unittest')
})

it('takes for the command of the tests none that checks types or form', () => {
  expect(read({ needs: 'pytest', runs: ['python -m tox -e mypy-test', 'python -m tox -e py312'] }).command?.command).toBe('python -m tox -e py312')
})

it('takes what holds no test for a helper, whatever it is called like', () => {
  const file = (path: string, kind: ScannedFile['kind']): ScannedFile => ({ ...test, path, kind })
  const files = [file('till/ink.py', 'source'), file('tests/ink.py', 'test'), file('tests/test_ink.py', 'test')]
  const { subjects } = readTests({
    files: new Map(files.map((one) => [one.path, one])),
    graph: { edgesFrom: new Map(), edgesTo: new Map(), externals: new Map(), imports: 0, importsResolved: 0 },
    manifests: [],
    texts: new Map([
      ['tests/ink.py', 'def fill(pot):\n    pot.fill()\n'],
      ['tests/test_ink.py', 'def test_dries():\n    assert dries()\n'],
    ]),
    rankOf: () => 0,
    ci: [],
  })
  expect(subjects.map(({ file: path, covers }) => [path, covers])).toEqual([
    ['tests/ink.py', null],
    ['tests/test_ink.py', 'till/ink.py'],
  ])
})
