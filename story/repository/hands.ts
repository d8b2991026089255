// Who does the work that grows with a repository: the thread of the analysis itself, and a second one beside it where there
// is a processor for it. Both do the same things, from plain data to plain data.
import { openBlobConversation } from './blob-conversation.ts'
import { withoutDemo } from './demo-block.ts'
import type { BlobReader } from './git-objects.ts'
import { readHistory } from './history.ts'
import { type Look, lookAtFile } from './look-at-file.ts'
import { type FileText, type ReadingOrder, readFiles } from './read-files.ts'
import { readChanges } from './recent-changes.ts'
import { readRedacted } from './redacted-snapshot.ts'
import type { SnapshotFile } from './snapshot.ts'
import { hide } from './syntax/comments.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser, type SyntaxParser } from './syntax/tree.ts'

export interface Hand {
  /** A quick look at each of the files, in any order. */
  look: (order: ReadingOrder, files: readonly SnapshotFile[], signal?: AbortSignal) => Promise<Look[]>
  /** Their text as everybody may see it. */
  read: (order: ReadingOrder, signal?: AbortSignal) => Promise<FileText[]>
  /** A full parse of those that have a grammar. */
  parse: (order: ReadingOrder, files: readonly Pick<SnapshotFile, 'path' | 'language' | 'isInstalled'>[], signal?: AbortSignal) => Promise<ParsedFile[]>
  /** Compiles a grammar ahead of its first file. */
  prepare: (grammar: string) => Promise<void>
  readChanges: typeof readChanges
  readHistory: typeof readHistory
}

export const createHand = (): Hand => {
  let opening: Promise<SyntaxParser> | null = null
  const openParser = (): Promise<SyntaxParser> => {
    opening ??= openSyntaxParser()
    return opening
  }
  const conversations = new Map<string, ReturnType<typeof openBlobConversation>>()
  /** For the few files that are read to their end. The many of a quick look come faster from a git that need not answer at once. */
  const readBlobs: BlobReader = (gitDirectory, objectIds, signal) => {
    const known = conversations.get(gitDirectory) ?? openBlobConversation(gitDirectory)
    conversations.set(gitDirectory, known)
    return known(objectIds, signal)
  }
  return {
    look: async (order, files, signal) => {
      const byPath = new Map(files.map((file) => [file.path, file]))
      const looks: Look[] = []
      for await (const texts of readFiles(order, signal)) {
        signal?.throwIfAborted()
        for (const file of texts) {
          const listed = byPath.get(file.path)
          if (listed !== undefined) looks.push(lookAtFile(file, listed))
        }
      }
      return looks
    },
    read: (order, signal) => Array.fromAsync(readRedacted(order, signal, readBlobs)),
    parse: async (order, files, signal) => {
      const parser = await openParser()
      const listed = new Map(files.map((file) => [file.path, file]))
      const parsed: ParsedFile[] = []
      for await (const { path, text: whole } of readRedacted(order, signal, readBlobs)) {
        signal?.throwIfAborted()
        const language = listed.get(path)?.language ?? ''
        const text = listed.get(path)?.isInstalled === true ? withoutDemo(whole) : whole
        const row = syntaxRows[language]
        const root = row === undefined ? null : await parser.parse(hide(text, row), row.grammar)
        if (row !== undefined && root !== null) parsed.push(readFile(path, language, text, root, row))
      }
      return parsed
    },
    prepare: async (grammar) => (await openParser()).prepare(grammar),
    readChanges,
    readHistory,
  }
}
