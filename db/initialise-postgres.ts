// The folder of an embedded Postgres, made whole or not at all.
import { randomBytes } from 'node:crypto'
import { chown, mkdir, mkdtemp, readdir, rename, rm, writeFile } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CodeStoryError } from '../shared/errors.ts'
import type { PostgresBinaries } from './postgres-binaries.ts'
import { errorCode, findText, isAlive } from './postmaster.ts'

export const postgresUser = 'code_story'

/**
 * Makes the folder under a name of its own and renames it: of several processes one wins, and nobody sees half of it.
 * @throws {CodeStoryError} unavailable, with initdb's own words
 */
export const initialisePostgres = async (folder: string, binaries: PostgresBinaries): Promise<void> => {
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
    const args = ['-D', dataFolder, '-U', postgresUser, '--auth=scram-sha-256', '--set=scram_iterations=1', `--pwfile=${join(draft, 'password')}`]
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
