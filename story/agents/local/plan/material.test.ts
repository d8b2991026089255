import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWorld } from '../material/world.ts'
import { gatherMaterial } from './material.ts'

const file = 'lib/till.js'
const symbolOf = (name: string, line: number): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'function',
  place: { file, start_line: line, end_line: line + 2 },
  signature: `${name}(error)`,
  doc: { text: `Prints what ${name} was given.`, place: { file, start_line: line - 1, end_line: line - 1 } },
})

it('introduces who handles errors with the errors, and everybody else among the names', () => {
  const facts = factsOf(snapshotOf({ [file]: '' }), { symbols: [symbolOf('handleError', 2), symbolOf('open', 8)] })
  const { functions, errors } = gatherMaterial(createWorld(facts, 'documentary', [file]), new Map())
  expect(errors.filter(({ id }) => id.startsWith('error-handler:')).map(({ about }) => about?.name)).toEqual(['handleError'])
  expect(functions.filter(({ id }) => id.startsWith('cast:')).map(({ about }) => about?.name)).toEqual(['till.open'])
})
