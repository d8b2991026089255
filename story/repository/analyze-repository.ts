// The door to the analysis: takes a snapshot, runs the work in a process of its own, gives back the result. The
// caller's event loop does nothing but wait: the process opens its own view of the same files.
import { fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import type { AnalysisResult, RepositoryFacts, RepositoryMetadata } from '../../shared/analysis.ts'
import { CodeStoryError } from '../../shared/coded-error.ts'
import { childEnvironment } from '../../shared/node/child-environment.ts'
import type { AnalysisAnswer, AnalysisJob, AnalysisOutcome } from './analysis-process.ts'
import type { RepositorySnapshot } from './snapshot.ts'

interface AnalysisCall {
  signal?: AbortSignal
  /** Share of the work done, 0 to 1, and what is being done. */
  progress?: (share: number, doing: string) => void
}

interface AnalyzeOptions extends AnalysisCall {
  /** What GitHub says of it, or null where it was not asked. */
  metadata: RepositoryMetadata | null
  /** Null: no digest, for a narrator that reads none. */
  digestTokens: number | null
}

/** Everything at once, as the Analyzer hands it on. */
export const analyze = async (snapshot: RepositorySnapshot, { metadata, digestTokens, ...options }: AnalyzeOptions): Promise<AnalysisResult> =>
  runInProcess('analysis', { kind: 'analysis', origin: snapshot.origin, metadata, digestTokens }, options)

export const analyzeRepository = async (snapshot: Pick<RepositorySnapshot, 'origin'>, options: AnalysisCall = {}): Promise<RepositoryFacts> =>
  runInProcess('facts', { kind: 'facts', origin: snapshot.origin }, options)

/** Within the budget, secrets taken out, the same bytes for the same commit. */
export const buildDigest = async (
  snapshot: RepositorySnapshot,
  facts: RepositoryFacts,
  { tokenBudget, ...options }: AnalysisCall & { tokenBudget: number },
): Promise<string> => runInProcess('digest', { kind: 'digest', origin: snapshot.origin, facts, tokenBudget }, options)

const compileCache = fileURLToPath(new URL('../../node_modules/.cache/code-story', import.meta.url))
/** The largest repositories are read in part, so that it is enough. */
const maxHeapMb = 640
/** Of each thread, from the beginning: growing to it takes a dozen collections. Twice as much spares nothing that can be measured. */
const semiSpaceMb = 16
/** Before it nothing old is collected: most analyses end below, and would have marked all that they know ten times. */
const initialOldSpaceMb = 96
/**
 * Calls before a function is compiled with care, five and two and a half times what V8 takes. Compiling was a sixth of the processor
 * time of an analysis, which is over before most of it is earned back: vercel/ai takes a ninth less, babel a twelfth.
 */
const callsBeforeTurbofan = 15_000
const callsBeforeMaglev = 1000

const runInProcess = <Kind extends keyof AnalysisOutcome>(kind: Kind, job: AnalysisJob, { signal, progress }: AnalysisCall): Promise<AnalysisOutcome[Kind]> =>
  new Promise((resolve, reject) => {
    signal?.throwIfAborted()
    const child = fork(fileURLToPath(new URL('./analysis-process.ts', import.meta.url)), {
      execArgv: [
        '--liftoff-only',
        `--min-semi-space-size=${semiSpaceMb}`,
        `--max-semi-space-size=${semiSpaceMb}`,
        `--initial-old-space-size=${initialOldSpaceMb}`,
        `--max-old-space-size=${maxHeapMb}`,
        `--invocation-count-for-turbofan=${callsBeforeTurbofan}`,
        `--invocation-count-for-maglev=${callsBeforeMaglev}`,
      ],
      env: childEnvironment({
        // Repomix would keep counts of tokens in the machine's temporary folder.
        REPOMIX_TOKEN_CACHE: '0',
        // Reading and compiling our own modules is a third of what a small repository takes. Kept beside the modules, where
        // nobody else may write, and not in the temporary folder that Node would take; where it can't be, Node does without.
        NODE_COMPILE_CACHE: compileCache,
      }),
      serialization: 'advanced',
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    })
    let complaint = ''
    child.stderr?.setEncoding('utf8').on('data', (text: string) => {
      complaint = (complaint + text).slice(-4000)
    })
    const settle = (finish: () => void) => {
      signal?.removeEventListener('abort', stop)
      finish()
      child.kill('SIGKILL')
    }
    const stop = () => settle(() => reject(signal?.reason))
    signal?.addEventListener('abort', stop, { once: true })
    child.on('message', (answer: AnalysisAnswer) => {
      if (answer.kind === 'progress') progress?.(answer.share, answer.doing)
      else if (answer.kind === 'failed') settle(() => reject(new CodeStoryError(answer.code, answer.message)))
      else settle(() => resolve(answer.outcome[kind] as AnalysisOutcome[Kind]))
    })
    child.once('error', (error) => settle(() => reject(error)))
    child.once('exit', (code, killedBy) =>
      settle(() => reject(new CodeStoryError('internal', 'The analysis ended without a result.', { cause: new Error(`${killedBy ?? code}: ${complaint}`) }))),
    )
    child.send(job)
  })
