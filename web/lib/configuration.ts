// What this server offers: whether there is sign-in, and who writes and speaks.
import { apiBase } from './backend.ts'

export interface Configuration {
  supabase: { url: string; anonKey: string } | null
  engines: { narrator: string; voice: string }
  publicUrl: string
}

export const configurationUrl = `${apiBase}/api/config`

export const fetchConfiguration = async (): Promise<Configuration> => {
  const answer = await fetch(configurationUrl)
  if (!answer.ok) throw new Error(`The server answered ${answer.status} when asked for its configuration.`)
  return (await answer.json()) as Configuration
}
