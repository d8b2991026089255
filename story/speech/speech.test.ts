// The contract of every voice: one suite, run on all three implementations at the wire.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { startElevenLabs } from '../../test/support/elevenlabs.ts'
import { chapterToSpeak, rememberingContext } from '../../test/support/speaking.ts'
import { startSpeechServer } from '../../test/support/speech-server.ts'
import { decodeSound } from '../audio/decode.ts'
import { secondsPerFrame, soundFrames } from '../audio/mp3-frames.ts'
import { peakOf } from '../audio/pcm.ts'
import { openElevenLabsSpeech } from './elevenlabs/elevenlabs-speech.ts'
import { openLocalSpeech } from './local/local-speech.ts'
import type { Speech, SpokenAudio } from './speech.ts'
import { openSpeechServer } from './speech-server.ts'

interface Opened {
  speech: Speech
  close: () => Promise<void>
}
const implementations: Record<string, () => Promise<Opened>> = {
  'the built-in voice': async () => {
    const speech = openLocalSpeech()
    return { speech, close: speech.close }
  },
  ElevenLabs: async () => {
    const service = await startElevenLabs()
    const voiceIds = { Rachel: '21m00Tcm4TlvDq8ikWAM', Drew: '29vD33N1CtxCmqQRPOHJ', Bella: 'EXAVITQu4vr4xnSDxMaL', Antoni: 'ErXwobaYiN019PkySvjV' }
    const speech = openElevenLabsSpeech({
      apiKey: service.key,
      baseUrl: service.url,
      model: 'eleven_flash_v2_5',
      voiceIds,
      waitMs: () => 1,
      deadlineMs: () => 25_000,
      patienceMs: () => 0,
    })
    return { speech, close: async () => void (await Promise.all([speech.close(), service.close()])) }
  },
  'a speech server': async () => {
    const service = await startSpeechServer()
    const voiceNames = { Rachel: 'nova', Drew: 'onyx', Bella: 'shimmer', Antoni: 'echo' }
    const speech = openSpeechServer({ baseUrl: service.url, apiKey: service.key, model: 'kokoro', voiceNames, waitMs: () => 1, deadlineMs: 25_000 })
    return { speech, close: async () => void (await Promise.all([speech.close(), service.close()])) }
  },
}

describe.each(Object.entries(implementations))('%s', (_, open) => {
  let opened: Opened
  let spoken: SpokenAudio
  const context = rememberingContext()
  beforeAll(async () => {
    opened = await open()
    spoken = await opened.speech.speakChapter(chapterToSpeak(), context)
  })
  afterAll(async () => {
    await opened.close()
  })

  it('gives whole frames of the one format, as long as it says', () => {
    const { frames, durationSeconds } = spoken
    const sound = soundFrames(frames)
    expect(sound.frames.length).toBe(frames.length)
    expect(durationSeconds).toBeCloseTo(sound.count.frames * secondsPerFrame, 6)
  })

  it('times every sentence in order, in its true spelling, with its voice', () => {
    const { sentences, durationSeconds } = spoken
    expect(sentences.map(({ text, voice, speaker }) => [text.slice(0, 18), voice, speaker])).toEqual([
      ['The hook useEffect', 'Rachel', 'host'],
      ['It keeps what it r', 'Rachel', 'host'],
      ['And who cleans up ', 'Drew', 'guest'],
      ['The function that ', 'Rachel', 'host'],
    ])
    let end = 0
    for (const sentence of sentences) {
      expect(sentence.start_seconds).toBeGreaterThanOrEqual(end)
      expect(sentence.end_seconds).toBeGreaterThan(sentence.start_seconds + 1)
      end = sentence.end_seconds
    }
    expect(end).toBeLessThan(durationSeconds)
  })

  it('gives ten peaks a second that are loud where somebody speaks and zero after', () => {
    const { peaks, sentences, durationSeconds } = spoken
    expect(Math.abs(peaks.length - durationSeconds * 10)).toBeLessThanOrEqual(1.5)
    const middle = ((sentences[0]?.start_seconds ?? 0) + (sentences[0]?.end_seconds ?? 0)) / 2
    expect(Math.max(...peaks.slice(Math.round(middle * 10) - 5, Math.round(middle * 10) + 5))).toBeGreaterThan(0.1)
    expect(peaks.at(-3)).toBeLessThan(0.02)
    expect(Math.max(...peaks)).toBeLessThanOrEqual(1)
  })

  it('begins at once: who jumps to a chapter hears its first word within a tenth of a second', async () => {
    const { samples, rate } = await decodeSound(spoken.frames)
    expect(spoken.sentences[0]?.start_seconds).toBeLessThan(0.05)
    expect(samples.findIndex((sample) => Math.abs(sample) > 0.02) / rate).toBeLessThan(0.1)
  })

  it('gives the same bytes for the same chapter', async () => {
    const again = await opened.speech.speakChapter(chapterToSpeak(), rememberingContext())
    expect(Buffer.from(again.frames).equals(spoken.frames)).toBe(true)
  })

  it.each([0.94, 1.07])('meets a target of %d times its length by pauses and pace, with its sentences where they are heard', async (share) => {
    const targetSeconds = spoken.durationSeconds * share
    const steered = await opened.speech.speakChapter(chapterToSpeak({ targetSeconds }), rememberingContext())
    expect(Math.abs(steered.durationSeconds / targetSeconds - 1)).toBeLessThan(0.01)
    const { samples, rate } = await decodeSound(steered.frames)
    for (const { start_seconds, end_seconds } of steered.sentences)
      expect(peakOf(samples.subarray(Math.floor(start_seconds * rate), Math.ceil(end_seconds * rate)))).toBeGreaterThan(0.1)
    expect(peakOf(samples.subarray(Math.ceil(((steered.sentences.at(-1)?.end_seconds ?? 0) + 0.15) * rate)))).toBeLessThan(0.02)
  })

  it('meets a target that pauses alone can reach, to a tenth of a second', async () => {
    const targetSeconds = spoken.durationSeconds + 0.3
    const steered = await opened.speech.speakChapter(chapterToSpeak({ targetSeconds }), rememberingContext())
    expect(Math.abs(steered.durationSeconds - targetSeconds)).toBeLessThan(0.1)
  })

  it('leaves out what an English voice cannot say, and reports it', async () => {
    const paragraphs = [
      {
        speaker: 'host' as const,
        sentences: [
          { text: 'The word 设置 means settings in this project.', sources: [] },
          { text: '只有中文。', sources: [] },
        ],
      },
    ]
    const { sentences, warnings } = await opened.speech.speakChapter(chapterToSpeak({ paragraphs }), rememberingContext())
    expect(sentences.map((sentence) => sentence.text)).toEqual(['The word 设置 means settings in this project.'])
    expect(warnings.join()).toContain('设置')
  })

  it('refuses a chapter in which there is nothing to say', async () => {
    const paragraphs = [{ speaker: 'host' as const, sentences: [{ text: '只有中文。', sources: [] }] }]
    await expect(opened.speech.speakChapter(chapterToSpeak({ paragraphs }), rememberingContext())).rejects.toMatchObject({ code: 'speech_failed' })
  })

  it('stops when it is told to', async () => {
    const controller = new AbortController()
    const work = opened.speech.speakChapter(chapterToSpeak(), rememberingContext({ signal: controller.signal }))
    controller.abort(new Error('cancelled'))
    await expect(work).rejects.toThrow('cancelled')
  })

  it('tells how far it has come', () => {
    expect(context.progressed).toEqual(context.progressed.toSorted((a, b) => a - b))
    expect(context.progressed.at(-1)).toBeGreaterThan(spoken.durationSeconds / 2)
    expect(context.progressed.at(-1)).toBeLessThanOrEqual(spoken.durationSeconds)
  })

  it('plans with a rate at which people narrate', () => {
    for (const voice of ['Rachel', 'Drew', 'Bella', 'Antoni'] as const) {
      expect(opened.speech.timing.wordsPerMinute(voice)).toBeGreaterThan(120)
      expect(opened.speech.timing.wordsPerMinute(voice)).toBeLessThan(190)
    }
  })
})
