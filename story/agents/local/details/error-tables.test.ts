import { expect, it } from 'vitest'
import { looksAtNoEnvironment, readErrorTable } from './error-tables.ts'

const texts = (files: Record<string, string>) => new Map(Object.entries(files))

it('finds the table that puts errors of its own in the place of those of a package', () => {
  const table = 'MAP = {\n    core.ReadError: ReadError,\n    core.WriteError: WriteError,\n    core.PoolTimeout: PoolTimeout,\n}'
  expect(readErrorTable(texts({ 'till.py': table }))).toEqual({
    of: 'core',
    from: 'ReadError',
    to: 'ReadError',
    place: { file: 'till.py', start_line: 2, end_line: 4 },
  })
  expect(readErrorTable(texts({ 'till.py': '    core.ReadError: ReadError,\n    core.WriteError: WriteError,' }))).toBeNull()
  expect(readErrorTable(texts({ 'till.py': 'core.ReadError,\ncore.WriteError,\ncore.PoolTimeout,' }))).toBeNull()
})

it('knows a look at the environment in each language', () => {
  expect(looksAtNoEnvironment(texts({ 'a.go': 'x := 1', 'b.py': 'environment = Environment()' }))).toBe(true)
  for (const look of [
    'os.Getenv("A")',
    'os.environ["A"]',
    'process.env.A',
    'env::var("A")',
    'ENV["A"]',
    'getenv("A")',
    '$_SERVER["A"]',
    'http.ProxyFromEnvironment',
  ])
    expect(looksAtNoEnvironment(texts({ a: look }))).toBe(false)
})
