// The door to the analysis: takes a snapshot, runs the work in a thread of its own, gives back the result. The caller's
// event loop does nothing but wait: the thread opens its own view of the same files.
import { Worker } from 'node:worker_threads'
import type { AnalysisResult, RepositoryFacts, RepositoryMetadata } from '../../shared/analysis.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { AnalysisAnswer, AnalysisJob, AnalysisOutcome } from './analysis-thread.ts'
import type { RepositorySnapshot } from './snapshot.ts'

export interface ThreadOptions {
  signal?: AbortSignal
  /** Share of the work done, 0 to 1, and what is being done. */
  progress?: (share: number, doing: string) => void
}

export interface AnalyzeOptions extends ThreadOptions {
  /** What GitHub says of it, or null where it was not asked. */
  metadata: RepositoryMetadata | null
  /** Null: no digest, for a narrator that reads none. */
  digestTokens: number | null
}

/** Everything at once, as the Analyzer hands it on. */
export const analyze = async (snapshot: RepositorySnapshot, { metadata, digestTokens, ...options }: AnalyzeOptions): Promise<AnalysisResult> =>
  runInThread('analysis', { kind: 'analysis', origin: snapshot.origin, metadata, digestTokens }, options)

export const analyzeRepository = async (snapshot: RepositorySnapshot, options: ThreadOptions = {}): Promise<RepositoryFacts> =>
  runInThread('facts', { kind: 'facts', origin: snapshot.origin }, options)

/** Within the budget, secrets taken out, the same bytes for the same commit. */
export const buildDigest = async (
  snapshot: RepositorySnapshot,
  facts: RepositoryFacts,
  { tokenBudget, ...options }: ThreadOptions & { tokenBudget: number },
): Promise<string> => runInThread('digest', { kind: 'digest', origin: snapshot.origin, facts, tokenBudget }, options)

/** Old-generation limit of the thread: the largest repositories are read in part, so that it is enough. */
const maxHeapMb = 1024

const runInThread = <Kind extends keyof AnalysisOutcome>(kind: Kind, job: AnalysisJob, { signal, progress }: ThreadOptions): Promise<AnalysisOutcome[Kind]> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(new URL('./analysis-thread.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, stackSizeMb: 8 },
    })
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', stop)
      finish()
      void thread.terminate()
    }
    const stop = () => settle(() => reject(signal?.reason))
    signal?.addEventListener('abort', stop, { once: true })
    thread.on('message', (answer: AnalysisAnswer) => {
      if (answer.kind === 'progress') progress?.(answer.share, answer.doing)
      else if (answer.kind === 'failed') settle(() => reject(new CodeStoryError(answer.code, answer.message)))
      else settle(() => resolve(answer.outcome[kind] as AnalysisOutcome[Kind]))
    })
    thread.once('error', (error) => settle(() => reject(error)))
    thread.once('exit', () => reject(new CodeStoryError('internal', 'The analysis ended without a result.')))
  })
