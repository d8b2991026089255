// What is handed to all that look at one node of a file.
import type { Comment } from './comments.ts'
import type { Context } from './context.ts'
import type { ParsedFile } from './parsed-file.ts'
import type { SyntaxRow } from './row.ts'
import type { SyntaxNode } from './tree.ts'

/** The file that is being read, its text and its language. */
export interface Reading {
  file: ParsedFile
  text: string
  row: SyntaxRow
}

/** With what may be written above a node, and the way on for those who change what holds around its children. */
export interface Walk extends Reading {
  lines: readonly string[]
  /** Comments on lines of their own, by the line that they end on. */
  commentByEnd: ReadonlyMap<number, Comment>
  visit: (node: SyntaxNode, context: Context) => void
}
