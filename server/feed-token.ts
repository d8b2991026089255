// The token of a private feed: kept as a hash, so that nobody who reads the table can read the feed. The addresses of its
// episodes do not carry it: podcast apps hand those on, to chapters, images and download lists. Each carries a signature of
// its own story, made with the hash, that opens this story for listening and ends with the feed's token.
import { createHash, createHmac, randomBytes, timingSafeEqual } from 'node:crypto'

export const newFeedToken = (): string => randomBytes(24).toString('base64url')
export const hashFeedToken = (token: string): string => createHash('sha256').update(token).digest('hex')

export const signEpisode = (feedTokenHash: string, storyId: string): string => createHmac('sha256', feedTokenHash).update(storyId).digest('base64url')
export const isEpisodeSignature = (signature: string, feedTokenHash: string, storyId: string): boolean => {
  const [given, expected] = [signature, signEpisode(feedTokenHash, storyId)].map((text) => Buffer.from(text))
  return given !== undefined && expected !== undefined && given.length === expected.length && timingSafeEqual(given, expected)
}
