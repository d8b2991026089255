import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type ElevenLabsFault, type ElevenLabsStandIn, startElevenLabs } from '../../../test/support/elevenlabs.ts'
import { chapterToSpeak, rememberingContext } from '../../../test/support/speaking.ts'
import { decodeSound } from '../../audio/decode.ts'
import { findLoudness } from '../../audio/loudness.ts'
import type { Speech } from '../speech.ts'
import { openElevenLabsSpeech } from './elevenlabs-speech.ts'
import type { ShopOptions } from './shop.ts'

let service: ElevenLabsStandIn
const opened: Speech[] = []
const open = (change: Partial<ShopOptions> = {}): Speech => {
  const voiceIds = { Rachel: '21m00Tcm4TlvDq8ikWAM', Drew: '29vD33N1CtxCmqQRPOHJ', Bella: 'EXAVITQu4vr4xnSDxMaL', Antoni: 'ErXwobaYiN019PkySvjV' }
  const speech = openElevenLabsSpeech({
    apiKey: service.key,
    baseUrl: service.url,
    model: 'eleven_flash_v2_5',
    voiceIds,
    waitMs: () => 1,
    deadlineMs: () => 25_000,
    patienceMs: () => 0,
    ...change,
  })
  opened.push(speech)
  return speech
}
beforeEach(async () => {
  service = await startElevenLabs()
})
afterEach(async () => {
  await Promise.all(opened.splice(0).map((speech) => speech.close()))
  await service.close()
})
const paragraph = (...texts: string[]) => ({ speaker: 'host' as const, sentences: texts.map((text) => ({ text, sources: [] })) })
const oneParagraph = () => chapterToSpeak({ paragraphs: [paragraph('One sentence is enough to buy.')] })

describe('buying', () => {
  it('sends the spoken form, with the words around each chunk, to the voice that speaks', async () => {
    await open().speakChapter(chapterToSpeak({ previousText: 'What was said before.', nextText: 'What comes after.' }), rememberingContext())
    const sold = service.sold.toSorted((a, b) => a.text.localeCompare(b.text))
    expect(sold.map(({ text, voice }) => [text, voice])).toEqual([
      ['And who cleans up when the page goes away?', '29vD33N1CtxCmqQRPOHJ'],
      ['The function that the hook returned is called, and it takes the listeners with it.', '21m00Tcm4TlvDq8ikWAM'],
      [
        'The hook use effect runs after every render of the page. It keeps what it read in source slash app dot T S until the next one.',
        '21m00Tcm4TlvDq8ikWAM',
      ],
    ])
    expect(sold[2]).toMatchObject({ previousText: 'What was said before.', nextText: 'And who cleans up when the page goes away?' })
    expect(sold[1]).toMatchObject({ nextText: 'What comes after.' })
  })

  it('sends no half of a character where the words around a chunk are cut, and no empty words', async () => {
    const long = `${'x'.repeat(299)}🚀${'x'.repeat(299)}`
    await open().speakChapter({ ...oneParagraph(), previousText: long, nextText: long }, rememberingContext())
    await open().speakChapter({ ...oneParagraph(), previousText: '', nextText: '' }, rememberingContext())
    expect(service.sold.map(({ previousText, nextText }) => [previousText?.length ?? null, nextText?.length ?? null])).toEqual([
      [300, 300],
      [null, null],
    ])
  })

  it('never buys a chunk twice: not for a retry, a restart, another story or a neighbour that says the same', async () => {
    const stored = new Map<string, Uint8Array>()
    const twice = chapterToSpeak({ paragraphs: [paragraph('The same words.'), paragraph('The same words.')] })
    const first = await open().speakChapter(twice, rememberingContext({}, stored))
    const second = await open().speakChapter(twice, rememberingContext({}, stored))
    expect(service.requests).toBe(1)
    expect(Buffer.from(second.frames).equals(first.frames)).toBe(true)
  })

  it('puts characters and cost in the receipt, and asks the budget first', async () => {
    const quoted: number[] = []
    const context = rememberingContext()
    context.budget.check = async (usd) => void quoted.push(usd)
    await open().speakChapter(oneParagraph(), context)
    expect(context.calls).toMatchObject([{ agent: 'Synthesizer', model: 'eleven_flash_v2_5', characters: 30, cost_usd: 0.0015 }])
    expect(quoted).toEqual([0.0015])
  })

  it('buys nothing over budget', async () => {
    const context = rememberingContext()
    context.budget.check = async () => {
      throw new Error('over budget')
    }
    await expect(open().speakChapter(oneParagraph(), context)).rejects.toThrow('over budget')
    expect(service.requests).toBe(0)
  })

  it('keeps what it paid for when the story is cancelled meanwhile', async () => {
    const controller = new AbortController()
    const context = rememberingContext({ signal: controller.signal })
    context.budget.record = async () => controller.abort(new Error('cancelled'))
    await open()
      .speakChapter(oneParagraph(), context)
      .catch(() => undefined)
    await open().speakChapter(oneParagraph(), rememberingContext({}, context.stored))
    expect(service.sold).toHaveLength(1)
  })

  it('never has more requests in flight than the account allows', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, index) => paragraph(`This is paragraph number ${index}.`))
    const { sentences } = await open().speakChapter(chapterToSpeak({ paragraphs }), rememberingContext())
    expect(sentences).toHaveLength(12)
    expect(service.mostAtOnce).toBe(2)
  })

  it('cuts a long chapter at sentence ends', async () => {
    const texts = Array.from({ length: 25 }, (_, index) => `Sentence ${index} says something about the way that a request travels.`)
    await open().speakChapter(chapterToSpeak({ paragraphs: [paragraph(...texts)] }), rememberingContext())
    expect(service.sold.length).toBeGreaterThan(1)
    for (const { text } of service.sold) {
      expect(text.length).toBeLessThanOrEqual(1200)
      expect(text).toMatch(/\.$/)
    }
  })

  it('takes a sentence time from the timestamps of its characters', async () => {
    const { sentences } = await open().speakChapter(chapterToSpeak({ paragraphs: [paragraph('Ten chars.', 'And a few more.')] }), rememberingContext())
    const [first, second] = sentences
    // 0.06 s a character, after the opening silence.
    expect(first?.start_seconds).toBeCloseTo(0.03, 3)
    expect((first?.end_seconds ?? 0) - (first?.start_seconds ?? 0)).toBeCloseTo(0.6, 3)
    expect((second?.start_seconds ?? 0) - (first?.start_seconds ?? 0)).toBeCloseTo(0.66, 3)
  })

  it('converts audio of another kind instead of refusing it', async () => {
    service.faults.push('stereo')
    const { durationSeconds } = await open().speakChapter(oneParagraph(), rememberingContext())
    expect(durationSeconds).toBeGreaterThan(2.5)
  })
})

describe('voices', () => {
  const voiceIds = { Rachel: '21m00Tcm4TlvDq8ikWAM', Drew: 'retired', Bella: 'EXAVITQu4vr4xnSDxMaL', Antoni: 'ErXwobaYiN019PkySvjV' }

  it("are looked up in the account's list once, before anything is bought", async () => {
    const speech = open()
    await Promise.all([speech.speakChapter(chapterToSpeak(), rememberingContext()), speech.speakChapter(oneParagraph(), rememberingContext())])
    expect(service.listings).toBe(1)
    await expect(open({ voiceIds }).speakChapter(chapterToSpeak(), rememberingContext())).rejects.toMatchObject({
      code: 'speech_failed',
      message: expect.stringMatching(/ELEVENLABS_VOICE_DREW/),
    })
    expect(service.sold).toHaveLength(4)
  })

  it('that are not listed but there are used, and so are all where the key may not list', async () => {
    for (const listed of [new Set<string>(), null]) {
      service.voices = listed
      expect((await open().speakChapter(oneParagraph(), rememberingContext())).durationSeconds).toBeGreaterThan(1)
    }
  })

  it('are brought to the level that podcast apps expect', async () => {
    const { frames } = await open().speakChapter(chapterToSpeak(), rememberingContext())
    expect(findLoudness(await decodeSound(frames))).toBeCloseTo(-16, 0)
  })

  it('of a model that takes no words around a chunk are given none', async () => {
    await open({ model: 'eleven_v3' }).speakChapter(chapterToSpeak({ previousText: 'Before.', nextText: 'After.' }), rememberingContext())
    expect(service.sold).toHaveLength(3)
  })
})

describe('faults that time cures', () => {
  const passing: ElevenLabsFault[] = ['html', 'half frames', 'half', 'silence', 'truncated json', 'no audio', 'crowded', 'busy', 'server error', 'reset']
  it.each(passing)('tries again after: %s', async (fault) => {
    const good = await open().speakChapter(oneParagraph(), rememberingContext())
    service.faults.push(fault)
    const context = rememberingContext()
    const { frames } = await open().speakChapter(oneParagraph(), context)
    expect(Buffer.from(frames).equals(good.frames)).toBe(true)
    expect(context.logged.length).toBeGreaterThan(0)
    expect(context.stored.size).toBe(1)
  })

  it('has a deadline on the body too', async () => {
    service.faults.push('stall')
    const context = rememberingContext()
    // Short for the first try only: the second must have time on a busy machine.
    const deadlines = [1000]
    await open({ deadlineMs: () => deadlines.shift() ?? 25_000 }).speakChapter(oneParagraph(), context)
    expect(context.logged).toHaveLength(1)
  })

  it('gives up after a few tries with an error that a later attempt may cure', async () => {
    service.faults.push(...Array.from({ length: 9 }, () => 'html' as const))
    await expect(open().speakChapter(oneParagraph(), rememberingContext())).rejects.toMatchObject({ code: 'speech_unavailable', retry: true })
    expect(service.requests).toBe(5)
  })
})

describe('faults that time does not cure', () => {
  it.each([
    ['unauthorized', 'speech_key_rejected', /ELEVENLABS_API_KEY/],
    ['quota', 'speech_quota', /quota/],
    ['voice gone', 'speech_failed', /ELEVENLABS_VOICE_RACHEL/],
  ] as const)('fails at once and says what to do: %s', async (fault, code, message) => {
    service.faults.push(fault)
    await expect(open().speakChapter(oneParagraph(), rememberingContext())).rejects.toMatchObject({
      code,
      retry: false,
      message: expect.stringMatching(message),
    })
    expect(service.requests).toBe(1)
  })

  it('buys nothing more for a chapter that has failed, and keeps what it was buying', async () => {
    const paragraphs = Array.from({ length: 12 }, (_, index) => paragraph(`This is paragraph number ${index}.`))
    service.faults.push('quota')
    const context = rememberingContext()
    await expect(open().speakChapter(chapterToSpeak({ paragraphs }), context)).rejects.toMatchObject({ code: 'speech_quota' })
    expect(service.requests).toBeLessThanOrEqual(4)
    expect([...context.stored.values()].filter(({ length }) => length > 1000)).toHaveLength(service.sold.length)
  })
})
