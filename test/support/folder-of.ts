// A repository given as path → text, as a folder on disk; with git, as commits one after the other.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'

const run = promisify(execFile)

export interface TestFolder {
  path: string
  /** Commits everything as it lies there, dated, and gives the hash. */
  commit: (subject: string, date?: string) => Promise<string>
  write: (files: Readonly<Record<string, string | Uint8Array>>) => Promise<void>
  remove: () => Promise<void>
}

export const folderOf = async (files: Readonly<Record<string, string | Uint8Array>>): Promise<TestFolder> => {
  const path = await mkdtemp(join(tmpdir(), 'repository-test-'))
  const write: TestFolder['write'] = async (more) => {
    for (const [name, content] of Object.entries(more)) {
      await mkdir(dirname(join(path, name)), { recursive: true })
      await writeFile(join(path, name), content)
    }
  }
  await write(files)
  let initialized = false
  const commit: TestFolder['commit'] = async (subject, date = '2020-01-02T03:04:05Z') => {
    const git = (...args: string[]) =>
      run('git', ['-C', path, '-c', 'user.name=Ada', '-c', 'user.email=ada@example.com', '-c', 'commit.gpgSign=false', ...args], {
        env: { ...process.env, GIT_AUTHOR_DATE: date, GIT_COMMITTER_DATE: date },
      })
    if (!initialized) await git('init', '-q', '-b', 'main')
    initialized = true
    await git('add', '-A')
    await git('commit', '-q', '--allow-empty', '-m', subject)
    return (await git('rev-parse', 'HEAD')).stdout.trim()
  }
  return { path, commit, write, remove: () => rm(path, { recursive: true, force: true }) }
}
