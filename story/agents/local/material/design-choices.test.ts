import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { readDesignMarks } from '../details/design-marks.ts'
import { noDetails } from '../details/read-details.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { designMessages, isGivenUp, keptMessages } from './design-choices.ts'
import { createWorld } from './world.ts'

const file = 'src/till.go'
const symbolOf = (name: string, line: number, end: number, kind: CodeSymbol['kind']): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind,
  place: { file, start_line: line, end_line: end },
  signature: name,
})
const symbols = [
  symbolOf('stopAll', 1, 5, 'function'),
  symbolOf('serveAll', 6, 10, 'function'),
  symbolOf('Old', 11, 12, 'class'),
  symbolOf('Older', 13, 14, 'class'),
]
const world = createWorld(factsOf(snapshotOf({ [file]: '' }), { symbols }), 'documentary', [file])
const teller = () => createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })

it('tells work beside the caller by the function that starts it again and again, and not by the one that ends it', () => {
  const code = 'func stopAll() {\n\tfor {\n\t\tgo wait()\n\t}\n}\nfunc serveAll() {\n\tfor {\n\t\tgo pour()\n\t}\n}\n'
  const designMarks = readDesignMarks(new Map([[file, code]]))
  const told = designMessages(world, { ...noDetails, designMarks }).flatMap((message) => teller().tell(message)?.text ?? [])
  expect(told).toEqual([expect.stringMatching(/serveAll.*goroutine of its own in each turn of a loop/)])
})

it('says what is only kept, and builds nothing new on it', () => {
  const details = { ...noDetails, deprecated: new Set([`${file}#Old`, `${file}#Older`]) }
  expect(keptMessages(world, details).flatMap((message) => teller().tell(message)?.text ?? [])).toEqual([expect.stringMatching(/Old and Older.*deprecated/)])
  expect(keptMessages(world, { ...noDetails, deprecated: new Set([`${file}#Old`]) })).toEqual([])
  const message = { id: 'change', about: world.symbol('Old', file), weight: 1, places: [], forms: [] }
  expect(isGivenUp(message, world, details)).toBe(true)
  expect(isGivenUp(message, world, noDetails)).toBe(false)
})
