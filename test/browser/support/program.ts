// The whole program as `npm start` runs it, on a data folder of its own, with a GitHub on loopback that has one repository:
// these sources, under an invented name.
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { cp, mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { serveGithub } from '../../support/github.ts'

const run = promisify(execFile)
const root = join(import.meta.dirname, '../../..')
export const repository = 'tideline/harbor'

const makeRepository = async (folder: string): Promise<string> => {
  const checkout = join(folder, 'checkout')
  for (const part of ['shared', 'server', 'db', 'worker', 'package.json', 'README.md', 'LICENSE'])
    await cp(join(root, part), join(checkout, part), { recursive: true })
  const git = (...args: string[]) => run('git', ['-c', 'user.name=Tideline', '-c', 'user.email=tideline@example.invalid', ...args], { cwd: checkout })
  await git('init', '--quiet', '--initial-branch=main')
  await git('add', '.')
  await git('commit', '--quiet', '--message', 'Open the harbour')
  return join(checkout, '.git')
}

export interface Program {
  origin: string
  close: () => Promise<void>
}

export const startProgram = async (settings: Record<string, string> = {}): Promise<Program> => {
  const folder = await mkdtemp(join(tmpdir(), 'code-story-browser-'))
  const github = await serveGithub({ repositories: { [repository]: { directory: await makeRepository(folder) } } })
  const child = spawn(process.execPath, [join(root, 'cli/start.ts')], {
    // Away from a developer's .env.
    cwd: folder,
    env: {
      PATH: process.env.PATH,
      HOME: process.env.HOME,
      DATA_DIR: join(folder, 'data'),
      PORT: '0',
      HOST: '127.0.0.1',
      LOG_LEVEL: 'warn',
      GITHUB_SERVER_URL: github.url,
      GITHUB_API_URL: github.apiUrl,
      ...settings,
    },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const ended = once(child, 'close')
  const { promise, resolve, reject } = Promise.withResolvers<string>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const [, port] = /^Code Story: http:\/\/[^:]+:(\d+)/.exec(line) ?? []
    if (port !== undefined) resolve(`http://127.0.0.1:${port}`)
  })
  ended.then(([code]) => reject(new Error(`The program ended with ${code} before it served.`)), reject)
  return {
    origin: await promise,
    close: async () => {
      child.kill('SIGTERM')
      await ended
      await github.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
