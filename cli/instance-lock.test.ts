import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { lockInstance } from './instance-lock.ts'

test('a data directory has one instance; what a dead one left behind does not count', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'lock-'))
  const first = await lockInstance(folder)
  await expect(lockInstance(folder)).rejects.toThrow(/already \(process \d+\)/)
  await first.release()
  const second = await lockInstance(folder)
  await second.release()
  // A number that was given out again: alive, but started at another moment.
  await writeFile(join(folder, 'start.lock'), `${process.ppid} 1`)
  const third = await lockInstance(folder)
  expect(await readFile(join(folder, 'start.lock'), 'utf8')).toContain(String(process.pid))
  await third.release()
  await rm(folder, { recursive: true })
})
