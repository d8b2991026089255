// The view that everybody gets: text without secrets. The raw one below it is for the lexers of the analysis alone, whose
// results hold no text; taking secrets out of every file of a large repository would cost more than reading it.
import { cleanText } from './clean-text.ts'
import { redactSecrets } from './secrets.ts'
import type { RepositorySnapshot } from './snapshot.ts'

export const redactSnapshot = (raw: RepositorySnapshot): RepositorySnapshot => {
  async function* readMany(paths: readonly string[]): AsyncGenerator<{ path: string; text: string }> {
    for await (const { path, text } of raw.readMany(paths)) yield { path, text: await redactSecrets(path, cleanText(text)) }
  }
  return {
    ...raw,
    readMany,
    read: async (path) => {
      for await (const { text } of readMany([path])) return text
      return null
    },
  }
}
