import type { StoryRecord } from '../../../shared/story.ts'
import { reachable } from '../../lib/backend.ts'
import type { Configuration } from '../../lib/configuration.ts'

type Linked = Pick<StoryRecord, 'audio_url' | 'cover_url'> & Partial<Pick<StoryRecord, 'audio_chunks'>>

/** As large as a list shows it. A public bucket's address is taken as it is: only our server picks a size. */
export const smallCover = (url: string | null): string | null => {
  if (url === null || !/\/api\/stories\/[^/]+\/cover\.png/.test(url)) return url
  return `${url}${url.includes('?') ? '&' : '?'}size=small`
}

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
