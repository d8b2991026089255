import { afterEach, beforeEach, expect, it, vi } from 'vitest'
import { CodeStoryError } from '../../shared/errors.ts'
import { makeInstant } from '../../test/support/instant-makers.ts'
import { openMemoryFiles } from '../../test/support/memory-files.ts'
import { openVoiceSamples } from './voice-sample.ts'

beforeEach(() => {
  vi.useFakeTimers()
})
afterEach(() => {
  vi.useRealTimers()
})

it('speaks a sample once, for all who ask', async () => {
  const { speech, calls } = makeInstant()
  const samples = openVoiceSamples(speech, openMemoryFiles())
  const [first, second] = await Promise.all([samples.getKey('Drew'), samples.getKey('Drew')])
  expect(second).toBe(first)
  expect(await samples.getKey('Drew')).toBe(first)
  expect(calls).toHaveLength(1)
})

it('buys none again within a minute when one could not be kept', async () => {
  const { speech, calls } = makeInstant()
  const files = openMemoryFiles()
  const failing = new CodeStoryError('storage_unavailable', 'The storage service could not be reached.')
  let isAway = true
  const samples = openVoiceSamples(speech, { ...files, put: (...args) => (isAway ? Promise.reject(failing) : files.put(...args)) })
  for (let time = 0; time < 5; time += 1) await expect(samples.getKey('Bella')).rejects.toBe(failing)
  expect(calls).toHaveLength(1)
  isAway = false
  vi.advanceTimersByTime(60_000)
  expect(await samples.getKey('Bella')).toMatch(/Bella\.mp3$/)
  expect(calls).toHaveLength(2)
})
