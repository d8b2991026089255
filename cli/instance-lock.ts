// One `npm start` a data directory: two would write over each other's files and build the page twice.
import { join } from 'node:path'
import { CodeStoryError } from '../shared/errors.ts'
import { tryLockFile } from '../shared/node/lock-file.ts'

/** @throws {CodeStoryError} conflict, when the directory is in use */
export const lockInstance = async (dataDirectory: string): Promise<{ release: () => Promise<void> }> => {
  const lock = await tryLockFile(join(dataDirectory, 'start.lock'))
  if (lock.held) return lock
  throw new CodeStoryError(
    'conflict',
    `Code Story runs on ${dataDirectory} already (process ${lock.holder}). End that one first, or set DATA_DIR (and PORT) for a second one.`,
  )
}
