// Local implementations until the rooms that own them have theirs.
import { createHash } from 'node:crypto'
import { createReadStream, createWriteStream } from 'node:fs'
import { mkdir, readdir, rename, rm, stat } from 'node:fs/promises'
import { dirname, join, relative } from 'node:path'
import { Readable } from 'node:stream'
import { pipeline } from 'node:stream/promises'
import type { OpenDatabase } from '../db/client.ts'
import { ensureUser, localUserId } from '../db/users.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import type { FileStore, StoredFile } from '../shared/node/file-store/file-store.ts'
import type { Logger } from '../shared/node/logger.ts'
import { chat } from '../story/agents/local/intent/chat.ts'
import type { ServerDeps } from './context.ts'

const types: Record<string, string> = { mp3: 'audio/mpeg', png: 'image/png' }
export const openFileStore = (env: Pick<Env, 'DATA_DIR'>): FileStore => {
  const root = join(env.DATA_DIR, 'files')
  const at = (key: string) => join(root, key)
  const find = async (key: string): Promise<StoredFile | null> => {
    const found = await stat(at(key)).catch(() => null)
    if (found === null) return null
    return {
      sizeBytes: found.size,
      contentType: types[key.split('.').at(-1) ?? ''] ?? 'application/octet-stream',
      etag: createHash('sha256').update(`${found.size} ${found.mtimeMs}`).digest('base64url').slice(0, 16),
      lastModified: found.mtime,
    }
  }
  return {
    name: 'folder',
    find,
    put: async (key, content) => {
      await mkdir(dirname(at(key)), { recursive: true })
      await pipeline(content instanceof Readable ? content : Readable.from([content]), createWriteStream(`${at(key)}.part`))
      await rename(`${at(key)}.part`, at(key))
      const stored = await find(key)
      if (stored === null) throw new Error('gone')
      return stored
    },
    read: async (key, range) => createReadStream(at(key), range === undefined ? {} : { start: range.first, end: range.last }),
    remove: async (keys) => {
      for (const key of keys) await rm(at(key), { force: true })
    },
    list: async function* (prefix) {
      const names = await readdir(at(prefix), { recursive: true, withFileTypes: true }).catch(() => [])
      for (const entry of names) if (entry.isFile()) yield { key: relative(root, join(entry.parentPath, entry.name)), sizeBytes: 0, lastModified: new Date() }
    },
    publicUrl: () => null,
    close: async () => undefined,
  }
}
export const openAgents = (_env: Env): ServerDeps['agents'] => ({ chat, narrator: 'local', paid: false })
export const openIdentity = async (
  _env: Env,
  { database }: { database: OpenDatabase; logger: Logger },
): Promise<Pick<ServerDeps, 'authenticate' | 'limit' | 'linkQuery' | 'isLinkToken'>> => {
  await ensureUser(database.db, localUserId)
  return {
    authenticate: () => ({ kind: 'user', userId: localUserId, email: null, expiresAt: null }),
    limit: () => undefined,
    linkQuery: () => '',
    isLinkToken: () => {
      throw new CodeStoryError('unauthorized', 'no')
    },
  }
}
