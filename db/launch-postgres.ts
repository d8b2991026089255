// How an embedded Postgres is started: its settings, its port, and a process that outlives whoever started it.
import { closeSync, openSync } from 'node:fs'
import { createServer } from 'node:net'
import { join } from 'node:path'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { findText } from './postmaster.ts'

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

/** Starts Postgres and returns at once: whether it came up is read from postmaster.pid, whoever started it. @returns whether the process has ended */
export const launchPostgres = async (
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
