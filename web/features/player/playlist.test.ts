import { expect, test } from 'vitest'
import { locate, sameFile, segmentsOf, spokenChapters, totalSeconds } from './playlist.ts'

const chapter = (start: number, seconds: number) => ({ timestamp_start: start, duration_seconds: seconds })
const making = {
  audio_url: null,
  duration_seconds: null,
  audio_chunks: ['/s/chunks/0.mp3?token=a', '/s/chunks/1.mp3', '/s/chunks/3.mp3'],
  chapters: [chapter(0, 30), chapter(30, 20), chapter(50, 25), chapter(75, 10)],
}

test('while a story is made, what can be heard are the chapters up to the first gap', () => {
  expect(segmentsOf(making)).toEqual([
    { url: '/s/chunks/0.mp3?token=a', startSeconds: 0, durationSeconds: 30 },
    { url: '/s/chunks/1.mp3', startSeconds: 30, durationSeconds: 20 },
  ])
  expect(totalSeconds(segmentsOf(making))).toBe(50)
})

test('a finished story is one file', () => {
  expect(segmentsOf({ ...making, audio_url: '/audio.mp3', duration_seconds: 61.5 })).toEqual([{ url: '/audio.mp3', startSeconds: 0, durationSeconds: 61.5 }])
})

test('nothing is playable before the first chapter', () => {
  expect(segmentsOf({ ...making, audio_chunks: ['/s/chunks/1.mp3'] })).toEqual([])
  expect(locate([], 10)).toBeNull()
  expect(totalSeconds([])).toBe(0)
})

test('a position is found in its file; a file’s end belongs to the next one', () => {
  const segments = segmentsOf(making)
  expect(locate(segments, 12)).toMatchObject({ segment: { url: '/s/chunks/0.mp3?token=a' }, offsetSeconds: 12 })
  expect(locate(segments, 30)).toMatchObject({ segment: { url: '/s/chunks/1.mp3' }, offsetSeconds: 0 })
  expect(locate(segments, 999)).toMatchObject({ segment: { url: '/s/chunks/1.mp3' }, offsetSeconds: 20 })
  expect(locate(segments, -5)).toMatchObject({ segment: { url: '/s/chunks/0.mp3?token=a' }, offsetSeconds: 0 })
})

test('a bucket counts its chapters from one', () => {
  expect([...spokenChapters(['https://cdn.example/stories/1/chapter-2.mp3', 'https://cdn.example/other.mp3'])]).toEqual([
    [1, 'https://cdn.example/stories/1/chapter-2.mp3'],
  ])
})

test('a new signature is still the same file', () => {
  const segment = { url: '/a.mp3?token=1', startSeconds: 0, durationSeconds: 1 }
  expect(sameFile(segment, { ...segment, url: '/a.mp3?token=2' })).toBe(true)
  expect(sameFile(segment, { ...segment, url: '/b.mp3?token=1' })).toBe(false)
  expect(sameFile(null, segment)).toBe(false)
})
