// Takes a story through the agents as a worker does: one step after the other, chapters side by side.
import type { AnalysisResult } from '../../shared/analysis.ts'
import { CodeStoryError } from '../../shared/errors.ts'
import type { IntentResult } from '../../shared/intent.ts'
import type { ChapterDraft, StoryOutline } from '../../shared/script.ts'
import { type StoryRequestInput, storyRequestSchema } from '../../shared/story.ts'
import { type CallUsage, sumUsage, type Usage } from '../../shared/usage.ts'
import type { AgentContext, Agents, Direction } from '../../story/agents/agents.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import type { SpeechTiming } from '../../story/speech/speech.ts'

/** 150 words a minute, a short pause after each sentence. */
export const evenTiming: SpeechTiming = {
  sentenceSeconds: (text) => text.split(/\s+/).length * 0.37 + 0.4,
  paragraphSeconds: (paragraph) => paragraph.sentences.reduce((sum, { text }) => sum + evenTiming.sentenceSeconds(text, 'Rachel'), 0.3),
  chapterOverheadSeconds: 1,
  wordsPerMinute: () => 148,
}

export interface WrittenStory {
  intent: IntentResult
  analysis: AnalysisResult
  outline: StoryOutline
  chapters: ChapterDraft[]
  direction: Direction
  usage: Usage
  logs: { action: string; details: Record<string, unknown>; level: string }[]
  seconds: number
}
interface StoryOptions {
  request?: Partial<StoryRequestInput>
  signal?: AbortSignal
  limitUsd?: number
  timing?: SpeechTiming
  /** What an earlier attempt saved. */
  saved?: Partial<Pick<WrittenStory, 'analysis' | 'outline'>>
  receipts?: CallUsage[]
}

export const writeStory = async (agents: Agents, snapshot: RepositorySnapshot, options: StoryOptions = {}): Promise<WrittenStory> => {
  const receipts = options.receipts ?? []
  const logs: WrittenStory['logs'] = []
  const setAside: number[] = []
  const request = storyRequestSchema.parse({ repoUrl: 'https://github.com/acme/shop', ...options.request })
  const context: AgentContext = {
    signal: options.signal ?? new AbortController().signal,
    log: (action, details = {}, level = 'info') => void logs.push({ action, details, level }),
    // As a worker holds it: what a call may cost is set aside until it is recorded.
    budget: {
      check: async (next) => {
        const spent = receipts.reduce((sum, call) => sum + call.cost_usd, 0) + setAside.reduce((sum, usd) => sum + usd, 0)
        if (spent + next > (options.limitUsd ?? Number.POSITIVE_INFINITY)) throw new CodeStoryError('over_budget', 'The next call would pass the limit.')
        setAside.push(next)
      },
      record: async (call) => {
        setAside.shift()
        receipts.push(call)
      },
    },
    progress: () => {},
  }
  const open = async (): Promise<RepositorySnapshot> => snapshot
  const timing = options.timing ?? evenTiming
  const intent = await agents.understand({ request, repoOwner: 'acme', repoName: 'shop' }, context)
  const analysis = options.saved?.analysis ?? (await agents.analyze({ intent, snapshot: open }, context))
  const story = { intent, analysis, voice: request.voice, timing }
  const outline = options.saved?.outline ?? (await agents.outline({ ...story, snapshot: open }, context))
  const [direction, ...chapters] = await Promise.all([
    agents.direct({ ...story, outline }, context),
    ...outline.chapters.map((_, index) => agents.writeChapter({ ...story, snapshot: open, outline, index }, context)),
  ])
  const seconds = chapters.reduce((sum, chapter) => sum + chapter.predicted_seconds, 0)
  return { intent, analysis, outline, chapters, direction, usage: sumUsage(receipts), logs, seconds }
}
