// The absolute addresses of a story's files. A public bucket's own address where there is one; else ours, which answers
// HEAD and Range from the private store. Where people sign in, ours carries a link token: a player cannot send a header.
import type { StoredChunk } from '../db/schema.ts'
import type { FileStore } from '../shared/node/file-store/file-store.ts'

export interface Addresses {
  readonly origin: string
  readonly audio: (storyId: string, key: string) => string
  readonly cover: (storyId: string, key: string) => string
  readonly chunk: (storyId: string, chunk: Pick<StoredChunk, 'key' | 'chapter'>) => string
}

/** @param query what the address of a private file ends with: a token for this story, or nothing */
export const makeAddresses = (origin: string, files: Pick<FileStore, 'publicUrl'>, query: (storyId: string) => string): Addresses => {
  const address = (storyId: string, key: string, path: string): string => files.publicUrl(key) ?? `${origin}/api/stories/${storyId}/${path}${query(storyId)}`
  return {
    origin,
    audio: (storyId, key) => address(storyId, key, 'audio.mp3'),
    cover: (storyId, key) => address(storyId, key, 'cover.png'),
    chunk: (storyId, { key, chapter }) => address(storyId, key, `chunks/${chapter}.mp3`),
  }
}
