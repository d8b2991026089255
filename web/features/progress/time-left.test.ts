import { expect, test } from 'vitest'
import type { LogEntry } from '../../../shared/progress.ts'
import { estimateSecondsLeft, findStartMs, sayTimeLeft } from './time-left.ts'

const log = (id: number, agent: LogEntry['agent_name'], action: string, second: number): LogEntry => ({
  id,
  agent_name: agent,
  action,
  level: 'info',
  details: {},
  timestamp: new Date(second * 1000).toISOString(),
})

test('the clock starts with the work, not with the waiting', () => {
  expect(findStartMs([log(1, 'System', 'Story queued', 0)])).toBeNull()
  expect(findStartMs([log(1, 'System', 'Story queued', 0), log(2, 'Intent', 'Parsing user request', 40)])).toBe(40_000)
})

test('after a restart it starts again', () => {
  const logs = [log(1, 'System', 'Story queued', 0), log(2, 'Intent', 'a', 1), log(3, 'System', 'Story restarted', 90), log(4, 'Architect', 'b', 100)]
  expect(findStartMs(logs)).toBe(100_000)
})

test('what is left is to what was done as their shares are', () => {
  expect(estimateSecondsLeft(40, 0, 20_000)).toBe(30)
})

test('nothing is said where there is nothing to go by', () => {
  expect(estimateSecondsLeft(40, null, 20_000)).toBeNull()
  expect(estimateSecondsLeft(5, 0, 20_000)).toBeNull()
  expect(estimateSecondsLeft(40, 0, 1000)).toBeNull()
  expect(estimateSecondsLeft(100, 0, 20_000)).toBeNull()
})

test.each([
  [3, 'a few seconds left'],
  [31, 'about 40 seconds left'],
  [70, 'about a minute left'],
  [290, 'about 5 minutes left'],
])('%d seconds are %s', (seconds, said) => {
  expect(sayTimeLeft(seconds)).toBe(said)
})
