import { createServer, connect as dial, type Socket } from 'node:net'
import { sql } from 'drizzle-orm'
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest'
import { CodeStoryError } from '../shared/errors.ts'
import { cloneDatabase, type TestDatabase } from '../test/support/database.ts'
import { isDatabaseAway, type OpenDatabase, openDatabase } from './client.ts'

/** Stands between us and Postgres, and can cut every connection as a Postgres that is killed does. */
const openCutter = async (to: URL) => {
  const sockets = new Set<Socket>()
  const server = createServer((near) => {
    const far = dial(Number(to.port), to.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket
        .on('error', () => undefined)
        .on('close', () => {
          sockets.delete(socket)
          near.destroy()
          far.destroy()
        })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(to)
  url.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  return {
    url: url.href,
    cut: (how: 'close' | 'reset') => {
      for (const socket of sockets) how === 'close' ? socket.destroy() : socket.resetAndDestroy()
    },
    close: () => server.close(),
  }
}

let clone: TestDatabase
let cutter: Awaited<ReturnType<typeof openCutter>>
let database: OpenDatabase
beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  cutter = await openCutter(new URL(clone.url))
})
afterEach(() => database.close())
afterAll(async () => {
  cutter.close()
  await clone.drop()
})

for (const how of ['close', 'reset'] as const)
  test(`a transaction whose connection ends by a ${how} fails as a database that is away, and the next one works`, async () => {
    database = openDatabase(cutter.url, { connections: 1 })
    const { db } = database
    const cutOff = db.transaction(async (tx) => {
      await tx.execute(sql`select 1`)
      const waiting = tx.execute(sql`select pg_sleep(60)`)
      cutter.cut(how)
      await waiting
    })
    const cut: unknown = await cutOff.catch((error: unknown) => error)
    expect(isDatabaseAway(cut)).toBe(true)
    expect(isDatabaseAway(new CodeStoryError('unavailable', 'The database does not answer.', { cause: cut }))).toBe(true)
    expect(await db.transaction((tx) => tx.execute(sql`select 1 as one`))).toEqual([{ one: 1 }])
  })

test('what a burst has opened is let go soon after it', async () => {
  database = openDatabase(clone.url, { connections: 5 })
  const { db } = database
  const countConnections = async (): Promise<number> => {
    const [row] = await db.execute<{ count: number }>(sql`select count(*)::int as count from pg_stat_activity where datname = current_database()`)
    return row?.count ?? 0
  }
  await Promise.all(Array.from({ length: 5 }, () => db.execute(sql`select pg_sleep(0.05)`)))
  expect(await countConnections()).toBeGreaterThanOrEqual(5)
  await expect.poll(countConnections, { timeout: 5000, interval: 250 }).toBeLessThan(5)
})

test('a service that refuses the connection is not taken for a database that is away', () => {
  const refused = new TypeError('fetch failed', { cause: Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' }) })
  expect(isDatabaseAway(refused)).toBe(true)
  expect(isDatabaseAway(new CodeStoryError('repository_unreachable', 'github.com does not answer.', { cause: refused }))).toBe(false)
})
