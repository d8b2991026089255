// Structured logs, secrets redacted wherever they turn up: by field name, and by value in any text.
import { type DestinationStream, type Logger, pino } from 'pino'
import type { Env } from './env.ts'

const secretNames = [
  'ANTHROPIC_API_KEY',
  'ELEVENLABS_API_KEY',
  'SPEECH_API_KEY',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
  'SUPABASE_ANON_KEY',
  'SUPABASE_SERVICE_ROLE_KEY',
  'SUPABASE_JWT_SECRET',
  'GITHUB_TOKEN',
] as const
// Tokens have a shape even when they are nobody's configuration: a caller's JWT, a signed link, a password in a URL.
const tokenShapes =
  /\beyJ[\w-]{8,}\.[\w-]{8,}\.[\w-]+|(?<=[?&](?:token|feed|signature|X-Amz-Signature)=)[^&\s"]+|(?<=:\/\/[^\s:/@]{1,100}:)[^\s@/]{1,200}(?=@)|\b(?:sk-ant-|gh[pousr]_|github_pat_|sb_secret_)[\w-]{8,}/g

/** Takes every configured secret, and whatever has the shape of one, out of a text. */
export const makeRedact = (env: Partial<Env>): ((value: string) => string) => {
  const secrets = secretNames.flatMap((name) => env[name] ?? [])
  if (env.DATABASE_URL !== undefined) {
    const { password } = new URL(env.DATABASE_URL)
    if (password !== '') secrets.push(password, decodeURIComponent(password))
  }
  // In a line of JSON a quote or a backslash of a secret stands escaped.
  const spellings = [...new Set(secrets.flatMap((secret) => [secret, JSON.stringify(secret).slice(1, -1)]))]
    // The longest first: one that is a part of another must not leave the rest of it.
    .toSorted((left, right) => right.length - left.length)
  return (value) => spellings.reduce((out, secret) => out.replaceAll(secret, '[redacted]'), value).replace(tokenShapes, '[redacted]')
}

export const openLogger = (env: Partial<Env>, name: string, destination?: DestinationStream): Logger => {
  const redact = makeRedact(env)
  const out = destination ?? pino.destination({ fd: 2, sync: false })
  return pino(
    {
      name,
      level: env.LOG_LEVEL ?? 'info',
      redact: {
        paths: ['authorization', '*.authorization', 'headers.authorization', 'token', '*.token', 'password', '*.password', 'cookie', '*.cookie'],
        censor: '[redacted]',
      },
      timestamp: pino.stdTimeFunctions.isoTime,
    },
    { write: (line: string) => out.write(redact(line)) },
  )
}
export type { Logger }
