// A story's events as an async iterable, for subscriptions: from the event after the last one seen until the story rests,
// or for ever with `follow`. The consumer sets the pace; what it leaves lying is bounded.
import type { StoredEvent } from '../../db/events.ts'
import type { StoryRow } from '../../db/stories.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { ProgressFeed } from './feed.ts'
import { isFinal } from './message.ts'

/** Some MB of events: whoever is that far behind is told to come back with the last one it has. */
const waitingLimit = 5000

interface FollowOptions {
  after: number
  follow: boolean
  signal: AbortSignal | undefined
}

/** Tells by states, not by what happens to be last, whether the story rests. */
export const restsAfter = (resting: boolean, events: readonly StoredEvent[]): boolean => {
  const state = events.findLast((event) => event.kind !== 'log')
  return state === undefined ? resting : isFinal(state)
}

export async function* followStory(feed: ProgressFeed, story: StoryRow, { after, follow, signal }: FollowOptions): AsyncGenerator<StoredEvent> {
  const waiting: StoredEvent[] = []
  let resting = story.status === 'completed' || story.status === 'failed'
  let ended = false
  let failure: unknown = null
  let wake = (): void => undefined
  let taken = (): void => undefined
  const end = (error: unknown): void => {
    ended = true
    failure = error
    wake()
  }
  const unsubscribe = feed.subscribe(story.id, after, {
    onEvents: ({ events }, live) => {
      if (ended) return
      const final = live && !follow ? events.findIndex(isFinal) : -1
      waiting.push(...(final < 0 ? events : events.slice(0, final + 1)))
      resting = restsAfter(resting, events)
      if (final >= 0) end(null)
      else if (waiting.length > waitingLimit) end(new CodeStoryError('unavailable', 'You read too slowly. Come back with the last event that you have.'))
      else wake()
    },
    ready: () =>
      new Promise((resolve) => {
        if (waiting.length === 0 || ended) resolve()
        else taken = resolve
      }),
    onLive: () => {
      if (resting && !follow) end(null)
    },
    onError: end,
  })
  const abort = (): void => end(null)
  signal?.addEventListener('abort', abort, { once: true })
  try {
    while (signal?.aborted !== true) {
      const event = waiting.shift()
      if (event !== undefined) yield event
      else if (ended) break
      else {
        taken()
        await new Promise<void>((resolve) => (wake = resolve))
      }
    }
    if (failure !== null) throw failure
  } finally {
    unsubscribe()
    taken()
    signal?.removeEventListener('abort', abort)
  }
}
