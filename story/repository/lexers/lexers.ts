// A row per language that gets a quick look.
import { scanC } from './c.ts'
import { scanCSharp } from './csharp.ts'
import { scanGo } from './go.ts'
import { scanJavaScript } from './javascript.ts'
import { scanJvm } from './jvm.ts'
import { scanPhp } from './php.ts'
import { scanPython } from './python.ts'
import { scanRuby } from './ruby.ts'
import { scanRust } from './rust.ts'
import type { Lexer } from './scan.ts'
import { scanSwift } from './swift.ts'

export const lexers: Readonly<Record<string, Lexer>> = {
  JavaScript: scanJavaScript,
  TypeScript: scanJavaScript,
  TSX: scanJavaScript,
  Vue: scanJavaScript,
  Svelte: scanJavaScript,
  Astro: scanJavaScript,
  Python: scanPython,
  Go: scanGo,
  Rust: scanRust,
  Java: scanJvm,
  Kotlin: scanJvm,
  Scala: scanJvm,
  Groovy: scanJvm,
  'C#': scanCSharp,
  C: scanC,
  'C++': scanC,
  'Objective-C': scanC,
  Ruby: scanRuby,
  PHP: scanPhp,
  Swift: scanSwift,
}
