// The voice director: names of this repository that a voice would stumble over.
import type { AgentContext, Direction, StoryInput } from '../agents.ts'

/** "node-fetch" → "node fetch"; initials are left to the built-in rules. */
const sayWord = (word: string): string | null => {
  const spoken = word
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/[_\-.]+/g, ' ')
    .trim()
  return spoken === word || spoken === '' ? null : spoken
}

export const direct = async ({ analysis }: StoryInput, { signal }: AgentContext): Promise<Direction> => {
  signal.throwIfAborted()
  const pronunciations: Record<string, string> = {}
  for (const word of analysis.facts.vocabulary) {
    const spoken = sayWord(word)
    if (spoken !== null) pronunciations[word] = spoken
  }
  return { pronunciations, coverIdea: null }
}
