// A row per family of languages.
import { createCNeighbours, createCResolver } from './c.ts'
import { createCSharpNeighbours, createCSharpResolver } from './csharp.ts'
import { createGoNeighbours, createGoResolver } from './go.ts'
import { createJavaScriptResolver } from './javascript.ts'
import { createJvmNeighbours, createJvmResolver, jvmLanguages } from './jvm.ts'
import { createPhpNeighbours, createPhpResolver } from './php.ts'
import { createPythonResolver } from './python.ts'
import type { CreateNeighbours, CreateResolver } from './resolver.ts'
import { createRubyNeighbours, createRubyResolver } from './ruby.ts'
import { createRustResolver } from './rust.ts'
import { createSwiftNeighbours, createSwiftResolver } from './swift.ts'

interface ResolverRow {
  languages: readonly string[]
  resolver: CreateResolver
  neighbours?: CreateNeighbours
}

export const resolverRows: readonly ResolverRow[] = [
  { languages: ['JavaScript', 'TypeScript', 'TSX', 'Vue', 'Svelte', 'Astro'], resolver: createJavaScriptResolver },
  { languages: ['Python'], resolver: createPythonResolver },
  { languages: ['Go'], resolver: createGoResolver, neighbours: createGoNeighbours },
  { languages: ['Rust'], resolver: createRustResolver },
  { languages: [...jvmLanguages], resolver: createJvmResolver, neighbours: createJvmNeighbours },
  { languages: ['C#'], resolver: createCSharpResolver, neighbours: createCSharpNeighbours },
  { languages: ['C', 'C++', 'Objective-C'], resolver: createCResolver, neighbours: createCNeighbours },
  { languages: ['Ruby'], resolver: createRubyResolver, neighbours: createRubyNeighbours },
  { languages: ['PHP'], resolver: createPhpResolver, neighbours: createPhpNeighbours },
  { languages: ['Swift'], resolver: createSwiftResolver, neighbours: createSwiftNeighbours },
]
