import { afterEach, describe, expect, it } from 'vitest'
import { readEnv } from '../../shared/node/env.ts'
import { openSpeech } from './open.ts'
import type { Speech } from './speech.ts'

const opened: Speech[] = []
const open = (environment: Record<string, string>): Speech => {
  const speech = openSpeech(readEnv(environment, 'no-such-file'))
  opened.push(speech)
  return speech
}
afterEach(async () => {
  await Promise.all(opened.splice(0).map((speech) => speech.close()))
})

describe('the configuration decides who speaks', () => {
  it.each([
    [{}, 'local', false],
    [{ SPEECH_BASE_URL: 'http://127.0.0.1:8880/v1', SPEECH_MODEL: 'kokoro' }, 'kokoro', false],
    [{ ELEVENLABS_API_KEY: 'sk_x' }, 'eleven_flash_v2_5', true],
    [{ ELEVENLABS_API_KEY: 'sk_x', ELEVENLABS_MODEL: 'eleven_multilingual_v2', SPEECH_BASE_URL: 'http://127.0.0.1:8880' }, 'eleven_multilingual_v2', true],
  ])('%j → %s', (environment, engine, paid) => {
    const speech = open(environment)
    expect([speech.engine, speech.paid]).toEqual([engine, paid])
  })

  it('quotes what a text would cost by the model, and nothing where it is free', () => {
    expect(open({}).quoteUsd(10_000)).toBe(0)
    expect(open({ ELEVENLABS_API_KEY: 'sk_x' }).quoteUsd(10_000)).toBeCloseTo(0.5)
    expect(open({ ELEVENLABS_API_KEY: 'sk_x', ELEVENLABS_MODEL: 'eleven_multilingual_v2' }).quoteUsd(10_000)).toBeCloseTo(1)
  })
})
