// What is known of a story's making, folded from its messages. They come in order and each once per connection, but a page
// that reconnects may be told something twice: a log's id decides, a state simply holds.
import type { LogEntry, ProgressMessage, StatusData } from '../../../shared/progress.ts'

export interface ProgressState {
  logs: readonly LogEntry[]
  status: StatusData | null
}

export const noProgress: ProgressState = { logs: [], status: null }

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
