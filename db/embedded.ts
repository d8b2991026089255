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
import { randomBytes } from 'node:crypto'
import { closeSync, openSync } from 'node:fs'
import { chown, mkdir, mkdtemp, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { basename, dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import postgres from 'postgres'
import { CodeStoryError } from '../shared/errors.ts'
import { type LockAttempt, tryLockFile } from '../shared/node/lock-file.ts'
import type { Logger } from '../shared/node/logger.ts'
import { findPostgresBinaries, type PostgresBinaries } from './postgres-binaries.ts'

export interface EmbeddedPostgres {
  readonly url: string
  /** Leaves; the last one to leave stops Postgres. */
  release: () => Promise<void>
}

const user = 'code_story'
/** Any number, as long as nothing else in this database uses it. */
const leaseLock = 0x5354_4f52
/** Recovery of a few GB after a crash, on a slow disk. */
const startLimitMs = 60_000
const retryMs = 50

/**
 * Small, because it shares a laptop with everything else: about 40 MB with twenty idle connections. Nothing is bought at
 * the price of durability: fsync and synchronous_commit stay on. Without replication, WAL carries less and a commit is
 * one write; `sync` input and output saves three helper processes that a database in memory never needs.
 */
const settings: Readonly<Record<string, string>> = {
  shared_buffers: '24MB',
  max_connections: '100',
  work_mem: '4MB',
  maintenance_work_mem: '16MB',
  wal_level: 'minimal',
  max_wal_senders: '0',
  wal_buffers: '4MB',
  max_wal_size: '256MB',
  checkpoint_completion_target: '0.9',
  max_logical_replication_workers: '0',
  max_parallel_workers_per_gather: '0',
  max_worker_processes: '2',
  io_method: 'sync',
  jit: 'off',
  huge_pages: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  password_encryption: 'scram-sha-256',
  // The log is one file that nobody rotates: only what somebody would read.
  log_min_messages: 'warning',
  log_checkpoints: 'off',
}

/** Settings of a database that is thrown away at the end. */
export const throwawaySettings: Readonly<Record<string, string>> = { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' }

const errorCode = (error: unknown): string | undefined => (error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined)

const findText = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Alive and not a zombie: the remains of a killed Postgres keep their pid until their parent looks. */
const isAlive = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
  }
  const status = await findText(`/proc/${pid}/stat`).catch(() => null)
  return status === null || !/^\d+ \(.*\) [ZX]/.test(status)
}

interface Postmaster {
  pid: number
  port: number
  ready: boolean
}
const findPostmaster = async (dataFolder: string): Promise<Postmaster | null> => {
  const lines = (await findText(join(dataFolder, 'postmaster.pid')))?.split('\n')
  if (lines === undefined) return null
  const [pid, port] = [Number(lines[0]), Number(lines[3])]
  if (!(pid > 0) || !(await isAlive(pid))) return null
  // After a reboot the pid may be somebody else's. Postgres would then refuse to start, so its file goes.
  const name = await findText(`/proc/${pid}/comm`).catch(() => null)
  if (name !== null && name.trim() !== 'postgres') {
    await rm(join(dataFolder, 'postmaster.pid'), { force: true })
    return null
  }
  return { pid, port, ready: lines[7]?.trim() === 'ready' && port > 0 }
}

const isPortFree = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = createServer()
    probe.once('error', () => resolve(false))
    probe.listen(port, '127.0.0.1', () => probe.close(() => resolve(true)))
  })
const findFreePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer()
    probe.once('error', reject)
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address()
      probe.close(() => (address !== null && typeof address === 'object' ? resolve(address.port) : reject(new Error('no port'))))
    })
  })

/** Makes the folder under a name of its own and renames it: of several processes one wins, and nobody sees half of it. */
const initialise = async (folder: string, binaries: PostgresBinaries): Promise<void> => {
  const parent = dirname(folder)
  for (const name of await readdir(parent)) {
    const pid = /\.init-(\d+)-/.exec(name)?.[1]
    if (pid !== undefined && name.startsWith(`${basename(folder)}.`) && !(await isAlive(Number(pid))))
      await rm(join(parent, name), { recursive: true, force: true })
  }
  const draft = await mkdtemp(`${folder}.init-${process.pid}-`)
  try {
    const dataFolder = join(draft, 'data')
    const password = randomBytes(24).toString('base64url')
    await mkdir(dataFolder, { mode: 0o700 })
    await writeFile(join(draft, 'password'), password, { mode: 0o600 })
    if (binaries.owner !== null) for (const path of [draft, dataFolder, join(draft, 'password')]) await chown(path, binaries.owner, binaries.owner)
    // Thousands of rounds make a password that somebody thought of hard to guess. This one is 192 random bits, and each round is
    // paid for by every connection that is opened: 4 ms of a start's and of a burst's.
    const args = ['-D', dataFolder, '-U', user, '--auth=scram-sha-256', '--set=scram_iterations=1', `--pwfile=${join(draft, 'password')}`]
    const child = binaries.spawn('initdb', [...args, '--encoding=UTF8', '--locale=C.UTF-8', '--no-sync', '--no-instructions'], {
      cwd: '/',
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr])
      stream?.on('data', (data) => {
        output += data
      })
    const exitCode = await new Promise((resolve, reject) => child.once('error', reject).once('close', resolve))
    if (exitCode !== 0) throw new CodeStoryError('unavailable', `The embedded Postgres could not be set up: ${output.trim().slice(-800)}`)
    await rename(draft, folder)
  } catch (error) {
    await rm(draft, { recursive: true, force: true })
    // Somebody else's is in place already: theirs is as good.
    if (!['ENOTEMPTY', 'EEXIST', 'EPERM'].includes(errorCode(error) ?? '') || (await findText(join(folder, 'password'))) === null) throw error
  }
}

/** Starts Postgres and returns at once: whether it came up is read from postmaster.pid, whoever started it. */
const launch = async (
  folder: string,
  binaries: PostgresBinaries,
  extraSettings: Readonly<Record<string, string>>,
  samePort: boolean,
): Promise<() => boolean> => {
  const usual = Number((await findText(join(folder, 'port'))) ?? 0)
  const port = usual > 0 && (samePort || (await isPortFree(usual))) ? usual : await findFreePort()
  const options = Object.entries({ ...settings, ...extraSettings }).flatMap(([name, value]) => ['-c', `${name}=${value}`])
  const log = openSync(join(folder, 'log'), 'a', 0o600)
  try {
    // Detached, with nothing of ours open: it outlives whoever started it, and a Ctrl-C at the terminal is not for it.
    const child = binaries.spawn('postgres', ['-D', join(folder, 'data'), '-h', '127.0.0.1', '-k', '', '-p', String(port), ...options], {
      cwd: '/',
      detached: true,
      stdio: ['ignore', log, log],
    })
    let ended = false
    child.once('error', () => {
      ended = true
    })
    child.once('exit', () => {
      ended = true
    })
    child.unref()
    return () => ended
  } finally {
    closeSync(log)
  }
}

interface Lease {
  url: string
  port: number
  connection: postgres.Sql
}

const tryLease = async (postmaster: Postmaster, password: string, onLost: () => void): Promise<Lease | null> => {
  const url = `postgres://${user}:${password}@127.0.0.1:${postmaster.port}/postgres`
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
    if ((await findText(join(folder, 'password'))) === null) await initialise(folder, binaries)
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
          if (starting.held && (await findPostmaster(dataFolder)) === null) hasEnded = await launch(folder, binaries, extraSettings, samePort)
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
