import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { chapterToSpeak, rememberingContext } from '../../test/support/speaking.ts'
import { type ServerFault, type ServerSound, type SpeechServerStandIn, startSpeechServer } from '../../test/support/speech-server.ts'
import type { Speech } from './speech.ts'
import { openSpeechServer } from './speech-server.ts'

let service: SpeechServerStandIn
let speech: Speech
const open = (baseUrl: string, deadlineMs = 25_000): Speech =>
  openSpeechServer({
    baseUrl,
    apiKey: service.key,
    model: 'kokoro',
    voiceNames: { Rachel: 'nova', Drew: 'onyx', Bella: 'shimmer', Antoni: 'echo' },
    waitMs: () => 1,
    deadlineMs,
  })
beforeEach(async () => {
  service = await startSpeechServer()
  speech = open(service.url)
})
afterEach(async () => {
  await Promise.all([speech.close(), service.close()])
})

const text = 'It is said by a server of ours.'
const oneSentence = () => chapterToSpeak({ paragraphs: [{ speaker: 'guest', sentences: [{ text, sources: [] }] }] })
const spokenSeconds = text.length * 0.06

describe('a speech server', () => {
  it.each<ServerSound>(['wav', 'streamed wav', 'stereo wav', 'mp3', 'slow mp3', 'pcm', 'stereo pcm'])(
    'takes what it sends, whatever the format and rate: %s',
    async (sound) => {
      service.sound = sound
      const { sentences } = await speech.speakChapter(oneSentence(), rememberingContext())
      expect((sentences[0]?.end_seconds ?? 0) - (sentences[0]?.start_seconds ?? 0)).toBeCloseTo(spokenSeconds, 0)
      expect(service.said).toEqual([{ text, voice: 'onyx', model: 'kokoro' }])
    },
  )

  it('takes the address with /v1 as well as without', async () => {
    await speech.close()
    speech = open(`${service.url}/v1`)
    await speech.speakChapter(oneSentence(), rememberingContext())
    expect(service.said).toHaveLength(1)
  })

  it.each<ServerFault>(['html', 'half wav', 'silence', 'server error', 'reset'])('tries again after: %s', async (fault) => {
    service.faults.push(fault)
    const context = rememberingContext()
    await speech.speakChapter(oneSentence(), context)
    expect(context.logged).toHaveLength(1)
    expect(service.said).toHaveLength(1)
  })

  it('tries again when the sound stops coming', async () => {
    await speech.close()
    speech = open(service.url, 2_000)
    service.faults.push('stall')
    const context = rememberingContext()
    await speech.speakChapter(oneSentence(), context)
    expect(context.logged).toHaveLength(1)
    expect(service.requests).toBe(2)
  })

  it.each([
    ['unauthorized', 'speech_key_rejected', /SPEECH_API_KEY/],
    ['unknown voice', 'speech_failed', /SPEECH_VOICE_DREW/],
  ] as const)('fails at once and says what to do: %s', async (fault, code, message) => {
    service.faults.push(fault)
    await expect(speech.speakChapter(oneSentence(), rememberingContext())).rejects.toMatchObject({
      code,
      retry: false,
      message: expect.stringMatching(message),
    })
    expect(service.requests).toBe(1)
  })

  it('gives up after a few tries with an error that a later attempt may cure', async () => {
    service.faults.push(...Array.from({ length: 9 }, () => 'silence' as const))
    await expect(speech.speakChapter(oneSentence(), rememberingContext())).rejects.toMatchObject({ code: 'speech_unavailable', retry: true })
    expect(service.requests).toBe(4)
  })
})
