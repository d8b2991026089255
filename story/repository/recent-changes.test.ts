import { execFileSync } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { readHistory } from './history.ts'
import { readChanges } from './recent-changes.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Each commit writes and deletes files; given oldest first. */
const repositoryOf = (commits: readonly { write?: readonly string[]; remove?: readonly string[]; subject?: string }[]) => {
  const folder = mkdtempSync(join(tmpdir(), 'changes-'))
  folders.push(folder)
  const git = (...given: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada Till', '-c', 'user.email=ada@example.com', ...given], { cwd: folder, encoding: 'utf8' }).trim()
  git('init', '-q')
  const hashes = commits.map(({ write = [], remove = [], subject = 'change' }, at) => {
    for (const path of write) {
      mkdirSync(dirname(join(folder, path)), { recursive: true })
      // What is moved keeps what is in it; what is written again has changed.
      writeFileSync(join(folder, path), `${basename(path)}\n`.repeat(9) + (existsSync(join(folder, path)) ? `${at}` : ''))
    }
    for (const path of remove) rmSync(join(folder, path))
    git('add', '-A')
    git('commit', '-q', '--allow-empty', '-m', subject)
    return git('rev-parse', 'HEAD')
  })
  return { directory: join(folder, '.git'), hashes, files: new Set(git('ls-files').split('\n')) }
}

it('knows the commit that brought the oldest of the present source files, by whatever name, and none that may have moved them', async () => {
  const before = ['lib/a.js', 'lib/b.js', 'lib/c.js']
  const anew = repositoryOf([
    { write: ['README.md', ...before] },
    { write: ['src/till.ts', 'src/coin.ts', 'src/drawer.ts'], remove: before },
    { write: ['src/late.ts'] },
  ])
  expect((await readChanges(anew.directory, anew.hashes[2] ?? '', anew.files))?.oldestCode).toEqual({ commit: anew.hashes[1], files: 3 })
  const moved = repositoryOf([{ write: before }, { write: ['src/a.js', 'src/b.js', 'src/c.js'], remove: before }])
  expect((await readChanges(moved.directory, moved.hashes[1] ?? '', moved.files))?.oldestCode).toEqual({ commit: moved.hashes[0], files: 3 })
  // That every folder has one does not make it new.
  const indexes = ['a', 'b', 'c'].map((folder) => `${folder}/index.js`)
  const hidden = repositoryOf([{ write: indexes }, { write: indexes }, { write: indexes.map((path) => `src/${path}`), remove: indexes }])
  expect((await readChanges(hidden.directory, hidden.hashes[2] ?? '', hidden.files))?.oldestCode).toBeNull()
  const movedLater = repositoryOf([
    { write: before },
    { write: ['src/till.ts', 'src/coin.ts', 'src/drawer.ts'] },
    { write: ['src/a.js', 'src/b.js', 'src/c.js', 'src/d.js'], remove: before },
  ])
  expect((await readChanges(movedLater.directory, movedLater.hashes[2] ?? '', movedLater.files))?.oldestCode).toEqual({
    commit: movedLater.hashes[0],
    files: 3,
  })
})

const namesIn = (folder: string): string[] => Array.from({ length: 24 }, (_, at) => `${folder}/${String.fromCharCode(97 + at)}.js`)
const historyOf = async ({ directory, hashes, files }: ReturnType<typeof repositoryOf>) => {
  const commit = hashes.at(-1) ?? ''
  const changes = await readChanges(directory, commit, files)
  return changes === null ? null : readHistory(directory, commit, changes)
}

it('counts a file that was moved once, and calls it no file that went', async () => {
  const moved = await historyOf(repositoryOf([{ write: namesIn('lib') }, { write: [...namesIn('src'), 'index.js'], remove: namesIn('lib') }]))
  expect(moved?.big_changes.map(({ files, deleted_folder }) => [files, deleted_folder])).toContainEqual([25, null])
  const deleted = await historyOf(repositoryOf([{ write: [...namesIn('lib'), 'a.js'] }, { remove: namesIn('lib') }]))
  expect(deleted?.big_changes.map(({ files, deleted_folder }) => [files, deleted_folder])).toContainEqual([24, 'lib'])
})

it('tells no large change that was taken back', async () => {
  const taken = await historyOf(
    repositoryOf([
      { write: namesIn('lib'), subject: 'Begin' },
      { write: namesIn('lib'), subject: 'Turn all about' },
      { write: namesIn('lib'), subject: 'Revert "Turn all about"' },
    ]),
  )
  expect(taken?.big_changes.map(({ subject }) => subject)).not.toContain('Turn all about')
})

it('counts all commits that changed two files together, the large ones too', async () => {
  const pair = ['lib/a.js', 'lib/b.js']
  const past = await historyOf(repositoryOf([{ write: namesIn('lib') }, ...Array.from({ length: 4 }, () => ({ write: pair })), { write: namesIn('lib') }]))
  expect(past?.changes_together).toEqual([{ files: pair, commits: 6 }])
})

it('counts what a file was changed by under the names that it had before, whether it was changed as it moved or not', async () => {
  const moved = repositoryOf([
    { write: ['lib/till.js', 'lib/coin.js', 'lib/index.js'] },
    { write: ['lib/till.js', 'lib/coin.js', 'lib/index.js'] },
    { write: ['lib/till.js'] },
    // Its contents are those of the very first commit: not the same, but the name is. `index.js` may be anybody's.
    { write: ['src/till.js', 'src/coin.js', 'src/index.js'], remove: ['lib/till.js', 'lib/coin.js', 'lib/index.js'] },
    { write: ['src/till.js', 'src/coin.js', 'src/index.js'] },
  ])
  expect((await readChanges(moved.directory, moved.hashes.at(-1) ?? '', moved.files))?.most).toEqual([
    { file: 'src/till.js', commits: 5 },
    { file: 'src/coin.js', commits: 4 },
    { file: 'src/index.js', commits: 2 },
  ])
})

it('calls people by the names that the project itself lists for them', async () => {
  const { directory } = repositoryOf([{ write: ['a.js'] }])
  writeFileSync(join(dirname(directory), '.mailmap'), 'Ada Lovelace <ada@example.com>\n')
  const git = (...given: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada Till', '-c', 'user.email=ada@example.com', ...given], { cwd: dirname(directory), encoding: 'utf8' }).trim()
  git('add', '-A')
  git('commit', '-q', '-m', 'list the people')
  const commit = git('rev-parse', 'HEAD')
  const changes = await readChanges(directory, commit, new Set(['a.js']))
  const history = changes === null ? null : await readHistory(directory, commit, changes)
  expect(history?.first?.author).toBe('Ada Lovelace')
})
