// What a run says about its story: log lines, states and saved steps, written one after the other in the order in which
// they were said. Lines that come while a write is under way wait together for the next one, so a story that says a lot
// costs few commits. A step is saved in one transaction with the line that tells of it: a line never runs ahead of its
// step, or a worker that dies between the two would tell of the same step twice.
//
// The database may be away for a while: then the write waits and is tried again. Whether a write whose answer was lost
// had been done is told by the story's event counter, which nobody else raises while we hold the lease: nothing is ever
// written twice.
import { setTimeout as sleep } from 'node:timers/promises'
import { eq } from 'drizzle-orm'
import type { Claim } from '../../db/claims.ts'
import { type Database, isDatabaseAway } from '../../db/client.ts'
import { appendEvents, type NewEvent } from '../../db/events.ts'
import { stories } from '../../db/schema.ts'
import { saveStep, type VisibleStory } from '../../db/steps.ts'
import type { Logger } from '../../shared/node/logger.ts'
import type { AgentName, LogLevel } from '../../shared/progress.ts'
import { storyStatuses } from '../../shared/story.ts'
import type { Position } from './stages.ts'

/** Somebody else has the story now, or it was cancelled: what this run still does is lost, and it should end. */
export class LeaseLost extends Error {
  constructor() {
    super('the story is no longer in the hands of this run')
    this.name = 'LeaseLost'
  }
}

export type LogDetails = Readonly<Record<string, string | number | boolean | string[]>>
export interface StepToSave {
  name: string
  result: unknown
  story?: Partial<VisibleStory>
}

export interface Telling {
  log: (agentName: AgentName, action: string, details?: LogDetails, level?: LogLevel) => void
  /** Only forward: what lies behind the present position is not said again. */
  advance: (position: Position) => void
  save: (step: StepToSave) => Promise<void>
  /** Waits for the writes under way and hands over what was said since: for the transaction that ends the run. */
  finish: () => Promise<NewEvent[]>
}

interface TellingOptions {
  db: Database
  claim: Claim
  logger: Logger
  signal: AbortSignal
  /** Called once, when a write finds that the lease is lost. */
  onLost: () => void
}

interface Write {
  events: NewEvent[]
  step: StepToSave | null
  position: Position
}

const awayDelaysMs = [50, 100, 250, 500, 1000]

export const openTelling = ({ db, claim, logger, signal, onLost }: TellingOptions): Telling => {
  const storyId = claim.story.id
  let position: Position = { status: claim.story.status, progress: claim.story.progress }
  let said: NewEvent[] = []
  let lastEventId = claim.story.lastEventId
  let writing: Promise<void> = Promise.resolve()
  let scheduled = false
  let ended = false

  const attempt = async ({ events, step, position: { status, progress } }: Write): Promise<boolean> => {
    if (step === null) return (await appendEvents(db, storyId, events, { lease: claim.lease, status, progress })) !== null
    return saveStep(db, { storyId, lease: claim.lease, ...step, events, status, progress })
  }
  const wasWritten = async (expected: number): Promise<boolean> => {
    const [row] = await db.select({ lease: stories.lease, lastEventId: stories.lastEventId }).from(stories).where(eq(stories.id, storyId))
    if (row?.lease !== claim.lease) throw new LeaseLost()
    return row.lastEventId >= expected
  }
  const write = async (entry: Write): Promise<void> => {
    const expected = lastEventId + entry.events.length
    for (let tries = 0; ; tries += 1) {
      try {
        if (tries > 0 && entry.events.length > 0 && (await wasWritten(expected))) break
        if (!(await attempt(entry))) throw new LeaseLost()
        break
      } catch (error) {
        if (error instanceof LeaseLost) {
          onLost()
          throw error
        }
        if (!isDatabaseAway(error) || signal.aborted) throw error
        logger.warn({ err: error, tries }, 'the database is away: the write waits')
        await sleep(awayDelaysMs[Math.min(tries, awayDelaysMs.length - 1)])
      }
    }
    lastEventId = expected
  }

  const takeSaid = (): NewEvent[] => {
    const events = said
    said = []
    return events
  }
  /** The last write that is asked for, where it has not begun and saves nothing: more lines may go with it. */
  let waiting: Write | null = null
  const enqueue = (entry: Write): Promise<void> => {
    waiting = entry.step === null ? entry : null
    const done = writing.then(() => {
      if (waiting === entry) waiting = null
      return write(entry)
    })
    // The failure belongs to whoever waits for this write; the next write tries for itself.
    writing = done.catch(() => undefined)
    return done
  }
  const writeSaid = (): void => {
    const events = takeSaid()
    if (events.length === 0) return
    if (waiting === null) enqueue({ events, step: null, position }).catch((error: unknown) => logger.warn({ err: error }, 'progress was not written'))
    else {
      waiting.events.push(...events)
      waiting.position = position
    }
  }
  const schedule = (): void => {
    if (scheduled || ended) return
    scheduled = true
    // After the present turn: what is said in one go is written in one go.
    setImmediate(() => {
      scheduled = false
      if (!ended) writeSaid()
    })
  }

  return {
    log: (agentName, action, details = {}, level = 'info') => {
      said.push({ kind: 'log', agentName, action, level, details })
      schedule()
    },
    advance: (next) => {
      const isForward = next.progress > position.progress || (next.progress === position.progress && next.status !== position.status)
      if (!isForward || storyStatuses.indexOf(next.status) < storyStatuses.indexOf(position.status)) return
      position = next
      said.push({ kind: 'status', status: { status: next.status, progress: next.progress } })
      schedule()
    },
    save: (step) => enqueue({ events: takeSaid(), step, position }),
    finish: async () => {
      ended = true
      await writing
      return takeSaid()
    },
  }
}
