// Stored events as subscribers see them. Only a completion depends on who asks: its addresses start with the origin that
// the subscriber reached us by. Everything else is worded once, whoever listens.
import { z } from 'zod'
import type { StoredEvent } from '../../db/events.ts'
import type { StoryRow } from '../../db/stories.ts'
import { type LogEntry, logEntrySchema, type ProgressMessage, type StatusData, statusDataSchema } from '../../shared/progress.ts'
import type { Addresses } from '../addresses.ts'

/** A completion's details: files as keys, since an address outlives neither a deploy nor its signature. */
const completionSchema = z.object({
  audio_key: z.string(),
  audio_chunks: z.array(z.object({ key: z.string(), chapter: z.int() })),
  duration: z.number(),
})
type Completion = z.infer<typeof completionSchema>

const timestampOf = (createdAt: Date): string => createdAt.toISOString()

export const toLogEntry = (event: StoredEvent): LogEntry =>
  logEntrySchema.parse({
    id: event.id,
    agent_name: event.agentName,
    action: event.action,
    details: event.details,
    level: event.level,
    timestamp: timestampOf(event.createdAt),
  })

const completeMessage = (storyId: string, completion: Completion, addresses: Addresses): ProgressMessage => ({
  type: 'complete',
  data: {
    audio_url: addresses.audio(storyId, completion.audio_key),
    audio_chunks: completion.audio_chunks.map((chunk) => addresses.chunk(storyId, chunk)),
    duration: completion.duration,
  },
})

export const toMessage = (event: StoredEvent, addresses: Addresses): ProgressMessage => {
  switch (event.kind) {
    case 'log':
      return { type: 'log', data: toLogEntry(event) }
    case 'status':
      return { type: 'status', data: statusDataSchema.parse(event.details) }
    case 'complete':
      return completeMessage(event.storyId, completionSchema.parse(event.details), addresses)
  }
}

/** The story rests after this event, until somebody restarts it. */
export const isFinal = (event: StoredEvent): boolean => event.kind === 'complete' || (event.kind === 'status' && event.details.status === 'failed')

/** Where a story stands, from its row. */
export const statusOf = (story: Pick<StoryRow, 'status' | 'progress' | 'errorCode' | 'errorMessage'>): StatusData => ({
  status: story.status,
  progress: story.progress,
  ...(story.errorCode === null ? {} : { error_code: story.errorCode }),
  ...(story.errorMessage === null ? {} : { error_message: story.errorMessage }),
})

/** The completion of a story, from its row; null where it is not completed. */
export const completionOf = (story: StoryRow, addresses: Addresses): ProgressMessage | null =>
  story.status === 'completed' && story.audioKey !== null && story.durationSeconds !== null
    ? completeMessage(story.id, { audio_key: story.audioKey, audio_chunks: story.audioChunks, duration: story.durationSeconds }, addresses)
    : null
