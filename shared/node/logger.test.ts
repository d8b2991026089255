import { expect, it } from 'vitest'
import { openLogger } from './logger.ts'

/** The lines that a logger writes. */
const linesOf = (env: Parameters<typeof openLogger>[0], write: (logger: ReturnType<typeof openLogger>) => void): string => {
  const lines: string[] = []
  write(openLogger(env, 'test', { write: (line: string) => void lines.push(line) }))
  return lines.join('')
}

it('takes every configured secret out of a line, wherever it stands and however it is spelled', () => {
  const env = {
    ANTHROPIC_API_KEY: 'an-anthropic-key',
    GITHUB_TOKEN: 'ghtoken',
    SPEECH_API_KEY: 'ghtoken-and-more',
    SUPABASE_JWT_SECRET: 'with "quotes" and \\ in it',
    DATABASE_URL: 'postgres://user:p%40ss-word@db.example.com/stories',
  }
  const text = linesOf(env, (logger) => {
    logger.info({ url: 'x', nested: { key: env.ANTHROPIC_API_KEY } }, `asked with ${env.SPEECH_API_KEY}`)
    logger.error({ err: new Error(`refused: ${env.GITHUB_TOKEN}`) }, 'p@ss-word and p%40ss-word')
    logger.warn({ said: env.SUPABASE_JWT_SECRET }, 'a secret with signs that JSON escapes')
  })
  expect(text).not.toMatch(/an-anthropic-key|ghtoken|and-more|p@ss-word|p%40ss-word|quotes/)
  expect(text.match(/\[redacted\]/g)?.length).toBeGreaterThanOrEqual(6)
})

it('takes out whatever has the shape of a token: a caller’s, a link’s, a feed’s, a password in an address', () => {
  const jwt = `eyJhbGciOiJFUzI1NiJ9.${Buffer.from('{"sub":"ada"}').toString('base64url')}.c2lnbmF0dXJl`
  const text = linesOf({}, (logger) => {
    logger.info({ authorization: `Bearer ${jwt}`, headers: { authorization: 'Basic abc' } }, `a token in a text: ${jwt}`)
    logger.info('GET /api/stories/1/audio.mp3?token=sl5k2c.aLinksSignature')
    logger.info('GET /feed.xml?page=2&feed=anEpisodesSignature and https://ada:lovelace@example.com/x')
    logger.info({ password: 'hunter2', account: { token: 'opaque' } }, 'sb_secret_0123456789 sk-ant-0123456789 ghp_0123456789')
  })
  expect(text).not.toMatch(/eyJ|Basic abc|aLinksSignature|anEpisodesSignature|lovelace|hunter2|opaque|0123456789/)
  expect(text).toContain('https://ada:[redacted]@example.com/x')
})
