import { expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { fileMessages } from './files.ts'
import { createWorld } from './world.ts'

const path = 'lib/recipe.js'
const place = { file: path, start_line: 1, end_line: 1 }

it('says nothing of a file whose own comment speaks of a function that is gone', () => {
  const told = (text: string): boolean => {
    const facts = factsOf(snapshotOf({ [path]: '' }), {
      key_files: [{ path, language: 'JavaScript', lines: 9, score: 1, reasons: [], imported_by: 0, imports: [], doc: { text, place } }],
      symbols: [{ ...plainSymbol, kind: 'function', signature: 'brewTea()', name: 'brewTea', qualified_name: 'brewTea', place }],
    })
    return fileMessages(createWorld(facts, 'documentary', [path])).some(({ id }) => id.endsWith(':what'))
  }
  expect(told('The recipe for the brewTea function.')).toBe(true)
  expect(told('The recipe for the steepTea function.')).toBe(false)
})
