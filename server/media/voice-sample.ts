// A voice, to be heard before it is chosen: spoken once by the engine that would tell the story, then kept as a file.
import { CodeStoryError } from '../../shared/errors.ts'
import type { FileStore } from '../../shared/node/file-store/file-store.ts'
import type { Voice } from '../../shared/voices.ts'
import { wrapChapterChunk } from '../../story/audio/chapter-chunk.ts'
import type { Speech } from '../../story/speech/speech.ts'
import { invalidInput } from '../problem.ts'
import { voiceInputSchema } from '../procedures/voices.ts'
import { file } from '../rest/answers.ts'
import type { Answer } from '../rest/route.ts'

const words = (voice: Voice): string =>
  `Hello, this is ${voice}. I tell stories about code: where it starts, how the parts fit together, and why they are the way they are.`

/** Anybody may ask for a sample, and a paid voice may have been paid for one that could not be kept. */
const failureHoldsMs = 60_000

export interface VoiceSamples {
  /** The key of the voice's sample in the file store. */
  getKey: (voice: Voice) => Promise<string>
}

export const openVoiceSamples = (speech: Speech, files: FileStore): VoiceSamples => {
  const underWay = new Map<Voice, Promise<string>>()

  const make = async (voice: Voice): Promise<string> => {
    const key = `voices/${speech.engine.replace(/[^\w.-]/g, '_')}/${voice}.mp3`
    if ((await files.find(key)) !== null) return key
    const sentence = { text: words(voice), sources: [] }
    const { frames } = await speech.speakChapter(
      {
        title: voice,
        paragraphs: [{ speaker: 'host', sentences: [sentence] }],
        voiceOf: { host: voice, guest: voice },
        pronunciations: {},
        targetSeconds: null,
        previousText: null,
        nextText: null,
      },
      {
        signal: AbortSignal.timeout(60_000),
        progress: () => undefined,
        log: () => undefined,
        // Four short sentences, once in an installation's life: no story pays for them.
        budget: { check: async () => undefined, record: async () => undefined },
        cache: { find: async () => null, save: async () => undefined },
      },
    )
    await files.put(key, wrapChapterChunk(frames), { contentType: 'audio/mpeg' })
    return key
  }

  return {
    getKey: (voice) => {
      const known = underWay.get(voice)
      if (known !== undefined) return known
      const making = make(voice)
      underWay.set(voice, making)
      const forget = (): boolean => underWay.delete(voice)
      making.then(forget, () => setTimeout(forget, failureHoldsMs).unref())
      return making
    },
  }
}

export const voiceSampleAnswer: Answer = file('audio/mpeg', async ({ request, deps, context }) => {
  const input = voiceInputSchema.safeParse(request.params)
  if (!input.success) throw new CodeStoryError('not_found', 'There is no such voice.', { cause: invalidInput(input.error) })
  await (await context()).limit('reads')
  const { voice } = input.data
  return { key: await deps.voiceSamples.getKey(voice), fileName: `${voice}.mp3`, cacheControl: 'public, max-age=86400' }
})
