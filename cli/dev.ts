// `npm run dev`: server and worker, each started again when a file that it uses changes, and the page with hot reloading.
// The three share one embedded Postgres, which this process keeps while the others come and go.
import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { prepareDatabase } from '../db/prepare-database.ts'
import { runProgram } from '../shared/node/run-program.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const preload = ['--import', './shared/node/load-modules.mjs']
const parts: Readonly<Record<string, readonly string[]>> = {
  server: [process.execPath, ...preload, '--watch', '--watch-preserve-output', 'server/main.ts'],
  worker: [process.execPath, ...preload, '--watch', '--watch-preserve-output', 'worker/main.ts'],
  // Not through npm, which hands no signal on.
  page: [process.execPath, 'node_modules/next/dist/bin/next', 'dev', 'web', '--port', '8001'],
}

await runProgram('dev', async ({ env, logger, shutdown }) => {
  shutdown.onClose('postgres', (await prepareDatabase(env, logger)).release)
  for (const [name, [command = '', ...args]] of Object.entries(parts)) {
    const child = spawn(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, PORT: String(env.PORT), NEXT_TELEMETRY_DISABLED: '1' } })
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()))
    child.once('error', (error) => logger.error({ err: error, part: name }, 'could not be started'))
    shutdown.onClose(name, () => {
      child.kill('SIGTERM')
      return ended
    })
  }
  console.log(`API: http://localhost:${env.PORT}   page: http://localhost:8001`)
})
