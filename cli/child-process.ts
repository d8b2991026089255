// A process of ours beside this one: started again when it dies, ended when we end. The channel between the two tells it
// when we are gone, however that happens, so that nothing is left running.
import { type ChildProcess, spawn } from 'node:child_process'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Logger } from '../shared/node/logger.ts'

interface ChildOptions {
  name: string
  args: readonly string[]
  env: NodeJS.ProcessEnv
  logger: Logger
}

const restartDelaysMs = [200, 1000, 3000, 10_000]
/** Up this long, it counts as having started well. */
const settledMs = 60_000

export const keepRunning = ({ name, args, env, logger }: ChildOptions): { close: () => Promise<void> } => {
  const ending = new AbortController()
  let child: ChildProcess | null = null

  const supervise = async (): Promise<void> => {
    for (let failures = 0; !ending.signal.aborted; failures += 1) {
      const startedAt = Date.now()
      const running = spawn(process.execPath, [...process.execArgv, ...args], { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'] })
      child = running
      const how = await new Promise<string>((resolve) => {
        running.once('error', (error) => resolve(error.message))
        running.once('exit', (code, signal) => resolve(signal ?? `exit code ${code}`))
      })
      child = null
      if (ending.signal.aborted) return
      if (Date.now() - startedAt > settledMs) failures = 0
      const delayMs = restartDelaysMs[Math.min(failures, restartDelaysMs.length - 1)]
      logger.error({ child: name, how, delayMs }, 'a process died: starting it again')
      await sleep(delayMs, undefined, { signal: ending.signal }).catch(() => undefined)
    }
  }
  const supervised = supervise()
  return {
    close: async () => {
      ending.abort()
      child?.kill('SIGTERM')
      await supervised
    },
  }
}
