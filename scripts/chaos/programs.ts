// Our programs as processes, for runs that disturb them.
import { type ChildProcess, spawn } from 'node:child_process'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = fileURLToPath(new URL('../..', import.meta.url))

const spawnProgram = (script: string, env: NodeJS.ProcessEnv): ChildProcess =>
  spawn(process.execPath, [...process.execArgv, join(root, script)], { env, cwd: root, stdio: ['ignore', 'ignore', 'inherit'] })

const endOf = (child: ChildProcess): Promise<void> =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })

export interface Program {
  /** Asks it to end, and waits until it has. */
  stop: () => Promise<void>
}
export const startProgram = (script: string, env: NodeJS.ProcessEnv): Program => {
  const child = spawnProgram(script, env)
  return {
    stop: async () => {
      child.kill('SIGTERM')
      await endOf(child)
    },
  }
}

export interface Kept extends Program {
  kill: () => void
}
/** Started again at once when it dies, as a service manager does. */
export const keep = (script: string, env: NodeJS.ProcessEnv): Kept => {
  let stopping = false
  let child: ChildProcess
  const start = () => {
    child = spawnProgram(script, env)
    child.once('exit', () => {
      if (!stopping) start()
    })
  }
  start()
  return {
    kill: () => child.kill('SIGKILL'),
    stop: async () => {
      stopping = true
      child.kill('SIGTERM')
      await endOf(child)
    },
  }
}
