import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { redactSecrets } from './secrets.ts'

// Put together at run time, so that this file itself holds nothing that looks like a key.
const letters = 'aB3dE5fG7hJ9kL2mN4pQ6rS8tU1vW0xYzC5bV7nM9qK3'
const random = (length: number): string => letters.repeat(Math.ceil(length / letters.length)).slice(0, length)
const hex = (length: number): string => '9f86d081884c7d659a2feaa0c55ad015'.repeat(4).slice(0, length)
const join = (...parts: string[]): string => parts.join('')

const secrets: Record<string, string> = {
  'an AWS key id': join('AK', 'IA', 'QZ3X5T7R2M4N6P8K'),
  'an AWS secret': join('aws_secret_access', '_key = "', random(40), '"'),
  'a classic GitHub token': join('gh', 'p_', random(36)),
  'a fine-grained GitHub token': join('github', '_pat_', random(82)),
  'a GitLab token': join('gl', 'pat-', random(20)),
  'an Anthropic key': join('sk-', 'ant-api03-', random(93), 'AA'),
  'an OpenAI key': join('sk-', 'proj-', random(58), 'T3Blbk', 'FJ', random(58)),
  'an ElevenLabs key': join('sk', '_', hex(48)),
  'a Supabase key': join('sb', '_secret_', random(31)),
  'a Stripe key': join('sk', '_live_', random(24)),
  'a Slack token': join('xo', 'xb-', '239847548631-2348975623103-', random(24)),
  'a Slack hook': join('https://hooks.', 'slack.com/services/T', random(8), '/B', random(8), '/', random(24)),
  'a Google key': join('AI', 'za', random(35)),
  'an npm token': join('np', 'm_', random(36)),
  'a SendGrid key': join('S', 'G.', random(22), '.', random(43)),
  'a Hugging Face token': join('h', 'f_', 'abcdefghijKLMNOPQRSTuvwxyzabcdefgh'),
  'a Shopify token': join('shp', 'at_', hex(32)),
  'a Vault token': join('hv', 's.', random(95)),
  'a Docker token': join('dckr', '_pat_', random(27)),
  'a Grafana token': join('gl', 'sa_', random(32), '_', hex(8)),
  'a Databricks token': join('da', 'pi', hex(32)),
  'a Tailscale key': join('ts', 'key-auth-', random(16), '-', random(32)),
  'a JWT': join('ey', 'J', random(20), '.ey', 'J', random(40), '.', random(43)),
  'a password in an address': join('https://deploy:', random(12), '@git.internal.net/x'),
  'a database password': join('postgres', '://app:', random(14), '@db.internal.net:5432/app'),
}

describe('redactSecrets', () => {
  it.each(Object.entries(secrets))('takes out %s', async (_, secret) => {
    const text = `// before\nconst value = ${secret.includes('=') ? secret : `'${secret}'`} // after\nnext line\n`
    const clean = await redactSecrets('src/config.ts', text)
    const heart = /[A-Za-z0-9]{12,}/g.exec(secret.slice(-30))?.[0] ?? secret
    expect(clean).not.toContain(heart)
    expect(clean).toContain('[redacted]')
    expect(clean).toContain('// after\nnext line\n')
  })

  it.each(['RSA PRIVATE KEY', 'PRIVATE KEY', 'OPENSSH PRIVATE KEY', 'EC PRIVATE KEY', 'ENCRYPTED PRIVATE KEY', 'PGP PRIVATE KEY BLOCK'])(
    'takes out a %s and keeps every line in its place',
    async (kind) => {
      const text = `one\n-----BEGIN ${kind}-----\n${`${random(64)}\n`.repeat(20)}-----END ${kind}-----\nlast`
      const clean = await redactSecrets('id', text)
      expect(clean).not.toContain(letters)
      expect(clean).not.toContain(kind)
      expect(clean.split('\n')).toHaveLength(text.split('\n').length)
      expect(clean.split('\n').at(-1)).toBe('last')
    },
  )
  it('takes out a private key that is cut off, or written in a string', async () => {
    const cut = await redactSecrets('key.pem', `-----BEGIN RSA PRIVATE KEY-----\n${random(64)}\n${random(64)}\n\nThen prose goes on.`)
    expect(cut).not.toContain(letters)
    expect(cut).toContain('prose goes on.')
    const written = await redactSecrets('a.js', `const key = "-----BEGIN PRIVATE KEY-----\\n${random(64)}\\n-----END PRIVATE KEY-----\\n"; go()`)
    expect(written).toBe('const key = "[redacted]\\n"; go()')
  })

  it('takes out random values beside a telling name, in code, configuration and environment files', async () => {
    for (const line of [
      `session_secret: "${random(32)}"`,
      `apiKey = '${random(24)}'`,
      `"clientSecret": "${hex(40)}"`,
      `config["auth_token"] => "${random(30)}"`,
      `export API_TOKEN=${random(28)}`,
    ])
      expect(await redactSecrets('config/app.yml', line)).toContain('[redacted]')
    expect(await redactSecrets('.env', 'DB_PASSWORD=hunter2\nNAME=x\n')).toBe('DB_PASSWORD=[redacted]\nNAME=x\n')
  })

  it('leaves ordinary code alone', async () => {
    for (const text of [
      'const token = await readToken(request.headers.authorization)',
      'password: process.env.DATABASE_PASSWORD,',
      "apiKey: 'your-api-key-goes-here-123'",
      'const tokenKinds = ["identifier_token", "number_token2"]',
      "header: 'x-csrf-token', cookieName: 'session-token-cookie'",
      'sha512-9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
      'https://user:password@example.com/',
      'DB_PASSWORD=',
    ])
      expect(await redactSecrets('src/a.ts', text)).toBe(text)
    expect(await redactSecrets('.env.example', 'DB_PASSWORD=hunter2')).toBe('DB_PASSWORD=hunter2')
  })

  it('does not let a comment in the file switch the search off', async () => {
    const text = `/* secretlint-disable */\nconst k = '${secrets['a SendGrid key']}' // secretlint-disable-line\n`
    expect(await redactSecrets('a.ts', text)).toContain('[redacted]')
  })

  it('finds a key wherever it stands in a long file, on one line or on many', async () => {
    const key = secrets['a SendGrid key'] ?? ''
    for (const at of [0, 16_300, 16_384, 16_390, 40_000]) {
      expect(await redactSecrets('a.txt', `${'x '.repeat(at / 2)} ${key} ${'y '.repeat(10_000)}`)).not.toContain(key)
      expect(await redactSecrets('a.txt', `${'some line\n'.repeat(at / 10)}${key}\n${'some line\n'.repeat(2000)}`)).not.toContain(key)
    }
  })

  it('keeps the number of lines and gives the same result each time, whatever the text', async () => {
    const unit = fc.constantFrom(
      '\n',
      'token = "',
      '"',
      ' ',
      join('gh', 'p_', random(36)),
      '-----BEGIN RSA PRIVATE KEY-----',
      '-----END RSA PRIVATE KEY-----',
      'words ',
      random(30),
    )
    await fc.assert(
      fc.asyncProperty(fc.array(unit, { maxLength: 40 }), async (parts) => {
        const text = parts.join('')
        const clean = await redactSecrets('a.ts', text)
        expect(clean.split('\n')).toHaveLength(text.split('\n').length)
        expect(await redactSecrets('a.ts', text)).toBe(clean)
      }),
      { numRuns: 60 },
    )
  })
})
