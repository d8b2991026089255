// What is handed to all that look at one node of a file.
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

/** Those whose node changes what holds around its children go on to these themselves. */
export interface Walk extends Reading {
  visit: (node: SyntaxNode, context: Context) => void
}
