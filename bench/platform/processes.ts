// The program as it is run, for measuring: a server, workers, and the Postgres that they share, in a folder that goes away.
import { type ChildProcess, spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { allocatorEnvironment } from '../../shared/node/allocator.ts'

export const root = fileURLToPath(new URL('../..', import.meta.url))
const flags = ['--max-semi-space-size=8', '--import', './shared/node/load-modules.mjs']

export interface Program {
  readonly pid: number
  stop: () => Promise<void>
}
export const startProgram = (script: string, env: NodeJS.ProcessEnv): Program => {
  // As `npm start` starts them.
  const environment = script.startsWith('worker/') ? { ...allocatorEnvironment, ...env } : env
  const child: ChildProcess = spawn(process.execPath, [...flags, join(root, script)], { env: environment, cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  return {
    pid: child.pid ?? 0,
    stop: async () => {
      child.kill('SIGTERM')
      await ended
    },
  }
}

export const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'code-story-bench-'))
export const removeFolder = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })
export const postgresPid = async (folder: string): Promise<number> =>
  Number((await readFile(join(folder, 'postgres', 'data', 'postmaster.pid'), 'utf8')).split('\n')[0])

/** Until the answer is good. @returns milliseconds since `since` */
export const untilHealthy = async (origin: string, since: number): Promise<number> => {
  for (;;) {
    const response = await fetch(`${origin}/api/health`).catch(() => null)
    if (response?.ok === true) return performance.now() - since
    await sleep(5)
  }
}
export const untilWorkers = async (origin: string, processes: number): Promise<void> => {
  for (;;) {
    const health = z.object({ worker: z.object({ processes: z.int() }).nullable() }).parse(await (await fetch(`${origin}/api/health`)).json())
    if (health.worker?.processes === processes) return
    await sleep(20)
  }
}

const childrenOf = (pid: number): number[] =>
  readdirSync(`/proc/${pid}/task`).flatMap((task) =>
    readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
      .split(' ')
      .filter((child) => child !== '')
      .map(Number),
  )
const treeOf = (pid: number): number[] => [pid, ...childrenOf(pid).flatMap(treeOf)]

/** Proportional set size of processes and all below them: what they take, shared pages counted once. Linux only. */
export const pssMb = (pids: readonly number[]): number => {
  const all = new Set(pids.flatMap(treeOf))
  const kilobytes = [...all].map((pid) => Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1] ?? 0))
  return kilobytes.reduce((sum, value) => sum + value, 0) / 1024
}
