import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { pino } from 'pino'
import postgres from 'postgres'
import { expect, test } from 'vitest'
import { ensurePostgres } from './embedded.ts'

const logger = pino({ level: 'silent' })

const untilAnswered = async <Row>(ask: () => PromiseLike<readonly Row[]>): Promise<Row[]> => {
  for (;;) {
    // First a moment: what is left of a killed Postgres answers a little longer.
    await sleep(50)
    const rows = await ask().then(
      (found) => [...found],
      () => null,
    )
    if (rows !== null) return rows
  }
}

test('many share one Postgres, it comes back on its port after a crash with its data, and the last to leave stops it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'code-story-embedded-'))
  const postmasterPid = async () => Number((await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])
  const both = await Promise.all([ensurePostgres(folder, logger), ensurePostgres(folder, logger)])
  const others = await Promise.all([1, 2, 3].map(() => ensurePostgres(folder, logger)))
  const [first, second] = both
  expect(first.url).toBe(second.url)
  expect((await readdir(folder)).filter((name) => name.includes('.init-'))).toEqual([])

  const sql = postgres(first.url, { max: 1, onnotice: () => undefined })
  await sql`create table kept as select 1 as value`
  // Every connection pays for each of its rounds, and 192 random bits need none.
  expect(await sql`select rolpassword like 'SCRAM-SHA-256$1:%' as once from pg_authid where rolpassword is not null`).toEqual([{ once: true }])
  const before = await postmasterPid()
  process.kill(before, 'SIGKILL')
  expect(await untilAnswered(() => sql<{ value: number }[]>`select value from kept`)).toEqual([{ value: 1 }])
  expect(await postmasterPid()).not.toBe(before)
  await sql.end()
  // Had several been started, one would have said so, or lost its file to another.
  expect(await readFile(join(folder, 'postgres', 'log'), 'utf8')).not.toContain('postmaster.pid')

  for (const other of others) await other.release()
  await first.release()
  const other = postgres(second.url, { max: 1 })
  // Whoever leaves before the other has found the way back after the crash stops it for a moment.
  expect(await untilAnswered(() => other`select 1 as value`)).toHaveLength(1)
  await other.end()
  await second.release()
  await expect(postmasterPid()).rejects.toThrow(/ENOENT/)
  await rm(folder, { recursive: true, force: true })
})
