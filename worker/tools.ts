// What a worker makes stories with, chosen by the configuration: who writes, who speaks, where files live, how
// repositories are opened.
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { buffer } from 'node:stream/consumers'
import type { Database } from '../db/client.ts'
import { keepSpeech, touchSpeech } from '../db/speech-cache.ts'
import type { StoryRow } from '../db/stories.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import type { FileStore } from '../shared/node/file-store/file-store.ts'
import { openFileStore } from '../shared/node/file-store/open.ts'
import { parseRepoAddress } from '../shared/repo-address.ts'
import type { Agents } from '../story/agents/agents.ts'
import { openAgents } from '../story/agents/open.ts'
import type { RepositorySnapshot } from '../story/repository/snapshot.ts'
import { type OpenRepositoryOptions, openRepository } from '../story/repository/source/open.ts'
import { openSpeech } from '../story/speech/open.ts'
import type { Speech, SpeechCache } from '../story/speech/speech.ts'

export interface Tools {
  agents: Agents
  speech: Speech
  files: FileStore
  speechCache: SpeechCache
  openSnapshot: (story: StoryRow, signal: AbortSignal, log: OpenRepositoryOptions['log']) => Promise<RepositorySnapshot>
}

export const speechCachePrefix = 'speech-cache/'
export const speechCacheKey = (key: string): string => `${speechCachePrefix}${key}.mp3`
/** The other way round; null for what is no key of bought speech. */
export const speechOfKey = (key: string): string | null =>
  key.startsWith(speechCachePrefix) && key.endsWith('.mp3') ? key.slice(speechCachePrefix.length, -'.mp3'.length) : null

const openSpeechCache = (db: Database, files: FileStore): SpeechCache => ({
  find: async (key) => {
    if (!(await touchSpeech(db, key)) || (await files.find(speechCacheKey(key))) === null) return null
    return buffer(await files.read(speechCacheKey(key)))
  },
  // The file first: a row without a file would be a promise that nobody keeps.
  save: async (key, bytes) => {
    await files.put(speechCacheKey(key), bytes, { contentType: 'audio/mpeg' })
    await keepSpeech(db, key, bytes.length)
  },
})

interface ToolOptions {
  env: Env
  db: Database
  /** Names this process's folder for clones, so that it can be told from those of processes that are gone. */
  workerId: string
  /** Only the command line reads folders of this machine. */
  readsFolders: boolean
}

export const temporaryRoot = (env: Pick<Env, 'DATA_DIR'>): string => join(env.DATA_DIR, 'tmp')

export const openTools = async ({ env, db, workerId, readsFolders }: ToolOptions): Promise<Tools & { close: () => Promise<void> }> => {
  const files = await openFileStore(env)
  const speech = openSpeech(env)
  const agents = await openAgents(env)
  const temporaryFolder = join(temporaryRoot(env), workerId)
  return {
    agents,
    speech,
    files,
    speechCache: openSpeechCache(db, files),
    openSnapshot: async (story, signal, log) => {
      if (story.localFolder !== null && !readsFolders)
        throw new CodeStoryError(
          'repository_address',
          'A folder is read only by the command that named it: give that command again, npm run story -- <folder>.',
        )
      const hosts = env.GITHUB_SERVER_URL === undefined ? [] : [new URL(env.GITHUB_SERVER_URL).host]
      const source = story.localFolder === null ? { address: parseRepoAddress(story.repoUrl, hosts) } : { folder: story.localFolder }
      return openRepository({ source, commit: story.commitSha, env, temporaryFolder, signal, log })
    },
    close: async () => {
      await speech.close()
      await files.close()
      await rm(temporaryFolder, { recursive: true, force: true })
    },
  }
}
