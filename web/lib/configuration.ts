// What this server offers: whether there is sign-in, and who writes and speaks.
import type { PublicConfig } from '../../shared/public-config.ts'
import { configurationUrl } from './first-questions.ts'

export const fetchConfiguration = async (): Promise<PublicConfig> => {
  // Asked for once, before this code was here. Whoever asks again after a failure asks the server.
  const first = await window.firstConfiguration
  window.firstConfiguration = undefined
  if (first != null) return first as PublicConfig
  const answer = await fetch(configurationUrl)
  if (!answer.ok) throw new Error(`The server answered ${answer.status} when asked for its configuration.`)
  return (await answer.json()) as PublicConfig
}
