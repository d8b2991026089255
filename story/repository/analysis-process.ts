// A process of its own for one job: it answers, and ends. Why a process and no thread: WebAssembly's memory never shrinks,
// and the optimizing compiler takes gigabytes for the large functions of some grammars, while code that runs for a second
// gains nothing from it. Both are settled per process, and gone with it.
import { flushCompileCache } from 'node:module'
import { availableParallelism } from 'node:os'
import type { AnalysisResult, RepositoryFacts, RepositoryMetadata } from '../../shared/analysis.ts'
import { CodeStoryError, type ErrorCode } from '../../shared/coded-error.ts'
import { openSnapshots } from './open-snapshot.ts'
import { openSecondHand } from './second-hand.ts'
import type { RepositorySnapshot, SnapshotOrigin } from './snapshot.ts'

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

const digestOf = async (snapshot: RepositorySnapshot, facts: RepositoryFacts, tokenBudget: number): Promise<string> => {
  // Repomix is loaded only where it is used: it costs a fifth of a second.
  const { packDigest } = await import('./digest.ts')
  return packDigest(snapshot, facts, { tokenBudget })
}

const run = async (job: AnalysisJob): Promise<Partial<AnalysisOutcome>> => {
  if (job.kind === 'digest') return { digest: await digestOf((await openSnapshots(job.origin)).snapshot, job.facts, job.tokenBudget) }
  // The thread and git start at once, and load and list while this one loads.
  const second = availableParallelism() > 1 ? [openSecondHand()] : []
  const opening = openSnapshots(job.origin)
  const loading = Promise.all([import('./analyze-snapshot.ts'), import('./hands.ts')])
  const [{ snapshot, raw }, [{ analyzeSnapshot }, { createHand }]] = await Promise.all([opening, loading])
  const share = job.kind === 'facts' ? 1 : job.digestTokens === null ? 0.95 : 0.8
  const facts = await analyzeSnapshot(snapshot, raw, { hands: [createHand(), ...second], onProgress: (done, doing) => onProgress(done * share, doing) })
  if (job.kind === 'facts') return { facts }
  onProgress(share, 'Packing the digest')
  const digest = job.digestTokens === null ? '' : await digestOf(snapshot, facts, job.digestTokens)
  const { assembleAnalysis } = await import('./assemble-analysis.ts')
  return { analysis: await assembleAnalysis({ snapshot, facts, digest, metadata: job.metadata }) }
}

process.once('message', async (job: AnalysisJob) => {
  try {
    const outcome = await run(job)
    // Whoever asked ends this process as soon as it has the answer, and at its end would be too late.
    flushCompileCache()
    await answer({ kind: 'done', outcome })
  } catch (error) {
    if (!(error instanceof CodeStoryError)) throw error
    await answer({ kind: 'failed', code: error.code, message: error.message })
  }
  process.disconnect()
})
// Whoever asked is gone: then nobody waits for the answer.
process.once('disconnect', () => process.exit())
