import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { listReleaseTags } from './release-tags.ts'

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

const makeRepository = () => {
  const directory = mkdtempSync(join(tmpdir(), 'tags-'))
  folders.push(directory)
  /** `date`: of what is made, as git takes it. */
  const git = (date: string, ...given: string[]): string =>
    execFileSync('git', ['-c', 'user.name=Ada Till', '-c', 'user.email=ada@example.com', '-c', 'advice.nestedTag=false', ...given], {
      cwd: directory,
      encoding: 'utf8',
      env: { ...process.env, GIT_COMMITTER_DATE: date, GIT_AUTHOR_DATE: '2001-01-01T00:00:00Z' },
    }).trim()
  git('', 'init', '-q', '--bare')
  const tree = git('', 'mktree', '--missing')
  return { directory, git, tree, commit: (date: string, ...parents: string[]) => git(date, 'commit-tree', tree, '-m', 'change', ...parents) }
}
const { signal } = new AbortController()

it('dates a tag when it was made, where it was made, and a plain one by its commit, the newest first', async () => {
  const { directory, git, tree, commit } = makeRepository()
  const first = commit('2019-03-01T10:00:00+0000')
  const second = commit('2020-03-01T10:00:00+0000', '-p', first)
  const beside = commit('2021-03-01T10:00:00+0000', '-p', first)
  git('', 'tag', 'plain', first)
  git('', 'tag', 'also', first)
  git('2022-06-30T23:30:00-0500', 'tag', '-a', '-m', 'Late', 'late', first)
  git('2018-01-01T00:30:00+0200', 'tag', '-a', '-m', 'tagger No <no> 1 +0000', 'early', second)
  git('2023-01-01T12:00:00+0000', 'tag', '-a', '-m', 'Twice', 'twice', 'late')
  git('', 'tag', 'beside', beside)
  git('', 'tag', 'tree', tree)
  const past = [
    { commit: second, committed: '2020-03-01T10:00:00+00:00' },
    { commit: first, committed: '2019-03-01T10:00:00+00:00' },
  ]
  expect((await listReleaseTags(directory, Promise.resolve(past), signal)).map(({ name, date, commit }) => [name, date, commit])).toEqual([
    ['twice', '2023-01-01', first],
    ['late', '2022-06-30', first],
    ['also', '2019-03-01', first],
    ['plain', '2019-03-01', first],
    ['early', '2018-01-01', second],
  ])
})

it('has nothing to tell of a repository without tags', async () => {
  const { directory, commit } = makeRepository()
  const past = [{ commit: commit('2019-03-01T10:00:00+0000'), committed: '2019-03-01T10:00:00+00:00' }]
  expect(await listReleaseTags(directory, Promise.resolve(past), signal)).toEqual([])
})

it('leaves out the tags on the oldest commits where there are thousands, and every name that is a key', async () => {
  const { directory, commit } = makeRepository()
  const old = commit('2019-03-01T10:00:00+0000')
  const young = commit('2020-03-01T10:00:00+0000', '-p', old)
  const key = `v1-ghp_${'A1b2C3d4'.repeat(5)}`
  const names = Array.from({ length: 1999 }, (_, at) => `v${at}`)
  const refs = [...['a', 'b', 'c'].map((name) => `${old} refs/tags/${name}`), ...[key, ...names].sort().map((name) => `${young} refs/tags/${name}`)]
  writeFileSync(join(directory, 'packed-refs'), `${refs.join('\n')}\n`)
  const past = [
    { commit: young, committed: '2020-03-01T10:00:00+00:00' },
    { commit: old, committed: '2019-03-01T10:00:00+00:00' },
  ]
  const told = (await listReleaseTags(directory, Promise.resolve(past), signal)).map(({ name }) => name)
  expect(told.length).toBe(2000)
  expect(told).not.toContain('a')
  expect(told).toContain('v1998')
  expect(told.filter((name) => name.startsWith('v1-'))).toEqual(['v1-[redacted]'])
})
