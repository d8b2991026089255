// A chapter's brief → its draft: places become sources with links, code is read from the snapshot, verbatim, and every
// sentence is held against the repository once more.
import type { Place } from '../../../shared/analysis.ts'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { ChapterDraft, CodeExample, Source } from '../../../shared/script.ts'
import { secondVoice } from '../../../shared/voices.ts'
import { checkChapter } from '../../check/check-chapter.ts'
import { keepTrueSentences } from '../../check/keep-true-sentences.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import type { AgentContext, ChapterInput } from '../agents.ts'
import { chapterBriefSchema } from './outline.ts'

/** More than a screen of code is no example. */
const mostLines = 24

const sourceOf = (place: Place, { commit, link_template: link }: ChapterInput['analysis']['facts']): Source => ({
  ...place,
  commit,
  url:
    link === null
      ? null
      : link
          .replace('{file}', place.file.split('/').map(encodeURIComponent).join('/'))
          .replace('{start}', `${place.start_line}`)
          .replace('{end}', `${place.end_line}`),
})

const readExample = async (place: Place, snapshot: RepositorySnapshot, input: ChapterInput): Promise<CodeExample | null> => {
  const text = await snapshot.read(place.file)
  if (text === null) return null
  const lines = text.split('\n').slice(place.start_line - 1, Math.min(place.end_line, place.start_line + mostLines - 1))
  while (lines.at(-1)?.trim() === '') lines.pop()
  if (lines.length === 0) return null
  const end = place.start_line + lines.length - 1
  const language = snapshot.files.find(({ path }) => path === place.file)?.language ?? 'text'
  return { ...sourceOf({ ...place, end_line: end }, input.analysis.facts), language: language.toLowerCase(), code: lines.join('\n') }
}

export const writeChapter = async (input: ChapterInput, { signal, log, progress }: AgentContext): Promise<ChapterDraft> => {
  signal.throwIfAborted()
  const planned = input.outline.chapters[input.index]
  if (planned === undefined) throw new RangeError(`The outline has no chapter ${input.index}`)
  const brief = chapterBriefSchema.parse(planned.brief)
  const paragraphs = brief.paragraphs.map(({ speaker, sentences }) => ({
    speaker,
    sentences: sentences.map(({ text, places }) => ({ text, sources: places.map((place) => sourceOf(place, input.analysis.facts)) })),
  }))
  const examples: CodeExample[] = []
  if (brief.examples.length > 0) {
    const snapshot = await input.snapshot()
    for (const place of brief.examples) {
      const example = await readExample(place, snapshot, input)
      if (example !== null) examples.push(example)
    }
  }
  const draft: ChapterDraft = { title: planned.title, paragraphs, code_examples: examples, predicted_seconds: 0, notes: [] }
  // Whoever checks shares no code with whoever tells: what it cannot confirm is not told.
  const problems = await checkChapter(draft, { snapshot: await input.snapshot(), facts: input.analysis.facts })
  const { draft: kept, dropped } = keepTrueSentences(draft, problems)
  if (kept === null) throw new CodeStoryError('narrator_failed', `Nothing in the chapter "${planned.title}" could be confirmed against the repository.`)
  if (dropped.length > 0) log('Sentences dropped that could not be confirmed', { chapter: input.index + 1, dropped }, 'warning')
  const seconds =
    input.timing.chapterOverheadSeconds +
    kept.paragraphs.reduce(
      (sum, paragraph) => sum + input.timing.paragraphSeconds(paragraph, paragraph.speaker === 'guest' ? secondVoice[input.voice] : input.voice),
      0,
    )
  progress(1)
  return { ...kept, predicted_seconds: seconds, notes: dropped }
}
