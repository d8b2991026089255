import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readChanges } from './recent-changes.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Each commit writes and deletes files; given oldest first. */
const repositoryOf = (commits: readonly { write?: readonly string[]; remove?: readonly string[] }[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'changes-'))
  folders.push(folder)
  const git = (...given: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada Till', '-c', 'user.email=ada@example.com', ...given], { cwd: folder, encoding: 'utf8' }).trim()
  git('init', '-q')
  const hashes = commits.map(({ write = [], remove = [] }) => {
    for (const path of write) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      writeFileSync(join(folder, path), path)
    }
    for (const path of remove) rmSync(join(folder, path))
    git('add', '-A')
    git('commit', '-q', '-m', 'change')
    return git('rev-parse', 'HEAD')
  })
  return { directory: join(folder, '.git'), hashes, files: new Set(git('ls-files').split('\n')) }
}

it('knows the commit that brought the oldest of the present source files, unless they were only moved', async () => {
  const before = ['lib/a.js', 'lib/b.js', 'lib/c.js']
  const anew = repositoryOf([
    { write: ['README.md', ...before] },
    { write: ['src/till.ts', 'src/coin.ts', 'src/drawer.ts'], remove: before },
    { write: ['src/late.ts'] },
  ])
  expect((await readChanges(anew.directory, anew.hashes[2] ?? '', anew.files))?.oldestCode).toEqual({ commit: anew.hashes[1], files: 3 })
  const moved = repositoryOf([{ write: before }, { write: ['src/a.js', 'src/b.js', 'src/c.js'], remove: before }])
  expect((await readChanges(moved.directory, moved.hashes[1] ?? '', moved.files))?.oldestCode).toBeNull()
})
