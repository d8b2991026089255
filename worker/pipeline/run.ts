// One attempt at one story, as its steps see it.
import type { Database } from '../../db/client.ts'
import type { VisibleStory } from '../../db/steps.ts'
import type { StoryRow } from '../../db/stories.ts'
import type { FileStore } from '../../shared/node/file-store/file-store.ts'
import type { AgentName } from '../../shared/progress.ts'
import type { AgentContext, Agents } from '../../story/agents/agents.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import type { Speech, SpeechCache } from '../../story/speech/speech.ts'
import type { Cell, Results } from './results.ts'
import type { LogDetails } from './telling.ts'

export interface StoryRun {
  readonly story: StoryRow
  readonly agents: Agents
  readonly speech: Speech
  readonly files: FileStore
  readonly db: Database
  readonly speechCache: SpeechCache
  readonly results: Results
  /** Opened on first use, shared by all steps, closed at the end of the run. */
  readonly snapshot: () => Promise<RepositorySnapshot>
  /** Chapters whose text or sound is there, for what of the story can be seen. */
  readonly done: { write: ReadonlySet<number>; speak: ReadonlySet<number> }
}

/** Keys of a story's files begin with it. */
export const folderOf = (story: Pick<StoryRow, 'id'>): string => `stories/${story.id}`

export interface Outcome<T> {
  result: T
  /** What the listener reads when it is saved. */
  log: { action: string; details: LogDetails; level?: 'info' | 'success' }
  story?: Partial<VisibleStory>
}

export interface Step<T> {
  agent: AgentName
  cell: (results: Results, chapter: number) => Cell<T>
  run: (run: StoryRun, context: AgentContext, chapter: number) => Promise<Outcome<T>>
}
