import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { describe, expect, it } from 'vitest'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { wrapChapterChunk } from '../../../audio/chapter-chunk.ts'
import { silentFrames } from '../../../audio/mp3-frames.ts'
import type { ChapterToSpeak, Speech } from '../../../speech/speech.ts'
import { concatenateAudio } from './concatenate-audio.ts'
import { generateCover } from './generate-cover.ts'
import { synthesizeChunk } from './synthesize-chunk.ts'
import { uploadToS3 } from './upload-to-s3.ts'
import type { VoiceDesk } from './voice-desk.ts'

const secondOfSilence = 38
const chapter: ChapterToSpeak = {
  title: 'One',
  paragraphs: [],
  voiceOf: { host: 'Rachel', guest: 'Drew' },
  pronunciations: {},
  targetSeconds: null,
  previousText: null,
  nextText: null,
}
const stored = new Map<string, Uint8Array>()
const desk: VoiceDesk = {
  speech: {
    engine: 'silent',
    paid: false,
    parallelChapters: 1,
    speakChapter: async () => ({
      frames: silentFrames(secondOfSilence),
      durationSeconds: (secondOfSilence * 1152) / 44_100,
      sentences: [],
      peaks: [],
      warnings: [],
    }),
  } as Partial<Speech> as Speech,
  files: {
    put: async (key, content) => {
      const bytes = content instanceof Readable ? await buffer(content) : Buffer.from(content)
      stored.set(key, bytes)
      return { sizeBytes: bytes.length, contentType: 'audio/mpeg', etag: 'x', lastModified: new Date(0) }
    },
    read: async (key) => Readable.from([stored.get(key) ?? Buffer.alloc(0)]),
    publicUrl: () => null,
  },
  folder: 'stories/1',
  context: {
    signal: new AbortController().signal,
    progress: () => {},
    log: () => {},
    budget: { check: async () => {}, record: async () => {} },
    cache: { find: async () => null, save: async () => {} },
  },
  chapters: [chapter, chapter],
}

describe("the voice director's tools", () => {
  it('speak, store and join chapters, in the order of the story', async () => {
    const chunks = []
    for (const number of [1, 2]) {
      const spoken = await synthesizeChunk({ chapter: number }, desk)
      const { key, sizeBytes } = await uploadToS3({ name: `chapter-${number}.mp3`, content_type: 'audio/mpeg' }, wrapChapterChunk(spoken.frames), desk)
      chunks.push({ key, title: `Chapter ${number}`, duration_seconds: spoken.durationSeconds, size_bytes: sizeBytes, url: null })
    }
    const joined = concatenateAudio(
      { chunks },
      { title: 'T', artist: 'A', album: 'B', language: 'eng', date: null, url: null, coverPng: null, transcript: null },
      desk,
    )
    expect((await buffer(joined.stream)).length).toBe(joined.sizeBytes)
    expect(joined.chapterStarts).toHaveLength(2)
    expect(joined.durationSeconds).toBeCloseTo((2 * secondOfSilence * 1152) / 44_100, 3)
  })

  it('refuse a chapter that is not in the script', () => {
    expect(() => synthesizeChunk({ chapter: 3 }, desk)).toThrow('There are 2 chapters.')
  })

  it('draw a cover', async () => {
    const png = await generateCover({}, factsOf(snapshotOf({})))
    expect(Buffer.from(png.subarray(1, 4)).toString()).toBe('PNG')
  })
})
