// Where the outline is looked at: its evidence must exist, and its title and summary, which are shown to everybody, must name
// nothing that the repository doesn't hold. It is handed back twice at most; what is still wrong then is left out.
import type { AnalysisResult } from '../../../shared/analysis.ts'
import type { ChapterDraft } from '../../../shared/script.ts'
import type { CheckDraft } from '../../check/check-chapter.ts'
import { sentencesOf } from '../../repository/prose.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import { findDemands } from './demands.ts'
import type { CreateOutlineInput, OutlineDesk } from './tools/create-outline.ts'
import { findPlace } from './tools/place.ts'
import { placeExists } from './tools/submit-analysis.ts'

const mostRepairs = 2

export interface OpenOutlineDesk extends OutlineDesk {
  isTaken: () => boolean
  finish: () => CreateOutlineInput | null
  repairs: () => number
}
interface Options {
  analysis: AnalysisResult
  snapshot: RepositorySnapshot
  check: CheckDraft
  /** More than these in one story, and none of them gets anywhere. */
  mostChapters: number
}

/** A title or a summary makes no citation, so only what it names is judged. */
const judged = new Set(['unknown_path', 'unknown_name', 'wrong_number', 'wrong_quotation'])

export const openOutlineDesk = ({ analysis, snapshot, check, mostChapters }: Options): OpenOutlineDesk => {
  const isDemanded = findDemands(analysis)
  let repairs = 0
  let taken = false
  let best: CreateOutlineInput | null = null

  const problemsIn = async (text: string): Promise<string[]> => {
    if (isDemanded(text)) return [`“${text}” repeats a text that speaks to a model.`]
    const draft: ChapterDraft = {
      title: 'x',
      paragraphs: [{ speaker: 'host', sentences: [{ text, sources: [] }] }],
      code_examples: [],
      predicted_seconds: 0,
      notes: [],
    }
    const problems = await check(draft)
    return problems.filter((problem) => judged.has(problem.kind)).map((problem) => `“${text}”: ${problem.message}`)
  }

  const review = async (input: CreateOutlineInput): Promise<string> => {
    const wrong: string[] = []
    if (input.chapters.length > mostChapters) wrong.push(`At most ${mostChapters} chapters.`)
    const title = (await problemsIn(input.title)).length === 0 ? input.title : `How ${analysis.facts.name} works`
    if (title !== input.title) wrong.push(...(await problemsIn(input.title)))
    const summary: string[] = []
    for (const sentence of sentencesOf(input.summary)) {
      const problems = await problemsIn(sentence)
      if (problems.length === 0) summary.push(sentence)
      wrong.push(...problems)
    }
    const chapters: CreateOutlineInput['chapters'] = []
    for (const chapter of input.chapters.slice(0, mostChapters)) {
      const evidence: string[] = []
      for (const place of chapter.evidence) {
        if (await placeExists(findPlace(place), snapshot)) evidence.push(place)
        else wrong.push(`${place} are no lines of the repository.`)
      }
      const problems = await problemsIn(chapter.title)
      wrong.push(...problems)
      chapters.push({ ...chapter, title: problems.length === 0 ? chapter.title : `Chapter ${chapters.length + 1}`, evidence })
    }
    best = { ...input, title, summary: summary.join(' ') || `A story of ${analysis.facts.full_name}.`, chapters }
    if (wrong.length === 0 || repairs >= mostRepairs) {
      taken = true
      return 'Taken.'
    }
    repairs += 1
    return [
      'This does not hold:',
      ...wrong.slice(0, 15).map((line) => `- ${line}`),
      'Correct it and hand in the whole plan again by calling the tool create_outline.',
    ].join('\n')
  }

  return { snapshot: async () => snapshot, analysis, review, isTaken: () => taken, finish: () => best, repairs: () => repairs }
}
