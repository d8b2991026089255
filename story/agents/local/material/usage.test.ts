import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { startMessages } from './start.ts'
import { usageMessages } from './usage.ts'
import { createWorld } from './world.ts'

const file = 'till/app.py'
const place = (line: number) => ({ file, start_line: line, end_line: line + 2 })
const documented = (name: string, line: number, text: string): CodeSymbol => ({
  name,
  qualified_name: name,
  kind: 'function',
  place: place(line),
  signature: `def ${name}()`,
  doc: { text, place: place(line) },
  exported: true,
  parent: null,
  extends: [],
  calls: [],
  reference_count: 1,
})
const teller = () => createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })

it('says what the calls of the example do, where one function of that name is meant', () => {
  const told = (...symbols: CodeSymbol[]): string => {
    const facts = factsOf(snapshotOf({ [file]: '' }), {
      name: 'till',
      usage_example: { language: 'python', code: 'box = open_till("a")\nbox.sell()', place: { file: 'README.md', start_line: 1, end_line: 2 } },
      symbols,
    })
    const one = teller()
    return usageMessages(createWorld(facts, 'documentary', [file]))
      .flatMap((message) => one.tell(message)?.text ?? [])
      .join(' ')
  }
  expect(told(documented('open_till', 1, 'Opens a till with the money of the day before.'))).toMatch(/open_till.*opens a till with the money of the day before/)
  expect(told(documented('open_till', 1, 'Opens a till with the money of yesterday.'), documented('open_till', 9, 'Opens another till.'))).not.toMatch(
    /yesterday/,
  )
})

it('says what a request has to pass before the handler of its route', () => {
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    name: 'till',
    symbols: [documented('require_login', 1, 'Refuses strangers.'), documented('sell', 9, 'Sells.')],
    entry_points: ['/a', '/b', '/c'].map((path) => ({
      kind: 'route' as const,
      name: `POST ${path}`,
      symbol: 'sell',
      reason: 'route in the code, behind require_login',
      place: place(20),
    })),
  })
  const one = teller()
  const texts = startMessages(createWorld(facts, 'documentary', [file])).flatMap((message) => one.tell(message)?.text ?? [])
  expect(texts.join(' ')).toMatch(/require_login/)
})
