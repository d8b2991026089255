import { expect, test } from 'vitest'
import type { ProgressMessage } from '../../../shared/progress.ts'
import { isTold, noProgress, withMessage } from './progress-state.ts'

const log = (id: number): ProgressMessage => ({
  type: 'log',
  data: { id, agent_name: 'Analyzer', action: `line ${id}`, details: {}, level: 'info', timestamp: '2026-11-23T05:00:00Z' },
})

test('a line that is told twice is shown once', () => {
  const state = [log(1), log(2), log(2), log(1), log(5)].reduce(withMessage, noProgress)
  expect(state.logs.map((entry) => entry.id)).toEqual([1, 2, 5])
})

test('the last state holds, and completion is one', () => {
  const analyzing = withMessage(noProgress, { type: 'status', data: { status: 'analyzing', progress: 15 } })
  expect(analyzing.status).toEqual({ status: 'analyzing', progress: 15 })
  const done = withMessage(analyzing, { type: 'complete', data: { audio_url: '/a.mp3', audio_chunks: [], duration: 60 } })
  expect(done.status).toEqual({ status: 'completed', progress: 100 })
})

test('what a finished story once said is no reason to ask for it again; a restart is', () => {
  const status = (value: 'analyzing' | 'completed' | 'pending', progress: number): ProgressMessage => ({ type: 'status', data: { status: value, progress } })
  const record = { status: 'completed' as const, progress: 100 }
  const replayed = [log(1), status('analyzing', 15), log(2), status('completed', 100)].reduce(withMessage, noProgress)
  expect(isTold(replayed, record)).toBe(true)
  expect(isTold(withMessage(replayed, status('pending', 0)), record)).toBe(false)
  expect(isTold(replayed, { status: 'synthesizing', progress: 80 })).toBe(false)
})
