import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import { expect, it } from 'vitest'

const program = `
import { openShutdown } from ${JSON.stringify(new URL('shutdown.ts', import.meta.url).href)}
const logger = { info() {}, warn() {}, error() {} }
const shutdown = openShutdown(logger, { limitMs: 300 })
shutdown.onClose('first', () => console.log('first closed'))
shutdown.onClose('broken', () => { throw new Error('cannot') })
shutdown.onClose('last', () => console.log('last closed'))
if (process.argv.includes('hanging')) shutdown.onClose('hanging', () => new Promise(() => undefined))
setTimeout(() => process.exit(99), 20_000)
console.log('ready')
`
const run = (command: string, args: string[], environment: Record<string, string> = {}) => {
  const { npm_lifecycle_event: _, ...rest } = process.env
  const child = spawn(command, args, {
    env: { ...rest, ...environment },
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = text(child.stdout)
  return { child, output, ready: once(child.stdout, 'data'), ended: once(child, 'exit') }
}
const script = ['--input-type=module', '-e', program]

it.each([
  ['SIGTERM', 0],
  ['SIGINT', 130],
] as const)('closes in reverse order at a %s, over one that cannot be closed, and ends with %i', async (signal, exitCode) => {
  const { child, output, ready, ended } = run(process.execPath, script)
  await ready
  child.kill(signal)
  expect(await ended).toEqual([exitCode, null])
  expect(await output).toBe('ready\nlast closed\nfirst closed\n')
})

it('does not wait for ever for what does not close', async () => {
  const { child, ready, ended } = run(process.execPath, [...script, 'hanging'])
  await ready
  child.kill('SIGTERM')
  expect(await ended).toEqual([1, null])
})

it('ends when npm has started it and the shell in between was ended', async () => {
  const { child, output, ready, ended } = run('sh', ['-c', '"$0" "$@"; true', process.execPath, ...script], { npm_lifecycle_event: 'start' })
  await ready
  child.kill('SIGTERM')
  await ended
  expect(await output).toBe('ready\nlast closed\nfirst closed\n')
})
