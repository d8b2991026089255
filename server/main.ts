// The server process: everything is opened here, in order, and closed in reverse. Run directly it is the server alone;
// `npm start` runs it beside the workers.
import { fileURLToPath } from 'node:url'
import type { FastifyInstance } from 'fastify'
import { openDatabase } from '../db/client.ts'
import { eventChannel } from '../db/events.ts'
import { prepareHotReads } from '../db/hot-reads.ts'
import { openListener } from '../db/listener.ts'
import { prepareDatabase } from '../db/prepare-database.ts'
import { openQueue } from '../db/queue.ts'
import { openReaper } from '../db/reaper.ts'
import { openRestarts, planRestarts, restartsAtOnce } from '../db/stories.ts'
import { openStoryIntake } from '../db/story-intake.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import { openFileStore } from '../shared/node/file-store/open.ts'
import type { Logger } from '../shared/node/logger.ts'
import { runProgram } from '../shared/node/run-program.ts'
import { openAgents } from '../story/agents/open.ts'
import { openSpeech } from '../story/speech/open.ts'
import { buildApp } from './app.ts'
import type { ServerDeps } from './context.ts'
import { openHealthCheck } from './health.ts'
import { openIdentity } from './identity/open.ts'
import { openVoiceSamples } from './media/voice-sample.ts'
import { openMetrics } from './metrics.ts'
import { originOf } from './origin.ts'
import { openFirstAnswers } from './pages/first-answers.ts'
import { policySources } from './pages/page-policy.ts'
import { openWebApp } from './pages/web-app.ts'
import { openProgressFeed } from './progress/feed.ts'
import { openRepositoryLook } from './repository-look.ts'
import { serveWebSockets } from './websockets.ts'

export interface RunningServer {
  readonly url: string
  readonly port: number
  close: () => Promise<void>
}

interface StartOptions {
  env: Env
  logger: Logger
  /** Migrated. */
  databaseUrl: string
  /** Of the exported page. */
  pageFolder?: string
}

const builtPage = fileURLToPath(new URL('../web/out', import.meta.url))
/** Twenty answer 64 callers at once without a queue of their own; the queue, the listener and migrations have theirs. */
const connections = 20

/** Loopback unless somebody says otherwise; with sign-in strangers are welcome. */
const listenHost = ({ HOST, SUPABASE_URL }: Env): string => HOST ?? (SUPABASE_URL === undefined ? 'localhost' : '0.0.0.0')

/** Answers under way may end, within a moment: a download of an hour may not hold up a deploy. */
const answersMayTakeMs = 3000
const closeApp = async (app: FastifyInstance): Promise<void> => {
  const overdue = setTimeout(() => app.server.closeAllConnections(), answersMayTakeMs)
  // A connection whose answer ends only now would be kept for the next request, which never comes.
  const sweep = setInterval(() => app.server.closeIdleConnections(), 50)
  await app.close()
  clearInterval(sweep)
  clearTimeout(overdue)
}

/** @throws {CodeStoryError} unavailable, when the port is taken; what is opened by then is closed again */
export const startServer = async ({ env, logger, databaseUrl, pageFolder = builtPage }: StartOptions): Promise<RunningServer> => {
  const closers: (() => Promise<unknown> | unknown)[] = []
  const close = async (): Promise<void> => {
    for (const closeOne of closers.splice(0).reverse()) await closeOne()
  }
  try {
    const database = openDatabase(databaseUrl, { connections })
    closers.push(database.close)
    const restarts = openDatabase(databaseUrl, { connections: restartsAtOnce, kept: true })
    closers.push(restarts.close)
    const [listener, queue] = await Promise.all([openListener(databaseUrl, { channels: [eventChannel], logger }), openQueue(databaseUrl, { logger })])
    closers.push(queue.close, listener.close)
    closers.push(openReaper({ hands: { db: database.db, queue }, listener, logger }).close)
    const files = await openFileStore(env)
    closers.push(files.close)
    const [agents, speech] = [await openAgents(env), openSpeech(env)]
    closers.push(speech.close)

    const reads = prepareHotReads(database.db)
    const feed = openProgressFeed(reads.readEvents, logger)
    listener.subscribe(eventChannel, feed.ring)
    const checkHealth = openHealthCheck({ db: database.db, listener, engines: { narrator: agents.narrator, voice: speech.engine } })
    const identity = await openIdentity(env, { database, logger })
    closers.push(identity.close)
    const deps: ServerDeps = {
      env,
      logger,
      database,
      reads,
      takeStory: openStoryIntake(database.db, queue),
      restartStory: openRestarts({ db: restarts.db, queue }, logger),
      queue,
      files,
      feed,
      agents,
      speech,
      lookAt: openRepositoryLook(env),
      voiceSamples: openVoiceSamples(speech, files),
      checkHealth,
      metrics: openMetrics({ checkHealth, subscribers: feed.subscriberCount }),
      originOf: (request) => originOf(request, env),
      ...identity,
    }
    const app = buildApp(deps, openWebApp({ folder: pageFolder, sources: policySources(env), findFirstAnswers: openFirstAnswers(deps) }))
    const sockets = serveWebSockets(app, deps)
    closers.push(async () => {
      const farewell = sockets.close()
      feed.close()
      await Promise.all([farewell, closeApp(app)])
    })
    await app.listen({ port: env.PORT, host: listenHost(env) })
    const address = app.server.address()
    const port = typeof address === 'object' && address !== null ? address.port : env.PORT
    const url = env.PUBLIC_URL ?? `http://localhost:${port}`
    logger.info({ url, port }, 'listening')
    // Nobody needs it to have worked: a restart that finds no plan makes one.
    planRestarts({ db: restarts.db, queue }).catch((error: unknown) => logger.warn({ err: error }, 'restarts were not planned'))
    return { url, port, close }
  } catch (error) {
    await close()
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      throw new CodeStoryError('unavailable', `Port ${env.PORT} is taken by another program. End it, or set PORT to another one.`, {
        cause: error,
        retry: false,
      })
    throw error
  }
}

// The server alone, as `npm run server` starts it.
if (import.meta.main)
  await runProgram('server', async ({ env, logger, shutdown }) => {
    const database = await prepareDatabase(env, logger)
    shutdown.onClose('postgres', database.release)
    const server = await startServer({ env, logger, databaseUrl: database.url })
    shutdown.onClose('server', server.close)
    console.log(`Code Story: ${server.url}`)
  })
