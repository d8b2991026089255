// The story of one command line: made once, found again when the same command is given after it was stopped. It never
// enters the queue, because no other worker may read folders of this machine, or go on with what Ctrl-C stopped.
import { createHash } from 'node:crypto'
import { and, eq, isNotNull } from 'drizzle-orm'
import type { Hands } from '../db/claims.ts'
import type { Database } from '../db/client.ts'
import { reapStory } from '../db/left-stories.ts'
import { stories } from '../db/schema.ts'
import { findStory, restartStory, type StoryRow } from '../db/stories.ts'
import { openStoryIntake } from '../db/story-intake.ts'
import { ensureUser, localUserId } from '../db/users.ts'
import { findOrphans } from '../db/workers.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { StoryCommand } from './story-arguments.ts'

/** What makes two commands the same one. */
const identityOf = ({ request, source }: StoryCommand): string => {
  const what =
    'folder' in source ? source.folder : `${source.address.host}/${source.address.owner}/${source.address.name} ${JSON.stringify(source.address.ref)}`
  const { style, duration, voice, technicalDepth, focusAreas } = request
  return `command ${createHash('sha256')
    .update(JSON.stringify([what, style, duration, voice, technicalDepth, focusAreas]))
    .digest('hex')}`
}

const noJob = async (): Promise<void> => undefined

/**
 * The story that this command works on: a new one, or the one that an earlier call did not finish.
 * @throws {CodeStoryError} conflict, where another command is at it
 */
export const openOwnStory = async (hands: Hands, command: StoryCommand, repoUrl: string): Promise<{ story: StoryRow; resumed: boolean }> => {
  const { db } = hands
  await ensureUser(db, localUserId)
  const idempotencyKey = identityOf(command)
  const taken = await openStoryIntake(db, { enqueueMany: noJob })({
    userId: localUserId,
    request: command.request,
    repoUrl,
    repoName: command.name,
    localFolder: 'folder' in command.source ? command.source.folder : undefined,
    idempotencyKey,
  })
  const story = taken === null ? null : await findStory(db, taken.id)
  if (story === null) throw new CodeStoryError('conflict', 'This story was deleted just now. Give the command again.')
  if (taken?.created === true) return { story, resumed: false }
  // Made, but its files never reached the folder.
  if (story.status === 'completed') return { story, resumed: true }
  if (story.jobId !== null) {
    const orphan = (await findOrphans(db)).find((candidate) => candidate.storyId === story.id)
    if (orphan !== undefined) await reapStory(hands, story.id, orphan.lease)
    else if (story.claimedBy !== null) throw new CodeStoryError('conflict', 'Another command is making this very story. Wait for it, or stop it.')
  }
  const [open] = await db
    .select()
    .from(stories)
    .where(and(eq(stories.id, story.id), isNotNull(stories.jobId)))
  if (open !== undefined) return { story: open, resumed: true }
  await restartStory({ db, queue: null }, { id: story.id, owner: null }, { fresh: false })
  return { story, resumed: true }
}

/** Its files are where they were asked for: it keeps its place in the library, and the same command now asks for a new story. */
export const closeOwnStory = async (db: Database, storyId: string): Promise<void> => {
  await db.update(stories).set({ idempotencyKey: null }).where(eq(stories.id, storyId))
}
