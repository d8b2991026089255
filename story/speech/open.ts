// Which voice speaks: the configuration decides, and only it.
import type { Env } from '../../shared/node/env.ts'
import { openLocalSpeech } from './local/local-speech.ts'
import type { Speech } from './speech.ts'

export const openSpeech = (_env: Env): Speech => openLocalSpeech()
