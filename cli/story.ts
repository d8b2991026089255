// `npm run story -- <repo>`: one story from one command. The command brings its own worker, which takes nothing but this
// story, and the database that server and workers use too: what it made can be found in the page afterwards.
import { setTimeout as sleep } from 'node:timers/promises'
import { pathToFileURL } from 'node:url'
import { CommanderError } from 'commander'
import { secondsToNextAttempt } from '../db/attempts.ts'
import { readEvents } from '../db/events.ts'
import { prepareDatabase } from '../db/prepare-database.ts'
import { cancelStory, findStory, type StoryRow } from '../db/stories.ts'
import { takeStory } from '../db/taking.ts'
import { repositoryUrl } from '../server/repository-url.ts'
import { CodeStoryError, errorCodeSchema } from '../shared/errors.ts'
import { ConfigurationError, type Env, readEnv } from '../shared/node/env.ts'
import { type Logger, openLogger } from '../shared/node/logger.ts'
import { openShutdown, type Shutdown } from '../shared/node/shutdown.ts'
import { Cancelled } from '../worker/jobs/attempt.ts'
import { openWorker, type Worker } from '../worker/worker.ts'
import { deliver, prepareFolder } from './deliver.ts'
import { type ExitReason, exitCodes, exitReasonOf } from './exit-codes.ts'
import { closeOwnStory, openOwnStory } from './own-story.ts'
import { openProgressDisplay, type ProgressDisplay } from './progress-display.ts'
import { parseStoryCommand, type StoryCommand } from './story-arguments.ts'

/** The log of a command is its progress; the structured one is for what goes wrong. */
const quietly = (env: Env): Env => (env.LOG_LEVEL === 'info' ? { ...env, LOG_LEVEL: 'error' } : env)

/** Shows the story's events as they are written, until stopped. */
const follow = (worker: Worker, storyId: string, after: number, display: ProgressDisplay): { stop: () => Promise<void> } => {
  let last = after
  let stopped = false
  const readNew = async () => {
    for (const event of await readEvents(worker.hands.db, storyId, last)) {
      last = event.id
      display.show(event)
    }
  }
  const reading = (async () => {
    while (!stopped) {
      await readNew()
      await sleep(100)
    }
    await readNew()
  })()
  return {
    stop: async () => {
      stopped = true
      await reading
    },
  }
}

/** Attempt after attempt, as the queue would do it, until the story is finished one way or the other. */
const make = async (worker: Worker, storyId: string, shutdown: Shutdown): Promise<void> => {
  for (let retriesUsed = 0; !shutdown.signal.aborted; retriesUsed += 1) {
    const claim = await takeStory(worker.hands.db, storyId, worker.id, retriesUsed)
    if (claim === null) return
    const stop = new AbortController()
    const onSignal = () => stop.abort(new Cancelled())
    shutdown.signal.addEventListener('abort', onSignal, { once: true })
    const ending = await worker.attempt(claim, stop)
    shutdown.signal.removeEventListener('abort', onSignal)
    if (ending === 'handed back') retriesUsed -= 1
    else if (ending !== 'retry') return
    else await sleep((await secondsToNextAttempt(worker.hands.db, storyId)) * 1000, undefined, { signal: shutdown.signal }).catch(() => undefined)
  }
}

const announce = (story: StoryRow, files: Awaited<ReturnType<typeof deliver>>, json: boolean): void => {
  if (json) {
    console.log(JSON.stringify({ id: story.id, title: story.title, ...files, duration_seconds: story.durationSeconds, engines: story.engines }))
    return
  }
  const seconds = Math.round(story.durationSeconds ?? 0)
  const lines = [
    '',
    `${story.title} (${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}, ${story.chapters.length} chapters)`,
    `written by ${story.engines?.narrator}, spoken by ${story.engines?.voice}`,
    ...story.warnings.map((warning) => `note: ${warning}`),
    '',
    `  audio       ${files.mp3}`,
    `  transcript  ${files.transcript}`,
    `  cover       ${files.cover}`,
    `  script      ${files.script}`,
  ]
  console.log(lines.join('\n'))
}

interface Session {
  env: Env
  logger: Logger
  shutdown: Shutdown
  command: StoryCommand
}

const tellStory = async ({ env, logger, shutdown, command }: Session): Promise<ExitReason> => {
  await prepareFolder(command.outFolder)
  const database = await prepareDatabase(env, logger)
  shutdown.onClose('postgres', database.release)
  const worker = await openWorker({ env, databaseUrl: database.url, logger, forOneCommand: true })
  shutdown.onClose('worker', worker.close)
  const { db } = worker.hands

  const repoUrl = 'folder' in command.source ? pathToFileURL(command.source.folder).href : repositoryUrl(command.source.address, env)
  const { story, resumed } = await openOwnStory(worker.hands, command, repoUrl)
  const display = openProgressDisplay(command.json ? process.stderr : process.stdout)
  const following = follow(worker, story.id, resumed ? story.lastEventId : 0, display)
  shutdown.onClose('display', async () => {
    // Only a Ctrl-C finds it still at work: then the story is written down as stopped, before the worker closes.
    const row = await findStory(db, story.id)
    const isUnderWay = row !== null && row.jobId !== null
    if (isUnderWay) await cancelStory(db, story.id)
    await following.stop()
    if (isUnderWay) display.note('Stopped. The same command goes on from here.')
    display.close()
  })
  await make(worker, story.id, shutdown)
  if (shutdown.signal.aborted) return 'stopped'
  await following.stop()
  display.close()

  const finished = await findStory(db, story.id)
  if (finished?.status !== 'completed') {
    console.error(finished?.errorMessage ?? 'The story is gone: somebody deleted it.')
    return exitReasonOf(errorCodeSchema.catch('internal').parse(finished?.errorCode))
  }
  const delivered = await deliver(finished, db, worker.tools.files, command.outFolder)
  await closeOwnStory(db, story.id)
  announce(finished, delivered, command.json)
  return 'made'
}

const reasonOf = (error: unknown): ExitReason => {
  if (error instanceof ConfigurationError) return 'configuration'
  return error instanceof CodeStoryError ? exitReasonOf(error.code) : 'unforeseen'
}

const main = async (): Promise<void> => {
  const env = quietly(readEnv())
  const hosts = env.GITHUB_SERVER_URL === undefined ? [] : [new URL(env.GITHUB_SERVER_URL).host]
  const command = parseStoryCommand(process.argv.slice(2), hosts)
  const logger = openLogger(env, 'story')
  const shutdown = openShutdown(logger)
  let reason: ExitReason
  try {
    reason = await tellStory({ env, logger, shutdown, command })
  } catch (error) {
    if (shutdown.signal.aborted) return
    console.error(error instanceof CodeStoryError ? error.message : error)
    reason = reasonOf(error)
  }
  if (!shutdown.signal.aborted) await shutdown.close(reason, exitCodes[reason].code)
}

main().catch((error: unknown) => {
  // commander has said what is wrong, or shown the help, already.
  if (error instanceof CommanderError) process.exit(error.exitCode === 0 ? 0 : exitCodes.usage.code)
  console.error(error instanceof ConfigurationError || error instanceof CodeStoryError ? error.message : error)
  process.exit(exitCodes[reasonOf(error)].code)
})
