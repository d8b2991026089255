// The four agents on Claude.
import type { Agents } from '../agents.ts'
import { type AnalyseRepository, analyze } from './analyzer.ts'
import { outline, writeChapter } from './architect.ts'
import { chat } from './chat.ts'
import { understand } from './intent.ts'
import { type NarratorOptions, openNarrator } from './narrator.ts'
import { direct } from './voice-director.ts'

export interface ClaudeOptions extends NarratorOptions {
  analyse: AnalyseRepository
}

/** All of the longest story: what a rate limit doesn't let through waits for it, and the story takes as long as its longest chapter. */
const parallelChapters = 12

export const openClaudeAgents = ({ analyse, ...options }: ClaudeOptions): Agents => {
  const narrator = openNarrator(options)
  return {
    // Not a constant: a default that the service has retired is replaced while we run.
    get narrator() {
      return narrator.model().id
    },
    paid: true,
    parallelChapters,
    understand: (input, context) => understand(input, narrator, context),
    analyze: (input, context) => analyze(input, { narrator, analyse }, context),
    outline: (input, context) => outline(input, narrator, context),
    writeChapter: (input, context) => writeChapter(input, narrator, context),
    direct: (input, context) => direct(input, narrator, context),
    chat: (input, context) => chat(input, narrator, context),
  }
}
