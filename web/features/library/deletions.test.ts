import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { openDeletions } from './deletions.ts'

const undoMs = 10_000
const stored = new Map<string, string>()

const open = (answer: () => Promise<void> = () => Promise.resolve()) => {
  const deleted: string[] = []
  const told: string[] = []
  const deletions = openDeletions({
    deleteStory: (id) => {
      deleted.push(id)
      return answer()
    },
    undoMs,
    onDone: (id) => told.push(`done ${id}`),
    onFailed: (id) => told.push(`failed ${id}`),
  })
  return { deletions, deleted, told, hidden: () => [...deletions.store.get().hidden] }
}

beforeEach(() => {
  vi.useFakeTimers()
  stored.clear()
  vi.stubGlobal('localStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, value: string) => stored.set(key, value),
    removeItem: (key: string) => stored.delete(key),
  })
})
afterEach(() => {
  vi.useRealTimers()
  vi.unstubAllGlobals()
})

test('a story disappears at once and is deleted when it can no longer be taken back', async () => {
  const { deletions, deleted, told, hidden } = open()
  deletions.request('a')
  expect(hidden()).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(undoMs - 1)
  expect(deleted).toEqual([])
  await vi.advanceTimersByTimeAsync(1)
  expect(deleted).toEqual(['a'])
  expect(told).toEqual(['done a'])
  expect(stored.size).toBe(0)
})

test('taken back, it is there again and is never deleted', async () => {
  const { deletions, deleted, hidden } = open()
  deletions.request('a')
  deletions.undo('a')
  await vi.advanceTimersByTimeAsync(undoMs * 2)
  expect([deleted, hidden()]).toEqual([[], []])
})

test('leaving the page carries it out', () => {
  const { deletions, deleted } = open()
  deletions.request('a')
  deletions.carryOutAll()
  expect(deleted).toEqual(['a'])
})

test('what a crash left undone is done at the next visit', async () => {
  open().deletions.request('a')
  vi.clearAllTimers()
  const next = open()
  next.deletions.resume()
  expect(next.hidden()).toEqual(['a'])
  await vi.advanceTimersByTimeAsync(undoMs)
  expect(next.deleted).toEqual(['a'])
})

test('taken back in one tab, it is not deleted by another', async () => {
  const first = open()
  first.deletions.request('a')
  const second = open()
  second.deletions.resume()
  first.deletions.undo('a')
  await vi.advanceTimersByTimeAsync(undoMs)
  expect(second.deleted).toEqual([])
  expect(second.hidden()).toEqual([])
})

test('what could not be deleted is shown again', async () => {
  const { deletions, told, hidden } = open(() => Promise.reject(new Error('no')))
  deletions.request('a')
  await vi.advanceTimersByTimeAsync(undoMs)
  expect([told, hidden()]).toEqual([['failed a'], []])
})
