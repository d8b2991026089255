import type { PublicConfig } from '../../../shared/public-config.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { reachable } from '../../lib/backend.ts'

type Linked = Pick<StoryRecord, 'audio_url' | 'cover_url'> & Partial<Pick<StoryRecord, 'audio_chunks'>>

/** The same story with its links taken from where the page itself was opened. */
export const reachableStory = <Story extends Linked>(story: Story, configuration: PublicConfig | null): Story => {
  if (configuration === null) return story
  const link = (url: string) => reachable(url, configuration.publicUrl)
  return {
    ...story,
    audio_url: story.audio_url === null ? null : link(story.audio_url),
    cover_url: story.cover_url === null ? null : link(story.cover_url),
    ...(story.audio_chunks === undefined ? {} : { audio_chunks: story.audio_chunks.map(link) }),
  }
}
