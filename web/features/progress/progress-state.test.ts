import { expect, test } from 'vitest'
import type { ProgressMessage } from '../../../shared/progress.ts'
import { noProgress, withMessage } from './progress-state.ts'

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
