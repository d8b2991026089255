import type { StoryRecord } from '../../../shared/story.ts'
import { reachable } from '../../lib/backend.ts'
import type { Configuration } from '../../lib/configuration.ts'

type Linked = Pick<StoryRecord, 'audio_url' | 'cover_url'> & Partial<Pick<StoryRecord, 'audio_chunks'>>

/** Only our own server takes wishes: a public bucket's address is taken as it is. */
const withWish = (url: string, wish: string): string =>
  /\/api\/stories\/[^/?]+\/(?:cover\.png|audio\.mp3)/.test(url) ? `${url}${url.includes('?') ? '&' : '?'}${wish}` : url

/** As large as a list shows it. */
export const smallCover = (url: string | null): string | null => (url === null ? null : withWish(url, 'size=small'))

/** To be saved and not played: for an address on another origin a browser takes that from the answer alone. */
export const toDownload = (url: string): string => withWish(url, 'download=1')

/** The same story with its links taken from where the page itself was opened. */
export const reachableStory = <Story extends Linked>(story: Story, configuration: Configuration | null): Story => {
  if (configuration === null) return story
  const link = (url: string) => reachable(url, configuration.publicUrl)
  return {
    ...story,
    audio_url: story.audio_url === null ? null : link(story.audio_url),
    cover_url: story.cover_url === null ? null : link(story.cover_url),
    ...(story.audio_chunks === undefined ? {} : { audio_chunks: story.audio_chunks.map(link) }),
  }
}
