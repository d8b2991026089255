import { execFileSync } from 'node:child_process'
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { runGit, runGitText, spawnGit } from './git.ts'

let folder: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'git-test-'))
})
afterEach(() => rm(folder, { recursive: true, force: true }))

/** A server that wants a password and writes down what it was given; `look` runs while git waits. */
const serve = async (look: () => void) => {
  const seen: (string | undefined)[] = []
  const server = createServer((request, response) => {
    seen.push(request.headers.authorization)
    look()
    response.writeHead(401, { 'www-authenticate': 'Basic realm="git"' }).end()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return { url: `http://127.0.0.1:${port}/a/b.git`, seen, close: () => new Promise((resolve) => server.close(resolve)) }
}

describe('git', () => {
  it('hands over a token when asked, and neither the process list nor the environment of any process of its own shows it', async () => {
    const token = 'token-for-this-test-only'
    const visible: string[] = []
    const server = await serve(() => {
      if (process.platform === 'linux') visible.push(execFileSync('ps', ['axeww', '-o', 'args'], { encoding: 'utf8' }))
    })
    const refused = runGit(['ls-remote', server.url], { network: { protocol: 'http', token } })
    await expect(refused).rejects.toThrow(/Authentication failed/)
    await server.close()
    expect(server.seen).toEqual([undefined, `Basic ${Buffer.from(`x-access-token:${token}`).toString('base64')}`])
    for (const list of visible) expect(list).not.toContain(token)
    await expect(refused).rejects.not.toThrow(token)
  })

  it('never waits for a password where it has no token', async () => {
    const server = await serve(() => undefined)
    await expect(runGit(['ls-remote', server.url], { network: { protocol: 'http', token: null } })).rejects.toThrow(/could not read Username/)
    await server.close()
  })

  it('speaks no protocol but the one that the call names', async () => {
    await runGit(['init', '-q', '--bare', join(folder, 'other.git')])
    for (const address of [
      join(folder, 'other.git'),
      `file://${folder}/other.git`,
      'ssh://git@localhost/a',
      'git://localhost/a',
      'ext::sh -c "exit 0"',
      'http://localhost:1/a',
    ])
      await expect(runGit(['ls-remote', address], { network: { protocol: 'https', token: null } })).rejects.toThrow(/not allowed/)
    await expect(runGit(['ls-remote', 'https://localhost:1/a'])).rejects.toThrow(/not allowed/)
  })

  it('reads neither the user’s configuration nor our secrets', async () => {
    await writeFile(join(folder, '.gitconfig'), '[user]\n\tname = Somebody\n')
    const before = { HOME: process.env.HOME, ANTHROPIC_API_KEY: process.env.ANTHROPIC_API_KEY, GIT_CONFIG_GLOBAL: process.env.GIT_CONFIG_GLOBAL }
    Object.assign(process.env, { HOME: folder, ANTHROPIC_API_KEY: 'sk-ant-secret', GIT_CONFIG_GLOBAL: join(folder, '.gitconfig') })
    try {
      const config = await runGitText(['config', '--list', '--show-scope'])
      expect(config).not.toContain('Somebody')
      expect(config).toContain('core.hookspath=/dev/null')
      await runGit(['init', '-q', '--bare', join(folder, 'a.git')])
      await writeFile(join(folder, 'a.git', 'config'), '[core]\n\trepositoryformatversion = 0\n\tbare = true\n[alias]\n\tenvironment = !env\n')
      const environment = await runGitText(['environment'], { directory: join(folder, 'a.git') })
      expect(environment).toContain('GIT_TERMINAL_PROMPT=0')
      expect(environment).not.toContain('sk-ant-secret')
      expect(environment).not.toContain(`HOME=${folder}`)
    } finally {
      for (const [name, value] of Object.entries(before)) {
        if (value === undefined) delete process.env[name]
        else process.env[name] = value
      }
    }
  })

  it('ends at its limits of time, of output and of a file’s size', async () => {
    const directory = join(folder, 'a.git')
    await runGit(['init', '-q', '--bare', directory])
    const waiting = spawnGit(['cat-file', '--batch'], { directory, timeoutMs: 50 })
    await expect(waiting.finished).rejects.toMatchObject({ reason: 'time' })
    await expect(runGit(['help', '-a'], { maxOutputBytes: 100 })).rejects.toMatchObject({ reason: 'output' })
    // Random bytes, which no compression makes small.
    const input = Buffer.from(crypto.getRandomValues(new Uint8Array(60_000)))
    const write = ['hash-object', '-w', '--stdin']
    await expect(runGit(write, { directory, input, maxFileBytes: 10_000 })).rejects.toMatchObject({ reason: 'file size' })
    expect((await runGitText(write, { directory, input, maxFileBytes: 100_000 })).trim()).toMatch(/^[0-9a-f]{40}$/)
  })

  it('ends at its limit of output though more of it waits to be read', async () => {
    const directory = join(folder, 'b.git')
    await runGit(['init', '-q', '--bare', directory])
    const blob = (await runGitText(['hash-object', '-w', '--stdin'], { directory, input: Buffer.alloc(2_000_000) })).trim()
    await expect(runGit(['cat-file', 'blob', blob], { directory, maxOutputBytes: 1000 })).rejects.toMatchObject({ reason: 'output' })
  })

  it('ends with its signal, and says why', async () => {
    const controller = new AbortController()
    const git = spawnGit(['cat-file', '--batch'], { directory: folder, signal: controller.signal })
    controller.abort(new Error('the story was cancelled'))
    await expect(git.finished).rejects.toThrow('the story was cancelled')
  })

  it('runs no hook', async () => {
    const directory = join(folder, 'a.git')
    await runGit(['init', '-q', '--bare', directory])
    const proof = join(folder, 'ran')
    await writeFile(join(directory, 'hooks', 'reference-transaction'), `#!/bin/sh\ntouch ${proof}\n`, { mode: 0o755 })
    const blob = (await runGitText(['hash-object', '-w', '--stdin'], { directory, input: 'x' })).trim()
    await runGit(['update-ref', 'refs/tags/x', blob], { directory })
    expect(await readdir(folder)).not.toContain('ran')
    expect(await readFile(join(directory, 'refs', 'tags', 'x'), 'utf8')).toContain(blob)
  })
})
