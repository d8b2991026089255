// The Info frame that stands before the sound: how many frames and bytes follow, where in the file each hundredth of the
// playing time lies, and how much silence the encoder added (the gapless fields). Without it a player guesses the length
// from the bit rate and the size of the file, cover and all. Layout: the LAME tag, http://gabriel.mp3-tech.org/mp3infotag.html
import { decoderDelaySamples, encoderDelaySamples, type FrameCount, frameHeader, sideInfoBytes, silentFrames } from './mp3-frames.ts'

const infoOffset = frameHeader.length + sideInfoBytes
const seekPoints = 100
/** Frames, bytes, seek table and quality are all present. */
const flags = 0xf
/** The least that lets a decoder flush its own delay. Our chapters end in more silence than this, so no sound is cut off. */
const paddingSamples = decoderDelaySamples

export const infoFrameBytes = silentFrames(1).length

/** CRC-16 with the polynomial 0x8005, as the LAME tag wants it. */
const checksum = (bytes: Uint8Array): number => {
  let crc = 0
  for (const byte of bytes) {
    crc ^= byte
    for (let bit = 0; bit < 8; bit += 1) crc = (crc & 1) === 1 ? (crc >> 1) ^ 0xa001 : crc >> 1
  }
  return crc
}

/** Byte offsets of each hundredth of the time, in 256ths of the file, found part by part: parts differ a little in bytes per frame. */
const seekTable = (parts: readonly FrameCount[]): Uint8Array => {
  const frames = parts.reduce((sum, part) => sum + part.frames, 0)
  const bytes = parts.reduce((sum, part) => sum + part.bytes, infoFrameBytes)
  const table = new Uint8Array(seekPoints)
  for (let point = 0; point < seekPoints; point += 1) {
    let framesLeft = (frames * point) / seekPoints
    let offset = infoFrameBytes
    for (const part of parts) {
      const within = Math.min(framesLeft, part.frames)
      offset += (part.bytes * within) / part.frames
      framesLeft -= within
      if (framesLeft <= 0) break
    }
    table[point] = point === 0 ? 0 : Math.min(255, Math.floor((offset / bytes) * 256))
  }
  return table
}

export const makeInfoFrame = (parts: readonly FrameCount[]): Uint8Array => {
  const frame = Buffer.from(silentFrames(1))
  let offset = infoOffset
  const number = (value: number, size: number) => {
    offset = frame.writeUIntBE(value, offset, size)
  }
  offset += frame.write('Info', offset, 'latin1')
  number(flags, 4)
  number(
    parts.reduce((sum, part) => sum + part.frames, 0),
    4,
  )
  const musicBytes = parts.reduce((sum, part) => sum + part.bytes, infoFrameBytes)
  number(musicBytes, 4)
  frame.set(seekTable(parts), offset)
  offset += seekPoints
  number(0, 4)
  // From here the LAME part. The encoder's name is what makes readers believe the gapless fields.
  offset += frame.write('LAME3.100', offset, 'latin1')
  number(0x01, 1) // tag revision 0, constant bit rate
  number(0, 1) // low-pass: unknown
  number(0, 4) // peak: unknown
  number(0, 2) // track gain: none, the level is right as it is
  number(0, 2) // album gain
  number(0, 1) // encoding flags
  number(128, 1) // bit rate
  number((encoderDelaySamples << 12) | paddingSamples, 3)
  number(0, 1) // source rate, stereo mode: unknown
  number(0, 1) // MP3Gain: untouched
  number(0, 2) // preset: none
  number(musicBytes, 4)
  // The music's own checksum would need the whole file before its first byte; zero is what readers take for "not given".
  number(0, 2)
  number(checksum(frame.subarray(0, offset)), 2)
  return frame
}
