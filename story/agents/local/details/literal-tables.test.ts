import { expect, it } from 'vitest'
import { readLiteralTables } from './literal-tables.ts'

const rows = (row: (name: string) => string): string => ['tea', 'milk', 'malt', 'mint', 'lime', 'plum', 'pear', 'fig'].map(row).join('\n')

it('finds a table that is written out, with its name, its size and its first keys', () => {
  const python = `CUPS = {\n${rows((name) => `    "${name}": ${name.toUpperCase()},`)}\n}\n`
  expect(readLiteralTables('cups.py', python)).toMatchObject([{ name: 'CUPS', entries: 8, holds: 'values', keys: expect.arrayContaining(['tea', 'milk']) }])
  const go = `var cups = map[string]func() Cup{\n${rows((name) => `\t"${name}": func() Cup { return nil },`)}\n}\n`
  expect(readLiteralTables('cups.go', go)).toMatchObject([{ name: 'cups', holds: 'functions', place: { start_line: 1, end_line: 10 } }])
  const list = `const cups = [\n${rows((name) => `  new ${name.charAt(0).toUpperCase()}${name.slice(1)}Cup(),`)}\n]\n`
  expect(readLiteralTables('cups.js', list)).toMatchObject([{ name: 'cups', holds: 'objects' }])
})

it('reads on over the lines of a preprocessor, wherever they stand', () => {
  const text = `    cups = new Dictionary<Type, Cup>(8\n#if HOT\n    + 1\n#endif\n    )\n    {\n${rows((name) => `        [typeof(${name})] = Cup.Hot,`)}\n#if HOT\n#endif\n    };\n`
  expect(readLiteralTables('Cups.cs', text)).toMatchObject([{ name: 'cups', entries: 8 }])
})

it('takes no settings, no struct that is filled and no object on its way for a table', () => {
  expect(readLiteralTables('a.js', `const defaults = {\n${rows((name) => `  ${name}: '${name}',`)}\n}`)).toEqual([])
  expect(readLiteralTables('a.go', `cup := Cup{\n${rows((name) => `\t"${name}": ${name},`)}\n}`)).toEqual([])
  expect(readLiteralTables('a.js', `const cup = {\n${rows((name) => `  ${name}: this.${name},`)}\n}`)).toEqual([])
  expect(readLiteralTables('a.js', `const cups = {\n${rows((name) => `  ${name}: 4,`)}\n}`)).toEqual([])
  expect(readLiteralTables('db/migrations/a.js', `const cups = {\n${rows((name) => `  '${name}': '${name}s',`)}\n}`)).toEqual([])
})

it('takes fewer entries for a table where each leads to a type', () => {
  const table = (value: (name: string) => string): string =>
    `CUPS = {\n${['Tea', 'Milk', 'Malt', 'Mint'].map((name) => `    "${name}": ${value(name)},`).join('\n')}\n}\n`
  expect(
    readLiteralTables(
      'cups.py',
      table((name) => `${name}Cup`),
    ),
  ).toMatchObject([{ name: 'CUPS', entries: 4, holds: 'types' }])
  expect(
    readLiteralTables(
      'cups.py',
      table((name) => name.toUpperCase()),
    ),
  ).toEqual([])
})
