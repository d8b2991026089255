import type { Chapter } from '../../../shared/script.ts'
import type { StoryRecord } from '../../../shared/story.ts'

/** How far a chapter has come. Ready: it can be heard. */
export type ChapterState = 'planned' | 'written' | 'ready'

export const chapterState = (story: Pick<StoryRecord, 'status' | 'audio_url'>, chapter: Pick<Chapter, 'content' | 'duration_seconds'>): ChapterState => {
  if (story.audio_url !== null && story.status === 'completed') return 'ready'
  if (chapter.content === '') return 'planned'
  return chapter.duration_seconds > 0 ? 'ready' : 'written'
}
