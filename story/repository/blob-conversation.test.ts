import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { folderOf, type TestFolder } from '../../test/support/folder-of.ts'
import { openBlobConversation } from './blob-conversation.ts'
import { GitError, runGitText } from './source/git.ts'

let folder: TestFolder
let gitDirectory: string
const ids = new Map<string, string>()
beforeAll(async () => {
  folder = await folderOf({ 'a.txt': 'first\n', 'b.txt': 'second\n', 'long.txt': 'long\n'.repeat(200_000) })
  await folder.commit('Begin')
  gitDirectory = `${folder.path}/.git`
  for (const name of ['a.txt', 'b.txt', 'long.txt']) ids.set(name, (await runGitText(['rev-parse', `HEAD:${name}`], { directory: gitDirectory })).trim())
})
afterAll(() => folder.remove())

const idOf = (name: string): string => ids.get(name) ?? '0'.repeat(40)
const textsOf = async (blobs: AsyncIterable<(Buffer | null)[]>): Promise<(string | undefined)[]> =>
  (await Array.fromAsync(blobs)).flat().map((blob) => blob?.toString('utf8').slice(0, 20))
const runningGits = (): number => process.getActiveResourcesInfo().filter((kind) => kind === 'ProcessWrap').length

it('answers each question to its end, though several are asked at once, with one git', async () => {
  while (runningGits() > 0) await wait(5)
  const ask = openBlobConversation(gitDirectory)
  const answers = await Promise.all([textsOf(ask(['a.txt', 'missing', 'long.txt'].map(idOf))), textsOf(ask([])), textsOf(ask(['b.txt', 'a.txt'].map(idOf)))])
  expect(answers).toEqual([['first\n', undefined, 'long\n'.repeat(4)], [], ['second\n', 'first\n']])
  expect(runningGits()).toBe(1)
})

it('does not take what nobody read to its end for the answer to the next question', async () => {
  const ask = openBlobConversation(gitDirectory)
  for await (const [blob] of ask(['a.txt', 'long.txt', 'b.txt'].map(idOf))) {
    expect(blob?.toString('utf8')).toBe('first\n')
    break
  }
  expect(await textsOf(ask([idOf('b.txt')]))).toEqual(['second\n'])
  const stopped = AbortSignal.abort(new Error('enough'))
  await expect(textsOf(ask([idOf('long.txt')], stopped))).rejects.toThrow('enough')
  expect(await textsOf(ask([idOf('a.txt')]))).toEqual(['first\n'])
})

it('ends its git when nothing is asked for a while, and begins another', async () => {
  const before = runningGits()
  const ask = openBlobConversation(gitDirectory, 10)
  expect(await textsOf(ask([idOf('a.txt')]))).toEqual(['first\n'])
  while (runningGits() > before) await wait(5)
  expect(await textsOf(ask([idOf('b.txt')]))).toEqual(['second\n'])
})

it('says what git said where there is no repository', async () => {
  await expect(textsOf(openBlobConversation(folder.path)([idOf('a.txt')]))).rejects.toThrow(GitError)
})
