import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { CodeStoryError, errorCodes, errorTable } from './errors.ts'

describe('coded errors', () => {
  const rows = new Map(
    [...readFileSync(new URL('../docs/errors.md', import.meta.url), 'utf8').matchAll(/^\| `(\w+)` \| (\d{3}) \| (yes|no) \| (.+) \|$/gm)].map(
      ([, code = '', status, again, text = '']) => [code, { status: Number(status), again, text }],
    ),
  )

  it('are each explained in docs/errors.md, with the status that is sent', () => {
    expect([...rows.keys()].toSorted()).toEqual([...errorCodes].toSorted())
    for (const code of errorCodes) expect({ code, status: rows.get(code)?.status }).toEqual({ code, status: errorTable[code].status })
  })

  it('are tried again for a story just where docs/errors.md says so', () => {
    // A rate limit is the caller's to wait for; a story never meets it.
    for (const code of errorCodes.filter((one) => one !== 'rate_limited'))
      expect({ code, again: rows.get(code)?.again }).toEqual({ code, again: errorTable[code].retry ? 'yes' : 'no' })
  })

  it('keep their cause and let an adapter that knows better decide about trying again', () => {
    const cause = new Error('socket hang up')
    const error = new CodeStoryError('speech_failed', 'Half an MP3 came back.', { cause, retry: true })
    expect(error.cause).toBe(cause)
    expect(error.retry).toBe(true)
    expect(error.status).toBe(503)
  })
})
