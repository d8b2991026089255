// Stories: asked for, read, changed, removed.
import { tracked } from '@trpc/server'
import { ZodError, z } from 'zod'
import { secondsUntilTomorrow, takeDailyStory } from '../../db/daily-stories.ts'
import { readLogs } from '../../db/events.ts'
import { cancelStory, deleteStory, isRunning, listStories, restartStory, setPublic, type ToRestart } from '../../db/stories.ts'
import { readUsage, spentTodayUsd } from '../../db/usage.ts'
import type { Transcript, Waveform } from '../../shared/audio.ts'
import type { ChapterList } from '../../shared/chapters.ts'
import type { CitedSources } from '../../shared/cited-source.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { Env } from '../../shared/node/env.ts'
import type { LogList, ProgressMessage } from '../../shared/progress.ts'
import { parseRepoAddress, repoFullName } from '../../shared/repo-address.ts'
import type { StoryScript } from '../../shared/script.ts'
import { type StoryAccepted, type StoryList, type StoryRecord, storyListQuerySchema, storyRequestSchema } from '../../shared/story.ts'
import { noUsage } from '../../shared/usage.ts'
import { extraHosts } from '../../story/repository/source/github-server.ts'
import type { Context } from '../context.ts'
import { invalidFields, invalidInput } from '../problem.ts'
import { toLogEntry, toMessage } from '../progress/message.ts'
import { followStory } from '../progress/stream.ts'
import { repositoryUrl } from '../repository-url.ts'
import { getOwnStory, getReadableStory, ownerFor } from '../story-access.ts'
import { removeStoryFiles } from '../story-files.ts'
import { logsInputSchema, progressInputSchema, restartInputSchema, storyInputSchema, updateInputSchema } from '../story-input.ts'
import { chapterListOf, citedSourcesOf, scriptOf, transcriptOf, waveformOf } from '../story-parts.ts'
import { toStoryRecord, toStorySummary } from '../story-record.ts'
import { directRead, makingProcedure, openProcedure, router, signedInProcedure } from '../trpc.ts'

const storiesUsedUp = ({ MAX_DAILY_STORIES = 0 }: Env): CodeStoryError =>
  new CodeStoryError('rate_limited', `You have made ${MAX_DAILY_STORIES} stories today, which is the limit. Try again tomorrow (UTC).`, {
    retryAfterSeconds: secondsUntilTomorrow(),
    quota: { name: 'daily-stories', limit: MAX_DAILY_STORIES, windowSeconds: 86_400 },
  })

/** Said before anything is begun; each call that costs something is held against it again when it is made. */
const checkDailyCost = async ({ env, database }: Context['deps'], userId: string): Promise<void> => {
  if (env.MAX_DAILY_COST_USD !== undefined && (await spentTodayUsd(database.db, userId)) >= env.MAX_DAILY_COST_USD)
    throw new CodeStoryError('over_budget', 'Your stories of today have used up the daily budget. Try again tomorrow (UTC).')
}

/** Going on with a story is no new one; making it anew from the newest commit is. */
const restartAnew = async (ctx: Context, asked: ToRestart): Promise<void> => {
  const { env, database, queue } = ctx.deps
  const { story } = await getOwnStory(ctx, asked.id)
  await checkDailyCost(ctx.deps, story.userId)
  const isNew = !isRunning(story) && story.localFolder === null
  if (isNew && !(await takeDailyStory(database.db, { userId: story.userId, mostToday: env.MAX_DAILY_STORIES }))) throw storiesUsedUp(env)
  await restartStory({ db: database.db, queue }, asked, { fresh: true })
}

/** Where fields are refused by their schema, the address is looked at as well: whoever corrects a request corrects it once. */
const requestProcedure = makingProcedure.use(async ({ ctx, getRawInput, next }) => {
  const result = await next()
  const refused = result.ok ? undefined : result.error.cause
  if (!(refused instanceof ZodError)) return result
  const problem = invalidInput(refused)
  const typed = z.object({ repoUrl: z.string().trim().min(1).max(2048) }).safeParse(await getRawInput())
  if (!typed.success) throw problem
  try {
    parseRepoAddress(typed.data.repoUrl, extraHosts(ctx.deps.env))
  } catch (error) {
    if (!(error instanceof CodeStoryError)) throw error
    throw invalidFields([...(error.details ?? []), ...(problem.details ?? [])], refused)
  }
  throw problem
})

const readStory = async (ctx: Context, { id }: z.output<typeof storyInputSchema>): Promise<StoryRecord> =>
  toStoryRecord(await getReadableStory(ctx, id), ctx.addresses)
export const readStoryDirectly = directRead(storyInputSchema, readStory)

export const storiesRouter = router({
  generate: requestProcedure.input(storyRequestSchema).mutation(async ({ ctx, input }): Promise<StoryAccepted> => {
    const { deps, idempotencyKey } = ctx
    const { userId } = ctx.caller
    const address = parseRepoAddress(input.repoUrl, extraHosts(deps.env))
    await checkDailyCost(deps, userId)
    const taken = await deps.takeStory({
      userId,
      request: input,
      repoUrl: repositoryUrl(address, deps.env),
      repoName: repoFullName(address),
      idempotencyKey: idempotencyKey ?? undefined,
      mostToday: deps.env.MAX_DAILY_STORIES,
    })
    if (taken === null) throw storiesUsedUp(deps.env)
    return { id: taken.id, status: 'pending', message: 'Story generation started' }
  }),

  get: openProcedure.input(storyInputSchema).query(({ ctx, input }) => readStory(ctx, input)),

  list: signedInProcedure.input(storyListQuerySchema).query(async ({ ctx, input }): Promise<StoryList> => {
    const { db } = ctx.deps.database
    const { rows, nextCursor } = await listStories(db, ctx.caller.kind === 'user' ? ctx.caller.userId : null, input)
    const usage = await readUsage(
      db,
      rows.map((row) => row.id),
    )
    return { stories: rows.map((story) => toStorySummary({ story, usage: usage.get(story.id) ?? noUsage() }, ctx.addresses)), next_cursor: nextCursor }
  }),

  restart: makingProcedure.input(restartInputSchema).mutation(async ({ ctx, input }): Promise<StoryAccepted> => {
    const { deps } = ctx
    const asked = { id: input.id, owner: ownerFor(ctx.caller) }
    if (input.fresh) await restartAnew(ctx, asked)
    else {
      if (deps.env.MAX_DAILY_COST_USD !== undefined) await checkDailyCost(deps, (await getOwnStory(ctx, input.id)).story.userId)
      // Whoever listens here need not wait for the bell's way through the database.
      deps.feed.ring(await deps.restartStory(asked))
    }
    return { id: input.id, status: 'pending', message: 'Story generation restarted' }
  }),

  cancel: signedInProcedure.input(storyInputSchema).mutation(async ({ ctx, input }): Promise<StoryRecord> => {
    const { database, queue } = ctx.deps
    const { usage } = await getOwnStory(ctx, input.id)
    const { story, jobId } = await cancelStory(database.db, input.id)
    if (jobId !== null) await queue.remove(database.db, jobId)
    return toStoryRecord({ story, usage }, ctx.addresses)
  }),

  delete: signedInProcedure.input(storyInputSchema).mutation(async ({ ctx, input }): Promise<{ id: string }> => {
    const { database, queue, files } = ctx.deps
    await getOwnStory(ctx, input.id)
    const gone = await deleteStory(database.db, input.id)
    if (gone?.jobId) await queue.remove(database.db, gone.jobId)
    await removeStoryFiles(files, input.id)
    return { id: input.id }
  }),

  update: signedInProcedure.input(updateInputSchema).mutation(async ({ ctx, input }): Promise<StoryRecord> => {
    const { usage } = await getOwnStory(ctx, input.id)
    const story = await setPublic(ctx.deps.database.db, input.id, input.isPublic)
    if (story === null) throw new CodeStoryError('not_found', 'There is no such story.')
    return toStoryRecord({ story, usage }, ctx.addresses)
  }),

  logs: openProcedure.input(logsInputSchema).query(async ({ ctx, input }): Promise<LogList> => {
    await getReadableStory(ctx, input.id)
    const logs = await readLogs(ctx.deps.database.db, input.id, input.after)
    return { logs: logs.map(toLogEntry) }
  }),

  script: openProcedure.input(storyInputSchema).query(async ({ ctx, input }): Promise<StoryScript> => scriptOf((await getReadableStory(ctx, input.id)).story)),

  transcript: openProcedure
    .input(storyInputSchema)
    .query(async ({ ctx, input }): Promise<Transcript> => transcriptOf(ctx.deps.database.db, (await getReadableStory(ctx, input.id)).story)),

  chapters: openProcedure
    .input(storyInputSchema)
    .query(async ({ ctx, input }): Promise<ChapterList> => chapterListOf((await getReadableStory(ctx, input.id)).story)),

  waveform: openProcedure
    .input(storyInputSchema)
    .query(async ({ ctx, input }): Promise<Waveform> => waveformOf(ctx.deps.database.db, (await getReadableStory(ctx, input.id)).story)),

  sources: openProcedure
    .input(storyInputSchema)
    .query(async ({ ctx, input }): Promise<CitedSources> => citedSourcesOf(ctx.deps.database.db, (await getReadableStory(ctx, input.id)).story)),

  progress: openProcedure.input(progressInputSchema).subscription(async function* ({ ctx, input, signal }) {
    const { story } = await getReadableStory(ctx, input.id)
    const release = await ctx.holdOpen()
    try {
      for await (const event of followStory(ctx.deps.feed, story, { after: input.lastEventId, follow: input.follow, signal })) {
        const message: ProgressMessage = toMessage(event, ctx.addresses)
        yield tracked(String(event.id), message)
        if (ctx.isBehind()) throw new CodeStoryError('unavailable', 'You read too slowly. Come back with the last event that you have.')
      }
    } finally {
      release()
    }
  }),
})
