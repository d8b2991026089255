// One holder at a time, over all processes of this machine: a file with the id of its process. What a killed one left behind
// is recognised, also when its number was given out again.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ESRCH'
/** Within this time after a dead holder's file was taken away, somebody who saw it too may take ours away. */
const settleMs = 50

/** The process and, on Linux, the moment it was started: the two together are never given out twice. */
const identify = async (pid: number): Promise<string | null> => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (isMissing(error)) return null
  }
  try {
    const stat = await readFile(`/proc/${pid}/stat`, 'utf8')
    const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return fields[0] === 'Z' ? null : `${pid} ${fields[19]}`
  } catch (error) {
    if (isMissing(error)) return process.platform === 'linux' ? null : `${pid}`
    throw error
  }
}

export type LockAttempt = { readonly held: true; readonly release: () => Promise<void> } | { readonly held: false; readonly holder: number }

/** @returns the lock, or who holds it (also when that is this very process) */
export const tryLockFile = async (path: string): Promise<LockAttempt> => {
  const mine = (await identify(process.pid)) ?? String(process.pid)
  for (let attempt = 0; ; attempt += 1) {
    try {
      await writeFile(path, mine, { flag: 'wx', mode: 0o600 })
      if (attempt > 0) await sleep(settleMs)
      if ((await readFile(path, 'utf8').catch(() => '')) === mine) return { held: true, release: () => rm(path, { force: true }) }
    } catch (error) {
      if (codeOf(error) !== 'EEXIST') throw error
    }
    const holder = (await readFile(path, 'utf8').catch(() => '')).trim()
    const pid = Number(holder.split(' ')[0])
    if (attempt >= 3 || (pid > 0 && (await identify(pid)) === holder)) return { held: false, holder: pid }
    await rm(path, { force: true })
  }
}
