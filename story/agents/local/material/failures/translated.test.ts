import { expect, it } from 'vitest'
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import { type Details, noDetails } from '../../details/read-details.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { translatedMessages } from './translated.ts'

const at = (line: number) => ({ file: 'till.py', start_line: line, end_line: line })
const error = (name: string, kind: ErrorFact['kind'], becomes: string | null = null): ErrorFact => ({
  kind,
  name,
  in_symbol: null,
  doc: null,
  becomes,
  place: at(1),
})
const tell = (errors: ErrorFact[], details: Details = noDetails): string => {
  const world = createWorld(factsOf(snapshotOf({ 'till.py': '' }), { name: 'till', errors }), 'documentary', ['till.py'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return translatedMessages(world, details)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('tells which errors from below leave as errors of its own', () => {
  const own = [error('InkError', 'error_type'), error('PaperError', 'error_type')]
  expect(
    tell([...own, error('zlib.error', 'caught', 'InkError'), error('brotli.error', 'caught', 'InkError'), error('OSError', 'caught', 'PaperError')]),
  ).toMatch(/zlib\.error.* becomes .*InkError.*OSError.* becomes .*PaperError/)
  expect(tell([...own, error('InkError', 'caught', 'PaperError'), error('Exception', 'caught', 'InkError'), error('OSError', 'caught', 'ValueError')])).toBe('')
})

it('tells of the table that does so for a whole package', () => {
  const errorTable = { of: 'core', from: 'ReadError', to: 'ReadError', place: at(2) }
  expect(tell([], { ...noDetails, errorTable })).toMatch(/till\.py.*core.*ReadError|core.*till\.py.*ReadError/)
})
