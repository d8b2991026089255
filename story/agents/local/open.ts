// The local narrator: the four agents by static analysis. No model, no network, nothing to pay.
import type { Agents } from '../agents.ts'
import type { FindMetadata } from '../find-metadata.ts'
import { analyze } from './analyze.ts'
import { direct } from './direct.ts'
import { chat } from './intent/chat.ts'
import { understand } from './intent/understand.ts'
import { outline } from './outline.ts'
import { writeChapter } from './write-chapter.ts'

interface LocalAgentsOptions {
  /** Left out where GitHub is not to be asked. */
  findMetadata?: FindMetadata
}

export const openLocalAgents = ({ findMetadata = async () => null }: LocalAgentsOptions = {}): Agents => ({
  narrator: 'local',
  paid: false,
  // A chapter's words are in its brief: writing it is a moment, and speaking it is what takes time.
  parallelChapters: 8,
  understand,
  analyze: (input, context) => analyze(input, context, findMetadata),
  outline,
  writeChapter,
  direct,
  chat,
})
