import { expect, test } from 'vitest'
import type { StoredEvent } from '../db/events.ts'
import { openProgressDisplay } from './progress-display.ts'

const event = (fields: Partial<StoredEvent>): StoredEvent => ({
  storyId: '00000000-0000-4000-8000-000000000000',
  id: 1,
  kind: 'log',
  agentName: null,
  action: null,
  level: null,
  details: {},
  createdAt: new Date(0),
  ...fields,
})
const log = (action: string, details = {}) => event({ agentName: 'Analyzer', action, level: 'info', details })
const status = (progress: number) => event({ kind: 'status', details: { status: 'analyzing', progress } })

const show = (isTTY: boolean, events: StoredEvent[], now = () => 0): string => {
  let text = ''
  const display = openProgressDisplay({ write: (piece) => (text += piece), isTTY, columns: 80 }, now)
  for (const one of events) display.show(one)
  display.close()
  return text
}

test('away from a terminal there are plain lines: each log, and each ten percent once', () => {
  const text = show(false, [log('Reading', { files: 7, empty: [] }), status(11), status(12), status(23)])
  expect(text.split('\n')).toEqual(['Analyzer     Reading (files 7)', '             10 % analyzing'.replace('10', '11'), '             23 % analyzing', ''])
})

test('on a terminal a bar stays at the bottom and says how long it may still take', () => {
  let time = 0
  const text = show(true, [log('Reading'), status(50)], () => {
    time += 10_000
    return time
  })
  expect(text).toMatch(/█+░+ +50 % analyzing: Reading · about 0:\d\d left/)
})

test('nothing that a repository said steers the terminal', () => {
  expect(show(false, [log('evil \u001b[2J title', { name: '\u0007' })])).not.toContain(String.fromCodePoint(27))
})
