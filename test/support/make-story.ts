// A story as the server takes it in, for tests of what becomes of it.
import type { Database } from '../../db/client.ts'
import type { Queue } from '../../db/queue.ts'
import { findStory, type StoryRow } from '../../db/stories.ts'
import { type NewStory, openStoryIntake } from '../../db/story-intake.ts'
import { storyRequestSchema } from '../../shared/story.ts'

interface Intake {
  db: Database
  queue: Pick<Queue, 'enqueueMany'>
}

export const makeStory = async ({ db, queue }: Intake, userId: string, changes: Partial<NewStory> = {}): Promise<StoryRow> => {
  const request = storyRequestSchema.parse({ repoUrl: 'owner/repo', duration: 5 })
  const taken = await openStoryIntake(db, queue)({ userId, request, repoUrl: 'https://github.com/owner/repo', repoName: 'owner/repo', ...changes })
  const story = taken === null ? null : await findStory(db, taken.id)
  if (story === null) throw new Error('there is no such story')
  return story
}
