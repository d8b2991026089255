// Which voice speaks: ElevenLabs where its key is set, else a speech server where its address is, else the built-in voice.
import type { Env } from '../../shared/node/env.ts'
import { elevenLabsOptions, openElevenLabsSpeech } from './elevenlabs/elevenlabs-speech.ts'
import { openLocalSpeech } from './local/local-speech.ts'
import type { Speech } from './speech.ts'
import { openSpeechServer, speechServerOptions } from './speech-server.ts'

export const openSpeech = (env: Env): Speech => {
  if (env.ELEVENLABS_API_KEY !== undefined) return openElevenLabsSpeech(elevenLabsOptions(env, env.ELEVENLABS_API_KEY))
  if (env.SPEECH_BASE_URL !== undefined) return openSpeechServer(speechServerOptions(env, env.SPEECH_BASE_URL))
  return openLocalSpeech()
}
