// The token of a private feed: kept as a hash, so that nobody who reads the table can read the feed.
import { createHash, randomBytes } from 'node:crypto'

export const newFeedToken = (): string => randomBytes(24).toString('base64url')
export const hashFeedToken = (token: string): string => createHash('sha256').update(token).digest('hex')
