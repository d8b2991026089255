// Languages that get a full parse.
import { go } from './languages/go.ts'
import { javascript, tsx, typescript } from './languages/javascript.ts'
import { python } from './languages/python.ts'
import { rust } from './languages/rust.ts'
import type { SyntaxRow } from './row.ts'

export const syntaxRows: Readonly<Record<string, SyntaxRow>> = {
  JavaScript: javascript,
  TypeScript: typescript,
  TSX: tsx,
  Python: python,
  Go: go,
  Rust: rust,
}
