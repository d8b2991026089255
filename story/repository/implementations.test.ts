import { expect, it } from 'vitest'
import { withImplementations } from './implementations.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser } from './syntax/tree.ts'

const parser = await openSyntaxParser()
const parse = async (path: string, text: string) => {
  const row = syntaxRows.Go
  const root = row === undefined ? null : await parser.parse(text, row.grammar)
  if (row === undefined || root === null) throw new Error('no tree')
  return readFile(path, 'Go', text, root, row)
}

it('finds the types that have all methods of an interface, wherever in the package they are written', async () => {
  const files = withImplementations([
    await parse(
      'draw/renderer.go',
      'package draw\n\ntype renderer interface {\n\t// start begins.\n\tstart()\n\tclose() error\n}\n\ntype one interface {\n\tstart()\n}\n',
    ),
    await parse('draw/nil.go', 'package draw\n\ntype nilRenderer struct{}\n\nfunc (nilRenderer) start() {}\n'),
    await parse('draw/nil_close.go', 'package draw\n\nfunc (nilRenderer) close() error { return nil }\n'),
    await parse('draw/half.go', 'package draw\n\ntype half struct{}\n\nfunc (half) start() {}\n'),
  ])
  const types = files.flatMap(({ symbols }) => symbols).filter(({ kind }) => kind === 'struct')
  expect(types.map(({ name, extends: parents }) => [name, parents])).toEqual([
    ['nilRenderer', ['renderer']],
    ['half', []],
  ])
})
