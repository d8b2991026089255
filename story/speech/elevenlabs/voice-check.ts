// Voices are retired now and then, and a story of two voices must not be half bought when the second one turns out to be gone.
// So those of a chapter are looked up in the account's list, which is asked for once. A voice that is not listed may still
// be one that the service has: only what it says about that voice itself counts. A key may speak and not be allowed to
// list: then the voices are taken as they are.
import type { ElevenLabsClient } from '@elevenlabs/elevenlabs-js'
import type { Voice } from '../../../shared/voices.ts'
import type { SpeechContext } from '../speech.ts'
import { readFault } from './faults.ts'

const deadlineMs = 10_000

interface VoiceCheckOptions {
  voiceIds: Readonly<Record<Voice, string>>
  model: string
  getClient: () => Promise<ElevenLabsClient>
}

/** @throws {CodeStoryError} speech_failed, with the setting that names another voice, where one is gone */
export type VoiceCheck = (voices: Iterable<Voice>, context: Pick<SpeechContext, 'signal' | 'log'>) => Promise<void>

export const makeVoiceCheck = ({ voiceIds, model, getClient }: VoiceCheckOptions): VoiceCheck => {
  const checked = new Set<Voice>()
  let listing: Promise<ReadonlySet<string> | null> | null = null
  const options = (signal: AbortSignal) => ({ abortSignal: AbortSignal.any([signal, AbortSignal.timeout(deadlineMs)]), maxRetries: 0 })

  const findListed = async ({ signal, log }: Parameters<VoiceCheck>[1]): Promise<ReadonlySet<string> | null> => {
    try {
      const { voices } = await (await getClient()).voices.getAll({}, options(signal))
      return new Set(voices.map((voice) => voice.voiceId))
    } catch (error) {
      signal.throwIfAborted()
      log("ElevenLabs did not list the account's voices: they are taken as they are", { reason: error instanceof Error ? error.message.slice(0, 100) : '' })
      return null
    }
  }

  return async (voices, context) => {
    const unchecked = [...new Set(voices)].filter((voice) => !checked.has(voice))
    if (unchecked.length === 0) return
    listing ??= findListed(context).catch((error: unknown) => {
      listing = null
      throw error
    })
    const listed = await listing
    for (const voice of unchecked) {
      if (listed !== null && !listed.has(voiceIds[voice])) {
        try {
          await (await getClient()).voices.get(voiceIds[voice], {}, options(context.signal))
        } catch (error) {
          context.signal.throwIfAborted()
          const fault = readFault(error, voice, model)
          if (fault.kind === 'final' && fault.error.code === 'speech_failed') throw fault.error
        }
      }
      checked.add(voice)
    }
  }
}
