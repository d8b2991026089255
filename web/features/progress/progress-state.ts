// What is known of a story's making, folded from its messages. They come in order and each once per connection, but a page
// that reconnects may be told something twice: a log's id decides, a state simply holds.
import type { LogEntry, ProgressMessage, StatusData } from '../../../shared/progress.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { isResting } from '../story-page/story-query.ts'

export interface ProgressState {
  logs: readonly LogEntry[]
  status: StatusData | null
}

export const noProgress: ProgressState = { logs: [], status: null }

/** Whether all that was told ends where the record stands that one has: then a finished story holds nothing new. */
export const isTold = ({ status }: ProgressState, story: Pick<StoryRecord, 'status' | 'progress'> | undefined): boolean =>
  story !== undefined && isResting(story) && status?.status === story.status && status.progress === story.progress

export const withMessage = (state: ProgressState, message: ProgressMessage): ProgressState => {
  switch (message.type) {
    case 'log': {
      const last = state.logs.at(-1)
      if (last === undefined || message.data.id > last.id) return { ...state, logs: [...state.logs, message.data] }
      return state
    }
    case 'status':
      return { ...state, status: message.data }
    case 'complete':
      return { ...state, status: { status: 'completed', progress: 100 } }
  }
}
