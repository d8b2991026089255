import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { typeMessages } from './cast.ts'
import { patternMessages } from './reasons.ts'
import { createWorld } from './world.ts'

const place = { file: 'src/till.ts', start_line: 3, end_line: 9 }
const typed = (name: string, doc: string): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'class',
  place,
  signature: name,
  doc: { text: doc, place },
})
const worldOf = (facts: Parameters<typeof factsOf>[1]) =>
  createWorld(factsOf(snapshotOf({ 'src/till.ts': '' }), { name: 'till', ...facts }), 'documentary', ['src/till.ts'])
const tell = (messages: ReturnType<typeof typeMessages>): string => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messages.flatMap((message) => teller.tell(message)?.text ?? []).join(' ')
}

it('takes neither the header of a declaration file nor a note on exports for what a type is', () => {
  const symbols = [
    typed('Header', 'TypeScript Version: 4.7'),
    typed('Server', 'module.exports should be inside this class, in order to avoid a circular dependency.'),
    typed('Drawer', 'Holds the coins and the notes.'),
  ]
  const told = tell(typeMessages(worldOf({ symbols })))
  expect(told).toMatch(/Drawer.*holds the coins and the notes/)
  expect(told).not.toMatch(/4\.7|module\.exports/)
})

it('calls a shape that has two ends a design', () => {
  const patterns = [{ name: 'client-server', kind: 'architecture' as const, explanation: 'src and server talk to each other', evidence: [place] }]
  expect(tell(patternMessages(worldOf({ patterns })))).toMatch(/a client-server design/)
})
