// The real server on a database and a folder of its own, for tests that speak to it over the wire. What a worker would do
// to a story is done with the worker's own statements: claim, append, complete.
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eq } from 'drizzle-orm'
import { pino } from 'pino'
import { type OpenDatabase, openDatabase } from '../../db/client.ts'
import { appendEvents, type NewEvent } from '../../db/events.ts'
import { stories, storySteps } from '../../db/schema.ts'
import { readEnv } from '../../shared/node/env.ts'
import type { FileStore } from '../../shared/node/file-store/file-store.ts'
import { openFileStore } from '../../shared/node/file-store/open.ts'
import { cloneDatabase } from '../../test/support/database.ts'
import { type RunningServer, startServer } from '../main.ts'

export interface TestServer {
  readonly files: FileStore
  readonly url: string
  readonly database: OpenDatabase
  readonly databaseUrl: string
  readonly dataFolder: string
  /** Where the page would be exported to: a test writes what it needs. */
  readonly pageFolder: string
  /** Another process's server on the same database. */
  startAnother: () => Promise<RunningServer>
  call: (method: string, path: string, options?: { body?: unknown; headers?: Record<string, string> }) => Promise<Response>
  /** Asks for a story, and gives its id. */
  makeStory: (body?: Record<string, unknown>) => Promise<string>
  append: (storyId: string, ...events: NewEvent[]) => Promise<void>
  /** As a worker leaves it: completed, with audio, cover, chapters and their steps. */
  completeStory: (storyId: string) => Promise<void>
  close: () => Promise<void>
}

export const logOf = (action: string): NewEvent => ({ kind: 'log', agentName: 'Analyzer', action, level: 'info', details: { files: 3 } })
export const statusOf = (status: 'analyzing' | 'generating' | 'completed', progress: number): NewEvent => ({ kind: 'status', status: { status, progress } })

export const chapters = [0, 1].map((index) => ({
  title: `Chapter ${index + 1}`,
  content: `It starts in app.ts, part ${index + 1}.`,
  code_examples: [],
  duration_seconds: 10,
  timestamp_start: index * 10,
  sources: [{ file: 'src/app.ts', start_line: 3, end_line: 5, commit: 'c0ffee', url: 'https://github.com/owner/repo/blob/c0ffee/src/app.ts#L3-L5' }],
}))
/** Not music, but bytes that can be counted. */
export const audio = Buffer.from(Array.from({ length: 5000 }, (_, index) => index % 251))

export const startTestServer = async (postgresUrl: string, settings: Record<string, string> = {}): Promise<TestServer> => {
  const clone = await cloneDatabase(postgresUrl)
  const dataFolder = await mkdtemp(join(tmpdir(), 'code-story-server-'))
  const env = readEnv({ PORT: '0', DATA_DIR: dataFolder, RATE_LIMITS: 'off', LOG_LEVEL: 'silent', ...settings }, join(dataFolder, 'no.env'))
  const logger = pino({ level: env.LOG_LEVEL })
  const pageFolder = join(dataFolder, 'page')
  const removeAll = async (): Promise<void> => {
    await clone.drop()
    await rm(dataFolder, { recursive: true, force: true })
  }
  const server = await startServer({ env, logger, databaseUrl: clone.url, pageFolder }).catch(async (error: unknown) => {
    await removeAll()
    throw error
  })
  const database = openDatabase(clone.url, { connections: 4 })
  const files = await openFileStore(env)
  const url = `http://localhost:${server.port}`
  const others: RunningServer[] = []

  const call: TestServer['call'] = (method, path, { body, headers = {} } = {}) =>
    fetch(`${url}${path}`, {
      method,
      redirect: 'manual',
      headers: { ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...headers },
      body: body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body),
    })

  return {
    url,
    database,
    files,
    databaseUrl: clone.url,
    dataFolder,
    pageFolder,
    startAnother: async () => {
      const other = await startServer({ env, logger, databaseUrl: clone.url })
      others.push(other)
      return other
    },
    call,
    makeStory: async (body = {}) => {
      const response = await call('POST', '/api/stories/generate', { body: { repoUrl: 'owner/repo', ...body } })
      if (response.status !== 202) throw new Error(`no story was made: ${response.status} ${await response.text()}`)
      return String(((await response.json()) as { id: unknown }).id)
    },
    append: async (storyId, ...events) => {
      await appendEvents(database.db, storyId, events)
    },
    completeStory: async (storyId) => {
      const audioKey = `stories/${storyId}/audio.mp3`
      await files.put(audioKey, audio, { contentType: 'audio/mpeg' })
      await files.put(`stories/${storyId}/chapter-1.mp3`, audio.subarray(0, 100), { contentType: 'audio/mpeg' })
      await files.put(`stories/${storyId}/cover.png`, Buffer.from('cover'), { contentType: 'image/png' })
      const audioChunks = [{ key: `stories/${storyId}/chapter-1.mp3`, chapter: 0, durationSeconds: 10, sizeBytes: 100 }]
      // All at once, as a worker does it: whoever reads the row as completed finds its events, too.
      await database.db.transaction(async (tx) => {
        await tx
          .update(stories)
          .set({
            status: 'completed',
            progress: 100,
            jobId: null,
            title: 'A Story of “Parts”',
            summary: 'What it is.',
            audioKey,
            audioSizeBytes: audio.length,
            coverKey: `stories/${storyId}/cover.png`,
            durationSeconds: 20,
            chapters,
            audioChunks,
            engines: { narrator: 'local', voice: 'local' },
            completedAt: new Date(),
          })
          .where(eq(stories.id, storyId))
        const [source] = chapters[0]?.sources ?? []
        await tx.insert(storySteps).values([
          ...[0, 1].map((chapter) => ({
            storyId,
            name: `chapter.${chapter}.speak`,
            result: {
              key: `stories/${storyId}/chapter-${chapter + 1}.mp3`,
              duration_seconds: 10,
              size_bytes: 100,
              sentences: [
                { text: `It starts in <app.ts>, part ${chapter + 1}.`, speaker: 'host', voice: 'Rachel', start_seconds: 1, end_seconds: 4, sources: [] },
              ],
              peaks: Array.from({ length: 100 }, () => 0.5),
            },
          })),
          { storyId, name: 'sources', result: { sources: [{ ...source, language: 'TypeScript', code: 'const a = 1' }] } },
        ])
        await appendEvents(tx, storyId, [
          { kind: 'log', agentName: 'System', action: 'Story generation complete', level: 'success' },
          { kind: 'status', status: { status: 'completed', progress: 100 } },
          { kind: 'complete', details: { audio_key: audioKey, audio_chunks: audioChunks, duration: 20 } },
        ])
      })
    },
    close: async () => {
      for (const other of others) await other.close()
      await server.close()
      await database.close()
      await files.close()
      await removeAll()
    },
  }
}
