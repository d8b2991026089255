// Many chapters become one MP3, frame by frame, without decoding and in a stream: a tag (title, contents, chapters, cover,
// transcript), one Info frame that describes the whole, then the frames of every chapter as they are. Both headers stand
// before sound that has not been read yet, so they are made from what each chapter's measurements promise, and each
// chapter is held to its promise while it passes: a wrong one ends the stream with an error, never a wrong file.
import { Readable } from 'node:stream'
import { CodeStoryError } from '../../shared/errors.ts'
import { chapterFrames, linkFrame, longTextFrame, makeTag, mostChapters, pictureFrame, type TagChapter, textFrame } from './id3.ts'
import { infoFrameBytes, makeInfoFrame } from './info-frame.ts'
import { type FrameCount, makeFrameCutter, secondsPerFrame } from './mp3-frames.ts'

export interface ChapterPart {
  title: string
  /** A link to what the chapter tells about. */
  url: string | null
  /** Of the sound, from its frames. */
  durationSeconds: number
  /** Of the chapter's own file, as `wrapChapterChunk` wrote it. */
  sizeBytes: number
  open: () => Promise<Readable>
}

export interface StoryToJoin {
  title: string
  artist: string
  album: string
  /** Three letters of ISO 639-2. */
  language: string
  /** Of what is told, not of the telling: nothing in the audio depends on when it was made. */
  date: Date | null
  /** The repository. */
  url: string | null
  coverPng: Uint8Array | null
  /** Plain text. */
  transcript: string | null
  chapters: readonly ChapterPart[]
}

export interface JoinedStory {
  stream: Readable
  sizeBytes: number
  durationSeconds: number
  /** Seconds from the start of the story to each chapter. */
  chapterStarts: number[]
}

const promised = (chapter: ChapterPart): FrameCount => ({
  frames: Math.round(chapter.durationSeconds / secondsPerFrame),
  bytes: chapter.sizeBytes - infoFrameBytes,
})

const toMs = (seconds: number): number => Math.round(seconds * 1000)

/** Where each chapter lies, in time and in bytes; the first byte of sound follows the tag and the Info frame. */
const layOut = (chapters: readonly ChapterPart[], tagBytes: number): TagChapter[] => {
  let frames = 0
  let bytes = tagBytes + infoFrameBytes
  return chapters.map((chapter) => {
    const part = promised(chapter)
    const [startFrame, startByte] = [frames, bytes]
    frames += part.frames
    bytes += part.bytes
    const [startMs, endMs] = [toMs(startFrame * secondsPerFrame), toMs(frames * secondsPerFrame)]
    return { title: chapter.title, url: chapter.url, startMs, endMs, startByte, endByte: bytes }
  })
}

const tagFor = (story: StoryToJoin, chapters: readonly TagChapter[], durationSeconds: number): Buffer =>
  makeTag([
    textFrame('TIT2', story.title),
    textFrame('TPE1', story.artist),
    textFrame('TALB', story.album),
    textFrame('TCON', 'Podcast'),
    textFrame('TLAN', story.language),
    textFrame('TLEN', String(toMs(durationSeconds))),
    ...(story.date === null ? [] : dateFrames(story.date)),
    ...(story.url === null ? [] : [linkFrame('repository', story.url)]),
    ...chapterFrames(chapters),
    ...(story.transcript === null ? [] : [longTextFrame('USLT', story.language, story.transcript)]),
    ...(story.coverPng === null ? [] : [pictureFrame(story.coverPng)]),
  ])

const dateFrames = (date: Date): Buffer[] => {
  const [year = '', month = '', day = ''] = date.toISOString().slice(0, 10).split('-')
  return [textFrame('TYER', year), textFrame('TDAT', `${day}${month}`)]
}

/** The frames of a chapter, held to what the headers before them have said. */
async function* soundOf(chapter: ChapterPart): AsyncGenerator<Uint8Array> {
  const cutter = makeFrameCutter()
  const part = await chapter.open()
  for await (const bytes of part) yield* cutter.push(bytes)
  cutter.end()
  const { frames, bytes } = promised(chapter)
  if (cutter.count.frames !== frames || cutter.count.bytes !== bytes)
    throw new CodeStoryError(
      'speech_failed',
      `"${chapter.title}" has ${cutter.count.frames} frames in ${cutter.count.bytes} bytes, but ${frames} in ${bytes} were promised.`,
    )
}

/** @throws {CodeStoryError} invalid where there is nothing to join, or more than a table of contents can hold */
export const joinStory = (story: StoryToJoin): JoinedStory => {
  if (story.chapters.length === 0 || story.chapters.length > mostChapters)
    throw new CodeStoryError('invalid', `A story has 1 to ${mostChapters} chapters, not ${story.chapters.length}.`)
  const parts = story.chapters.map(promised)
  const durationSeconds = parts.reduce((sum, part) => sum + part.frames, 0) * secondsPerFrame
  // The tag holds byte offsets that depend on its own length. They have a fixed width, so a first draft tells the length.
  const tagBytes = tagFor(story, layOut(story.chapters, 0), durationSeconds).length
  const layout = layOut(story.chapters, tagBytes)
  const head = Buffer.concat([tagFor(story, layout, durationSeconds), makeInfoFrame(parts)])
  async function* whole() {
    yield head
    for (const chapter of story.chapters) yield* soundOf(chapter)
  }
  return {
    stream: Readable.from(whole(), { objectMode: false }),
    sizeBytes: parts.reduce((sum, part) => sum + part.bytes, head.length),
    durationSeconds,
    chapterStarts: layout.map(({ startMs }) => startMs / 1000),
  }
}
