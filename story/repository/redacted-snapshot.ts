// The view that everybody gets: text without secrets. The raw one below it is for the lexers of the analysis alone, whose
// results hold no text; taking secrets out of every file of a large repository would cost more than reading it.
import { cleanText } from './clean-text.ts'
import type { BlobReader } from './git-objects.ts'
import { type FileText, type ReadingOrder, readFiles } from './read-files.ts'
import { redactSecrets } from './secrets.ts'
import type { RawSnapshot, RepositorySnapshot } from './snapshot.ts'

export async function* readRedacted(order: ReadingOrder, signal?: AbortSignal, readBlobs?: BlobReader): AsyncGenerator<FileText> {
  for await (const files of readFiles(order, signal, readBlobs))
    for (const { path, text } of files) yield { path, text: await redactSecrets(path, cleanText(text)) }
}

/** @param signal ends its reading */
export const redactSnapshot = ({ orderOf, ...shown }: RawSnapshot, signal?: AbortSignal): RepositorySnapshot => ({
  ...shown,
  readMany: (paths) => readRedacted(orderOf(paths), signal),
  read: async (path) => {
    for await (const { text } of readRedacted(orderOf([path]), signal)) return text
    return null
  },
})
