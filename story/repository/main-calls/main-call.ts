// A call that is worth following, and what its finders are given.
import type { EntryPoint, Place } from '../../../shared/analysis.ts'
import type { CallGraph, LinkedSymbol } from '../call-graph/link-calls.ts'
import type { ImportGraph } from '../import-graph.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { Usage } from './usage.ts'

export interface MainCall {
  entry: EntryPoint
  start: LinkedSymbol
  /** Of a program without a main function: the line of its script that makes the call. */
  calledFrom?: Place
}

export interface MainCallSources {
  parsed: readonly ParsedFile[]
  entries: readonly EntryPoint[]
  calls: CallGraph
  graph: ImportGraph
  fileScore: (path: string) => number
  weightOf: (linked: LinkedSymbol) => number
  name: string
  usage: Usage
}
