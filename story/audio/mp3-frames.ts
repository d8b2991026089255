// MPEG-1 Layer III frames, as far as joining needs them. Every part of a story has one format (44.1 kHz, mono,
// 128 kbit/s), so that parts can stand one after the other; a part in another format is re-encoded before it gets here.
//
// A frame is 417 or 418 bytes: a header of 4 bytes, 17 bytes of side information, then main data. A frame may borrow room
// from the frames before it (the bit reservoir), but the first frame of an encoder's run never does: that is why parts
// can be joined between runs without touching a bit.
import { CodeStoryError } from '../../shared/errors.ts'

export const sampleRate = 44_100
export const samplesPerFrame = 1152
export const secondsPerFrame = samplesPerFrame / sampleRate
/** Samples that the encoder puts before the first of ours, and that a decoder needs beside them. */
export const encoderDelaySamples = 576
export const decoderDelaySamples = 529

const bitrate = 128_000
const headerBytes = 4
export const sideInfoBytes = 17
const plainFrameBytes = Math.floor((144 * bitrate) / sampleRate)

/** MPEG-1 Layer III without a checksum, 128 kbit/s, 44.1 kHz, mono, original. */
export const frameHeader = [0xff, 0xfb, 0x90, 0xc4] as const

/** Length of the frame that starts here, or null where no frame of our format does. */
export const findFrameLength = (bytes: Uint8Array, offset: number): number | null => {
  const [first = 0, second = 0, third = 0, fourth = 0] = bytes.subarray(offset, offset + headerBytes)
  const isOurs = first === 0xff && (second & 0xfe) === 0xfa && (third & 0xfc) === 0x90 && (fourth & 0xc0) === 0xc0
  return isOurs ? plainFrameBytes + ((third >> 1) & 1) : null
}

/** An Info or Xing frame describes a file: it sounds like nothing and must not be in the middle of another. */
export const isInfoFrame = (bytes: Uint8Array, offset: number): boolean => {
  const mark = String.fromCharCode(...bytes.subarray(offset + headerBytes + sideInfoBytes, offset + headerBytes + sideInfoBytes + 4))
  return mark === 'Info' || mark === 'Xing'
}

/** A frame of silence: no main data at all. */
const makeSilentFrame = (): Uint8Array => {
  const frame = new Uint8Array(plainFrameBytes)
  frame.set(frameHeader)
  return frame
}

export const silentFrames = (count: number): Uint8Array => {
  const frame = makeSilentFrame()
  const bytes = new Uint8Array(count * frame.length)
  for (let index = 0; index < count; index += 1) bytes.set(frame, index * frame.length)
  return bytes
}

const id3HeaderBytes = 10
const id3v1Bytes = 128

/** Bytes of the ID3v2 tag at the start, 0 where there is none, null where more bytes are needed to tell. */
const findTagLength = (bytes: Uint8Array): number | null => {
  const isTag = (length: number) => ['I', 'D', '3'].slice(0, length).every((letter, index) => bytes[index] === letter.charCodeAt(0))
  if (!isTag(Math.min(3, bytes.length))) return 0
  if (bytes.length < id3HeaderBytes) return null
  const [a = 0, b = 0, c = 0, d = 0] = bytes.subarray(6, 10)
  const hasFooter = ((bytes[5] ?? 0) & 0x10) !== 0
  return id3HeaderBytes + ((a << 21) | (b << 14) | (c << 7) | d) + (hasFooter ? id3HeaderBytes : 0)
}

export interface FrameCount {
  frames: number
  bytes: number
}

/**
 * Cuts a stream of bytes into its frames and drops what is not sound: an ID3v2 tag before, an Info frame, an ID3v1 tag after.
 * Whole frames are passed on where they lie in memory; only a frame that is parted between two pieces is copied.
 * @throws {CodeStoryError} speech_failed where something else than a frame of our format stands
 */
export interface FrameCutter {
  push: (bytes: Uint8Array) => Uint8Array[]
  /** What has come must be whole. */
  end: () => void
  readonly count: Readonly<FrameCount>
}

export const makeFrameCutter = (): FrameCutter => {
  let held: Uint8Array = new Uint8Array(0)
  let tagBytesLeft: number | null = null
  let seenFirst = false
  const count: FrameCount = { frames: 0, bytes: 0 }
  const refuse = (why: string): never => {
    throw new CodeStoryError('speech_failed', `The audio is no row of whole 128 kbit/s mono frames: ${why} after frame ${count.frames}.`)
  }
  const isTrailer = (bytes: Uint8Array): boolean =>
    bytes.length <= id3v1Bytes && bytes[0] === 0x54 && (bytes[1] ?? 0x41) === 0x41 && (bytes[2] ?? 0x47) === 0x47

  /** Passes over the whole frames that start before `until`, and returns where the next would start. */
  const walk = (bytes: Uint8Array, from: number, until: number, out: Uint8Array[]): number => {
    let offset = from
    let soundFrom = from
    while (offset < until && bytes.length - offset >= headerBytes) {
      const length = findFrameLength(bytes, offset)
      if (length === null || bytes.length - offset < length) break
      if (!seenFirst && isInfoFrame(bytes, offset)) soundFrom = offset + length
      else count.frames += 1
      seenFirst = true
      offset += length
    }
    if (offset > soundFrom) {
      out.push(bytes.subarray(soundFrom, offset))
      count.bytes += offset - soundFrom
    }
    return offset
  }

  const skipTag = (bytes: Uint8Array): Uint8Array | null => {
    const whole = held.length === 0 ? bytes : Buffer.concat([held, bytes])
    held = new Uint8Array(0)
    tagBytesLeft ??= findTagLength(whole)
    if (tagBytesLeft === null) {
      held = whole
      return null
    }
    const skipped = Math.min(tagBytesLeft, whole.length)
    tagBytesLeft -= skipped
    return whole.subarray(skipped)
  }

  const push = (given: Uint8Array): Uint8Array[] => {
    const out: Uint8Array[] = []
    const bytes = tagBytesLeft === 0 ? given : skipTag(given)
    if (bytes === null) return out
    let offset = 0
    if (held.length > 0) {
      const seam = Buffer.concat([held, bytes.subarray(0, 2 * plainFrameBytes)])
      offset = walk(seam, 0, held.length, out) - held.length
    }
    // Below zero: not even the frame that was begun is whole yet.
    held = offset < 0 ? Buffer.concat([held.subarray(held.length + offset), bytes]) : bytes.subarray(walk(bytes, offset, bytes.length, out))
    if (held.length >= headerBytes && findFrameLength(held, 0) === null && !isTrailer(held)) refuse('other bytes')
    return out
  }
  const end = () => {
    const isWholeTrailer = held.length === id3v1Bytes && isTrailer(held)
    if (held.length > 0 && !isWholeTrailer) refuse(`${held.length} bytes of a broken frame`)
    if (count.frames === 0) refuse('nothing')
  }
  return { push, end, count }
}

/** All sound frames of a part that is in memory. */
export const soundFrames = (bytes: Uint8Array): { frames: Uint8Array; count: FrameCount } => {
  const cutter = makeFrameCutter()
  const [frames = new Uint8Array(0)] = cutter.push(bytes)
  cutter.end()
  return { frames, count: { ...cutter.count } }
}
