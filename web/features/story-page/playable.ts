import type { StoryRecord } from '../../../shared/story.ts'
import type { Playable } from '../player/player.ts'
import { segmentsOf } from '../player/playlist.ts'

/** A story as the player takes it; null while there is nothing to hear. */
export const playableOf = (story: StoryRecord): Playable | null => {
  const segments = segmentsOf(story)
  if (segments.length === 0) return null
  return {
    id: story.id,
    title: story.title ?? story.repo_name,
    repository: story.repo_name,
    coverUrl: story.cover_url,
    segments,
    chapters: story.chapters.map((chapter) => ({ title: chapter.title, startSeconds: chapter.timestamp_start })),
    // A story that stopped half-way has no more to wait for either.
    finished: story.status === 'completed' || story.status === 'failed',
  }
}
