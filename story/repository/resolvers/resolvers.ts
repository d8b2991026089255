// A row per language.
import { createGoNeighbours, createGoResolver } from './go.ts'
import { createJavaScriptResolver } from './javascript.ts'
import { createPythonResolver } from './python.ts'
import type { CreateNeighbours, CreateResolver } from './resolver.ts'
import { createRustResolver } from './rust.ts'

export interface ResolverRow {
  languages: readonly string[]
  resolver: CreateResolver
  neighbours?: CreateNeighbours
}

export const resolverRows: readonly ResolverRow[] = [
  { languages: ['JavaScript', 'TypeScript', 'TSX', 'Vue', 'Svelte', 'Astro'], resolver: createJavaScriptResolver },
  { languages: ['Python'], resolver: createPythonResolver },
  { languages: ['Go'], resolver: createGoResolver, neighbours: createGoNeighbours },
  { languages: ['Rust'], resolver: createRustResolver },
]
