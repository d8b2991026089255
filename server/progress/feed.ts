// Progress to any number of subscribers in this process: the rows are the truth, a notification is only a doorbell.
//
// A subscriber names the last event it has seen. It is joined to its story's channel first, so that the bell is heard,
// then reads the rows after that event, page by page. When a page is not full and the bell has not rung since it was
// asked for, and the live ones have been told no more than was read, there is nothing between what was read and what is to
// come: the subscriber is live. (A read can see an event whose bell is still on its way; one that began before it cannot.)
// Live subscribers share one read and one encoding for each bell; each takes from a batch only what is above its own last
// number. So nobody misses an event, nobody gets one twice, and all get them in order, whenever they join and however
// often the bell rings. A bell brings its events along where they are few: when they follow what the live ones were told,
// nothing is read.
//
// Bells lost while the database was away are rung by the listener after it is connected again (payload null: every story).
import { type Bell, hearBell, type StoredEvent } from '../../db/events.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Logger } from '../../shared/node/logger.ts'

/** Events as one read gave them, shared by everybody who gets them. */
export interface Batch {
  readonly events: readonly StoredEvent[]
  /** What somebody made of these events, by a key of theirs: made once, used by all. */
  readonly made: Map<string, unknown>
}

export interface Subscriber {
  /** In order, each event once. While `live` is false, more is there already. */
  onEvents: (batch: Batch, live: boolean) => void
  /** Resolves once more can be taken: what happened long ago is read no faster than it is sent on. */
  ready: () => Promise<void>
  /** Everything that had happened when the subscription was asked for has been told. */
  onLive: () => void
  /** The rows could not be read: the subscription is over. */
  onError: (error: unknown) => void
}

export interface ProgressFeed {
  /** @returns ends the subscription */
  subscribe: (storyId: string, after: number, subscriber: Subscriber) => () => void
  /** The doorbell: a story's notification, or null where any story may have news. */
  ring: (payload: string | null) => void
  subscriberCount: () => number
  /** Ends every subscription: this process is about to go, another one has the same rows. */
  close: () => void
}

type ReadEvents = (storyId: string, after: number, limit: number) => Promise<StoredEvent[]>

interface Member {
  subscriber: Subscriber
  lastId: number
  live: boolean
  left: boolean
}
interface Channel {
  readonly storyId: string
  readonly members: Set<Member>
  /** The last event that went to the live members. */
  lastId: number
  bells: number
  reading: boolean
}

/** Most stories have fewer events; a page is what a subscriber who joins late is sent at once. */
const pageSize = 500

const newBatch = (events: readonly StoredEvent[]): Batch => ({ events, made: new Map() })

const deliver = (member: Member, batch: Batch): void => {
  const last = batch.events.at(-1)
  if (last === undefined || last.id <= member.lastId) return
  const isNew = (batch.events[0]?.id ?? 0) > member.lastId
  const news = isNew ? batch : newBatch(batch.events.filter((event) => event.id > member.lastId))
  member.lastId = last.id
  member.subscriber.onEvents(news, member.live)
}

export const openProgressFeed = (readEvents: ReadEvents, logger: Logger): ProgressFeed => {
  const channels = new Map<string, Channel>()

  const leave = (channel: Channel, member: Member): void => {
    member.left = true
    channel.members.delete(member)
    if (channel.members.size === 0 && channels.get(channel.storyId) === channel) channels.delete(channel.storyId)
  }
  const fail = (channel: Channel, member: Member, error: unknown): void => {
    if (member.left) return
    leave(channel, member)
    member.subscriber.onError(error)
  }
  const liveMembers = (channel: Channel): Member[] => [...channel.members].filter((member) => member.live)

  const replay = async (channel: Channel, member: Member): Promise<void> => {
    try {
      for (;;) {
        const bellsBefore = channel.bells
        const events = await readEvents(channel.storyId, member.lastId, pageSize)
        if (member.left) return
        deliver(member, newBatch(events))
        await member.subscriber.ready()
        if (member.left) return
        const isBehind = channel.lastId > member.lastId && liveMembers(channel).length > 0
        if (events.length < pageSize && channel.bells === bellsBefore && !isBehind) break
      }
    } catch (error) {
      fail(channel, member, error)
      return
    }
    // Since the bells were compared nothing was awaited, so none can have slipped in between.
    if (liveMembers(channel).length === 0) channel.lastId = member.lastId
    member.live = true
    member.subscriber.onLive()
  }

  const pump = async (channel: Channel): Promise<void> => {
    channel.reading = true
    try {
      for (;;) {
        const bellsBefore = channel.bells
        const events = await readEvents(channel.storyId, channel.lastId, pageSize)
        channel.lastId = Math.max(channel.lastId, events.at(-1)?.id ?? 0)
        const batch = newBatch(events)
        for (const member of liveMembers(channel)) deliver(member, batch)
        if (events.length < pageSize && channel.bells === bellsBefore) break
      }
    } catch (error) {
      // They come back with the last event they have seen; by then the database may have come back too.
      logger.warn({ err: error, story: channel.storyId }, 'progress could not be read')
      for (const member of liveMembers(channel)) fail(channel, member, error)
    }
    channel.reading = false
  }

  const ringChannel = (channel: Channel, bell: Bell | null): void => {
    channel.bells += 1
    const live = liveMembers(channel)
    if (channel.reading || live.length === 0) return
    const events = bell?.open() ?? []
    const [first, last] = [events[0], events.at(-1)]
    if (first === undefined || last === undefined || first.id > channel.lastId + 1) {
      void pump(channel)
      return
    }
    channel.lastId = Math.max(channel.lastId, last.id)
    const batch = newBatch(events)
    for (const member of live) deliver(member, batch)
  }

  return {
    subscribe: (storyId, after, subscriber) => {
      const channel = channels.get(storyId) ?? { storyId, members: new Set(), lastId: 0, bells: 0, reading: false }
      channels.set(storyId, channel)
      const member: Member = { subscriber, lastId: after, live: false, left: false }
      channel.members.add(member)
      void replay(channel, member)
      return () => leave(channel, member)
    },
    ring: (payload) => {
      if (payload === null) for (const channel of channels.values()) ringChannel(channel, null)
      else {
        const bell = hearBell(payload)
        const channel = channels.get(bell.storyId)
        if (channel !== undefined) ringChannel(channel, bell)
      }
    },
    close: () => {
      const reason = new CodeStoryError('unavailable', 'This server is closing. Come back with the last event that you have.')
      for (const channel of [...channels.values()]) for (const member of [...channel.members]) fail(channel, member, reason)
    },
    subscriberCount: () => [...channels.values()].reduce((sum, channel) => sum + channel.members.size, 0),
  }
}
