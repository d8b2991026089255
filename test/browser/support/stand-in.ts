// A stand-in for the server: the same procedures over invented stories, for states that the real program shows only by
// accident. What a user does from end to end is tried on the real one.
import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { extname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { initTRPC, TRPCError, tracked } from '@trpc/server'
import { createHTTPHandler } from '@trpc/server/adapters/standalone'
import { applyWSSHandler } from '@trpc/server/adapters/ws'
import { WebSocketServer } from 'ws'
import { z } from 'zod'
import { findAnswerPlace } from '../../../server/pages/answered-page.ts'
import { libraryView, storyView } from '../../../server/pages/first-view.ts'
import type { AccountUsage, FeedToken } from '../../../shared/account.ts'
import { CodeStoryError, type ErrorBody, errorTable } from '../../../shared/errors.ts'
import type { FirstAnswers } from '../../../shared/first-answers.ts'
import type { RepoInspection } from '../../../shared/inspection.ts'
import { chatRequestSchema } from '../../../shared/intent.ts'
import type { ProgressMessage } from '../../../shared/progress.ts'
import type { PublicConfig } from '../../../shared/public-config.ts'
import { parseRepoAddress, repoFullName } from '../../../shared/repo-address.ts'
import { type StoryRecord, storyListQuerySchema, storyRequestSchema } from '../../../shared/story.ts'
import {
  inventedChapters,
  inventedInspection,
  inventedLogs,
  inventedLongLog,
  inventedRecord,
  inventedSources,
  inventedTranscript,
  silence,
} from './invented-story.ts'

const idInput = z.object({ id: z.string() })

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.woff2': 'font/woff2',
  '.txt': 'text/plain; charset=utf-8',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
}

interface StandInOptions {
  port: number
  stories: StoryRecord[]
  /** Of repositories, by name; the page shows an initial where there is none. */
  covers?: ReadonlyMap<string, Uint8Array>
  /** The story whose log is a long one. */
  longLogOf?: string
  /** How long a step of a story that is being made takes; null: it stays where it is. */
  stepMs: number | null
  supabase?: { url: string; anonKey: string }
  /** Pages come with their first answers in them, as our own server sends them; without, as any other one does. */
  answered?: boolean
}

const makeRouter = (options: StandInOptions, origin: () => string) => {
  const stories = new Map(options.stories.map((story) => [story.id, story]))
  const events = new Map<string, ProgressMessage[]>()
  const t = initTRPC.create({
    errorFormatter: ({ shape, error }) => ({
      ...shape,
      data: {
        ...shape.data,
        ...(error.cause instanceof CodeStoryError
          ? ({ error: { code: error.cause.code, message: error.cause.message, details: error.cause.details } } satisfies ErrorBody)
          : {}),
      },
    }),
  })
  const refuse = (cause: CodeStoryError) =>
    new TRPCError({ code: errorTable[cause.code].status === 404 ? 'NOT_FOUND' : 'UNPROCESSABLE_CONTENT', message: cause.message, cause })
  const get = (id: string): StoryRecord => {
    const story = stories.get(id)
    if (story === undefined) throw refuse(new CodeStoryError('not_found', 'There is no such story.'))
    return story
  }
  const change = (id: string, over: Partial<StoryRecord>) => stories.set(id, { ...get(id), ...over, updated_at: new Date().toISOString() })
  const say = (id: string, message: ProgressMessage) => events.set(id, [...(events.get(id) ?? []), message])
  const lastId = (id: string) => events.get(id)?.length ?? 0
  const log = (id: string, index: number) => {
    const line = inventedLogs[index]
    if (line !== undefined) say(id, { type: 'log', data: { ...line, id: lastId(id) + 1, timestamp: new Date().toISOString() } })
  }
  const status = (id: string, value: StoryRecord['status'], progress: number) => {
    change(id, { status: value, progress })
    say(id, { type: 'status', data: { status: value, progress } })
  }
  const finished = (id: string): Partial<StoryRecord> => ({
    status: 'completed',
    progress: 100,
    chapters: inventedChapters,
    audio_url: `${origin()}/api/stories/${id}/audio.mp3`,
    audio_chunks: inventedChapters.map((_, index) => `${origin()}/api/stories/${id}/chunks/${index}.mp3`),
    duration_seconds: inventedTranscript.duration_seconds,
  })

  const make = async (id: string, stepMs: number) => {
    const pause = () => sleep(stepMs)
    const steps: (() => void)[] = [
      () => status(id, 'analyzing', 5),
      () => log(id, 1),
      () => status(id, 'analyzing', 15),
      () => log(id, 2),
      () => log(id, 3),
      () => log(id, 4),
      () => log(id, 5),
      () => status(id, 'generating', 40),
      () => log(id, 6),
      ...inventedChapters.map((_, index) => () => {
        change(id, {
          chapters: inventedChapters.map((chapter, at) => ({
            ...chapter,
            duration_seconds: 0,
            timestamp_start: 0,
            content: at <= index ? chapter.content : '',
          })),
        })
        status(id, 'generating', 45 + index * 6)
      }),
      () => status(id, 'synthesizing', 70),
      () => log(id, 8),
      ...inventedChapters.map((_, index) => () => {
        change(id, {
          audio_chunks: inventedChapters.slice(0, index + 1).map((_chapter, at) => `${origin()}/api/stories/${id}/chunks/${at}.mp3`),
        })
        status(id, 'synthesizing', 76 + index * 6)
      }),
      () => log(id, 9),
      () => log(id, 10),
      () => {
        change(id, finished(id))
        status(id, 'completed', 100)
        say(id, {
          type: 'complete',
          data: { audio_url: get(id).audio_url ?? '', audio_chunks: get(id).audio_chunks, duration: inventedTranscript.duration_seconds },
        })
      },
    ]
    for (const step of steps) {
      await pause()
      if (stories.get(id)?.status === 'failed' || !stories.has(id)) return
      step()
    }
  }

  for (const story of options.stories) {
    // Drawn when the repository has been read.
    if (options.covers?.has(story.repo_name) && story.title !== null) change(story.id, { cover_url: `${origin()}/api/stories/${story.id}/cover.png` })
    if (story.status === 'completed') change(story.id, finished(story.id))
    // Half-way: two chapters can be heard, the third is written, the last one planned.
    if (story.status === 'synthesizing') {
      change(story.id, {
        chapters: inventedChapters.map((chapter, index) => (index < 2 ? chapter : { ...chapter, content: index === 2 ? chapter.content : '' })),
        audio_chunks: [0, 1].map((index) => `${origin()}/api/stories/${story.id}/chunks/${index}.mp3`),
      })
    }
    const upTo = { pending: 1, analyzing: 6, generating: 7, synthesizing: 9, completed: inventedLogs.length, failed: 4 }[story.status]
    for (let index = 0; index < upTo; index += 1) log(story.id, index)
    if (story.id === options.longLogOf)
      for (const line of inventedLongLog) say(story.id, { type: 'log', data: { ...line, id: lastId(story.id) + 1, timestamp: new Date().toISOString() } })
    say(story.id, { type: 'status', data: { status: story.status, progress: story.progress } })
  }

  return t.router({
    stories: t.router({
      generate: t.procedure.input(storyRequestSchema.extend({ idempotencyKey: z.string().optional() })).mutation(({ input }) => {
        let repo: string
        try {
          repo = repoFullName(parseRepoAddress(input.repoUrl))
        } catch (error) {
          throw error instanceof CodeStoryError ? refuse(error) : error
        }
        const id = randomUUID()
        const now = new Date().toISOString()
        stories.set(
          id,
          inventedRecord({
            id,
            repo_name: repo,
            repo_url: `https://github.com/${repo}`,
            status: 'pending',
            progress: 0,
            title: null,
            summary: null,
            created_at: now,
            updated_at: now,
            style: input.style,
            duration_minutes: input.duration,
            voice: input.voice,
          }),
        )
        log(id, 0)
        if (options.stepMs !== null) void make(id, options.stepMs)
        return { id, status: 'pending' as const, message: 'Story generation started' }
      }),
      get: t.procedure.input(idInput).query(({ input }) => get(input.id)),
      list: t.procedure.input(storyListQuerySchema.prefault({})).query(({ input }) => ({
        stories: [...stories.values()]
          .filter(
            (story) => input.status === undefined || story.status === input.status || (input.status === 'making' && !/^(completed|failed)$/.test(story.status)),
          )
          .filter((story) => input.style === undefined || story.style === input.style)
          .filter((story) => input.repo === undefined || story.repo_name === input.repo)
          .filter((story) => input.q === undefined || `${story.title} ${story.repo_name}`.toLowerCase().includes(input.q.toLowerCase()))
          .toSorted((left, right) => right.created_at.localeCompare(left.created_at))
          .map(({ chapters: _chapters, audio_chunks: _chunks, ...summary }) => summary),
        next_cursor: null as string | null,
      })),
      restart: t.procedure.input(idInput.extend({ fresh: z.boolean().optional() })).mutation(({ input }) => {
        change(input.id, { status: 'pending', progress: 0, error_code: null, error_message: null })
        status(input.id, 'pending', 0)
        if (options.stepMs !== null) void make(input.id, options.stepMs)
        return { id: input.id, status: 'pending' as const, message: 'Story generation restarted' }
      }),
      cancel: t.procedure.input(idInput).mutation(({ input }) => {
        change(input.id, { status: 'failed', error_code: 'cancelled', error_message: 'This story was cancelled.' })
        say(input.id, {
          type: 'status',
          data: { status: 'failed', progress: get(input.id).progress, error_code: 'cancelled', error_message: 'This story was cancelled.' },
        })
        return get(input.id)
      }),
      delete: t.procedure.input(idInput).mutation(({ input }) => {
        stories.delete(input.id)
      }),
      update: t.procedure.input(idInput.extend({ isPublic: z.boolean() })).mutation(({ input }) => {
        change(input.id, { is_public: input.isPublic })
        return get(input.id)
      }),
      transcript: t.procedure.input(idInput).query(() => inventedTranscript),
      waveform: t.procedure.input(idInput).query(() => ({
        duration_seconds: inventedTranscript.duration_seconds,
        peaks_per_second: 10,
        peaks: Array.from({ length: inventedTranscript.duration_seconds * 10 }, (_, index) => Math.abs(Math.sin(index / 3) * Math.cos(index / 17)) * 0.8 + 0.1),
      })),
      sources: t.procedure.input(idInput).query(() => ({ sources: inventedSources })),
      progress: t.procedure.input(idInput.extend({ lastEventId: z.string().nullish() })).subscription(async function* ({ input, signal }) {
        let seen = Number(input.lastEventId ?? 0)
        while (signal?.aborted !== true) {
          const told = events.get(input.id) ?? []
          for (; seen < told.length; seen += 1) {
            const message = told[seen]
            if (message !== undefined) yield tracked(String(seen + 1), message)
          }
          await sleep(50)
        }
      }),
    }),
    intent: t.router({
      chat: t.procedure.input(chatRequestSchema).mutation(async function* () {
        yield {
          type: 'intent' as const,
          intent: { focusAreas: ['leases', 'retries'], technicalDepth: 'advanced' as const, style: 'technical' as const, suggestedDuration: 10 as const },
        }
        for (const word of 'I will dwell on the leases and on how retries are decided, for somebody who knows queues well.'.split(' ')) {
          await sleep(30)
          yield { type: 'delta' as const, text: `${word} ` }
        }
      }),
    }),
    repos: t.router({
      inspect: t.procedure.input(z.object({ url: z.string() })).query(async ({ input }): Promise<RepoInspection> => {
        await sleep(options.stepMs ?? 0)
        try {
          return inventedInspection(repoFullName(parseRepoAddress(input.url)))
        } catch (error) {
          throw error instanceof CodeStoryError ? refuse(error) : error
        }
      }),
    }),
    me: t.router({
      usage: t.procedure.query(
        (): AccountUsage => ({
          months: [
            { month: '2026-11', stories: 12, minutes: 118.4, tokens: 1_204_331, characters: 98_112, cost_usd: 14.02 },
            { month: '2026-10', stories: 3, minutes: 30.1, tokens: 310_220, characters: 27_004, cost_usd: 3.61 },
          ],
        }),
      ),
      feedToken: t.procedure.mutation((): FeedToken => ({ feed_url: `${origin()}/feed.xml?token=invented` })),
    }),
    health: t.procedure.query(() => ({ status: 'healthy' as const })),
  })
}

const webOut = join(import.meta.dirname, '../../../web/out')

const servePage = (method: string | undefined, path: string, answer: ServerResponse, answers: FirstAnswers | null) => {
  const name = /^\/stories\/[\da-f-]{36}\/?$/.test(path) ? '/stories/' : path
  const file = join(webOut, name.endsWith('/') ? `${name}index.html` : extname(name) === '' ? `${name}/index.html` : name)
  const found = existsSync(file)
  const served = found ? file : join(webOut, '404.html')
  answer.writeHead(found ? 200 : 404, { 'content-type': contentTypes[extname(served)] ?? 'application/octet-stream' })
  if (method === 'HEAD') answer.end()
  else if (answers === null || extname(served) !== '.html') answer.end(readFileSync(served))
  else answer.end(findAnswerPlace(readFileSync(served, 'utf8'))?.join(JSON.stringify(answers)))
}

const serveBytes = (bytes: Buffer, request: IncomingMessage, answer: ServerResponse) => {
  const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
  const headers = { 'content-type': 'audio/mpeg', 'accept-ranges': 'bytes' }
  if (range === null) {
    answer.writeHead(200, { ...headers, 'content-length': bytes.length }).end(bytes)
    return
  }
  const from = Number(range[1])
  const to = range[2] === '' ? bytes.length - 1 : Math.min(Number(range[2]), bytes.length - 1)
  answer
    .writeHead(206, { ...headers, 'content-range': `bytes ${from}-${to}/${bytes.length}`, 'content-length': to - from + 1 })
    .end(bytes.subarray(from, to + 1))
}

export const openStandIn = async (options: StandInOptions) => {
  let origin = ''
  const router = makeRouter(options, () => origin)
  const trpc = createHTTPHandler({ router, basePath: '/trpc/' })
  const whole = silence(inventedTranscript.duration_seconds)
  const sample = silence(3)
  let away = false
  const asked: string[] = []
  const chunks = inventedChapters.map((chapter) => silence(chapter.duration_seconds))
  const configuration = (): PublicConfig => ({ supabase: options.supabase ?? null, engines: { narrator: 'local', voice: 'local' }, publicUrl: origin })
  const answersFor = (path: string): FirstAnswers => {
    const finished = options.stories.map((story) => ({
      ...story,
      audio_url: `${origin}/api/stories/${story.id}/audio.mp3`,
      chapters: inventedChapters,
      duration_seconds: inventedTranscript.duration_seconds,
    }))
    const story = finished.find(({ id }) => path.includes(id))
    const owned = { publicUrl: origin, owned: true }
    if (story !== undefined) return { configuration: configuration(), story, transcript: inventedTranscript, view: storyView(story, inventedTranscript, owned) }
    const list = { stories: finished, next_cursor: null }
    return { configuration: configuration(), list, view: libraryView(list, { publicUrl: origin, nowMs: Date.now() }) }
  }
  const server = createServer((request, answer) => {
    const path = new URL(request.url ?? '/', 'http://stand-in').pathname
    const chunk = /\/chunks\/(\d+)\.mp3$/.exec(path)
    asked.push(path)
    if (away) answer.destroy()
    else if (path.startsWith('/trpc/')) trpc(request, answer)
    else if (path === '/api/config') {
      answer.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify(configuration()))
    } else if (path.endsWith('/cover.png')) {
      const of = options.stories.find(({ id }) => path.includes(id))?.repo_name ?? ''
      answer.writeHead(200, { 'content-type': 'image/png' }).end(options.covers?.get(of))
    } else if (path.endsWith('/sample.mp3')) serveBytes(sample, request, answer)
    else if (chunk !== null) serveBytes(chunks[Number(chunk[1])] ?? Buffer.alloc(0), request, answer)
    else if (path.endsWith('/audio.mp3')) serveBytes(whole, request, answer)
    else servePage(request.method, path, answer, options.answered === true ? answersFor(path) : null)
  })
  const sockets = new WebSocketServer({ server, path: '/trpc', verifyClient: () => !away })
  const handler = applyWSSHandler({ wss: sockets, router })
  server.listen(options.port, '127.0.0.1')
  await once(server, 'listening')
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    origin,
    /** The paths of all requests, in their order. */
    asked: asked as readonly string[],
    /** While it is away every request and every socket falls, as when the network goes. */
    setAway: (now: boolean) => {
      away = now
      for (const socket of sockets.clients) if (now) socket.terminate()
    },
    close: async () => {
      handler.broadcastReconnectNotification()
      for (const socket of sockets.clients) socket.terminate()
      sockets.close()
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }
}
