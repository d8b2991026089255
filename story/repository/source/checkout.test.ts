import { execFile } from 'node:child_process'
import { cp, mkdir, mkdtemp, readdir, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { openFolderSnapshot } from '../folder-snapshot.ts'
import { type Checkout, nameInAddress, openCheckout } from './checkout.ts'
import { runGitText } from './git.ts'

const run = promisify(execFile)
const git = async (folder: string, ...args: string[]): Promise<string> =>
  (await run('git', ['-C', folder, '-c', 'user.name=A', '-c', 'user.email=a@example.com', '-c', 'commit.gpgSign=false', ...args])).stdout.trim()

let root: string
let app: string
const opened: Checkout[] = []
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'checkout-test-'))
  app = join(root, 'app')
  await run('git', ['init', '-q', '-b', 'main', app])
  await writeFile(join(app, 'a.ts'), 'export const a = 1\n')
  await git(app, 'add', '-A')
  await git(app, 'commit', '-q', '-m', 'One')
  await git(app, 'tag', 'v1')
})
afterEach(async () => {
  for (const checkout of opened.splice(0)) await checkout.close()
  await rm(root, { recursive: true, force: true })
})
const open = async (folder: string): Promise<Checkout | null> => {
  const checkout = await openCheckout(folder)
  if (checkout !== null) opened.push(checkout)
  return checkout
}

describe('a checkout', () => {
  it('gives its commit, branch, tags and history, and says whether the files are the commit’s', async () => {
    const checkout = await open(app)
    expect(checkout).toMatchObject({ commit: await git(app, 'rev-parse', 'HEAD'), branch: 'main', clean: true })
    expect(await runGitText(['log', '--format=%s %d', 'HEAD'], { directory: checkout?.gitDirectory ?? '' })).toContain('tag: v1')
    await writeFile(join(app, 'a.ts'), 'export const a = 2\n')
    expect(await open(app)).toMatchObject({ clean: false })
    await git(app, 'checkout', '-q', '--', 'a.ts')
    await writeFile(join(app, 'new.ts'), 'export const b = 1\n')
    expect(await open(app)).toMatchObject({ clean: false })
  })

  it('is none before the first commit, and none at all without .git', async () => {
    const fresh = join(root, 'fresh')
    await run('git', ['init', '-q', '-b', 'trunk', fresh])
    expect(await open(fresh)).toMatchObject({ commit: null, branch: 'trunk', clean: false })
    await mkdir(join(root, 'plain'))
    expect(await open(join(root, 'plain'))).toBeNull()
  })

  it('has no program of its config run: no filter, no monitor, no hook', async () => {
    const proof = join(root, 'ran')
    const program = join(root, 'program')
    // A filter is given the file and no words, a monitor the other way round.
    await writeFile(program, `#!/bin/sh\ntouch ${proof}\n[ $# -eq 0 ] && cat\n`, { mode: 0o755 })
    await writeFile(join(app, '.gitattributes'), '* filter=run\n')
    for (const [name, value] of [
      ['filter.run.clean', program],
      ['filter.run.smudge', program],
      ['core.fsmonitor', program],
      ['core.hooksPath', root],
      ['diff.external', program],
    ] as const)
      await git(app, 'config', name, value)
    // A time that the index does not know makes git read the file again, and filter it.
    await utimes(join(app, 'a.ts'), 1, 1)
    const checkout = await open(app)
    expect(checkout?.commit).not.toBeNull()
    expect(await readdir(root)).not.toContain('ran')
    // The trap was set: git by itself walks into it.
    await git(app, 'status').catch(() => undefined)
    expect(await readdir(root)).toContain('ran')
  })

  it('is a linked work tree too, but never another repository that a file merely names', async () => {
    const linked = join(root, 'linked')
    await git(app, 'worktree', 'add', '-q', '-b', 'side', linked)
    expect(await open(linked)).toMatchObject({ branch: 'side', clean: true })
    const stolen = join(root, 'stolen')
    await mkdir(stolen)
    await writeFile(join(stolen, '.git'), `gitdir: ${join(app, '.git')}\n`)
    expect(await open(stolen)).toBeNull()
    await cp(linked, join(root, 'copied'), { recursive: true })
    expect(await open(join(root, 'copied'))).toBeNull()
  })

  it('is called what the address that it was cloned from says, and not what its folder is called', async () => {
    const cloned = join(root, 'repo')
    await git(app, 'clone', '-q', '--bare', app, cloned)
    await run('git', ['--git-dir', cloned, 'config', 'remote.origin.url', 'git@example.com:acme/till.git'])
    const snapshot = await openFolderSnapshot(cloned)
    expect(snapshot.fullName).toBe('acme/till')
    await snapshot.close()
    expect(nameInAddress('https://example.com/team/acme/till/')).toBe('acme/till')
    expect(nameInAddress('/srv/git/acme/till.git')).toBeNull()
    expect(nameInAddress('https://example.com/till')).toBeNull()
  })

  it('keeps the time of its index, so that a change of the same second is still one', async () => {
    await utimes(join(app, '.git', 'index'), 1_000_000_000, 1_000_000_000)
    const checkout = await open(app)
    expect((await stat(join(checkout?.gitDirectory ?? '', 'index'))).mtimeMs).toBe(1_000_000_000_000)
  })

  it('is not needed: a bare git directory is read as its newest commit, and none of its programs is run', async () => {
    const bare = join(root, 'app.git')
    const proof = join(root, 'ran')
    const program = join(root, 'program')
    await git(app, 'clone', '-q', '--bare', app, bare)
    await writeFile(program, `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 })
    await run('git', ['--git-dir', bare, 'config', 'core.fsmonitor', program])
    const snapshot = await openFolderSnapshot(bare)
    expect(snapshot).toMatchObject({ fullName: 'app', commit: await git(app, 'rev-parse', 'HEAD'), branch: 'main' })
    expect(snapshot.files.map(({ path }) => path)).toEqual(['a.ts'])
    expect(await snapshot.read('a.ts')).toBe('export const a = 1\n')
    await snapshot.close()
    expect(await readdir(root)).not.toContain('ran')
    await run('git', ['init', '-q', '--bare', join(root, 'empty.git')])
    await expect(openFolderSnapshot(join(root, 'empty.git'))).rejects.toMatchObject({ code: 'repository_empty' })
  })

  it('leaves nothing behind when it is closed', async () => {
    const checkout = await openCheckout(app)
    await checkout?.close()
    expect(await readdir(checkout?.gitDirectory ?? '').catch((error: NodeJS.ErrnoException) => error.code)).toBe('ENOENT')
  })
})
