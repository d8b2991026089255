// A process of its own for one job: it answers, and ends. Why a process and no thread: WebAssembly's memory never shrinks,
// and the optimizing compiler takes gigabytes for the large functions of some grammars, while code that runs for a second
// gains nothing from it. Both are settled per process, and gone with it.
import type { AnalysisResult, RepositoryFacts, RepositoryMetadata } from '../../shared/analysis.ts'
import { CodeStoryError, type ErrorCode } from '../../shared/errors.ts'
import { analyzeSnapshot } from './analyze-snapshot.ts'
import { assembleAnalysis } from './assemble-analysis.ts'
import { openSnapshot } from './open-snapshot.ts'
import type { SnapshotOrigin } from './snapshot.ts'

export type AnalysisJob =
  | { kind: 'facts'; origin: SnapshotOrigin }
  | { kind: 'digest'; origin: SnapshotOrigin; facts: RepositoryFacts; tokenBudget: number }
  | { kind: 'analysis'; origin: SnapshotOrigin; metadata: RepositoryMetadata | null; digestTokens: number | null }
export interface AnalysisOutcome {
  facts: RepositoryFacts
  digest: string
  analysis: AnalysisResult
}
export type AnalysisAnswer =
  | { kind: 'progress'; share: number; doing: string }
  | { kind: 'done'; outcome: Partial<AnalysisOutcome> }
  | { kind: 'failed'; code: ErrorCode; message: string }

const answer = (message: AnalysisAnswer): Promise<void> => new Promise((resolve) => process.send?.(message, undefined, undefined, () => resolve()))
const onProgress = (share: number, doing: string) => void answer({ kind: 'progress', share, doing })

const readFacts = async (origin: SnapshotOrigin, share: number): Promise<RepositoryFacts> =>
  analyzeSnapshot(await openSnapshot(origin), await openSnapshot(origin, { raw: true }), { onProgress: (done, doing) => onProgress(done * share, doing) })

const digestOf = async (origin: SnapshotOrigin, facts: RepositoryFacts, tokenBudget: number): Promise<string> => {
  // Repomix is loaded only where it is used: it costs a fifth of a second.
  const { packDigest } = await import('./digest.ts')
  return packDigest(await openSnapshot(origin), facts, { tokenBudget })
}

const run = async (job: AnalysisJob): Promise<Partial<AnalysisOutcome>> => {
  if (job.kind === 'facts') return { facts: await readFacts(job.origin, 1) }
  if (job.kind === 'digest') return { digest: await digestOf(job.origin, job.facts, job.tokenBudget) }
  const facts = await readFacts(job.origin, job.digestTokens === null ? 0.95 : 0.8)
  onProgress(0.85, 'Packing the digest')
  const digest = job.digestTokens === null ? '' : await digestOf(job.origin, facts, job.digestTokens)
  return { analysis: await assembleAnalysis({ snapshot: await openSnapshot(job.origin), facts, digest, metadata: job.metadata }) }
}

process.once('message', async (job: AnalysisJob) => {
  try {
    await answer({ kind: 'done', outcome: await run(job) })
  } catch (error) {
    if (!(error instanceof CodeStoryError)) throw error
    await answer({ kind: 'failed', code: error.code, message: error.message })
  }
  process.disconnect()
})
// Whoever asked is gone: then nobody waits for the answer.
process.once('disconnect', () => process.exit())
