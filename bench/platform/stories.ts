// Finished stories to measure with: a real one is made once, and copied with its saved steps. What a restart of a copy
// costs is what the platform costs, because every step is saved.
import { randomUUID } from 'node:crypto'
import { Agent, request } from 'node:http'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Sql } from 'postgres'
import { z } from 'zod'
import { serveGithub } from '../../test/support/github.ts'
import { root } from './processes.ts'

export const benchRepository = 'code-story/itself'
export const serveItself = () => serveGithub({ repositories: { [benchRepository]: { directory: join(root, '.git') } } })
export const generateBody = JSON.stringify({
  repoUrl: `https://github.com/${benchRepository}`,
  style: 'documentary',
  duration: 5,
  voice: 'Rachel',
  focusAreas: ['routing', 'middleware'],
  technicalDepth: 'intermediate',
})

const agent = new Agent({ keepAlive: true, maxSockets: 64 })
const ask = (url: string, method = 'GET', body?: string): Promise<unknown> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method, agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('error', reject)
      response.on('end', () => {
        const text = Buffer.concat(parts).toString()
        if ((response.statusCode ?? 500) > 299) reject(new Error(`${method} ${url}: ${response.statusCode} ${text.slice(0, 200)}`))
        else resolve(JSON.parse(text))
      })
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** What the bench reads of a story; the baseline's has no more. */
const statusSchema = z.object({ status: z.string(), error_message: z.string().nullish() })
const findStatus = async (origin: string, id: string) => statusSchema.parse(await ask(`${origin}/api/stories/${id}`))
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
