// What a page asks for first, asked by the server as it sends the page, in the name of whoever asks for the page: the same
// procedures, the same rights, the same limits. A page is asked for without a token, so where people sign in nobody finds more
// in it than what is public.
import { setTimeout as sleep } from 'node:timers/promises'
import type { FastifyReply, FastifyRequest } from 'fastify'
import type { FirstAnswers } from '../../shared/first-answers.ts'
import type { PublicConfig } from '../../shared/public-config.ts'
import type { ServerDeps } from '../context.ts'
import { makeHttpContext } from '../http-context.ts'
import { appRouter } from '../router.ts'
import { publicConfig } from './config.ts'
import { libraryView, storyView } from './first-view.ts'

/** As the library asks for its first page (web/features/library/filters.ts). */
export const libraryPage = { limit: 50 }

/** A page does not wait longer for its answers than a browser would take to ask for them. */
const answersMayTakeMs = 300

type Caller = ReturnType<typeof appRouter.createCaller>
type Found = Omit<FirstAnswers, 'configuration'>

const storyId = /^\/stories\/([\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12})\/?$/i

const findStory = async (caller: Caller, id: string, { publicUrl, supabase }: PublicConfig): Promise<Found> => {
  const story = await caller.stories.get({ id })
  if (story.status !== 'completed') return { story }
  const transcript = await caller.stories.transcript({ id })
  return { story, transcript, view: storyView(story, transcript, { publicUrl, owned: supabase === null }) }
}

const findLibrary = async (caller: Caller, { publicUrl }: PublicConfig): Promise<Found> => {
  const list = await caller.stories.list(libraryPage)
  // An empty library has words of its own.
  return list.stories.length === 0 ? { list } : { list, view: libraryView(list, { publicUrl, nowMs: Date.now() }) }
}

/** What to ask for an address; null: it shows nothing of anybody's. */
const questionOf = (url: string, configuration: PublicConfig): ((caller: Caller) => Promise<Found>) | null => {
  const parsed = URL.parse(url, 'http://page')
  // What is no address gets the page that says so.
  if (parsed === null) return null
  const { pathname, searchParams } = parsed
  const id = storyId.exec(pathname)?.[1] ?? (/^\/stories\/?$/.test(pathname) ? searchParams.get('id') : null)
  if (id !== null) return (caller) => findStory(caller, id.toLowerCase(), configuration)
  // With filters in the address it shows something else.
  if (/^\/library\/?$/.test(pathname) && searchParams.size === 0) return (caller) => findLibrary(caller, configuration)
  return null
}

export type FindFirstAnswers = (request: FastifyRequest, reply: FastifyReply) => Promise<FirstAnswers>

export const openFirstAnswers =
  (deps: ServerDeps): FindFirstAnswers =>
  async (request, reply) => {
    const configuration = publicConfig(deps, request.raw)
    const question = questionOf(request.url, configuration)
    if (question === null) return { configuration }
    const ask = async () => question(appRouter.createCaller(await makeHttpContext(deps, request, reply)))
    // What is refused or takes too long here the page asks for itself, and tells what comes of it in its own words.
    const found = await Promise.race([ask().catch(() => null), sleep(answersMayTakeMs, null, { ref: false })])
    return { configuration, ...found }
  }
