// A file store in memory, for tests of what uses one.
import { createHash } from 'node:crypto'
import { Readable } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { CodeStoryError } from '../../shared/errors.ts'
import type { FileStore, StoredFile } from '../../shared/node/file-store/file-store.ts'

export interface MemoryFiles extends FileStore {
  readonly contents: Map<string, Buffer>
}

export const openMemoryFiles = (): MemoryFiles => {
  const contents = new Map<string, Buffer>()
  const describe = (bytes: Buffer): StoredFile => ({
    sizeBytes: bytes.length,
    contentType: 'application/octet-stream',
    etag: createHash('sha256').update(bytes).digest('hex'),
    lastModified: new Date(0),
  })
  return {
    name: 'memory',
    contents,
    put: async (key, content) => {
      const bytes = content instanceof Readable ? await buffer(content) : Buffer.from(content)
      contents.set(key, bytes)
      return describe(bytes)
    },
    find: async (key) => {
      const bytes = contents.get(key)
      return bytes === undefined ? null : describe(bytes)
    },
    read: async (key) => {
      const bytes = contents.get(key)
      if (bytes === undefined) throw new CodeStoryError('not_found', 'There is no such file.')
      return Readable.from([bytes])
    },
    remove: async (keys) => {
      for (const key of keys) contents.delete(key)
    },
    list: async function* (prefix) {
      for (const [key, bytes] of contents) if (key.startsWith(prefix)) yield { key, ...describe(bytes) }
    },
    publicUrl: () => null,
    close: async () => undefined,
  }
}
