// What the voice director's tools work on. They leave nothing to decide, so no model calls them: the steps of the pipeline
// do, whoever wrote the story. They have inputs like all tools, so that one could be bound and given to a model.
import type { FileStore } from '../../../../shared/node/file-store/file-store.ts'
import type { ChapterToSpeak, Speech, SpeechContext } from '../../../speech/speech.ts'

/** Where a story's files go and come from. */
export interface FilesDesk {
  files: Pick<FileStore, 'put' | 'read'>
  /** Keys of this story's files begin with it. */
  folder: string
  signal: AbortSignal
}

export interface SpeechDesk {
  speech: Pick<Speech, 'speakChapter'>
  context: SpeechContext
  /** Those whose text is final, by their number, counted from 1. */
  chapters: ReadonlyMap<number, ChapterToSpeak>
}
