import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { chapterToSpeak, rememberingContext } from '../../../../test/support/speaking.ts'
import { wrapChapterChunk } from '../../../audio/chapter-chunk.ts'
import { silentFrames } from '../../../audio/mp3-frames.ts'
import { concatenateAudio } from './concatenate-audio.ts'
import { generateCover } from './generate-cover.ts'
import { synthesizeChunk } from './synthesize-chunk.ts'
import { uploadToS3 } from './upload-to-s3.ts'
import type { FilesDesk, SpeechDesk } from './voice-desk.ts'

const secondOfSilence = 38
const stored = new Map<string, Uint8Array>()
const files: FilesDesk = {
  files: {
    put: async (key, content) => {
      const bytes = content instanceof Readable ? await buffer(content) : Buffer.from(content)
      stored.set(key, bytes)
      return { sizeBytes: bytes.length, contentType: 'audio/mpeg', etag: 'x', lastModified: new Date(0) }
    },
    read: async (key) => Readable.from([stored.get(key) ?? Buffer.alloc(0)]),
  },
  folder: 'stories/1',
  signal: new AbortController().signal,
}
const speech: SpeechDesk = {
  speech: {
    speakChapter: async () => ({
      frames: silentFrames(secondOfSilence),
      durationSeconds: (secondOfSilence * 1152) / 44_100,
      sentences: [],
      peaks: [],
      warnings: [],
    }),
  },
  context: rememberingContext(),
  chapters: new Map([
    [1, chapterToSpeak()],
    [2, chapterToSpeak()],
  ]),
}

describe("the voice director's tools", () => {
  it('speak, store and join chapters, in the order of the story', async () => {
    const chunks = []
    for (const number of [1, 2]) {
      const spoken = await synthesizeChunk({ chapter: number }, speech)
      const { key, sizeBytes } = await uploadToS3({ name: `chapter-${number}.mp3`, content_type: 'audio/mpeg' }, wrapChapterChunk(spoken.frames), files)
      chunks.push({ key, title: `Chapter ${number}`, duration_seconds: spoken.durationSeconds, size_bytes: sizeBytes, url: null })
    }
    const joined = concatenateAudio(
      { chunks },
      { title: 'T', artist: 'A', album: 'B', language: 'eng', date: null, url: null, coverPng: null, transcript: null },
      files,
    )
    expect((await buffer(joined.stream)).length).toBe(joined.sizeBytes)
    expect(joined.chapterStarts).toHaveLength(2)
    expect(joined.durationSeconds).toBeCloseTo((2 * secondOfSilence * 1152) / 44_100, 3)
  })

  it('refuse a chapter that has no text', async () => {
    await expect(synthesizeChunk({ chapter: 3 }, speech)).rejects.toThrow('There is no text for chapter 3 yet.')
  })

  it('draw a cover, with the line that the director thought of', async () => {
    const png = await generateCover({ line: null }, factsOf(snapshotOf({})))
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
    expect(await generateCover({ line: 'Who answers?' }, factsOf(snapshotOf({})))).not.toEqual(png)
  })
})
