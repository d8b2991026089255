// The four agents as the worker sees them: artifact in, artifact out. A local narrator cannot honestly fake tool calls,
// but it can honestly turn an analysis into a script; so the cut is here, and not at chat turns.
import type { AnalysisResult } from '../../shared/analysis.ts'
import type { ChatEvent, ChatRequest, IntentResult } from '../../shared/intent.ts'
import type { LogLevel } from '../../shared/progress.ts'
import type { ChapterDraft, StoryOutline } from '../../shared/script.ts'
import type { StoryRequest } from '../../shared/story.ts'
import type { CallUsage } from '../../shared/usage.ts'
import type { Voice } from '../../shared/voices.ts'
import type { RepositorySnapshot } from '../repository/snapshot.ts'
import type { SpeechTiming } from '../speech/speech.ts'

/** What every step may use beside its input. */
export interface AgentContext {
  /** Ends the work in flight: cancel, the soft limit, a shutdown. */
  signal: AbortSignal
  /** A line for the listener. Details are short values worth reading (files, words, tokens, cost so far). */
  log: (action: string, details?: Record<string, string | number | boolean | string[]>, level?: LogLevel) => void
  /** Awaited before and after every bought call: throws over_budget when the next one would pass a limit. */
  budget: { check: (nextCallUsd: number) => Promise<void>; record: (call: CallUsage) => Promise<void> }
  /** The work done within this step, 0 to 1, for the bar. */
  progress: (share: number) => void
}

export interface IntentInput {
  request: StoryRequest
  repoOwner: string
  repoName: string
}
export interface AnalysisInput {
  intent: IntentResult
  /** Opened on first use: a step that finds its work cached never clones. */
  snapshot: () => Promise<RepositorySnapshot>
}
export interface StoryInput {
  intent: IntentResult
  analysis: AnalysisResult
  voice: Voice
  /** How long the chosen voices take for a text. */
  timing: SpeechTiming
}
export interface OutlineInput extends StoryInput {
  snapshot: () => Promise<RepositorySnapshot>
}
export interface ChapterInput extends OutlineInput {
  outline: StoryOutline
  index: number
}

/** What the voice director decided: all optional, and the built-in defaults are good. */
export interface Direction {
  /** Written form → how to say it, for names of this repository. */
  pronunciations: Record<string, string>
  /** A line for the cover, or null. */
  coverIdea: string | null
}

export interface Agents {
  /** For `engines.narrator`: a model's id, or `local`. */
  readonly narrator: string
  /** True where each call costs money: then a quote is made before and a cap holds during. */
  readonly paid: boolean
  /** The most chapters worth writing at once. */
  readonly parallelChapters: number
  understand: (input: IntentInput, context: AgentContext) => Promise<IntentResult>
  analyze: (input: AnalysisInput, context: AgentContext) => Promise<AnalysisResult>
  outline: (input: OutlineInput, context: AgentContext) => Promise<StoryOutline>
  writeChapter: (input: ChapterInput, context: AgentContext) => Promise<ChapterDraft>
  direct: (input: StoryInput & { outline: StoryOutline }, context: AgentContext) => Promise<Direction>
  /** Free text → intent first, then the message in pieces. */
  chat: (input: ChatInput, context: ChatContext) => AsyncIterable<ChatEvent>
}

export interface ChatInput {
  request: ChatRequest
  /** What is known of the repository that the request names; null with the reason where it cannot be read. */
  repository: { facts: ChatRepository } | { unreadable: string } | null
}
export interface ChatRepository {
  fullName: string
  description: string | null
  languages: string[]
  topics: string[]
  /** Paths, most important first, at most a few hundred. */
  layout: string[]
  sourceFiles: number
}
export type ChatContext = Pick<AgentContext, 'signal' | 'budget'>
