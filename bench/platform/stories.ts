// Finished stories to measure with: a real one is made once, and copied with its saved steps. What a restart of a copy
// costs is what the platform costs, because every step is saved.
import { randomUUID } from 'node:crypto'
import { Agent } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import WebSocket from 'ws'
import { z } from 'zod'
import { storyRecordSchema } from '../../shared/story.ts'
import { serveGithub } from '../../test/support/github.ts'
import { askOnce } from './load.ts'
import { root } from './processes.ts'

export const benchRepository = 'code-story/itself'
export const serveItself = () => serveGithub({ repositories: { [benchRepository]: { directory: join(root, '.git') } } })
export const generateBody = JSON.stringify({ repoUrl: benchRepository, duration: 5, focusAreas: ['routing', 'middleware'] })

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const ask = async (url: string, method = 'GET', body?: string): Promise<unknown> => {
  const { status, text } = await askOnce({ url, method, body }, agent)
  if (status > 299) throw new Error(`${method} ${url}: ${status} ${text.slice(0, 200)}`)
  return JSON.parse(text)
}
export const findStatus = async (origin: string, id: string) => storyRecordSchema.parse(await ask(`${origin}/api/stories/${id}`))
export const generate = async (origin: string): Promise<string> =>
  z.object({ id: z.string() }).parse(await ask(`${origin}/api/stories/generate`, 'POST', generateBody)).id
export const restart = (origin: string, id: string): Promise<unknown> => ask(`${origin}/api/stories/${id}/restart`, 'POST', '{}')

export const untilCompleted = async (origin: string, id: string, everyMs = 20): Promise<void> => {
  for (;;) {
    const { status, error_message } = await findStatus(origin, id)
    if (status === 'completed') return
    if (status === 'failed') throw new Error(`the story failed: ${error_message}`)
    await sleep(everyMs)
  }
}

/** Copies of a finished story with its steps. Their audio is the original's. */
export const copyStory = async (sql: Sql, id: string, copies: number): Promise<string[]> => {
  const ids = Array.from({ length: copies }, () => randomUUID())
  const columns = await sql<
    { name: string }[]
  >`select column_name as name from information_schema.columns where table_schema = 'public' and table_name = 'stories'`
  const kept = columns.map(({ name }) => name).filter((name) => !['id', 'idempotency_key', 'last_event_id'].includes(name))
  const list = kept.map((name) => `"${name}"`).join(', ')
  await sql.unsafe(`insert into stories (id, ${list}) select copy, ${list} from stories, unnest($1::uuid[]) as copy where id = $2`, [ids, id])
  await sql.unsafe(
    `insert into story_steps (story_id, name, result, created_at) select copy, name, result, created_at from story_steps, unnest($1::uuid[]) as copy where story_id = $2`,
    [ids, id],
  )
  return ids
}

export interface Watcher {
  /** What came since the last look: when, and what. */
  take: () => { atMs: number; text: string }[]
  close: () => void
}
export const watch = async (origin: string, id: string): Promise<Watcher> => {
  let got: { atMs: number; data: WebSocket.RawData }[] = []
  const socket = new WebSocket(`${origin.replace('http', 'ws')}/ws/stories/${id}/progress?follow=true`, { perMessageDeflate: false })
  socket.on('message', (data) => got.push({ atMs: performance.now(), data }))
  await new Promise((resolve, reject) => socket.once('open', resolve).once('error', reject))
  return {
    take: () => {
      const taken = got
      got = []
      return taken.map(({ atMs, data }) => ({ atMs, text: String(data) }))
    },
    close: () => socket.terminate(),
  }
}
