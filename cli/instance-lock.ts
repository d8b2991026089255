// One `npm start` a data directory: two would write over each other's files and build the page twice. The lock is a file
// with the id of its process; what a killed one left behind is recognised, also when its number was given out again.
import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { CodeStoryError } from '../shared/errors.ts'

const isMissing = (error: unknown): boolean => error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ESRCH')

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

/** @throws {CodeStoryError} conflict, when the directory is in use */
export const lockInstance = async (dataDirectory: string): Promise<{ release: () => Promise<void> }> => {
  const path = join(dataDirectory, 'start.lock')
  const mine = (await identify(process.pid)) ?? String(process.pid)
  for (let attempt = 0; attempt < 3; attempt += 1) {
    try {
      await writeFile(path, mine, { flag: 'wx', mode: 0o600 })
      return { release: () => rm(path, { force: true }) }
    } catch (error) {
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
    const holder = (await readFile(path, 'utf8').catch(() => '')).trim()
    const pid = Number(holder.split(' ')[0])
    if (pid > 0 && (await identify(pid)) === holder)
      throw new CodeStoryError(
        'conflict',
        `Code Story runs on ${dataDirectory} already (process ${pid}). End that one first, or set DATA_DIR (and PORT) for a second one.`,
      )
    await rm(path, { force: true })
  }
  throw new CodeStoryError('conflict', `${path} could not be taken: another start is under way.`)
}
