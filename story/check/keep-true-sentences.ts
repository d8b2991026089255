// The last resort after repair: what still fails is not said. Whoever calls measures the chapter again afterwards.
import type { ChapterDraft } from '../../shared/script.ts'
import type { ChapterProblem } from './problem.ts'

export interface KeptChapter {
  /** Null when nothing of the chapter holds. */
  draft: ChapterDraft | null
  /** What was dropped and why, for the log. */
  dropped: string[]
}

export const keepTrueSentences = (draft: ChapterDraft, problems: readonly ChapterProblem[]): KeptChapter => {
  const reasons = new Map<string, string>()
  const keyOf = (place: ChapterProblem['place']): string => ('codeExample' in place ? `code ${place.codeExample}` : `${place.paragraph}.${place.sentence}`)
  for (const problem of problems) if (!reasons.has(keyOf(problem.place))) reasons.set(keyOf(problem.place), problem.message)

  const dropped: string[] = []
  const holds = (key: string, what: string): boolean => {
    const reason = reasons.get(key)
    if (reason !== undefined) dropped.push(`${what}: ${reason}`)
    return reason === undefined
  }
  const paragraphs = draft.paragraphs
    .map((paragraph, index) => ({ ...paragraph, sentences: paragraph.sentences.filter((sentence, at) => holds(`${index}.${at}`, `“${sentence.text}”`)) }))
    .filter((paragraph) => paragraph.sentences.length > 0)
  const codeExamples = draft.code_examples.filter((example, index) =>
    holds(`code ${index}`, `Snippet of ${example.file}:${example.start_line}-${example.end_line}`),
  )
  if (paragraphs.length === 0) return { draft: null, dropped }
  return { draft: { ...draft, paragraphs, code_examples: codeExamples, notes: [...draft.notes, ...dropped.map((line) => `Dropped ${line}`)] }, dropped }
}
