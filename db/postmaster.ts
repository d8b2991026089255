// What the files of a Postgres say of it: whether it runs, where, and whether it is ready. `postmaster.pid` is Postgres's own.
import { readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'

export const errorCode = (error: unknown): string | undefined =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : undefined

/** @returns null where there is no such file */
export const findText = async (path: string): Promise<string | null> => {
  try {
    return await readFile(path, 'utf8')
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return null
    throw error
  }
}

/** Alive and not a zombie: the remains of a killed Postgres keep their pid until their parent looks. */
export const isAlive = async (pid: number): Promise<boolean> => {
  try {
    process.kill(pid, 0)
  } catch (error) {
    if (errorCode(error) === 'ESRCH') return false
  }
  const status = await findText(`/proc/${pid}/stat`).catch(() => null)
  return status === null || !/^\d+ \(.*\) [ZX]/.test(status)
}

export interface Postmaster {
  pid: number
  port: number
  ready: boolean
}
/** @returns null where none runs */
export const findPostmaster = async (dataFolder: string): Promise<Postmaster | null> => {
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
