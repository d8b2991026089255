import { randomUUID } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import { sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import type { Claim } from '../../db/claims.ts'
import { type OpenDatabase, openDatabase } from '../../db/client.ts'
import { readEvents } from '../../db/events.ts'
import { reapStory } from '../../db/left-stories.ts'
import { openQueue, type Queue } from '../../db/queue.ts'
import { repositoryAnalyses, stories, storyCalls } from '../../db/schema.ts'
import { findSavedSteps } from '../../db/steps.ts'
import { cancelStory, findStory, restartStory } from '../../db/stories.ts'
import { openTaking } from '../../db/taking.ts'
import { spentTodayUsd } from '../../db/usage.ts'
import { ensureUser, localUserId } from '../../db/users.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import { cloneDatabase, type TestDatabase } from '../../test/support/database.ts'
import { type InstantMakers, makeInstant } from '../../test/support/instant-makers.ts'
import { makeStory } from '../../test/support/make-story.ts'
import { type MemoryFiles, openMemoryFiles } from '../../test/support/memory-files.ts'
import { Cancelled, Closing, runAttempt } from './attempt.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
let files: MemoryFiles
const logger = pino({ level: 'silent' })
const workerId = randomUUID()

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  await ensureUser(database.db, localUserId)
})
beforeEach(async () => {
  files = openMemoryFiles()
  await database.db.delete(stories)
  await database.db.delete(repositoryAnalyses)
  await database.db.execute(sql`delete from pgboss.job`)
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
})

const hands = () => ({ db: database.db, queue })
const newStory = () => makeStory(hands(), localUserId)
const take = async (): Promise<Claim> => {
  const [claim] = await openTaking(hands())(workerId, 1)
  if (claim === undefined) throw new Error('there was no story to take')
  return claim
}
const speechCache = { find: async () => null, save: async () => undefined }
const attempt = (claim: Claim, makers: InstantMakers, stop = new AbortController(), limits = {}) =>
  runAttempt({ hands: hands(), tools: { ...makers, files, speechCache }, limits, logger }, claim, stop)
const eventsOf = async (storyId: string) => readEvents(database.db, storyId, 0)
const audioOf = (storyId: string) => files.contents.get(`stories/${storyId}/audio.mp3`)

test('a story goes through every step once, says so in order, and ends whole', async () => {
  const story = await newStory()
  const makers = makeInstant()
  expect(await attempt(await take(), makers)).toBe('completed')
  const work = makers.calls.filter((call) => !call.startsWith('clone'))
  expect(work.toSorted()).toEqual(['analysis', 'direction', 'intent', 'outline', 'speak 0', 'speak 1', 'speak 2', 'write 0', 'write 1', 'write 2'])
  expect(work.indexOf('write 1')).toBeGreaterThan(work.indexOf('write 0'))
  expect(makers.calls.filter((call) => call.startsWith('clone'))).toEqual(['clone', 'clone closed'])

  const row = await findStory(database.db, story.id)
  expect(row).toMatchObject({
    status: 'completed',
    progress: 100,
    title: 'An instant story',
    engines: { narrator: 'instant', voice: 'instant' },
    commitSha: 'c0ffee0000000000000000000000000000000000',
    warnings: ['This story is for a test.'],
  })
  for (const [index, chapter] of (row?.chapters ?? []).entries()) expect(chapter.timestamp_start).toBeCloseTo(index * chapter.duration_seconds, 2)
  expect(row?.audioChunks.map((chunk) => chunk.chapter)).toEqual([0, 1, 2])
  expect(audioOf(story.id)?.length).toBe(row?.audioSizeBytes)

  const events = await eventsOf(story.id)
  expect(events.map((event) => event.id)).toEqual(events.map((_, index) => index + 1))
  const progress = events.flatMap((event) => (event.kind === 'status' ? [Number(event.details.progress)] : []))
  expect(progress).toEqual(progress.toSorted((a, b) => a - b))
  for (const point of [5, 15, 40, 70, 100]) expect(progress).toContain(point)
  const documented = [
    ['Intent', 'Parsing user request', 'info'],
    ['Intent', 'Intent extracted', 'success'],
    ['Analyzer', 'Starting repository analysis', 'info'],
    ['Analyzer', 'Analysis complete', 'success'],
    ['Architect', 'Generating narrative', 'info'],
    ['Architect', 'Script complete', 'success'],
    ['Synthesizer', 'Generating audio', 'info'],
    ['Synthesizer', 'Audio complete', 'success'],
    ['System', 'Story generation complete', 'success'],
  ]
  const said = events.map((event) => [event.agentName, event.action, event.level])
  expect(said.filter((line) => documented.some((wanted) => wanted.join() === line.join()))).toEqual(documented)
  expect(events.at(-1)?.kind).toBe('complete')
})

test('an attempt that died goes on where it was, runs no saved step again, and gives the same bytes', async () => {
  const undisturbed = await newStory()
  await attempt(await take(), makeInstant())
  await database.db.delete(repositoryAnalyses)
  const expected = audioOf(undisturbed.id)

  const story = await newStory()
  const calls: string[] = []
  const stepOf = (call: string) => call.replace(/^(write|speak) (\d)$/, 'chapter.$2.$1')
  for (const dyingAt of ['intent', 'analysis', 'outline', 'write 1', 'speak 0', 'speak 2']) {
    const { names: saved } = await findSavedSteps(database.db, story.id, 'join')
    // Chapters go side by side: one may have been spoken while another was written.
    if (saved.has(stepOf(dyingAt))) continue
    const claim = await take()
    // The process is gone in the middle of the call: nothing of it is heard again.
    const makers = makeInstant({ before: (call) => (call === dyingAt ? new Promise<void>(() => undefined) : undefined) })
    void attempt(claim, makers)
    while (!makers.calls.includes(dyingAt)) await sleep(2)
    await reapStory(hands(), story.id, claim.lease)
    expect(makers.calls.filter((call) => saved.has(stepOf(call)))).toEqual([])
    calls.push(...makers.calls)
  }
  expect(await attempt(await take(), makeInstant())).toBe('completed')
  expect(audioOf(story.id)?.equals(expected ?? Buffer.alloc(0))).toBe(true)
  expect(calls.filter((call) => call === 'analysis')).toHaveLength(2)
})

test('a restart keeps finished steps and makes nothing again; a file that is gone is made again', async () => {
  const story = await newStory()
  await attempt(await take(), makeInstant())
  await restartStory({ db: database.db, queue }, { id: story.id, owner: null }, { fresh: false })
  const again = makeInstant()
  expect(await attempt(await take(), again)).toBe('completed')
  expect(again.calls).toEqual([])

  files.contents.delete(`stories/${story.id}/audio.mp3`)
  files.contents.delete(`stories/${story.id}/chapter-2.mp3`)
  await restartStory({ db: database.db, queue }, { id: story.id, owner: null }, { fresh: false })
  const repaired = makeInstant()
  expect(await attempt(await take(), repaired)).toBe('completed')
  expect(repaired.calls).toEqual(['speak 1'])
  expect(audioOf(story.id)).toBeDefined()
})

test('the same commit is analysed once, whoever asks', async () => {
  await newStory()
  await newStory()
  const [first, second] = [makeInstant(), makeInstant()]
  await attempt(await take(), first)
  await attempt(await take(), second)
  expect(first.calls).toContain('analysis')
  expect(second.calls).not.toContain('analysis')
})

test('closing hands the story back without using up a try, and what was under way is done by the next', async () => {
  const story = await newStory()
  const makers = makeInstant({ before: (call, signal) => (call === 'write 0' ? sleep(60_000, undefined, { signal }) : undefined) })
  const stop = new AbortController()
  const ending = attempt(await take(), makers, stop)
  while (!makers.calls.includes('write 0')) await sleep(2)
  stop.abort(new Closing())
  expect(await ending).toBe('handed back')
  const next = await take()
  expect(next.retriesUsed).toBe(0)
  const second = makeInstant()
  expect(await attempt(next, second)).toBe('completed')
  expect(second.calls).not.toContain('analysis')
  expect((await findStory(database.db, story.id))?.status).toBe('completed')
})

test('cancelling ends the call under way, and the cancelled story stays as it was written down', async () => {
  const story = await newStory()
  const makers = makeInstant({ before: (call, signal) => (call === 'analysis' ? sleep(60_000, undefined, { signal }) : undefined) })
  const stop = new AbortController()
  const ending = attempt(await take(), makers, stop)
  while (!makers.calls.includes('analysis')) await sleep(2)
  await cancelStory(database.db, story.id)
  stop.abort(new Cancelled())
  expect(await ending).toBe('lost')
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'failed', errorCode: 'cancelled' })
  expect((await eventsOf(story.id)).at(-1)?.details).toMatchObject({ status: 'failed', error_code: 'cancelled' })
})

test('a passing fault is tried again and what was paid for is kept; the third time it fails with its own code', async () => {
  const story = await newStory()
  // As a socket says it of the database, too: that one would be waited for without end.
  const cause = Object.assign(new Error('connect ECONNREFUSED'), { code: 'ECONNREFUSED' })
  const away = () =>
    makeInstant({
      before: (call) => (call === 'speak 1' ? Promise.reject(new CodeStoryError('speech_unavailable', 'The voice is away.', { cause })) : undefined),
    })
  expect(await attempt(await take(), away())).toBe('retry')
  expect((await findSavedSteps(database.db, story.id, 'join')).names).toContain('chapter.0.speak')
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'synthesizing', errorCode: null })
  for (const expected of ['retry', 'failed']) {
    await database.db.execute(sql`update pgboss.job set start_after = now()`)
    expect(await attempt(await take(), away())).toBe(expected)
  }
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'failed', errorCode: 'speech_unavailable', errorMessage: 'The voice is away.' })
})

test('a service that says how long to wait is waited for, and one that asks for days is not', async () => {
  const failing = (retryAfterSeconds: number) => {
    const busy = new CodeStoryError('narrator_unavailable', 'Claude is busy.', { retryAfterSeconds })
    return makeInstant({ before: (call) => (call === 'outline' ? Promise.reject(busy) : undefined) })
  }
  const waitsSeconds = async (jobId: string | null) => {
    const [row] = await database.db.execute<{ seconds: number }>(
      sql`select extract(epoch from start_after - now())::float8 as seconds from pgboss.job where id = ${jobId}`,
    )
    return row?.seconds ?? 0
  }
  const patient = await newStory()
  expect(await attempt(await take(), failing(1200))).toBe('retry')
  expect(await waitsSeconds(patient.jobId)).toBeGreaterThan(1190)
  expect((await eventsOf(patient.id)).at(-1)?.details).toMatchObject({ retry_in_seconds: 1200 })

  const brief = await newStory()
  expect(await attempt(await take(), failing(5))).toBe('retry')
  expect(await waitsSeconds(brief.jobId)).toBeLessThan(61)
  await newStory()
  expect(await attempt(await take(), failing(3 * 24 * 3600))).toBe('failed')
})

test('a fault that time cannot cure fails at once, and an unforeseen one shows nothing of our insides', async () => {
  const refused = await newStory()
  const key = makeInstant({
    before: (call) => (call === 'outline' ? Promise.reject(new CodeStoryError('narrator_key_rejected', 'The key is wrong.')) : undefined),
  })
  expect(await attempt(await take(), key)).toBe('failed')
  expect(await findStory(database.db, refused.id)).toMatchObject({ errorCode: 'narrator_key_rejected', errorMessage: 'The key is wrong.' })

  const broken = await newStory()
  const bug = makeInstant({ before: (call) => (call === 'outline' ? Promise.reject(new Error('at /secret/path')) : undefined) })
  expect(await attempt(await take(), bug)).toBe('retry')
  expect(JSON.stringify(await eventsOf(broken.id))).not.toContain('secret')
})

test('two stories of one user at once never spend more than the limit of a day together', async () => {
  await newStory()
  await newStory()
  await database.db.delete(storyCalls)
  let bought = 0
  const buying = (): InstantMakers => {
    const makers = makeInstant({ chapters: 1 })
    const outline: typeof makers.agents.outline = async (input, context) => {
      await context.budget.check(0.6)
      bought += 1
      await sleep(50)
      return makers.agents.outline(input, context)
    }
    return { ...makers, agents: { ...makers.agents, outline } }
  }
  const limits = { MAX_DAILY_COST_USD: 1 }
  const [first, second] = [await take(), await take()]
  const endings = await Promise.all([attempt(first, buying(), new AbortController(), limits), attempt(second, buying(), new AbortController(), limits)])
  expect(endings.toSorted()).toEqual(['completed', 'failed'])
  expect(bought).toBe(1)
})

test('no call is made that would pass the limit of a story, however many ask at once', async () => {
  await newStory()
  let bought = 0
  const makers = makeInstant()
  const buying: InstantMakers = {
    ...makers,
    agents: {
      ...makers.agents,
      writeChapter: async (input, context) => {
        await context.budget.check(0.4)
        bought += 1
        await sleep(20)
        const tokens = { input_tokens: 1, output_tokens: 1, cache_read_tokens: 0, cache_write_tokens: 0, characters: 0 }
        await context.budget.record({ agent: 'Architect', model: 'm', purpose: 'chapter', ...tokens, cost_usd: 0.4, duration_ms: 1 })
        return makers.agents.writeChapter(input, context)
      },
    },
  }
  expect(await attempt(await take(), buying, new AbortController(), { MAX_STORY_COST_USD: 1 })).toBe('failed')
  expect(bought).toBe(2)
  expect(await spentTodayUsd(database.db, localUserId)).toBeCloseTo(0.8)
})
