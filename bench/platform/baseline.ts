// The architecture that this project replaces, as a process of its own: a script that starts all of it on free ports, and
// says in lines of NAME=value where it is and which processes it is made of.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { createInterface } from 'node:readline'

export interface Baseline {
  origin: string
  pids: number[]
  stop: () => Promise<void>
}

/** @param folder with run.sh in it. @param parts the server alone, or with its workers */
export const startBaseline = async (folder: string, parts: 'api' | 'all'): Promise<Baseline> => {
  const child = spawn('bash', [join(folder, 'run.sh')], { env: { ...process.env, RUN: parts, CELERY_CONCURRENCY: '2' }, stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
  let pids: number[] = []
  for await (const line of createInterface(child.stdout)) {
    const [name, value = ''] = line.split(/=(.*)/s)
    if (name === 'PIDS') pids = value.split(',').map((pair) => Number(pair.split('=')[1]))
    if (name !== 'BASE_URL') continue
    child.stdout.resume()
    return {
      origin: value,
      pids: pids.filter((pid) => pid > 0),
      stop: async () => {
        child.kill('SIGTERM')
        await ended
      },
    }
  }
  throw new Error('the baseline did not start')
}
