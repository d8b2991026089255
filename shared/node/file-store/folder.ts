// Files below a folder, for one machine. A file is written beside its place, made safe on the disk, and then renamed into
// it: a reader sees the old one or the new one, and a power cut leaves one of them whole. The folder is flushed too, since
// the row that says that the file is there is flushed as well.
import { randomUUID } from 'node:crypto'
import type { BigIntStats } from 'node:fs'
import { type FileHandle, mkdir, open, readdir, rename, rm, rmdir, stat } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { addAbortSignal, Readable } from 'node:stream'
import { CodeStoryError } from '../../errors.ts'
import { checkContentType, checkKey, contentTypeOf } from './content-types.ts'
import type { FileStore, StoredFile } from './file-store.ts'

// No key can start with it: a key's first part has no leading dot that we give.
const incoming = '.incoming'
// What a process that died was writing: nobody writes on without adding a byte for this long. Looked for as often.
const staleMs = 60 * 60 * 1000

const codeOf = (error: unknown): unknown => (error instanceof Error && 'code' in error ? error.code : undefined)
const isMissing = (error: unknown): boolean => codeOf(error) === 'ENOENT' || codeOf(error) === 'ENOTDIR'

const translate = (error: unknown): unknown => {
  const code = codeOf(error)
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new CodeStoryError('disk_full', 'There is no room left on the disk that holds the files. Free some, or name another folder with DATA_DIR.', {
      cause: error,
    })
  if (code === 'EACCES' || code === 'EPERM' || code === 'EROFS')
    return new CodeStoryError('storage_rejected', 'The folder that holds the files may not be written to. Check who owns DATA_DIR.', { cause: error })
  if (code === 'EIO' || code === 'EMFILE' || code === 'ENFILE')
    return new CodeStoryError('storage_unavailable', 'The disk that holds the files does not answer as it should.', { cause: error })
  return error
}

const describe = (key: string, found: BigIntStats): StoredFile => ({
  sizeBytes: Number(found.size),
  contentType: contentTypeOf(key),
  // Renamed into place whole, so that a file's number changes with its content; the time is for when a number comes again.
  etag: `"${[found.ino, found.size, found.mtimeNs].map((part) => part.toString(36)).join('-')}"`,
  lastModified: found.mtime,
})

const flushFolder = async (folder: string): Promise<void> => {
  // Windows does not open folders, and has no need of it.
  if (process.platform === 'win32') return
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const writeAll = async (handle: FileHandle, content: Readable | Uint8Array | string, signal: AbortSignal | undefined): Promise<void> => {
  // A source that has nothing to say would not notice otherwise.
  if (content instanceof Readable && signal !== undefined) addAbortSignal(signal, content)
  await handle.writeFile(content, { signal })
  await handle.sync()
}

/** Folders that `remove` left empty, up to the root. */
const pruneUpwards = async (folder: string, root: string): Promise<void> => {
  for (let at = folder; at.length > root.length; at = dirname(at)) {
    try {
      await rmdir(at)
    } catch (error) {
      // Somebody else's files are in it, or somebody else was quicker.
      if (codeOf(error) === 'ENOTEMPTY' || codeOf(error) === 'EEXIST' || isMissing(error)) return
      throw error
    }
  }
}

export const openFolderStore = async (folder: string): Promise<FileStore> => {
  const root = join(folder, 'files')
  const pathOf = (key: string): string => join(root, checkKey(key))
  await mkdir(join(root, incoming), { recursive: true, mode: 0o700 })
  const removeUnfinished = async (): Promise<void> => {
    for (const name of await readdir(join(root, incoming))) {
      const path = join(root, incoming, name)
      const found = await stat(path).catch(() => null)
      if (found !== null && Date.now() - found.mtimeMs > staleMs) await rm(path, { force: true })
    }
  }
  await removeUnfinished()
  // A folder that cannot be read fails whoever needs it next.
  const sweep = setInterval(() => void removeUnfinished().catch(() => undefined), staleMs)
  sweep.unref()

  const find: FileStore['find'] = async (key) => {
    try {
      const found = await stat(pathOf(key), { bigint: true })
      return found.isFile() ? describe(key, found) : null
    } catch (error) {
      if (isMissing(error)) return null
      throw translate(error)
    }
  }

  async function* walk(folder: string, prefix: string): AsyncGenerator<{ key: string; sizeBytes: number; lastModified: Date }> {
    const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((error: unknown) => {
      if (isMissing(error)) return []
      throw translate(error)
    })
    // As S3 sorts: by the whole key, in which a folder's name is followed by a slash.
    const named = entries.map((entry) => ({ entry, key: folder === '' ? entry.name : `${folder}/${entry.name}` }))
    const sortKey = ({ entry, key }: (typeof named)[number]) => (entry.isDirectory() ? `${key}/` : key)
    for (const { entry, key } of named.sort((a, b) => (sortKey(a) < sortKey(b) ? -1 : 1))) {
      if (key === incoming) continue
      if (entry.isDirectory()) {
        if (`${key}/`.startsWith(prefix) || prefix.startsWith(`${key}/`)) yield* walk(key, prefix)
      } else if (key.startsWith(prefix)) {
        const found = await find(key)
        if (found !== null) yield { key, sizeBytes: found.sizeBytes, lastModified: found.lastModified }
      }
    }
  }

  return {
    name: 'folder',
    find,
    put: async (key, content, { contentType, signal }) => {
      checkContentType(key, contentType)
      const path = pathOf(key)
      const unfinished = join(root, incoming, randomUUID())
      try {
        signal?.throwIfAborted()
        const handle = await open(unfinished, 'wx', 0o600)
        try {
          await writeAll(handle, content, signal)
        } finally {
          await handle.close()
        }
        await mkdir(dirname(path), { recursive: true, mode: 0o700 })
        await rename(unfinished, path)
        await flushFolder(dirname(path))
        return describe(key, await stat(path, { bigint: true }))
      } catch (error) {
        await rm(unfinished, { force: true })
        signal?.throwIfAborted()
        throw translate(error)
      }
    },
    read: async (key, range, signal) => {
      const handle = await open(pathOf(key), 'r').catch((error: unknown) => {
        throw isMissing(error) ? new CodeStoryError('not_found', 'There is no such file.', { cause: error }) : translate(error)
      })
      const { size } = await handle.stat()
      if (range !== undefined && (range.first >= size || range.last < range.first)) {
        await handle.close()
        throw new CodeStoryError('range_not_satisfiable', `The file has ${size} bytes.`)
      }
      return handle.createReadStream({ ...(range === undefined ? {} : { start: range.first, end: range.last }), signal })
    },
    remove: async (keys) => {
      for (const key of keys) {
        const path = pathOf(key)
        try {
          await rm(path, { force: true })
          await pruneUpwards(dirname(path), root)
        } catch (error) {
          throw translate(error)
        }
      }
    },
    list: (prefix) => walk(prefix.includes('/') ? prefix.slice(0, prefix.lastIndexOf('/')) : '', prefix),
    publicUrl: () => null,
    close: async () => clearInterval(sweep),
  }
}
