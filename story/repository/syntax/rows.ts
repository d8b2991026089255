// Languages that get a full parse: a row and a file each.
import { c, cpp } from './languages/c-family.ts'
import { csharp } from './languages/csharp.ts'
import { go } from './languages/go.ts'
import { java } from './languages/java.ts'
import { javascript, tsx, typescript } from './languages/javascript.ts'
import { kotlin } from './languages/kotlin.ts'
import { php } from './languages/php.ts'
import { python } from './languages/python.ts'
import { ruby } from './languages/ruby.ts'
import { rust } from './languages/rust.ts'
import { swift } from './languages/swift.ts'
import type { SyntaxRow } from './row.ts'

export const syntaxRows: Readonly<Record<string, SyntaxRow>> = {
  JavaScript: javascript,
  TypeScript: typescript,
  TSX: tsx,
  Python: python,
  Go: go,
  Rust: rust,
  Java: java,
  Kotlin: kotlin,
  'C#': csharp,
  C: c,
  'C++': cpp,
  Ruby: ruby,
  PHP: php,
  Swift: swift,
}
