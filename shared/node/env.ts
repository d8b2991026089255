// The only reader of process.env: read once at start, checked, every problem reported together, secrets never printed.
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { parseEnv } from 'node:util'
import { z } from 'zod'

const text = z.string().trim().min(1)
const url = z.url({ protocol: /^https?$/, error: 'must be an http or https address' }).transform((value) => value.replace(/\/+$/, ''))
/** As a URL writes it: 127.1 is 127.0.0.1 there, and 127.example.com a name like any other. */
const loopbackHost = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/
/** Plain HTTP only where nobody can listen in. */
const httpsUnlessLoopback = url.refine(
  (value) => value.startsWith('https:') || loopbackHost.test(new URL(value).hostname),
  'must be https, except for a loopback address',
)
const positive = z.coerce.number().positive()
const count = z.coerce.number().int().positive()
const list = text.transform((value) =>
  value
    .split(',')
    .map((item) => item.trim())
    .filter((item) => item !== ''),
)

export const rateLimitDefaults = { stories: 60, chat: 60, reads: 1200, failures: 10, sockets: 500 }
export type RateLimits = typeof rateLimitDefaults
const rateLimits = text.transform((value, context): RateLimits | null => {
  if (value === 'off') return null
  const limits = { ...rateLimitDefaults }
  for (const part of value.split(',')) {
    const [name = '', number = ''] = part.split('=').map((side) => side.trim())
    if (!(name in limits) || !/^\d{1,9}$/.test(number) || Number(number) < 1) {
      context.addIssue({ code: 'custom', message: `is off, or a list like stories=60,chat=60 of ${Object.keys(limits).join(', ')}` })
      return z.NEVER
    }
    limits[name as keyof RateLimits] = Number(number)
  }
  return limits
})

const trustProxy = text.transform((value, context): boolean | number | string[] => {
  if (/^(true|yes)$/i.test(value)) return true
  if (/^(false|no)$/i.test(value)) return false
  if (/^\d+$/.test(value)) return Number(value)
  const addresses = value.split(',').map((item) => item.trim())
  if (addresses.every((address) => /^[\da-f:.]+(\/\d{1,3})?$/i.test(address) || ['loopback', 'linklocal', 'uniquelocal'].includes(address))) return addresses
  context.addIssue({ code: 'custom', message: 'is true, false, a number of proxies, or a list of their addresses' })
  return z.NEVER
})

const databaseUrl = z
  .url({ protocol: /^postgres(ql)?$/, error: 'must be a postgres:// address' })
  .refine(
    (value) => new URL(value).port !== '6543',
    'is a transaction pooler (port 6543), which cannot LISTEN, lock or migrate: use the direct or the session connection, port 5432',
  )

const sections = {
  server: {
    PORT: z.coerce.number().int().min(0).max(65535).default(8000),
    HOST: text.optional(),
    PUBLIC_URL: url.optional(),
    CORS_ORIGINS: list.default([]),
    TRUST_PROXY: trustProxy.default(false),
    RATE_LIMITS: rateLimits.default(rateLimitDefaults),
  },
  operation: {
    DATA_DIR: text.default('.data').transform((value) => resolve(value)),
    LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
    WORKER_CONCURRENCY: z.coerce.number().int().min(1).max(64).default(2),
    RETENTION_DAYS: count.optional(),
  },
  database: { DATABASE_URL: databaseUrl.optional() },
  narrator: { ANTHROPIC_API_KEY: text.optional(), ANTHROPIC_BASE_URL: url.optional(), ANTHROPIC_MODEL: text.optional() },
  speech: {
    ELEVENLABS_API_KEY: text.optional(),
    ELEVENLABS_BASE_URL: url.optional(),
    ELEVENLABS_MODEL: text.default('eleven_flash_v2_5'),
    ELEVENLABS_VOICE_RACHEL: text.optional(),
    ELEVENLABS_VOICE_DREW: text.optional(),
    ELEVENLABS_VOICE_BELLA: text.optional(),
    ELEVENLABS_VOICE_ANTONI: text.optional(),
    SPEECH_BASE_URL: url.optional(),
    SPEECH_API_KEY: text.optional(),
    SPEECH_MODEL: text.optional(),
    SPEECH_VOICE_RACHEL: text.optional(),
    SPEECH_VOICE_DREW: text.optional(),
    SPEECH_VOICE_BELLA: text.optional(),
    SPEECH_VOICE_ANTONI: text.optional(),
  },
  files: {
    AWS_ACCESS_KEY_ID: text.optional(),
    AWS_SECRET_ACCESS_KEY: text.optional(),
    AWS_SESSION_TOKEN: text.optional(),
    AWS_S3_BUCKET: text.optional(),
    AWS_REGION: text.default('us-east-1'),
    AWS_ENDPOINT_URL_S3: url.optional(),
    AWS_S3_PUBLIC_URL: url.optional(),
    AWS_S3_SERVER_SIDE_ENCRYPTION: z.enum(['AES256', 'aws:kms']).optional(),
  },
  identity: {
    SUPABASE_URL: httpsUnlessLoopback.optional(),
    SUPABASE_ANON_KEY: text.optional(),
    SUPABASE_SERVICE_ROLE_KEY: text.optional(),
    SUPABASE_JWT_SECRET: text.optional(),
  },
  repository: { GITHUB_TOKEN: text.optional(), GITHUB_API_URL: httpsUnlessLoopback.optional(), GITHUB_SERVER_URL: httpsUnlessLoopback.optional() },
  limits: { MAX_STORY_COST_USD: positive.optional(), MAX_DAILY_STORIES: count.optional(), MAX_DAILY_COST_USD: positive.optional() },
}

const envSchema = z.object({
  ...sections.server,
  ...sections.operation,
  ...sections.database,
  ...sections.narrator,
  ...sections.speech,
  ...sections.files,
  ...sections.identity,
  ...sections.repository,
  ...sections.limits,
})
export type Env = z.infer<typeof envSchema>
export const envNames = Object.keys(envSchema.shape) as (keyof Env)[]

/** What is worth nothing without another, or is half of a pair. Looked at beside the rest, so that it is reported with the rest. */
const needed: readonly [given: keyof Env, needed: keyof Env][] = [
  ['AWS_S3_PUBLIC_URL', 'AWS_S3_BUCKET'],
  ['AWS_ACCESS_KEY_ID', 'AWS_SECRET_ACCESS_KEY'],
  ['AWS_SECRET_ACCESS_KEY', 'AWS_ACCESS_KEY_ID'],
  ['SUPABASE_JWT_SECRET', 'SUPABASE_URL'],
]

/** Reported by whoever starts a process: one line a problem, names only, never a value. */
export class ConfigurationError extends Error {
  readonly problems: string[]
  constructor(problems: string[]) {
    super(
      `The configuration has ${problems.length === 1 ? 'a problem' : `${problems.length} problems`}:\n${problems.map((problem) => `  ${problem}`).join('\n')}`,
    )
    this.name = 'ConfigurationError'
    this.problems = problems
  }
}

/**
 * Reads the environment over a `.env` file in the working directory. An empty value counts as not set: that is how
 * compose files pass on what nobody filled in.
 * @throws {ConfigurationError} with every problem at once
 */
export const readEnv = (environment: NodeJS.ProcessEnv = process.env, envFile = '.env'): Env => {
  const fromFile = existsSync(envFile) ? parseEnv(readFileSync(envFile, 'utf8')) : {}
  const given = Object.fromEntries(
    Object.entries({ ...fromFile, ...environment }).filter(
      ([name, value]) => value !== undefined && value.trim() !== '' && (envNames as string[]).includes(name),
    ),
  )
  const result = envSchema.safeParse(given)
  const problems = [
    ...(result.error?.issues.map((issue) => `${issue.path.join('.') || 'environment'} ${issue.message}`) ?? []),
    ...needed.flatMap(([name, other]) => (name in given && !(other in given) ? [`${other} is needed beside ${name}`] : [])),
  ]
  if (result.success && problems.length === 0) return result.data
  throw new ConfigurationError(problems)
}
