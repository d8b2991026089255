import { randomUUID } from 'node:crypto'
import { pino } from 'pino'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { storyRequestSchema } from '../shared/story.ts'
import { cloneDatabase, type TestDatabase } from '../test/support/database.ts'
import { type OpenDatabase, openDatabase } from './client.ts'
import { readEvents } from './events.ts'
import { countJobs, openQueue, type Queue } from './queue.ts'
import { users } from './schema.ts'
import { deleteStory, findStory } from './stories.ts'
import { type NewStory, openStoryIntake, type TakeStory } from './story-intake.ts'

let clone: TestDatabase
let database: OpenDatabase
let queue: Queue
let takeStory: TakeStory
/** As a second server has it. */
let takeElsewhere: TakeStory

beforeAll(async () => {
  clone = await cloneDatabase(inject('postgresUrl'))
  database = openDatabase(clone.url)
  queue = await openQueue(clone.url, { logger: pino({ level: 'silent' }) })
  takeStory = openStoryIntake(database.db, queue)
  takeElsewhere = openStoryIntake(database.db, queue)
})
afterAll(async () => {
  await queue.close()
  await database.close()
  await clone.drop()
})

const newUser = async () => {
  const id = randomUUID()
  await database.db.insert(users).values({ id })
  return id
}
const asking = (userId: string, changes: Partial<NewStory> = {}): NewStory => ({
  userId,
  request: storyRequestSchema.parse({ repoUrl: 'owner/repo', focusAreas: ['routing'] }),
  repoUrl: 'https://github.com/owner/repo',
  repoName: 'owner/repo',
  ...changes,
})
const getId = (taken: Awaited<ReturnType<TakeStory>>): string => {
  if (taken === null) throw new Error('the story was refused')
  return taken.id
}

test('what many ask for at once is all there, each with its log and its job', async () => {
  const [user, before] = [await newUser(), (await countJobs(database.db)).waiting]
  const taken = await Promise.all(Array.from({ length: 130 }, () => takeStory(asking(user))))
  expect(new Set(taken.map(getId)).size).toBe(130)
  expect((await countJobs(database.db)).waiting).toBe(before + 130)
  const id = getId(taken[129] ?? null)
  expect(await findStory(database.db, id)).toMatchObject({ status: 'pending', focusAreas: ['routing'], lastEventId: 1 })
  expect((await readEvents(database.db, id, 0)).map((event) => event.action)).toEqual(['Story queued'])
})

test('a repeated key gives the first story, on any server, in one batch or another', async () => {
  const user = await newUser()
  const again = () => asking(user, { idempotencyKey: 'once' })
  const taken = await Promise.all([takeStory(again()), takeStory(again()), takeElsewhere(again())])
  taken.push(await takeElsewhere(again()))
  expect(new Set(taken.map(getId)).size).toBe(1)
  expect(taken.filter((story) => story?.created)).toHaveLength(1)
})

test('one that the database refuses spoils nobody else’s', async () => {
  const user = await newUser()
  const [good, bad, alsoGood] = await Promise.allSettled([takeStory(asking(user)), takeStory(asking(randomUUID())), takeStory(asking(user))])
  expect([good.status, bad.status, alsoGood.status]).toEqual(['fulfilled', 'rejected', 'fulfilled'])
})

test('of a day’s stories never one too many is made, however many are asked for at once', async () => {
  const user = await newUser()
  const limited = (changes: Partial<NewStory> = {}) => asking(user, { mostToday: 3, ...changes })
  const keyed = { idempotencyKey: 'mine' }
  const first = await takeStory(limited(keyed))
  const taken = await Promise.all(Array.from({ length: 10 }, (_, index) => (index % 2 === 0 ? takeStory : takeElsewhere)(limited())))
  expect(taken.filter((story) => story !== null)).toHaveLength(2)
  // What is deleted was made; what was made already is given again.
  await deleteStory(database.db, getId(taken.find((story) => story !== null) ?? null))
  expect(await takeStory(limited())).toBe(null)
  expect(await takeStory(limited(keyed))).toEqual({ id: first?.id, created: false })
  expect(await takeStory(asking(await newUser(), { mostToday: 1 }))).toMatchObject({ created: true })
})
