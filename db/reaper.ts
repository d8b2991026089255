// Every worker and every server looks once a second for stories in the hands of workers that are gone, and puts them back:
// a server, too, because all workers may have died at once, and starting takes them a while. A lock that is
// missing in one look may be a connection that is just being made again (the database restarted, and everybody lost
// theirs), so it has to be missing for a while, and we ourselves have to have been connected for as long.

import type { Logger } from '../shared/node/logger.ts'
import type { Hands } from './claims.ts'
import { isDatabaseAway } from './client.ts'
import { reapStory } from './left-stories.ts'
import type { Listener } from './listener.ts'
import { findOrphans } from './workers.ts'

const lookMs = 750
/** With the look before it, a death is noticed after 1.5 to 2.5 seconds; a restart of the database takes less. */
const graceMs = 1500

interface ReaperOptions {
  hands: Hands
  listener: Pick<Listener, 'connectedSince'>
  logger: Logger
}

export const openReaper = ({ hands, listener, logger }: ReaperOptions): { close: () => Promise<void> } => {
  let missingSince = new Map<string, number>()
  let looking: Promise<void> | null = null

  const look = async (): Promise<void> => {
    const connectedSince = listener.connectedSince()
    const now = performance.now()
    const orphans = await findOrphans(hands.db)
    const known = missingSince
    missingSince = new Map(orphans.map(({ storyId, lease }) => [`${storyId} ${lease}`, known.get(`${storyId} ${lease}`) ?? now]))
    if (connectedSince === null || Date.now() - connectedSince.getTime() < graceMs) return
    for (const { storyId, lease } of orphans) {
      if (now - (missingSince.get(`${storyId} ${lease}`) ?? now) < graceMs) continue
      const became = await reapStory(hands, storyId, lease)
      if (became !== null) logger.warn({ story: storyId, became }, 'a worker died over this story')
    }
  }
  const timer = setInterval(() => {
    looking ??= look()
      .catch((error: unknown) => (isDatabaseAway(error) ? undefined : logger.warn({ err: error }, 'could not look for dead workers')))
      .finally(() => {
        looking = null
      })
  }, lookMs)
  return {
    close: async () => {
      clearInterval(timer)
      await looking
    },
  }
}
