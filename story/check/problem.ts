// What the checker found wrong, in words that a writer can act on.
export const problemKinds = [
  'missing_file',
  'missing_lines',
  'other_commit',
  'unknown_path',
  'unknown_name',
  'wrong_number',
  'wrong_quotation',
  'unrelated_citation',
  'no_source',
  'changed_snippet',
  'demanded',
] as const
export type ProblemKind = (typeof problemKinds)[number]

/** Indexes into the draft. */
export type ProblemPlace = { paragraph: number; sentence: number } | { codeExample: number }

export interface ChapterProblem {
  kind: ProblemKind
  place: ProblemPlace
  /** The path, name, number or quotation in question. */
  subject: string
  /** One sentence: what is wrong and what the repository says instead, where that is known. */
  message: string
}
