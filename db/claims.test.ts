import { randomUUID } from 'node:crypto'
import { eq, sql } from 'drizzle-orm'
import { pino } from 'pino'
import { afterAll, beforeAll, beforeEach, expect, inject, test } from 'vitest'
import { cloneDatabase, type TestDatabase } from '../test/support/database.ts'
import { makeStory } from '../test/support/make-story.ts'
import { secondsToNextAttempt } from './attempts.ts'
import { completeStory, failStory, handBackStory, retryStory } from './claims.ts'
import { type OpenDatabase, openDatabase } from './client.ts'
import { readEvents } from './events.ts'
import { reapStory, requeueForgotten } from './left-stories.ts'
import { countJobs, jobsChannel, openQueue, type Queue } from './queue.ts'
import { stories, users } from './schema.ts'
import { readSteps, saveStep } from './steps.ts'
import { cancelStory, deleteStory, findStory, openRestarts, planRestarts, restartStory, restartsAtOnce } from './stories.ts'
import { openTaking, takeStory } from './taking.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
const userId = randomUUID()
const workerId = randomUUID()
const logger = pino({ level: 'silent' })

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger })
  await database.db.insert(users).values({ id: userId })
})
beforeEach(async () => {
  await database.db.delete(stories)
  await database.db.execute(sql`delete from pgboss.job`)
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
})

const hands = () => ({ db: database.db, queue })
const newStory = (owner = userId) => makeStory(hands(), owner)
const take = async () => {
  const [claim] = await openTaking(hands())(workerId, 1)
  if (claim === undefined) throw new Error('there was no story to take')
  return claim
}
const finished = {
  title: 'A story',
  summary: 'Of a repository',
  commitSha: null,
  chapters: [],
  audioKey: 'stories/x/audio.mp3',
  audioSizeBytes: 10,
  audioChunks: [],
  coverKey: null,
  durationSeconds: 300,
  engines: { narrator: 'local', voice: 'local' },
  warnings: [],
}
const actions = async (storyId: string) => (await readEvents(database.db, storyId, 0)).map((event) => event.action ?? JSON.stringify(event.details))

test('a story and its job appear together, and a rolled back story leaves no job', async () => {
  await newStory()
  expect(await countJobs(database.db)).toMatchObject({ waiting: 1, active: 0 })
  const failing: Queue['enqueueMany'] = async (tx, jobs) => {
    await queue.enqueueMany(tx, jobs)
    throw new Error('after the job')
  }
  await expect(makeStory({ db: database.db, queue: { enqueueMany: failing } }, userId)).rejects.toThrow('after the job')
  expect(await countJobs(database.db)).toMatchObject({ waiting: 1 })
})

test('two workers never hold one story, and an empty queue gives nothing', async () => {
  const story = await newStory()
  const claims = await Promise.all(Array.from({ length: 6 }, () => openTaking(hands())(randomUUID(), 1)))
  expect(claims.flat().map((claim) => claim.story.id)).toEqual([story.id])
})

test('several are taken in one go, no more than there are, and jobs of cancelled stories are passed over', async () => {
  const made = [await newStory(), await newStory(), await newStory()]
  const [cancelled, ...others] = made
  await cancelStory(database.db, cancelled?.id ?? '')
  const ids = (claims: { story: { id: string } }[]) => claims.map(({ story }) => story.id).sort()
  expect(ids(await openTaking(hands())(workerId, 3))).toEqual(ids(others.map((story) => ({ story }))))
  expect(await openTaking(hands())(workerId, 3)).toEqual([])
  expect(await countJobs(database.db)).toMatchObject({ waiting: 0 })
})

test("one user's many stories don't starve another's one", async () => {
  const other = randomUUID()
  await database.db.insert(users).values({ id: other })
  for (let count = 0; count < 5; count += 1) await newStory()
  const single = await newStory(other)
  const first = await take()
  const second = await take()
  expect([first.story.id, second.story.id]).toContain(single.id)
})

test('completing a story ends its job, and a late worker can no longer write', async () => {
  const story = await newStory()
  const claim = await take()
  expect(await completeStory(hands(), claim, { finished, kept: false }, [{ kind: 'complete', details: {} }])).toBe(true)
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'completed', progress: 100, jobId: null, claimedBy: null })
  // A queue that keeps what is over takes longer for each next one.
  expect(await database.db.execute(sql`select id from pgboss.job`)).toEqual([])
  expect(await countJobs(database.db)).toMatchObject({ waiting: 0, active: 0 })
  await restartStory({ db: database.db, queue }, { id: story.id, owner: null }, { fresh: false })
  const second = await take()
  expect(await failStory(hands(), claim, { code: 'internal', message: 'late' })).toBe(false)
  expect(await saveStep(database.db, { storyId: story.id, lease: claim.lease, name: 'intent', result: {}, events: [] })).toBe(false)
  expect(await saveStep(database.db, { storyId: story.id, lease: second.lease, name: 'intent', result: {}, events: [] })).toBe(true)
})

test('a fault that time may cure keeps the status, says when it goes on, and is tried twice more', async () => {
  const story = await newStory()
  for (const attempt of [1, 2, 3]) {
    const claim = await take()
    expect(claim.job?.retriesUsed).toBe(attempt - 1)
    if (attempt === 3) break
    expect(await retryStory(hands(), claim, { reason: 'The voice service is away.', delaySeconds: 60 })).toBe(true)
    expect(await countJobs(database.db)).toMatchObject({ waiting: 0, delayed: 1 })
    expect(await findStory(database.db, story.id)).toMatchObject({ status: 'pending', errorCode: null })
    await database.db.execute(sql`update pgboss.job set start_after = now()`)
  }
  expect((await actions(story.id)).filter((action) => /away\. The next attempt starts at \d{4}-/.test(action))).toHaveLength(2)
})

test('handing a story back uses up no retry and lets another take it at once', async () => {
  await newStory()
  const claim = await take()
  await retryStory(hands(), claim, { reason: 'Away.', delaySeconds: 60 })
  await database.db.execute(sql`update pgboss.job set start_after = now()`)
  const second = await take()
  expect(await handBackStory(hands(), second, 'Closing')).toBe(true)
  const third = await take()
  expect(third.job?.retriesUsed).toBe(1)
  expect(third.job?.id).not.toBe(second.job?.id)
  expect(third.lease).toBeGreaterThan(second.lease)
})

test('a story that kills its worker five times without a new step fails as poisoned; a saved step forgives', async () => {
  const story = await newStory()
  for (let death = 1; death <= 4; death += 1) expect(await reapStory(hands(), story.id, (await take()).lease)).toBe('requeued')
  const claim = await take()
  await saveStep(database.db, { storyId: story.id, lease: claim.lease, name: 'intent', result: { kept: true }, events: [] })
  expect(await reapStory(hands(), story.id, claim.lease)).toBe('requeued')
  expect(await reapStory(hands(), story.id, claim.lease)).toBe(null)
  for (let death = 2; death <= 4; death += 1) await reapStory(hands(), story.id, (await take()).lease)
  expect(await reapStory(hands(), story.id, (await take()).lease)).toBe('failed')
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'failed', errorCode: 'poisoned', jobId: null })
  expect(await countJobs(database.db)).toMatchObject({ waiting: 0, active: 0 })
  expect(await readSteps(database.db, story.id)).toEqual(new Map([['intent', { kept: true }]]))
})

test('a cancelled story takes no more writes, and its waiting job is cleared away by whoever meets it', async () => {
  const story = await newStory()
  const claim = await take()
  await cancelStory(database.db, story.id)
  expect(await completeStory(hands(), claim, { finished, kept: false }, [])).toBe(false)
  expect(await handBackStory(hands(), claim, 'Closing')).toBe(false)
  expect(await findStory(database.db, story.id)).toMatchObject({ status: 'failed', errorCode: 'cancelled' })
  const waiting = await newStory()
  await deleteStory(database.db, waiting.id)
  expect(await openTaking(hands())(workerId, 1)).toEqual([])
})

test('the numbers of events grow without a gap, whoever writes them', async () => {
  const story = await newStory()
  const claim = await take()
  await retryStory(hands(), claim, { reason: 'Away.', delaySeconds: 60 })
  await cancelStory(database.db, story.id)
  const ids = (await readEvents(database.db, story.id, 0)).map((event) => event.id)
  expect(ids).toEqual(ids.map((_, index) => index + 1))
})

test('the story of a command line is taken by its id only, and never from the queue', async () => {
  const noJob = { enqueueMany: async () => undefined }
  const story = await makeStory({ db: database.db, queue: noJob }, userId, { repoUrl: 'file:///tmp/x', repoName: 'x', localFolder: '/tmp/x' })
  expect(story.localFolder).toBe('/tmp/x')
  expect(await openTaking(hands())(workerId, 1)).toEqual([])
  const claim = await takeStory(database.db, story.id, workerId)
  expect(claim).toMatchObject({ job: null, story: { claimedBy: workerId } })
  expect(await takeStory(database.db, story.id, randomUUID())).toBe(null)
  // Between two attempts, too.
  if (claim === null) throw new Error('the story could not be taken')
  await retryStory(hands(), claim, { reason: 'Away.', delaySeconds: 120 })
  expect(await secondsToNextAttempt(database.db, story.id)).toBeGreaterThan(110)
  await database.db.update(stories).set({ updatedAt: sql`now() - interval '2 minutes'` })
  expect(await requeueForgotten(hands())).toBe(0)
  expect(await reapStory(hands(), story.id, claim.lease)).toBe('failed')
  expect(await openTaking(hands())(workerId, 1)).toEqual([])
  expect(await findStory(database.db, story.id)).toMatchObject({ claimedBy: null, status: 'failed', errorCode: 'cancelled' })
})

test('a story whose job vanished is queued again, one whose worker hung three times fails, and nothing else is touched', async () => {
  const [lost, hung, waiting, running] = [await newStory(), await newStory(), await newStory(), await newStory()]
  await database.db.execute(sql`delete from pgboss.job where id = ${lost.jobId}`)
  await database.db.execute(sql`update pgboss.job set state = 'failed' where id = ${hung.jobId}`)
  await database.db.update(stories).set({ updatedAt: sql`now() - interval '2 minutes'` })
  await database.db.update(stories).set({ claimedBy: workerId }).where(eq(stories.id, running.id))
  await database.db.execute(sql`update pgboss.job set state = 'active', started_on = now() where id = ${running.jobId}`)
  expect(await requeueForgotten(hands())).toBe(2)
  expect(await findStory(database.db, hung.id)).toMatchObject({ status: 'failed', errorCode: 'timed_out' })
  expect(await findStory(database.db, lost.id)).toMatchObject({ status: 'pending', claimedBy: null })
  expect(await findStory(database.db, waiting.id)).toMatchObject({ jobId: waiting.jobId, lease: waiting.lease })
  expect(await findStory(database.db, running.id)).toMatchObject({ claimedBy: workerId })
  const taken = [await take(), await take()].map((claim) => claim.story.id)
  expect(taken.sort()).toEqual([lost.id, waiting.id].sort())
})

test('many restarts at once are each done once, and refused one by one', async () => {
  const made = [await newStory(), await newStory(), await newStory()]
  const [running, ...others] = made
  for (const claim of await openTaking(hands())(workerId, 3))
    if (claim.story.id !== running?.id) await completeStory(hands(), claim, { finished, kept: false }, [{ kind: 'complete', details: {} }])
  const restart = openRestarts({ db: database.db, queue }, logger)
  const asked = [...made, ...others, { id: randomUUID() }].map(({ id }) => restart({ id, owner: null }).then(() => 'restarted', String))
  const answers = await Promise.all(asked)
  expect(answers.filter((answer) => answer === 'restarted')).toHaveLength(2)
  expect(answers.filter((answer) => answer.includes('is being made right now'))).toHaveLength(3)
  expect(answers.at(-1)).toContain('There is no such story.')
  expect(await countJobs(database.db)).toMatchObject({ waiting: 2, active: 1 })
  for (const { id } of others) expect((await actions(id)).filter((action) => action === 'Story restarted')).toHaveLength(1)
})

test('a restarted story waits behind as many as its owner has waiting, and nobody else restarts it', async () => {
  const [story] = [await newStory(), await newStory(), await newStory()]
  await failStory(hands(), await take(), { code: 'internal', message: 'It broke.' })
  const restart = openRestarts({ db: database.db, queue }, logger)
  await expect(restart({ id: story.id, owner: randomUUID() })).rejects.toThrow('There is no such story.')
  expect((await take()).story.id).not.toBe(story.id)
  await restart({ id: story.id, owner: userId })
  const jobs = await database.db.execute(sql`select priority, data ->> 'priority' as told from pgboss.job where data ->> 'storyId' = ${story.id}`)
  expect(jobs).toEqual([{ priority: -2, told: '-2' }])
})

test('a restart finds its plan made, and planning restarts none', async () => {
  const { id } = await newStory()
  await cancelStory(database.db, id)
  const kept = openDatabase(clone.url, { connections: restartsAtOnce, kept: true })
  try {
    await planRestarts({ db: kept.db, queue })
    const plans = () => kept.db.execute(sql`select generic_plans > 0 as planned from pg_prepared_statements where statement ~ '^\\s*with story'`)
    expect(await Promise.all([kept.db.execute(sql`select pg_sleep(0.05)`), plans(), plans()])).toContainEqual([{ planned: true }])
    expect(await findStory(database.db, id)).toMatchObject({ status: 'failed', jobId: null })
    expect(await countJobs(database.db)).toMatchObject({ waiting: 1 })
    await openRestarts({ db: kept.db, queue }, logger)({ id, owner: userId })
    expect(await findStory(database.db, id)).toMatchObject({ status: 'pending' })
  } finally {
    await kept.close()
  }
})

test('workers hear of a restart once it is there to be taken', async () => {
  const { id } = await newStory()
  await cancelStory(database.db, id)
  await database.db.execute(sql`delete from pgboss.job`)
  const jobs: unknown[] = []
  const { unlisten } = await database.sql.listen(jobsChannel, async () => void jobs.push(await countJobs(database.db)))
  await openRestarts({ db: database.db, queue }, logger)({ id, owner: userId })
  await expect.poll(() => jobs).toEqual([expect.objectContaining({ waiting: 1 })])
  await unlisten()
})

test('a story of a folder goes into no queue', async () => {
  const commands = { db: database.db, queue: { enqueueMany: async () => undefined } }
  const { id } = await makeStory(commands, userId, { localFolder: '/somewhere' })
  await cancelStory(database.db, id)
  await expect(openRestarts({ db: database.db, queue }, logger)({ id, owner: userId })).rejects.toThrow('only the command that made it')
  expect(await countJobs(database.db)).toMatchObject({ waiting: 0 })
})
