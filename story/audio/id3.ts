// ID3v2.3, which every player reads (2.4 is newer and read by fewer): the frames that a podcast needs, and the chapter
// frames of the ID3v2 Chapter Frame Addendum. Text is UTF-16 with a byte order mark, since 2.3 knows no UTF-8; addresses
// and element ids are Latin-1 by definition.

const frame = (id: string, content: Uint8Array): Buffer => {
  const header = Buffer.alloc(10)
  header.write(id, 'latin1')
  header.writeUInt32BE(content.length, 4)
  return Buffer.concat([header, content])
}

const utf16Marker = 1
const utf16 = (text: string): Buffer => Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text.replaceAll('\0', ''), 'utf16le')])
const utf16Ended = (text: string): Buffer => Buffer.concat([utf16(text), Buffer.from([0, 0])])
const latin1Ended = (text: string): Buffer => Buffer.from(`${text}\0`, 'latin1')
const uint32 = (value: number): Buffer => {
  const bytes = Buffer.alloc(4)
  bytes.writeUInt32BE(value)
  return bytes
}

export const textFrame = (id: string, text: string): Buffer => frame(id, Buffer.concat([Buffer.from([utf16Marker]), utf16(text)]))

/** An address is ASCII: what a path holds beside that is escaped as in any link. */
const asciiUrl = (url: string): string => url.toWellFormed().replace(/[^\x21-\x7e]+/g, encodeURIComponent)

export const linkFrame = (description: string, url: string): Buffer =>
  frame('WXXX', Buffer.concat([Buffer.from([utf16Marker]), utf16Ended(description), Buffer.from(asciiUrl(url), 'latin1')]))

/** Comment (COMM) and lyrics (USLT) have one layout. Language: three letters of ISO 639-2. */
export const longTextFrame = (id: 'COMM' | 'USLT', language: string, text: string): Buffer =>
  frame(id, Buffer.concat([Buffer.from([utf16Marker]), Buffer.from(language, 'latin1'), utf16Ended(''), utf16(text)]))

const frontCover = 3
/** The description stays empty and Latin-1: Apple's players overlook the picture where it is empty and UTF-16. */
export const pictureFrame = (png: Uint8Array): Buffer =>
  frame('APIC', Buffer.concat([Buffer.from([0]), latin1Ended('image/png'), Buffer.from([frontCover, 0]), png]))

export interface TagChapter {
  title: string
  url: string | null
  startMs: number
  endMs: number
  /** Bytes from the start of the file to the chapter's first frame, and to the first after it. */
  startByte: number
  endByte: number
}

const chapterId = (index: number): string => `chapter${index + 1}`

const chapterFrame = (chapter: TagChapter, index: number): Buffer =>
  frame(
    'CHAP',
    Buffer.concat([
      latin1Ended(chapterId(index)),
      uint32(chapter.startMs),
      uint32(chapter.endMs),
      uint32(chapter.startByte),
      uint32(chapter.endByte),
      textFrame('TIT2', chapter.title),
      ...(chapter.url === null ? [] : [linkFrame('source', chapter.url)]),
    ]),
  )

const topLevelAndOrdered = 0b11
/** The table of contents counts its entries in one byte. */
export const mostChapters = 255
const contentsFrame = (chapters: readonly TagChapter[]): Buffer =>
  frame(
    'CTOC',
    Buffer.concat([latin1Ended('contents'), Buffer.from([topLevelAndOrdered, chapters.length]), ...chapters.map((_, index) => latin1Ended(chapterId(index)))]),
  )

export const chapterFrames = (chapters: readonly TagChapter[]): Buffer[] =>
  chapters.length === 0 ? [] : [contentsFrame(chapters), ...chapters.map(chapterFrame)]

/** A size in four bytes of seven bits each, so that it never looks like a frame of sound. */
const syncSafe = (value: number): Buffer => Buffer.from([21, 14, 7, 0].map((shift) => (value >> shift) & 0x7f))

export const makeTag = (frames: readonly Uint8Array[]): Buffer => {
  const body = Buffer.concat(frames)
  return Buffer.concat([Buffer.from('ID3', 'latin1'), Buffer.from([3, 0, 0]), syncSafe(body.length), body])
}
