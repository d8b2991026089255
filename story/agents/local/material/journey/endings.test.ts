import { expect, it } from 'vitest'
import { callPathFile, callPathOf, type WrittenStep } from '../../../../../test/support/call-path.ts'
import { factsOf } from '../../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../../test/support/snapshot-of.ts'
import type { LastStatements } from '../../details/last-statements.ts'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { createWorld } from '../world.ts'
import { endingMessages } from './endings.ts'

const steps: WrittenStep[] = [
  ['order_tea', 0],
  ['brew_tea', 1],
]
const told = (endings: Record<string, string>): string => {
  const path = callPathOf(...steps)
  const world = createWorld(factsOf(snapshotOf({ [callPathFile]: '' }), {}), 'documentary', [callPathFile])
  const stations = path.steps.map(({ symbol, place }) => ({ ...world.symbol(symbol, place.file), place }))
  const [entry] = stations
  const end = stations.at(-1)
  if (entry === undefined || end === undefined) throw new Error('two stations were made')
  const statements: LastStatements = new Map(
    stations.flatMap(({ name, place }) => {
      const text = endings[name]
      return text === undefined ? [] : [[`${place.file}:${place.start_line}`, { text, place }] as const]
    }),
  )
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return endingMessages({ entry, end, stations, messages: [] }, statements, world)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}

it('tells what the last of them sends, and what the first gives back', () => {
  expect(told({ brew_tea: 'tray.send(cup)', order_tea: 'return cup' })).toMatch(/brew_tea.*calls tray\.send.*order_tea.*returns cup/)
})

it('says nothing of a chain, of which only the first call would be said', () => {
  expect(told({ brew_tea: 'main_tray()->send(cup)' })).toBe('')
  expect(told({ brew_tea: 'main_tray().send(cup)' })).toBe('')
})

it('does not tell the next station again, nor a code that says only that all went well', () => {
  expect(told({ brew_tea: 'return TEA_OK', order_tea: 'return brew_tea(cup)' })).toBe('')
})
