// The door to the analysis: takes a snapshot, runs the work in a thread of its own, gives back the facts. The caller's
// event loop does nothing but wait: the thread opens its own view of the same files.
import { Worker } from 'node:worker_threads'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { AnalysisAnswer, AnalysisJob } from './analysis-thread.ts'
import type { RepositorySnapshot, SnapshotOrigin } from './snapshot.ts'

export interface AnalyzeOptions {
  signal?: AbortSignal
  /** Share of the work done, 0 to 1, and what is being done. */
  progress?: (share: number, doing: string) => void
}

/** Old-generation limit of the thread: the largest repositories are read in part, so that it is enough. */
const maxHeapMb = 1024

export const analyzeRepository = async (snapshot: RepositorySnapshot, options: AnalyzeOptions = {}): Promise<RepositoryFacts> =>
  (await runInThread({ kind: 'facts', origin: snapshot.origin }, options)).facts

export const runInThread = (job: AnalysisJob, { signal, progress }: AnalyzeOptions): Promise<Extract<AnalysisAnswer, { kind: 'facts' }>> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const thread = new Worker(new URL('./analysis-thread.ts', import.meta.url), {
      workerData: job,
      resourceLimits: { maxOldGenerationSizeMb: maxHeapMb, stackSizeMb: 8 },
    })
    const stop = () => {
      void thread.terminate()
      reject(signal?.reason)
    }
    signal?.addEventListener('abort', stop, { once: true })
    const done = () => signal?.removeEventListener('abort', stop)
    thread.on('message', (answer: AnalysisAnswer) => {
      if (answer.kind === 'progress') progress?.(answer.share, answer.doing)
      else {
        done()
        if (answer.kind === 'facts') resolve(answer)
        else reject(new CodeStoryError(answer.code, answer.message))
        void thread.terminate()
      }
    })
    thread.once('error', (error) => {
      done()
      reject(error)
    })
    thread.once('exit', () => reject(new CodeStoryError('internal', 'The analysis ended without a result.')))
  })

export type { SnapshotOrigin }
