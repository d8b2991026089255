import type { StoryRecord } from '../../../shared/story.ts'
import { spokenChapters } from '../player/playlist.ts'

/** How far a chapter has come. Spoken: it can be heard as soon as those before it can. Ready: it can be heard. */
export type ChapterState = 'planned' | 'written' | 'spoken' | 'ready'

export const chapterStates = (story: Pick<StoryRecord, 'audio_url' | 'audio_chunks' | 'chapters'>): ChapterState[] => {
  const spoken = spokenChapters(story.audio_chunks)
  const firstSilent = story.chapters.findIndex((_, index) => !spoken.has(index))
  return story.chapters.map((chapter, index) => {
    if (story.audio_url !== null || (spoken.has(index) && (firstSilent === -1 || index < firstSilent))) return 'ready'
    if (spoken.has(index)) return 'spoken'
    return chapter.content === '' ? 'planned' : 'written'
  })
}
