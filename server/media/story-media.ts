// Which stored file an address means.
import { z } from 'zod'
import type { StoryRow } from '../../db/stories.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import { smallCoverKey } from '../../shared/node/file-store/story-keys.ts'
import { linkQuerySchema } from '../link-caller.ts'
import { invalidInput } from '../problem.ts'
import { file } from '../rest/answers.ts'
import type { Answer, Call } from '../rest/route.ts'
import { getReadableStory } from '../story-access.ts'
import { storyInputSchema } from '../story-input.ts'
import type { SentFile } from './send-file.ts'

// Restarting a story writes other bytes under the same address: copies are used after asking, which the ETag makes cheap.
const cacheControl = 'private, max-age=0, must-revalidate'

const fileName = (story: StoryRow, ending: string): string => {
  const name = (story.title ?? story.repoName).replace(/[\\/:*?"<>|\p{Cc}]+/gu, ' ').replace(/\s+/g, ' ')
  return `${Array.from(name.trim()).slice(0, 120).join('')}${ending}`
}

const missing = (what: string): never => {
  throw new CodeStoryError('not_found', `This story has no ${what} yet.`)
}

/** What a player of a file may add to its address. */
export const fileQuerySchema = linkQuerySchema.extend({ download: z.string().max(10).optional().describe('Given: to be saved, not played') })

export const chunkInputSchema = storyInputSchema.extend({
  chapter: z
    .string()
    .regex(/^\d{1,3}$/, 'A chapter’s number, counted from 0.')
    .transform(Number)
    .describe('Counted from 0'),
})

const readStory = async ({ context }: Call, id: string): Promise<StoryRow> => {
  const known = await context()
  await known.limit('reads')
  return (await getReadableStory(known, id)).story
}
const parse = <Output>(schema: z.ZodType<Output>, { request }: Call): Output => {
  const input = schema.safeParse(request.params)
  if (!input.success) throw invalidInput(input.error)
  return input.data
}

export const audioAnswer: Answer = file('audio/mpeg', async (call): Promise<SentFile> => {
  const story = await readStory(call, parse(storyInputSchema, call).id)
  return { key: story.audioKey ?? missing('audio'), fileName: fileName(story, '.mp3'), cacheControl }
})

export const coverQuerySchema = fileQuerySchema.extend({
  size: z.enum(['small']).optional().describe('small: 320 pixels wide, for lists; 1400 without it'),
})

export const coverAnswer: Answer = file('image/png', async (call): Promise<SentFile> => {
  const story = await readStory(call, parse(storyInputSchema, call).id)
  const key = story.coverKey ?? missing('cover')
  const small = coverQuerySchema.safeParse(call.request.query).data?.size === 'small' ? smallCoverKey(key) : null
  // A story that was made before there were small ones has only the large one.
  const sent = small !== null && (await call.deps.files.find(small)) !== null ? small : key
  return { key: sent, fileName: fileName(story, '.png'), cacheControl }
})

export const chunkAnswer: Answer = file('audio/mpeg', async (call): Promise<SentFile> => {
  const { id, chapter } = parse(chunkInputSchema, call)
  const story = await readStory(call, id)
  const chunk = story.audioChunks.find((candidate) => candidate.chapter === chapter)
  return { key: chunk?.key ?? missing('such chapter'), fileName: fileName(story, ` ${chapter + 1}.mp3`), cacheControl }
})
