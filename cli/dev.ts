// `npm run dev`: server and worker, each started again when a file that it uses changes, and the page with hot reloading.
// The three share one embedded Postgres, which this process keeps while the others come and go.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { ensurePostgres } from '../db/embedded.ts'
import { readEnv } from '../shared/node/env.ts'
import { openLogger } from '../shared/node/logger.ts'
import { openShutdown } from '../shared/node/shutdown.ts'
import { describeStartFailure } from '../shared/node/start-failure.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const preload = ['--import', './shared/node/load-modules.mjs']
const parts: Readonly<Record<string, readonly string[]>> = {
  server: [process.execPath, ...preload, '--watch', '--watch-preserve-output', 'server/main.ts'],
  worker: [process.execPath, ...preload, '--watch', '--watch-preserve-output', 'worker/main.ts'],
  page: ['npm', 'run', 'dev', '--workspace', 'web', '--', '--port', '8001'],
}

const main = async (): Promise<void> => {
  const env = readEnv()
  const logger = openLogger(env, 'dev')
  const shutdown = openShutdown(logger)
  if (env.DATABASE_URL === undefined) shutdown.onClose('postgres', (await ensurePostgres(env.DATA_DIR, logger)).release)
  for (const [name, [command = '', ...args]] of Object.entries(parts)) {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, NEXT_TELEMETRY_DISABLED: '1' } })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.once('error', (error) => logger.error({ err: error, part: name }, 'could not be started'))
    shutdown.onClose(name, () => {
      child.kill('SIGTERM')
      return ended
    })
  }
  console.log(`API: http://localhost:${env.PORT}   page: http://localhost:8001`)
}

main().catch((error: unknown) => {
  const { text, exitCode } = describeStartFailure(error)
  console.error(text)
  process.exit(exitCode)
})
