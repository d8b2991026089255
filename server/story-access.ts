// Who may see a story and who may change it. Whoever may not is told that there is none; nobody learns that an id exists.
import type { StoryWithUsage } from '../db/hot-reads.ts'
import type { StoryRow } from '../db/stories.ts'
import { CodeStoryError } from '../shared/errors.ts'
import type { Caller, Context } from './context.ts'

const owns = (caller: Caller, story: Pick<StoryRow, 'userId'>): boolean =>
  caller.kind === 'service' || (caller.kind === 'user' && caller.userId === story.userId)
const holdsLink = (caller: Caller, story: StoryRow): boolean => caller.kind === 'link' && caller.storyId === story.id

const noSuchStory = (caller: Caller): CodeStoryError =>
  caller.kind === 'anonymous'
    ? new CodeStoryError('unauthorized', 'Sign in to see this story: send Authorization: Bearer <token>.')
    : new CodeStoryError('not_found', 'There is no such story.')

type Asking = Pick<Context, 'caller'> & { deps: Pick<Context['deps'], 'reads'> }

/** For reading: the owner's, a link's, or public. @throws {CodeStoryError} not_found, unauthorized */
export const getReadableStory = async ({ deps, caller }: Asking, id: string): Promise<StoryWithUsage> => {
  const found = await deps.reads.findStory(id)
  if (found === null || !(found.story.isPublic || owns(caller, found.story) || holdsLink(caller, found.story))) throw noSuchStory(caller)
  return found
}

/** For changing: the owner's. @throws {CodeStoryError} not_found, unauthorized */
export const getOwnStory = async ({ deps, caller }: Asking, id: string): Promise<StoryWithUsage> => {
  const found = await deps.reads.findStory(id)
  if (found === null || !owns(caller, found.story)) throw noSuchStory(caller)
  return found
}

/** Whose a story has to be that this caller changes; null: anybody's. */
export const ownerFor = (caller: Extract<Caller, { kind: 'user' | 'service' }>): string | null => (caller.kind === 'service' ? null : caller.userId)
