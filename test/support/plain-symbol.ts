// What a symbol has that nobody calls and nobody explains: tests write only what they are about.
import type { CodeSymbol } from '../../shared/analysis.ts'

export const plainSymbol: Pick<CodeSymbol, 'doc' | 'exported' | 'parent' | 'extends' | 'calls' | 'reference_count'> = {
  doc: null,
  exported: true,
  parent: null,
  extends: [],
  calls: [],
  reference_count: 1,
}
