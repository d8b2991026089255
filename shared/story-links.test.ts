import { expect, test } from 'vitest'
import { smallCover, toDownload } from './story-links.ts'

test('our own server is told what is wished for, beside the token that an address carries', () => {
  expect(smallCover('/api/stories/1/cover.png')).toBe('/api/stories/1/cover.png?size=small')
  expect(toDownload('https://api.example/api/stories/1/audio.mp3?token=t')).toBe('https://api.example/api/stories/1/audio.mp3?token=t&download=1')
})

test('a public bucket’s address is taken as it is', () => {
  expect(smallCover('https://cdn.example/stories/1/cover.png')).toBe('https://cdn.example/stories/1/cover.png')
  expect(toDownload('https://cdn.example/stories/1/audio.mp3')).toBe('https://cdn.example/stories/1/audio.mp3')
  expect(smallCover(null)).toBeNull()
})
