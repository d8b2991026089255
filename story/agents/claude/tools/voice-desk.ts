// What the voice director's tools work on. They leave nothing to decide, so no model calls them: code does, in the order of
// the story. They have inputs like all tools, so that one could be bound and given to a model.
import type { FileStore } from '../../../../shared/node/file-store/file-store.ts'
import type { ChapterToSpeak, Speech, SpeechContext } from '../../../speech/speech.ts'

export interface VoiceDesk {
  speech: Speech
  files: Pick<FileStore, 'put' | 'read' | 'publicUrl'>
  /** Keys of this story's files begin with it. */
  folder: string
  context: SpeechContext
  chapters: readonly ChapterToSpeak[]
}
