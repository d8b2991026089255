import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { parseBuffer } from 'music-metadata'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { lacks, runTool } from '../../test/support/system-tools.ts'
import { wrapChapterChunk } from './chapter-chunk.ts'
import { openMp3Encoder } from './encode-mp3.ts'
import { infoFrameBytes } from './info-frame.ts'
import { type ChapterPart, joinStory, type StoryToJoin } from './join.ts'
import { sampleRate, secondsPerFrame, silentFrames, soundFrames } from './mp3-frames.ts'

const titles = ['One Friday in 2009', 'Überraschung: “New ancestors” & <old> objects', '第三章']
const lengths = [3.3, 7.25, 2]
const pitches = [300, 500, 800]
const url = 'https://github.com/expressjs/express/blob/a3714473/lib/express.js#L36-L39'

/** Half a second of silence, a tone, 0.3 s of silence. */
const toneChapter = async (seconds: number, pitch: number): Promise<Uint8Array> => {
  const samples = Float32Array.from({ length: Math.round(seconds * sampleRate) }, (_, index) =>
    index > 0.5 * sampleRate && index < (seconds - 0.3) * sampleRate ? 0.3 * Math.sin((2 * Math.PI * pitch * index) / sampleRate) : 0,
  )
  return (await (await openMp3Encoder())(samples)).frames
}

const partOf = (frames: Uint8Array, title: string, pieceBytes = 1000): ChapterPart => {
  const file = Buffer.from(wrapChapterChunk(frames))
  const { count } = soundFrames(file)
  async function* pieces() {
    for (let start = 0; start < file.length; start += pieceBytes) yield file.subarray(start, start + pieceBytes)
  }
  return { title, url, durationSeconds: count.frames * secondsPerFrame, sizeBytes: file.length, open: async () => Readable.from(pieces()) }
}
const storyOf = (chapters: readonly ChapterPart[]): StoryToJoin => ({
  title: 'What is left of Express?',
  artist: 'Code Story',
  album: 'expressjs/express',
  language: 'eng',
  date: new Date('2024-05-06T12:00:00Z'),
  url: 'https://github.com/expressjs/express',
  coverPng: Buffer.from('89504e470d0a1a0a', 'hex'),
  transcript: 'On Friday, June 26, 2009 — it began.',
  chapters,
})
const bytesOf = async (story: StoryToJoin): Promise<Buffer> => Buffer.concat(await joinStory(story).stream.toArray())

let frames: Uint8Array[]
let parts: ChapterPart[]
let whole: Buffer
let folder: string
let file: string
beforeAll(async () => {
  frames = await Promise.all(lengths.map((seconds, index) => toneChapter(seconds, pitches[index] ?? 440)))
  parts = frames.map((part, index) => partOf(part, titles[index] ?? ''))
  whole = await bytesOf(storyOf(parts))
  folder = await mkdtemp(join(tmpdir(), 'join-'))
  file = join(folder, 'story.mp3')
  await writeFile(file, whole)
})
afterAll(async () => {
  await rm(folder, { recursive: true })
})

describe('the joined file', () => {
  it('holds every frame of every chapter, in order and unchanged, and nothing else', () => {
    expect(Buffer.from(soundFrames(whole).frames).equals(Buffer.concat(frames))).toBe(true)
  })

  it('has the size and the length that were told before it was read', () => {
    const { sizeBytes, durationSeconds, chapterStarts } = joinStory(storyOf(parts))
    expect(whole.length).toBe(sizeBytes)
    expect(durationSeconds).toBeCloseTo(soundFrames(whole).count.frames * secondsPerFrame, 9)
    expect(chapterStarts[0]).toBe(0)
    expect(chapterStarts[2]).toBeCloseTo((parts[0]?.durationSeconds ?? 0) + (parts[1]?.durationSeconds ?? 0), 3)
  })

  it('is the same whenever it is made, whatever pieces it comes in', async () => {
    const inSmallPieces = frames.map((part, index) => partOf(part, titles[index] ?? '', 37))
    expect((await bytesOf(storyOf(inSmallPieces))).equals(whole)).toBe(true)
  })

  it('drops the tags and the Info frames of its parts', async () => {
    const [first] = frames
    const tagged = Buffer.concat([
      Buffer.from('ID3\x03\x00\x00\x00\x00\x00\x05hello', 'latin1'),
      wrapChapterChunk(first ?? new Uint8Array(0)),
      Buffer.from('TAG'.padEnd(128, 'x')),
    ])
    expect(Buffer.from(soundFrames(tagged).frames).equals(first ?? new Uint8Array(0))).toBe(true)
  })

  it('tells a reader title, artist, album, date, language, cover, transcript and chapters with their links', async () => {
    const { common, format } = await parseBuffer(whole, { mimeType: 'audio/mpeg' }, { includeChapters: true, duration: true })
    expect(common).toMatchObject({ title: 'What is left of Express?', artist: 'Code Story', album: 'expressjs/express', language: 'eng', year: 2024 })
    expect(common.picture?.[0]).toMatchObject({ format: 'image/png', type: 'Cover (front)' })
    expect(JSON.stringify(common.lyrics)).toContain('On Friday, June 26, 2009 — it began.')
    expect(format.chapters?.map((chapter) => chapter.title)).toEqual(titles)
    expect(whole.toString('latin1').split(url)).toHaveLength(titles.length + 1)
    expect(format).toMatchObject({ sampleRate: 44_100, numberOfChannels: 1, bitrate: 128_000 })
  })

  it('points in each chapter frame at the byte where its first frame of sound stands', async () => {
    const { native } = await parseBuffer(whole, { mimeType: 'audio/mpeg' }, { includeChapters: true })
    const starts = (native['ID3v2.3'] ?? []).flatMap(({ id, value }) =>
      id === 'CHAP' && typeof value === 'object' && value !== null && 'info' in value ? [value.info] : [],
    )
    const first = whole.indexOf(Buffer.from(frames[0]?.subarray(0, 200) ?? []))
    expect(starts).toMatchObject([
      { startOffset: first },
      { startOffset: first + (frames[0]?.length ?? 0) },
      { startOffset: first + (frames[0]?.length ?? 0) + (frames[1]?.length ?? 0) },
    ])
  })

  it('has a seek table that leads to the right frame at every hundredth', () => {
    const info = whole.indexOf('Info', 0, 'latin1')
    const start = info - 21
    const table = whole.subarray(info + 16, info + 116)
    const soundBytes = whole.length - start
    const { count } = soundFrames(whole)
    for (let point = 0; point < 100; point += 1) {
      const offset = ((table[point] ?? 0) / 256) * soundBytes
      const trueOffset = infoFrameBytes + (count.bytes * point) / 100
      expect(Math.abs(offset - trueOffset)).toBeLessThan(soundBytes / 200)
    }
  })

  it('refuses a chapter that is not what was promised, instead of writing a wrong header', async () => {
    const [first] = parts
    if (first === undefined) throw new Error('no parts')
    await expect(bytesOf(storyOf([{ ...first, durationSeconds: first.durationSeconds + 1 }]))).rejects.toMatchObject({ code: 'speech_failed' })
    await expect(bytesOf(storyOf([{ ...first, sizeBytes: first.sizeBytes - 100 }]))).rejects.toMatchObject({ code: 'speech_failed' })
  })

  it('passes on the failure of a store, and closes what it opened', async () => {
    const broken = new Readable({ read: () => undefined })
    const story = storyOf([{ ...(parts[0] ?? partOf(silentFrames(3), 'x')), open: async () => broken }])
    const reading = bytesOf(story)
    setTimeout(() => broken.destroy(new Error('the store is gone')), 10)
    await expect(reading).rejects.toThrow('the store is gone')
    expect(broken.destroyed).toBe(true)
  })

  it('refuses to join nothing', () => {
    expect(() => joinStory(storyOf([]))).toThrow('1 to 255 chapters')
  })
})

describe('independent judges', () => {
  const seconds = () => joinStory(storyOf(parts)).durationSeconds

  it.skipIf(lacks('ffprobe'))('ffprobe reads chapters and tags without a warning (needs ffprobe)', async () => {
    // The cover of these tests is a PNG's first bytes only: ffprobe would rightly complain.
    const plainFile = join(folder, 'plain.mp3')
    await writeFile(plainFile, await bytesOf({ ...storyOf(parts), coverPng: null }))
    const { stdout, stderr } = runTool('ffprobe', ['-v', 'warning', '-print_format', 'json', '-show_chapters', '-show_format', '-i', plainFile])
    expect(stderr).toBe('')
    const { chapters, format } = JSON.parse(stdout.toString('utf8'))
    expect(chapters.map((chapter: { tags: { title: string } }) => chapter.tags.title)).toEqual(titles)
    expect(Math.abs(Number(format.duration) - seconds())).toBeLessThan(0.03)
  })

  it.skipIf(lacks('mpg123'))('mpg123 decodes it to its length within 30 ms (needs mpg123)', () => {
    const { stdout, stderr } = runTool('mpg123', ['-q', '-s', file])
    expect(stderr.replace(/\s/g, '')).toBe('')
    expect(Math.abs(stdout.length / 2 / sampleRate - seconds())).toBeLessThan(0.03)
  })

  it.skipIf(lacks('mp3val'))('mp3val has no complaint (needs mp3val)', () => {
    const { stdout } = runTool('mp3val', [file])
    expect(stdout.toString('utf8')).not.toMatch(/WARNING|ERROR|PROBLEM/i)
    expect(stdout.toString('utf8')).toContain('CBR')
  })

  it.skipIf(lacks('ffmpeg'))('seeking to a chapter by the header lands within 100 ms of its first sound (needs ffmpeg)', () => {
    const { chapterStarts } = joinStory(storyOf(parts))
    chapterStarts.forEach((start, index) => {
      const { stdout } = runTool('ffmpeg', ['-v', 'error', '-ss', String(start), '-i', file, '-t', '1.5', '-map', '0:a', '-f', 's16le', '-'])
      const samples = new Int16Array(stdout.buffer, stdout.byteOffset, stdout.length >> 1)
      const heardAt = samples.findIndex((sample) => Math.abs(sample) > 2000) / sampleRate
      expect(Math.abs(heardAt - 0.5), `chapter ${index + 1}`).toBeLessThan(0.1)
    })
  })

  it.skipIf(lacks('mpg123'))('a chapter file plays by itself, with the same sound as in the whole (needs mpg123)', async () => {
    const chapterFile = join(folder, 'chapter.mp3')
    await writeFile(chapterFile, wrapChapterChunk(frames[1] ?? new Uint8Array(0)))
    const { stdout } = runTool('mpg123', ['-q', '-s', chapterFile])
    expect(Math.abs(stdout.length / 2 / sampleRate - (parts[1]?.durationSeconds ?? 0))).toBeLessThan(0.03)
  })
})
