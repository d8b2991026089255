import { expect, test } from 'vitest'
import { locate, sameFile, segmentsOf, totalSeconds } from './playlist.ts'

const chapter = (start: number, seconds: number) => ({ timestamp_start: start, duration_seconds: seconds })
const making = { audio_url: null, duration_seconds: null, audio_chunks: ['/c/0.mp3', '/c/1.mp3'], chapters: [chapter(0, 30), chapter(30, 20), chapter(0, 0)] }

test('while a story is made, the chapters that are ready follow each other', () => {
  expect(segmentsOf(making)).toEqual([
    { url: '/c/0.mp3', startSeconds: 0, durationSeconds: 30 },
    { url: '/c/1.mp3', startSeconds: 30, durationSeconds: 20 },
  ])
  expect(totalSeconds(segmentsOf(making))).toBe(50)
})

test('a finished story is one file', () => {
  expect(segmentsOf({ ...making, audio_url: '/audio.mp3', duration_seconds: 61.5 })).toEqual([{ url: '/audio.mp3', startSeconds: 0, durationSeconds: 61.5 }])
})

test('nothing is playable before the first chapter', () => {
  const chapters = [chapter(0, 0), chapter(0, 20)]
  expect(segmentsOf({ ...making, chapters })).toEqual([])
  expect(locate([], 10)).toBeNull()
  expect(totalSeconds([])).toBe(0)
})

test('a position is found in its file; a file’s end belongs to the next one', () => {
  const segments = segmentsOf(making)
  expect(locate(segments, 12)).toMatchObject({ segment: { url: '/c/0.mp3' }, offsetSeconds: 12 })
  expect(locate(segments, 30)).toMatchObject({ segment: { url: '/c/1.mp3' }, offsetSeconds: 0 })
  expect(locate(segments, 999)).toMatchObject({ segment: { url: '/c/1.mp3' }, offsetSeconds: 20 })
  expect(locate(segments, -5)).toMatchObject({ segment: { url: '/c/0.mp3' }, offsetSeconds: 0 })
})

test('a new signature is still the same file', () => {
  const segment = { url: '/a.mp3?token=1', startSeconds: 0, durationSeconds: 1 }
  expect(sameFile(segment, { ...segment, url: '/a.mp3?token=2' })).toBe(true)
  expect(sameFile(segment, { ...segment, url: '/b.mp3?token=1' })).toBe(false)
  expect(sameFile(null, segment)).toBe(false)
})
