// Whole stories by the four agents on Claude, with the stand-in of the service and an author behind it: for the tests of what
// a story costs, how it is checked, what it is not moved by, and what becomes of faults.
import type { AnalyseRepository } from '../../story/agents/claude/analyzer.ts'
import { openClaudeAgents } from '../../story/agents/claude/claude-agents.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import { type AnthropicStandIn, openAnthropicStandIn, type Request, type Script, type StandInOptions } from './anthropic.ts'
import { blocksOf } from './anthropic-turns.ts'
import { type AuthorOptions, openAuthor } from './claude-author.ts'
import { analysisOf } from './facts-of.ts'
import { shopDigest, shopSnapshot } from './shop.ts'
import { type WrittenStory, writeStory } from './write-story.ts'

export interface Given {
  author?: AuthorOptions
  standIn?: StandInOptions
  story?: Parameters<typeof writeStory>[2]
  snapshot?: RepositorySnapshot
  digest?: string
  /** Instead of facts of which next to nothing was found. */
  analyse?: AnalyseRepository
  modelId?: string
  idleLimitMs?: number
  /** Instead of the author. */
  script?: Script
  /** Comes before the author: a fault, or nothing. */
  fault?: (request: Request, number: number) => ReturnType<Script> | undefined
}
export interface Told {
  standIn: AnthropicStandIn
  story: () => Promise<WrittenStory>
  waits: number[]
  snapshot: RepositorySnapshot
  replies: ReturnType<Script>[]
}

export const openTelling = (): { tell: (given?: Given) => Promise<Told>; close: () => Promise<void> } => {
  const open: AnthropicStandIn[] = []
  const tell = async (given: Given = {}): Promise<Told> => {
    const snapshot = given.snapshot ?? shopSnapshot()
    const author = given.script ?? (await openAuthor(snapshot, given.author))
    const replies: Told['replies'] = []
    const standIn = await openAnthropicStandIn((request, call) => {
      const reply = given.fault?.(request, call.number) ?? author(request, call)
      replies.push(reply)
      return reply
    }, given.standIn)
    open.push(standIn)
    const waits: number[] = []
    const agents = openClaudeAgents({
      apiKey: standIn.key,
      baseUrl: standIn.url,
      modelId: given.modelId,
      sleep: async (ms) => void waits.push(ms),
      idleLimitMs: given.idleLimitMs ?? 10_000,
      analyse: given.analyse ?? (async () => analysisOf(snapshot, given.digest ?? shopDigest)),
    })
    return { standIn, story: () => writeStory(agents, snapshot, given.story), waits, snapshot, replies }
  }
  return { tell, close: async () => void (await Promise.all(open.splice(0).map((standIn) => standIn.close()))) }
}

/** Which agent's a request is, read off the task itself. */
export const taskOf = (request: Request): string => {
  const first = blocksOf(request.messages[0]?.content ?? '')
    .map((block) => block.text)
    .join('\n')
  if (first.startsWith('A listener asked for a story')) return 'intent'
  if (request.output_config?.format !== undefined) return 'format'
  return (
    /You are the (Analyzer)|Plan a (story)|Write (chapter \d+)/
      .exec(first)
      ?.slice(1)
      .find((name) => name !== undefined) ?? 'other'
  )
}
