// A few seconds of a voice, to choose by: the same two sentences for each, spoken by the engine that will speak the story.
import type { Voice } from '../../shared/voices.ts'
import { wrapChapterChunk } from '../audio/chapter-chunk.ts'
import type { Speech, SpeechContext } from './speech.ts'

const sentences = (voice: Voice): string[] => [
  `Hello, this is ${voice}.`,
  'A request comes in, it finds its handler, and on the way back nobody remembers who let it in.',
]

/** A playable MP3. */
export const makeVoiceSample = async (speech: Speech, voice: Voice, context: SpeechContext): Promise<Uint8Array> => {
  const { frames } = await speech.speakChapter(
    {
      title: voice,
      paragraphs: [{ speaker: 'host', sentences: sentences(voice).map((text) => ({ text, sources: [] })) }],
      voiceOf: { host: voice, guest: voice },
      pronunciations: {},
      targetSeconds: null,
      previousText: null,
      nextText: null,
    },
    context,
  )
  return wrapChapterChunk(frames)
}
