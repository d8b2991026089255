// The order of reads and bells, held by hand: what happens once in ten thousand times against a real database.
import { pino } from 'pino'
import { expect, it } from 'vitest'
import type { StoredEvent } from '../../db/events.ts'
import { openProgressFeed } from './feed.ts'

const story = 'a0000000-0000-4000-8000-000000000001'
const event = (id: number): StoredEvent => ({
  storyId: story,
  id,
  kind: 'log',
  agentName: 'System',
  action: `event ${id}`,
  level: 'info',
  details: {},
  createdAt: new Date(0),
})

/** Reads that end when the test says so, with the rows that it names. */
const openByHand = () => {
  const reads: { after: number; end: (...ids: number[]) => Promise<void> }[] = []
  const feed = openProgressFeed(
    (_storyId, after) =>
      new Promise((resolve) => {
        const end = async (...ids: number[]): Promise<void> => {
          resolve(ids.filter((id) => id > after).map(event))
          await new Promise((turn) => setImmediate(turn))
        }
        reads.push({ after, end })
      }),
    pino({ level: 'silent' }),
  )
  const join = (): number[] => {
    const got: number[] = []
    feed.subscribe(story, 0, {
      onEvents: ({ events }) => got.push(...events.map(({ id }) => id)),
      ready: async () => undefined,
      onLive: () => undefined,
      onError: (error) => {
        throw error
      },
    })
    return got
  }
  const read = (index: number) => {
    const found = reads[index]
    if (found === undefined) throw new Error(`there were ${reads.length} reads`)
    return found
  }
  return { feed, join, read, reads }
}

it('misses no event that the others were told of before its bell rang', async () => {
  const { feed, join, read, reads } = openByHand()
  const first = join()
  await read(0).end(1)
  feed.ring(story)
  const second = join()
  // The shared read sees event 3, whose bell is still on its way; the newcomer's, begun in the same moment, does not.
  await read(1).end(1, 2, 3)
  await read(2).end(1, 2)
  await reads[3]?.end(1, 2, 3)
  feed.ring(story)
  await reads.at(-1)?.end(1, 2, 3)
  expect(first).toEqual([1, 2, 3])
  expect(second).toEqual([1, 2, 3])
})

it('reads again where the bell rang while it read, and tells nothing twice', async () => {
  const { feed, join, read } = openByHand()
  const first = join()
  await read(0).end(1)
  const second = join()
  feed.ring(story)
  await read(1).end(1)
  await read(2).end(1, 2)
  await read(3).end(1, 2)
  expect([first, second]).toEqual([
    [1, 2],
    [1, 2],
  ])
})

const bellOf = (...ids: number[]): string => {
  const rows = ids.map(event).map(({ agentName, createdAt, storyId: _, ...rest }) => ({ ...rest, agent_name: agentName, created_at: createdAt }))
  return `${story} ${JSON.stringify(rows)}`
}

it('tells what a bell brings along without a read, and nothing of it twice', async () => {
  const { feed, join, read, reads } = openByHand()
  const got = join()
  await read(0).end(1)
  feed.ring(bellOf(2, 3))
  feed.ring(bellOf(2, 3))
  feed.ring(bellOf(3, 4))
  expect(got).toEqual([1, 2, 3, 4])
  expect(reads).toHaveLength(1)
})

it('reads where something lies before what a bell brings along', async () => {
  const { feed, join, read, reads } = openByHand()
  const got = join()
  await read(0).end(1)
  feed.ring(bellOf(3))
  expect(got).toEqual([1])
  await read(1).end(1, 2, 3)
  expect(got).toEqual([1, 2, 3])
  expect(reads).toHaveLength(2)
})

it('tells nobody who is still being told the past of what a bell brings along', async () => {
  const { feed, join, read } = openByHand()
  const got = join()
  feed.ring(bellOf(2))
  expect(got).toEqual([])
  await read(0).end(1)
  await read(1).end(1, 2)
  expect(got).toEqual([1, 2])
})
