// A chapter's own file, there as soon as the chapter is spoken: an Info frame, so that a player knows its length and can
// seek, and then the very frames that the whole story will hold.
import { makeInfoFrame } from './info-frame.ts'
import { soundFrames } from './mp3-frames.ts'

/** @throws {CodeStoryError} speech_failed where the frames are not whole or not of our format */
export const wrapChapterChunk = (frames: Uint8Array): Uint8Array => {
  const sound = soundFrames(frames)
  return Buffer.concat([makeInfoFrame([sound.count]), sound.frames])
}
