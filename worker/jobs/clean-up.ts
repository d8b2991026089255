// What nobody owns any more goes away: clones of processes that died, files that no story points to, expired stories,
// analyses and bought speech that nobody asked for in a long time, rows of dead workers. Each task stands for itself: one
// that fails is told and tried again when its turn comes again. Any number of workers may do this at once.
import { readdir, rm, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { inArray } from 'drizzle-orm'
import { removeUnusedAnalyses } from '../../db/analyses.ts'
import type { Hands } from '../../db/claims.ts'
import { findExpiredStories, removeStories } from '../../db/expiry.ts'
import { requeueForgotten } from '../../db/left-stories.ts'
import { stories, workers } from '../../db/schema.ts'
import { findKeptSpeech, findUnusedSpeech, forgetSpeech } from '../../db/speech-cache.ts'
import type { StoryRow } from '../../db/stories.ts'
import { removeDeadWorkers } from '../../db/workers.ts'
import type { FileStore } from '../../shared/node/file-store/file-store.ts'
import { smallCoverKey } from '../../shared/node/file-store/story-keys.ts'
import type { Logger } from '../../shared/node/logger.ts'
import { speechCacheKey, speechCachePrefix, speechOfKey } from '../tools.ts'

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

/** What a story's row points to; null while it is worked on, when more is there than the row tells of. */
const ownedKeys = (story: Pick<StoryRow, 'jobId' | 'audioKey' | 'coverKey' | 'audioChunks'>): ReadonlySet<string> | null => {
  if (story.jobId !== null) return null
  const cover = story.coverKey === null ? [] : [story.coverKey, smallCoverKey(story.coverKey)]
  return new Set([...cover, ...(story.audioKey === null ? [] : [story.audioKey]), ...story.audioChunks.map((chunk) => chunk.key)])
}

/** Files below a prefix that nobody may just be writing, some hundred at a time. */
async function* oldKeys(files: FileStore, prefix: string): AsyncGenerator<string[]> {
  const youngest = Date.now() - orphanAgeMs
  let keys: string[] = []
  for await (const { key, lastModified } of files.list(prefix)) {
    if (lastModified.getTime() > youngest) continue
    keys.push(key)
    if (keys.length < 500) continue
    yield keys
    keys = []
  }
  if (keys.length > 0) yield keys
}

/** Of stories that are gone, and of chapters that a story made anew has no more. */
const removeOrphanedFiles = async ({ hands, files }: CleanUpDeps): Promise<void> => {
  for await (const keys of oldKeys(files, storyPrefix)) {
    const ids = [...new Set(keys.flatMap((key) => storyIdOf(key) ?? []))]
    const rows = await hands.db.select().from(stories).where(inArray(stories.id, ids))
    const owned = new Map(rows.map((row) => [row.id, ownedKeys(row)]))
    const isLost = (key: string): boolean => {
      const id = storyIdOf(key)
      if (id === null) return false
      const keysOfStory = owned.get(id)
      return keysOfStory === undefined || (keysOfStory !== null && !keysOfStory.has(key))
    }
    await files.remove(keys.filter(isLost))
  }
}

/** The file is stored before its row: a process that died between the two left one that nobody finds. */
const removeUnknownSpeech = async ({ hands, files }: CleanUpDeps): Promise<void> => {
  for await (const keys of oldKeys(files, speechCachePrefix)) {
    const known = await findKeptSpeech(
      hands.db,
      keys.flatMap((key) => speechOfKey(key) ?? []),
    )
    await files.remove(keys.filter((key) => !known.has(speechOfKey(key) ?? '')))
  }
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

interface Task {
  name: string
  /** In rounds of a minute. What walks through every file does so once an hour: a bucket counts each look. */
  every: number
  run: (deps: CleanUpDeps) => Promise<unknown>
}
const tasks: readonly Task[] = [
  { name: 'dead workers', every: 1, run: ({ hands }) => removeDeadWorkers(hands.db) },
  { name: 'forgotten stories', every: 1, run: ({ hands }) => requeueForgotten(hands) },
  { name: 'lost clones', every: 1, run: removeLostClones },
  { name: 'expired stories', every: 1, run: removeExpiredStories },
  { name: 'unused analyses', every: 60, run: ({ hands }) => removeUnusedAnalyses(hands.db, unusedDays) },
  { name: 'unused speech', every: 60, run: removeUnusedSpeech },
  { name: 'unknown speech', every: 60, run: removeUnknownSpeech },
  { name: 'orphaned files', every: 60, run: removeOrphanedFiles },
]

/** @param round counted from 0: the first does everything */
export const cleanUp = async (deps: CleanUpDeps, round = 0): Promise<void> => {
  for (const { name, every, run } of tasks) {
    if (round % every !== 0) continue
    try {
      await run(deps)
    } catch (error) {
      deps.logger.warn({ err: error, task: name }, 'could not clean up: tried again in a later round')
    }
  }
}

/** Often enough that a story without a job waits a minute or two, seldom enough to cost nothing. */
const roundMs = 60_000

export const openCleanUp = (deps: CleanUpDeps): { close: () => Promise<void> } => {
  let round: Promise<void> | null = null
  let rounds = 0
  const start = () => {
    if (round !== null) return
    round = cleanUp(deps, rounds).finally(() => {
      round = null
    })
    rounds += 1
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
