import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { type OpenDatabase, openDatabase } from '../../db/client.ts'
import type { CodeStoryError } from '../../shared/errors.ts'
import { rateLimitDefaults } from '../../shared/node/env.ts'
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts'
import type { Caller } from '../context.ts'
import { problemHeaders } from '../problem-headers.ts'
import { openRateLimits } from './rate-limits.ts'
import { openSocketSlots } from './socket-slots.ts'

let clone: TestDatabase
let database: OpenDatabase
beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
})
afterAll(async () => {
  await database.close()
  await clone.drop()
})

const logger = pino({ level: 'silent' })
const person = (): Caller => ({ kind: 'user', userId: randomUUID(), email: null, expiresAt: null })
const anonymous: Caller = { kind: 'anonymous', expiresAt: null }
/** A server process: its own blocks and memory, the same table. */
const process = (limits: Partial<typeof rateLimitDefaults> = {}, sql = database.sql) =>
  openRateLimits({ database: { sql }, logger, limits: { ...rateLimitDefaults, ...limits } })
const ignore = () => undefined
const address = '192.0.2.1'

const countPassed = async (calls: (() => Promise<void> | void)[]): Promise<number> => {
  const results = await Promise.allSettled(calls.map(async (call) => call()))
  for (const result of results) if (result.status === 'rejected') expect(result.reason).toMatchObject({ code: 'rate_limited', status: 429 })
  return results.filter(({ status }) => status === 'fulfilled').length
}

describe('rate limits', () => {
  it('let pass what a limit allows, over all processes together, and say when to come again', async () => {
    const [one, two] = [process({ stories: 5 }), process({ stories: 5 })]
    const caller = person()
    const calls = Array.from({ length: 12 }, (_, index) => () => (index % 2 ? one : two).limit('stories', caller, address, ignore))
    expect(await countPassed(calls)).toBe(5)
    await expect(one.limit('stories', caller, address, ignore)).rejects.toMatchObject({
      retryAfterSeconds: expect.any(Number),
      message: expect.stringMatching(/Try again in \d+ s/),
    })
    // Another kind and another person are not touched by it.
    await one.limit('chat', caller, address, ignore)
    await one.limit('stories', person(), address, ignore)
  })

  it('count reads in blocks, and still to the number', async () => {
    const [one, two] = [process({ reads: 80 }), process({ reads: 80 })]
    const caller = person()
    let passed = 0
    for (let call = 0; call < 120; call += 1) passed += await countPassed([() => (call % 2 ? one : two).limit('reads', caller, address, ignore)])
    expect(passed).toBe(80)
    const many = person()
    expect(await countPassed(Array.from({ length: 200 }, () => () => one.limit('reads', many, address, ignore)))).toBeLessThanOrEqual(80)
  })

  it('spend a block without asking the table', async () => {
    const limits = process()
    const caller = person()
    await limits.limit('reads', caller, address, ignore)
    for (let call = 1; call < 30; call += 1) expect(limits.limit('reads', caller, address, ignore)).toBeUndefined()
    expect(limits.limit('reads', caller, address, ignore)).toBeInstanceOf(Promise)
  })

  it('say in headers what is left, in the new words and the old ones', async () => {
    const limits = process({ chat: 3, reads: 2 })
    const caller = person()
    const headers = new Map<string, string | number>()
    await limits.limit('chat', caller, address, (name, value) => headers.set(name, value))
    expect(Object.fromEntries(headers)).toEqual({
      'RateLimit-Policy': '"chat";q=3;w=60',
      RateLimit: '"chat";r=2;t=60',
      'RateLimit-Limit': 3,
      'RateLimit-Remaining': 2,
      'RateLimit-Reset': 60,
    })
    for (const left of [1, 0]) {
      await limits.limit('reads', caller, address, (name, value) => headers.set(name, value))
      expect(headers.get('RateLimit')).toMatch(new RegExp(`^"reads";r=${left};t=\\d+$`))
    }
    await expect(limits.limit('reads', caller, address, ignore)).rejects.toSatisfy((refusal: CodeStoryError) => {
      expect(problemHeaders(refusal)).toEqual({
        'Retry-After': '60',
        'RateLimit-Policy': '"reads";q=2;w=60',
        RateLimit: '"reads";r=0;t=60',
        'RateLimit-Limit': '2',
        'RateLimit-Remaining': '0',
        'RateLimit-Reset': '60',
      })
      return true
    })
  })

  it('count a user wherever they are, and whoever is nobody by their address', async () => {
    const limits = process({ chat: 1 })
    const caller = person()
    await limits.limit('chat', caller, '192.0.2.10', ignore)
    await expect(limits.limit('chat', caller, '192.0.2.11', ignore)).rejects.toMatchObject({ code: 'rate_limited' })
    await limits.limit('chat', anonymous, '2001:db8:9:9::1', ignore)
    await expect(limits.limit('chat', anonymous, '2001:db8:9:9:ffff::2', ignore)).rejects.toMatchObject({ code: 'rate_limited' })
    await limits.limit('chat', anonymous, '2001:db8:9:a::1', ignore)
    for (let call = 0; call < 5; call += 1)
      expect(limits.limit('chat', { kind: 'service', userId: 'service', expiresAt: null }, address, ignore)).toBeUndefined()
  })

  it('refuse an address after too many failed sign-ins', async () => {
    const limits = process({ failures: 3 })
    for (let time = 0; time < 3; time += 1) await limits.failed('198.51.100.4')
    await expect(limits.failed('198.51.100.4')).rejects.toMatchObject({ code: 'rate_limited', quota: { name: 'failures', limit: 3, windowSeconds: 60 } })
    await limits.failed('198.51.100.5')
  })

  it('without their table let reads pass, and nothing that costs money', async () => {
    const gone = openDatabase(clone.url)
    await gone.close()
    const limits = process({}, gone.sql)
    await limits.limit('reads', person(), address, ignore)
    await limits.failed(address)
    for (const kind of ['stories', 'chat'] as const)
      await expect(limits.limit(kind, person(), address, ignore)).rejects.toMatchObject({ code: 'unavailable', retryAfterSeconds: 5 })
  })
})

describe('open WebSockets', () => {
  const server = (limit: number) => openSocketSlots({ database, logger, limit })

  it('are limited per caller over all servers, and a place that is given back is free', async () => {
    const [one, two] = [server(3), server(3)]
    const who = `user:${randomUUID()}`
    const held = async () => (await database.sql`select sum(points)::int as held from rate_limits where starts_with(key, ${`sockets:${who}:`})`)[0]?.held
    const first = await one.take(who)
    await one.take(who)
    // What is given back is written later, so that nobody waits for it.
    await expect.poll(held).toBe(2)
    await two.take(who)
    await expect.poll(held).toBe(3)
    for (const either of [one, two]) await expect(either.take(who)).rejects.toMatchObject({ code: 'rate_limited', quota: { name: 'sockets', limit: 3 } })
    await expect.poll(held).toBe(3)
    first()
    // A second time gives nothing back.
    first()
    await expect.poll(held).toBe(2)
    await two.take(who)
    await expect.poll(held).toBe(3)
    await expect(one.take(who)).rejects.toMatchObject({ code: 'rate_limited' })
    await one.close()
    await two.close()
    const [left] = await database.sql`select count(*)::int as count from rate_limits where starts_with(key, 'sockets:')`
    expect(left?.count).toBe(0)
  })

  it('are never more than the limit, however many open at once on however many servers', async () => {
    const servers = [server(3), server(3)]
    const who = `user:${randomUUID()}`
    const taken = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => (servers[index % 2] ?? server(3)).take(who)))
    expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(3)
    for (const each of servers) await each.close()
  })

  it('of a process that died are forgotten', async () => {
    const who = `user:${randomUUID()}`
    await database.sql`insert into rate_limits values (${`sockets:${who}:dead`}, 50, ${Date.now() - 1})`
    const one = server(1)
    ;(await one.take(who))()
    await one.close()
  })
})
