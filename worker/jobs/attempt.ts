// One attempt at a story, from the moment it was taken to the moment it is let go: finished, failed, to be tried again,
// or handed back. What an ending means is decided here and nowhere else:
//
//   done                          completed
//   fault that time may cure      again in a minute, or when the service that failed says, twice; then failed
//   fault that it can't cure      failed at once, with what the user can do
//   55 minutes                    failed: the steps that are done are kept
//   this process is closing       handed back, at once, without using up a try
//   database away                 handed back as soon as it is there again
//   cancelled, or taken by others nothing: whoever did that has written it down
import { setTimeout as sleep } from 'node:timers/promises'
import { type Claim, completeStory, type Failure, failStory, type Hands, handBackStory, retryStory } from '../../db/claims.ts'
import { isDatabaseAway } from '../../db/client.ts'
import type { NewEvent } from '../../db/events.ts'
import { retryDelaySeconds, retryLimit } from '../../db/queue.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/node/logger.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import { type CostLimits, openBudget } from '../pipeline/budget.ts'
import { runPipeline } from '../pipeline/pipeline.ts'
import type { JoinResult } from '../pipeline/results.ts'
import { LeaseLost, openTelling } from '../pipeline/telling.ts'
import type { Tools } from '../tools.ts'

/** The work is told to stop after this; the queue takes the job away after an hour, should this process hang. */
const softLimitMs = 55 * 60_000

export class Cancelled extends Error {
  constructor() {
    super('the story was cancelled')
    this.name = 'Cancelled'
  }
}
export class Closing extends Error {
  constructor() {
    super('this worker is closing')
    this.name = 'Closing'
  }
}

export type Ending = 'completed' | 'failed' | 'retry' | 'handed back' | 'lost'

export interface AttemptDeps {
  hands: Hands
  tools: Tools
  limits: CostLimits
  logger: Logger
}

const systemCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** Whoever asks for more patience than this is not waited for: the story fails and says why. */
const longestRetryDelaySeconds = 24 * 3600

/** How long to wait before trying again; null where trying again is of no use. */
const retryDelayOf = ({ retry, retryAfterSeconds = 0 }: CodeStoryError): number | null =>
  retry && retryAfterSeconds <= longestRetryDelaySeconds ? Math.max(retryDelaySeconds, Math.ceil(retryAfterSeconds)) : null

/** What the listener is told. Only our own errors are worded for people. */
const describe = (error: unknown): Failure & { delaySeconds: number | null } => {
  if (error instanceof CodeStoryError) return { code: error.code, message: error.message, delaySeconds: retryDelayOf(error) }
  const code = systemCode(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return {
      code: 'disk_full',
      message: 'There is no room left on the disk. Make room, then restart the story: finished steps are kept.',
      delaySeconds: retryDelaySeconds,
    }
  return {
    code: 'internal',
    message: 'Something unexpected went wrong. The log of the worker says what; restart the story to go on.',
    delaySeconds: retryDelaySeconds,
  }
}

const completion = (result: JoinResult): NewEvent[] => [
  {
    kind: 'log',
    agentName: 'System',
    action: 'Story generation complete',
    level: 'success',
    details: { duration: Math.round(result.durationSeconds), narrator: result.engines.narrator, voice: result.engines.voice },
  },
  { kind: 'status', status: { status: 'completed', progress: 100 } },
  { kind: 'complete', details: { audio_key: result.audioKey, audio_chunks: result.audioChunks, duration: result.durationSeconds } },
]

const overdue = (): CodeStoryError =>
  new CodeStoryError(
    'timed_out',
    'It took longer than the 55 minutes that a story may take. What is done is kept: restart it to go on, or ask for a shorter one.',
  )

/** The last write of an attempt is made however long the database is away: otherwise the story would hang. */
const untilWritten = async (write: () => Promise<boolean>, logger: Logger): Promise<boolean> => {
  for (;;) {
    try {
      return await write()
    } catch (error) {
      if (!isDatabaseAway(error)) throw error
      logger.warn({ err: error }, 'the database is away: the end of the attempt waits')
      await sleep(500)
    }
  }
}

/**
 * Works on a story until it is let go.
 * @param stop aborted with Cancelled, Closing or LeaseLost
 */
export const runAttempt = async ({ hands, tools, limits, logger: parent }: AttemptDeps, claim: Claim, stop: AbortController): Promise<Ending> => {
  const { story } = claim
  const logger = parent.child({ story: story.id })
  const limit = setTimeout(() => stop.abort(overdue()), softLimitMs)
  const { signal } = stop
  const telling = openTelling({ db: hands.db, claim, logger, signal, onLost: () => stop.abort(new LeaseLost()) })
  const clone: { opening: Promise<RepositorySnapshot> | null } = { opening: null }
  const snapshot = (): Promise<RepositorySnapshot> => {
    clone.opening ??= tools.openSnapshot(story, signal, (action, details, level) => telling.log('Analyzer', action, details, level))
    return clone.opening
  }

  logger.info({ lease: claim.lease, retriesUsed: claim.retriesUsed }, 'story taken')
  try {
    const { joined, kept } = await runPipeline({
      story,
      tools: { ...tools, db: hands.db, snapshot },
      telling,
      budget: openBudget(hands.db, claim, limits),
      signal,
    })
    const events = [...(await telling.finish()), ...completion(joined)]
    const written = await untilWritten(() => completeStory(hands, claim, { finished: joined, kept }, events), logger)
    logger.info({ durationSeconds: joined.durationSeconds }, written ? 'story completed' : 'story completed, but no longer ours')
    return written ? 'completed' : 'lost'
  } catch (failure) {
    const error: unknown = signal.aborted ? signal.reason : failure
    if (error instanceof Cancelled || error instanceof LeaseLost || failure instanceof LeaseLost) {
      logger.info({ reason: String(error) }, 'story let go')
      return 'lost'
    }
    const events = await telling.finish()
    if (error instanceof Closing || isDatabaseAway(error)) {
      const why =
        error instanceof Closing ? 'The worker is closing: the story goes on elsewhere' : 'The database was away: the story goes on from its last saved step'
      logger.info({ reason: String(error) }, 'story handed back')
      return (await untilWritten(() => handBackStory(hands, claim, why, events), logger)) ? 'handed back' : 'lost'
    }
    const { delaySeconds, ...described } = describe(error)
    const retry = delaySeconds !== null && claim.retriesUsed < retryLimit ? { reason: described.message, delaySeconds } : null
    // A fault that we know has been told to the listener in words; a stack is for what nobody foresaw.
    const outcome = retry === null ? 'story failed' : 'attempt failed'
    if (error instanceof CodeStoryError) logger.warn({ code: error.code, reason: error.message, cause: String(error.cause ?? ''), retry }, outcome)
    else logger.error({ err: error, retry }, outcome)
    const written = await untilWritten(() => (retry === null ? failStory(hands, claim, described, events) : retryStory(hands, claim, retry, events)), logger)
    if (!written) return 'lost'
    return retry === null ? 'failed' : 'retry'
  } finally {
    clearTimeout(limit)
    // Whether the clone could be opened is not asked here: only that nothing of it stays.
    if (clone.opening !== null)
      await clone.opening.then((opened) => opened.close()).catch((error: unknown) => logger.debug({ err: error }, 'no clone to remove'))
  }
}
