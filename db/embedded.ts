// A real Postgres under DATA_DIR, for whoever configured none. Server, worker and command line each ensure that it runs;
// there is no process in charge of it, so any of them may be killed at any moment.
//
//   <data directory>/postgres/          made whole under another name, then renamed: a half-made one is never seen
//     data/                             Postgres's own. `postmaster.pid` in it is the lock, the address and the state
//     password  port  log
//
// Starting: read postmaster.pid. Ready and answering: use it. Otherwise start Postgres; of several that race, its own
// lock file lets one win, and the others find it on their next look.
//
// Leaving: every user holds one shared advisory lock, for as long as it lives, on a connection of its own. Whoever leaves
// lets go of it and tries for the exclusive one: who gets that was the last, and stops Postgres. A newcomer that came in
// between waits for its shared lock, sees the connection end, and starts Postgres again. The locks of killed processes
// vanish with their connections; nothing is counted in files.
//
// Watching: when that connection ends though nobody left, Postgres died. Every user then ensures it again, on the same
// port, because the address is in everybody's connection pools.
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { CodeStoryError } from '../shared/errors.ts'
import { type LockAttempt, tryLockFile } from '../shared/node/lock-file.ts'
import type { Logger } from '../shared/node/logger.ts'
import { initialisePostgres, postgresUser } from './initialise-postgres.ts'
import { launchPostgres } from './launch-postgres.ts'
import { findPostgresBinaries } from './postgres-binaries.ts'
import { errorCode, findPostmaster, findText, isAlive, type Postmaster } from './postmaster.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** Leaves; the last one to leave stops Postgres. */
  release: () => Promise<void>
}

/** Any number, as long as nothing else in this database uses it. */
const leaseLock = 0x5354_4f52
/** Recovery of a few GB after a crash, on a slow disk. */
const startLimitMs = 60_000
const retryMs = 50

interface Lease {
  url: string
  port: number
  connection: postgres.Sql
}

const tryLease = async (postmaster: Postmaster, password: string, onLost: () => void): Promise<Lease | null> => {
  const url = `postgres://${postgresUser}:${password}@127.0.0.1:${postmaster.port}/postgres`
  const connection = postgres(url, {
    max: 1,
    connect_timeout: 5,
    max_lifetime: null,
    onnotice: () => {},
    onclose: onLost,
    connection: { application_name: 'code-story lease' },
  })
  try {
    await connection`select pg_advisory_lock_shared(${leaseLock})`
    return { url, port: postmaster.port, connection }
  } catch (error) {
    await connection.end({ timeout: 0 })
    if (errorCode(error) === '28P01') throw new CodeStoryError('unavailable', `The password of the embedded Postgres on port ${postmaster.port} does not fit.`)
    // Not up yet, or just going down: the next look tells.
    return null
  }
}

/**
 * Makes sure that the Postgres of a data directory runs, and uses it until `release`.
 * @throws {CodeStoryError} unavailable, with Postgres's own words where it has some
 */
export const ensurePostgres = async (
  dataDirectory: string,
  logger: Logger,
  extraSettings: Readonly<Record<string, string>> = {},
): Promise<EmbeddedPostgres> => {
  const folder = join(dataDirectory, 'postgres')
  const dataFolder = join(folder, 'data')
  await mkdir(dataDirectory, { recursive: true })
  const binaries = await findPostgresBinaries(dataDirectory)
  let released = false
  let recovering: Promise<void> | null = null

  const acquire = async (samePort: boolean, onLost: () => void): Promise<Lease> => {
    if ((await findText(join(folder, 'password'))) === null) await initialisePostgres(folder, binaries)
    const password = (await readFile(join(folder, 'password'), 'utf8')).trim()
    const deadline = Date.now() + startLimitMs
    let hasEnded: (() => boolean) | null = null
    let starting: LockAttempt | null = null
    try {
      while (Date.now() < deadline) {
        const postmaster = await findPostmaster(dataFolder)
        if (postmaster?.ready) {
          const lease = await tryLease(postmaster, password, onLost)
          if (lease !== null) return lease
        } else if (postmaster === null && (hasEnded === null || hasEnded())) {
          // Of several that are started at once, one that fails takes the others' pid file with it, and the one that runs ends
          // itself when it notices, a minute later: so one of us starts it, until it is up, and the others look on.
          if (starting?.held !== true) starting = await tryLockFile(join(folder, 'starting.lock'))
          // Right after a crash Postgres may refuse while its children die: each look that finds nothing starts it again.
          if (hasEnded !== null) await sleep(200)
          if (starting.held && (await findPostmaster(dataFolder)) === null) hasEnded = await launchPostgres(folder, binaries, extraSettings, samePort)
        }
        await sleep(retryMs)
      }
    } finally {
      if (starting?.held === true) await starting.release()
    }
    const log = (await findText(join(folder, 'log'))) ?? ''
    throw new CodeStoryError('unavailable', `The embedded Postgres did not start within ${startLimitMs / 1000} s. The end of its log: ${log.slice(-600)}`)
  }

  const onLost = (): void => {
    if (released || recovering !== null) return
    logger.warn('the embedded Postgres went away: starting it again')
    recovering = recover().finally(() => {
      recovering = null
    })
  }
  const recover = async (): Promise<void> => {
    void lease.connection.end({ timeout: 0 })
    while (!released) {
      try {
        lease = await acquire(true, onLost)
        logger.info({ port: lease.port }, 'the embedded Postgres is back')
        return
      } catch (error) {
        logger.error({ err: error }, 'the embedded Postgres does not come back: trying on')
        await sleep(1000)
      }
    }
  }

  let lease = await acquire(false, onLost)
  await writeFile(join(folder, 'port'), String(lease.port))

  const release = async (): Promise<void> => {
    if (released) return
    released = true
    await recovering
    try {
      await lease.connection`select pg_advisory_unlock_shared(${leaseLock})`
      const [row] = await lease.connection`select pg_try_advisory_lock(${leaseLock}) as last`
      const postmaster = await findPostmaster(dataFolder)
      if (row?.last === true && postmaster !== null) {
        // SIGINT is Postgres's fast shutdown: sessions end, a checkpoint is written.
        process.kill(postmaster.pid, 'SIGINT')
        for (let waitedMs = 0; waitedMs < 8000 && (await isAlive(postmaster.pid)); waitedMs += retryMs) await sleep(retryMs)
      }
    } catch (error) {
      logger.debug({ err: error }, 'the embedded Postgres was gone before us')
    }
    await lease.connection.end({ timeout: 0 })
  }
  return { url: lease.url, release }
}
