// What nobody owns any more goes away: clones of processes that died, files of stories that are gone, expired stories,
// analyses and bought speech that nobody asked for in a long time, rows of dead workers. Each task stands for itself: one
// that fails is told and tried again with the next round. Any number of workers may do this at once.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inArray } from 'drizzle-orm'
import { removeUnusedAnalyses } from '../../db/analyses.ts'
import { type Hands, requeueForgotten } from '../../db/claims.ts'
import { findExpiredStories, removeStories } from '../../db/expiry.ts'
import { stories, workers } from '../../db/schema.ts'
import { findUnusedSpeech, forgetSpeech } from '../../db/speech-cache.ts'
import { removeDeadWorkers } from '../../db/workers.ts'
import type { FileStore } from '../../shared/node/file-store/file-store.ts'
import type { Logger } from '../../shared/node/logger.ts'
import { speechCacheKey } from '../tools.ts'

/** Files this young may belong to a story whose row is just being written. */
const orphanAgeMs = 60 * 60_000
/** Unused for this long, it is cheaper to make it again than to keep it. */
const unusedDays = 90

export interface CleanUpDeps {
  hands: Hands
  files: FileStore
  temporaryFolder: string
  retentionDays: number | undefined
  logger: Logger
}

const storyPrefix = 'stories/'
const storyIdOf = (key: string): string | null => /^stories\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\//.exec(key)?.[1] ?? null

const removeFilesBelow = async (files: FileStore, prefix: string): Promise<void> => {
  let keys: string[] = []
  for await (const { key } of files.list(prefix)) {
    keys.push(key)
    if (keys.length < 500) continue
    await files.remove(keys)
    keys = []
  }
  if (keys.length > 0) await files.remove(keys)
}

const removeExpiredStories = async ({ hands, files, retentionDays }: CleanUpDeps): Promise<void> => {
  if (retentionDays === undefined) return
  for (const storyId of await findExpiredStories(hands.db, retentionDays)) {
    // The row first: a file without a story is found below, a story without its file is never offered.
    await removeStories(hands.db, [storyId])
    await removeFilesBelow(files, `${storyPrefix}${storyId}/`)
  }
}

const removeOrphanedFiles = async ({ hands, files }: CleanUpDeps): Promise<void> => {
  const youngest = Date.now() - orphanAgeMs
  let candidates = new Map<string, string[]>()
  const settle = async () => {
    const ids = [...candidates.keys()]
    if (ids.length === 0) return
    const rows = await hands.db.select({ id: stories.id }).from(stories).where(inArray(stories.id, ids))
    const known = new Set(rows.map((row) => row.id))
    const lost = [...candidates].flatMap(([id, keys]) => (known.has(id) ? [] : keys))
    if (lost.length > 0) await files.remove(lost)
    candidates = new Map()
  }
  for await (const { key, lastModified } of files.list(storyPrefix)) {
    const id = storyIdOf(key)
    if (id === null || lastModified.getTime() > youngest) continue
    candidates.set(id, [...(candidates.get(id) ?? []), key])
    if (candidates.size >= 200) await settle()
  }
  await settle()
}

const removeUnusedSpeech = async ({ hands, files }: CleanUpDeps): Promise<void> => {
  const keys = await findUnusedSpeech(hands.db, unusedDays)
  await forgetSpeech(hands.db, keys)
  if (keys.length > 0) await files.remove(keys.map(speechCacheKey))
}

/** Each worker process clones into a folder with its own name. */
const removeLostClones = async ({ hands, temporaryFolder }: CleanUpDeps): Promise<void> => {
  const names = await readdir(temporaryFolder).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return []
    throw error
  })
  const rows = await hands.db.select({ id: workers.id }).from(workers)
  const alive = new Set(rows.map((row) => row.id))
  for (const name of names) {
    if (alive.has(name)) continue
    const path = join(temporaryFolder, name)
    const age = Date.now() - (await stat(path)).mtimeMs
    if (age > orphanAgeMs || /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/.test(name)) await rm(path, { recursive: true, force: true })
  }
}

const tasks: Readonly<Record<string, (deps: CleanUpDeps) => Promise<unknown>>> = {
  'dead workers': ({ hands }) => removeDeadWorkers(hands.db),
  'forgotten stories': ({ hands }) => requeueForgotten(hands),
  'expired stories': removeExpiredStories,
  'orphaned files': removeOrphanedFiles,
  'unused analyses': ({ hands }) => removeUnusedAnalyses(hands.db, unusedDays),
  'unused speech': removeUnusedSpeech,
  'lost clones': removeLostClones,
}

export const cleanUp = async (deps: CleanUpDeps): Promise<void> => {
  for (const [name, task] of Object.entries(tasks)) {
    try {
      await task(deps)
    } catch (error) {
      deps.logger.warn({ err: error, task: name }, 'could not clean up: the next round tries again')
    }
  }
}

/** Often enough that a story without a job waits a minute or two, seldom enough to cost nothing. */
const roundMs = 60_000

export const openCleanUp = (deps: CleanUpDeps): { close: () => Promise<void> } => {
  let round: Promise<void> | null = null
  const start = () => {
    round ??= cleanUp(deps).finally(() => {
      round = null
    })
  }
  const timer = setInterval(start, roundMs)
  start()
  return {
    close: async () => {
      clearInterval(timer)
      await round
    },
  }
}
