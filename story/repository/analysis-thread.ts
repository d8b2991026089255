// Runs in a worker thread: one job, one answer.
import { parentPort, workerData } from 'node:worker_threads'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { CodeStoryError, type ErrorCode } from '../../shared/errors.ts'
import { analyzeSnapshot } from './analyze-snapshot.ts'
import { openSnapshot } from './open-snapshot.ts'
import type { SnapshotOrigin } from './snapshot.ts'

export interface AnalysisJob {
  kind: 'facts'
  origin: SnapshotOrigin
}
export type AnalysisAnswer =
  | { kind: 'progress'; share: number; doing: string }
  | { kind: 'facts'; facts: RepositoryFacts }
  | { kind: 'failed'; code: ErrorCode; message: string }

const answer = (message: AnalysisAnswer) => parentPort?.postMessage(message)

try {
  const job = workerData as AnalysisJob
  const raw = await openSnapshot(job.origin, { raw: true })
  const facts = await analyzeSnapshot(await openSnapshot(job.origin), raw, { onProgress: (share, doing) => answer({ kind: 'progress', share, doing }) })
  answer({ kind: 'facts', facts })
} catch (error) {
  if (!(error instanceof CodeStoryError)) throw error
  answer({ kind: 'failed', code: error.code, message: error.message })
}
