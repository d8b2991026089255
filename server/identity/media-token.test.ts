import { randomBytes, randomUUID } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { openMediaTokens } from './media-token.ts'

const hour = 3_600_000

describe('a link’s token', () => {
  const start = (key = randomBytes(32)) => {
    let time = Date.parse('2026-11-01T12:00:00Z')
    const tokens = openMediaTokens(key, () => time)
    return { ...tokens, wait: (ms: number) => (time += ms) }
  }

  it('opens its story and no other, for an hour', () => {
    const { make, isGood, wait } = start()
    const [story, other] = [randomUUID(), randomUUID()]
    const token = make(story)
    expect(isGood(token, story)).toBe(true)
    expect(isGood(token, other)).toBe(false)
    wait(hour - 1)
    expect(isGood(token, story)).toBe(true)
    wait(5 * 60_000 + 1)
    expect(isGood(token, story)).toBe(false)
  })

  it('is the same for some minutes, so that an address can be known again', () => {
    const { make, wait } = start()
    const story = randomUUID()
    wait(1000)
    const first = make(story)
    wait(60_000)
    expect(make(story)).toBe(first)
    wait(5 * 60_000)
    expect(make(story)).not.toBe(first)
  })

  it('cannot be made, lengthened or bent without the key', () => {
    const story = randomUUID()
    const { make, isGood } = start()
    const token = make(story)
    const [expiry = '', signature = ''] = token.split('.')
    for (const bad of [
      start().make(story),
      `${(Number.parseInt(expiry, 36) + 1).toString(36)}.${signature}`,
      `zzzzzzzz.${signature}`,
      `${expiry}.${signature.slice(1)}`,
      `${expiry}.${'A'.repeat(43)}`,
      `${expiry}.`,
      `.${signature}`,
      `${token}.x`,
      '',
      '.',
    ])
      expect(isGood(bad, story), bad).toBe(false)
  })

  it('is good in every process that has the key', () => {
    const key = randomBytes(32)
    const story = randomUUID()
    expect(start(key).isGood(start(key).make(story), story)).toBe(true)
  })
})
