// The port to where files live: a folder, or an S3 bucket. Keys are ours (`stories/<id>/audio.mp3`), never a caller's text.
import type { Readable } from 'node:stream'

export interface StoredFile {
  sizeBytes: number
  contentType: string
  etag: string
  lastModified: Date
}
/** Bytes first to last, both included, as in HTTP. */
export interface ByteRange {
  first: number
  last: number
}

export interface FileStore {
  /** `folder` or `s3`. */
  readonly name: string
  /** Written whole or not at all: a reader never sees half a file. */
  put: (key: string, content: Readable | Uint8Array | string, options: { contentType: string; signal?: AbortSignal }) => Promise<StoredFile>
  /** Null where there is no such file. */
  find: (key: string) => Promise<StoredFile | null>
  /** @throws {CodeStoryError} not_found */
  read: (key: string, range?: ByteRange, signal?: AbortSignal) => Promise<Readable>
  remove: (keys: readonly string[]) => Promise<void>
  /** Every key below a prefix. */
  list: (prefix: string) => AsyncIterable<{ key: string; sizeBytes: number; lastModified: Date }>
  /** The public address of a key where the store has one (AWS_S3_PUBLIC_URL), else null. */
  publicUrl: (key: string) => string | null
  close: () => Promise<void>
}
