// The independent judge of a chapter. It shares nothing with those who write: it takes a finished draft, reads off each
// sentence what is named in it (claims.ts), and looks that up in the repository at the same commit.
//
// A sentence passes when
// - each place that it cites exists (file, lines, commit), and one of them has to do with what the sentence names,
// - each path, name, version and quotation stands in the cited files, in what the analysis found, or in the repository,
// - each number stands in the cited files or can be counted (known-numbers.ts); of people, commits, packages, tests, errors
//   and routes each is held against the count of just these (counted-things.ts),
// - what it says about code has a source, its own or one of its paragraph's.
// A snippet passes when it is verbatim what its lines hold.
import type { RepositoryFacts } from '../../shared/analysis.ts'
import type { ChapterDraft, CodeExample, Sentence, Source } from '../../shared/script.ts'
import type { RepositorySnapshot } from '../repository/snapshot.ts'
import { namesCode, readClaims, type SentenceClaims } from './claims.ts'
import { type CountedThing, findCountedThings, judgeCount } from './counted-things.ts'
import { openSearch, type RepositorySearch } from './find-in-repository.ts'
import { findKnownNumbers } from './known-numbers.ts'
import { isBorneOut, numbersIn } from './numbers.ts'
import type { ChapterProblem, ProblemKind, ProblemPlace } from './problem.ts'
import { hasName, type SearchableText, searchable } from './searchable-text.ts'

export interface Evidence {
  snapshot: RepositorySnapshot
  /** Null: numbers about the whole repository are then held against its file list alone. */
  facts: RepositoryFacts | null
}

/** Lines around a citation that still count as cited: a doc comment above, a brace below. */
const marginLines = 4

interface CheckedSentence {
  place: ProblemPlace
  sentence: Sentence
  claims: SentenceClaims
  /** Every source of the paragraph: a neighbour's citation covers a sentence that goes on about it. */
  paragraphSources: Source[]
}

const linesOf = (text: string): string[] => searchable(text).lines.slice()
const citedLines = (lines: readonly string[], source: Pick<Source, 'start_line' | 'end_line'>, margin = 0): string =>
  lines.slice(Math.max(0, source.start_line - 1 - margin), source.end_line + margin).join('\n')

const functionWords = new Set(
  'about after also because been before being call called calls code does each every file files from function have here into itself just line lines made make makes more most name named once only other over same some such than that their them then there these they this those through used uses what when where which while with without your'.split(
    ' ',
  ),
)
/** First letters of the longer words, identifiers taken apart: "routes" meets `Router`. */
const stemsOf = (text: string): Set<string> =>
  new Set(
    text
      .replace(/([a-z\d])([A-Z])/g, '$1 $2')
      .toLowerCase()
      .split(/[^\p{L}]+/u)
      .filter((word) => word.length >= 4 && !functionWords.has(word))
      .map((word) => word.slice(0, 5)),
  )

const checkSource = (source: Source, lines: readonly string[] | null, commit: string | null): Pick<ChapterProblem, 'kind' | 'message'> | null => {
  if (lines === null) return { kind: 'missing_file', message: `The repository has no readable file ${source.file}.` }
  if (source.start_line > source.end_line || source.end_line > lines.length)
    return { kind: 'missing_lines', message: `${source.file} has ${lines.length} lines; ${source.start_line}-${source.end_line} are not among them.` }
  if (source.commit !== commit)
    return { kind: 'other_commit', message: `${source.file} is cited at commit ${source.commit}, but the repository was read at ${commit}.` }
  return null
}

const checkSnippet = (example: CodeExample, lines: readonly string[]): string | null => {
  const verbatim = linesOf(example.code).join('\n') === citedLines(lines, example)
  return verbatim ? null : `The snippet is not what lines ${example.start_line}-${example.end_line} of ${example.file} hold.`
}

/** A file, a folder, or the end of a path to one, as people shorten it. */
const makePathTest = (paths: readonly string[]): ((path: string) => boolean) => {
  const known = new Map<string, boolean>()
  return (path) => {
    const wanted = path.replace(/^\.?\/|\/$/g, '')
    const answer = known.get(wanted) ?? paths.some((candidate) => `/${candidate}/`.includes(`/${wanted}/`))
    known.set(wanted, answer)
    return answer
  }
}

export type CheckDraft = (draft: ChapterDraft) => Promise<ChapterProblem[]>

/** Judges one chapter after the other, and their versions: what was read for one is there for the next. */
export const openChecker = ({ snapshot, facts }: Evidence): CheckDraft => {
  const read = new Map<string, SearchableText | null>()
  const hasPath = makePathTest([...snapshot.files, ...snapshot.skipped].map(({ path }) => path))
  const topFolders = new Set(snapshot.files.map(({ path }) => path.slice(0, path.indexOf('/') + 1)).filter((folder) => folder !== ''))
  const analysed = searchable(
    facts === null ? snapshot.fullName : `${snapshot.fullName}\n${facts.name}\n${stringsOf({ ...facts, symbols: [], skipped: [] }).join('\n')}`,
  )
  let numbers: ReadonlySet<number> | null = null
  const knownNumbers = (): ReadonlySet<number> => {
    numbers ??= findKnownNumbers(snapshot.files, facts)
    return numbers
  }
  const search = openSearch(snapshot)
  const things = findCountedThings(snapshot.files, facts)
  return (draft) => checkDraft(draft, { snapshot, search, read, hasPath, topFolders, analysed, knownNumbers, things })
}

export const checkChapter = (draft: ChapterDraft, evidence: Evidence): Promise<ChapterProblem[]> => openChecker(evidence)(draft)

const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '')

/** Every text in the facts: what somebody wrote, and what was found. */
const stringsOf = (value: unknown): string[] => {
  if (typeof value === 'string') return [value]
  if (Array.isArray(value)) return value.flatMap(stringsOf)
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : []
}

interface Known {
  snapshot: RepositorySnapshot
  search: RepositorySearch
  /** Cited files so far; null for those that are not there. */
  read: Map<string, SearchableText | null>
  hasPath: (path: string) => boolean
  topFolders: ReadonlySet<string>
  analysed: SearchableText
  knownNumbers: () => ReadonlySet<number>
  things: readonly CountedThing[]
}

const checkDraft = async (
  draft: ChapterDraft,
  { snapshot, search, read, hasPath, topFolders, analysed, knownNumbers, things }: Known,
): Promise<ChapterProblem[]> => {
  const problems: ChapterProblem[] = []
  const report = (kind: ProblemKind, place: ProblemPlace, subject: string, message: string): void => {
    problems.push({ kind, place, subject, message })
  }

  const cited = [...draft.paragraphs.flatMap((paragraph) => paragraph.sentences.flatMap((sentence) => sentence.sources)), ...draft.code_examples]
  for (const file of new Set(cited.map((source) => source.file))) {
    if (read.has(file)) continue
    const text = await snapshot.read(file)
    read.set(file, text === null ? null : searchable(`${text}`))
  }
  const filesOf = (sources: readonly Source[]): SearchableText[] => [...new Set(sources.map(({ file }) => file))].flatMap((file) => read.get(file) ?? [])
  const linesIn = (file: string): readonly string[] | null => read.get(file)?.lines ?? null

  for (const [index, example] of draft.code_examples.entries()) {
    const lines = linesIn(example.file)
    const wrong = checkSource(example, lines, snapshot.commit)
    if (wrong !== null) report(wrong.kind, { codeExample: index }, example.file, wrong.message)
    else {
      const message = checkSnippet(example, lines ?? [])
      if (message !== null) report('changed_snippet', { codeExample: index }, example.file, message)
    }
  }

  const sentences: CheckedSentence[] = draft.paragraphs.flatMap((paragraph, paragraphIndex) => {
    const paragraphSources = paragraph.sentences.flatMap((sentence) => sentence.sources)
    return paragraph.sentences.map((sentence, sentenceIndex) => ({
      place: { paragraph: paragraphIndex, sentence: sentenceIndex },
      sentence,
      claims: readClaims(sentence.text),
      paragraphSources,
    }))
  })

  // What the cited files and the analysis don't show is looked for in the whole repository, once for the chapter.
  const wanted = { names: new Set<string>(), literals: new Set<string>(), quotations: new Set<string>() }
  for (const { claims, paragraphSources } of sentences) {
    const near = [...filesOf(paragraphSources), analysed]
    const isCited = (path: string): boolean => paragraphSources.some((source) => source.file.includes(path))
    // `basket.addItem` for the addItem of lib/basket.js, where there is another.
    const isOfCitedFile = (name: string): boolean => {
      const [head, member, ...more] = name.split('.')
      return member !== undefined && more.length === 0 && paragraphSources.some(({ file }) => stemOf(file) === head && read.get(file)?.hasName(member) === true)
    }
    for (const name of claims.names) if (!hasPath(name) && !near.some((text) => text.hasName(name)) && !isOfCitedFile(name)) wanted.names.add(name)
    for (const literal of [...claims.literals, ...claims.slashed, ...claims.paths])
      if (!hasPath(literal) && !isCited(literal) && !near.some((text) => text.hasLiteral(literal))) wanted.literals.add(literal)
    for (const quotation of claims.quotations) if (!near.some((text) => text.says(quotation))) wanted.quotations.add(quotation)
  }
  const found = await search.find(wanted)
  const isMissing = (list: ReadonlySet<string>, subject: string): boolean => list.has(subject) && !found.has(subject)

  for (const checked of sentences) {
    const { place, sentence, claims, paragraphSources } = checked
    let sourcesHold = true
    for (const source of sentence.sources) {
      const wrong = checkSource(source, linesIn(source.file), snapshot.commit)
      if (wrong === null) continue
      sourcesHold = false
      report(wrong.kind, place, `${source.file}:${source.start_line}-${source.end_line}`, wrong.message)
    }
    for (const path of claims.paths) if (isMissing(wanted.literals, path)) report('unknown_path', place, path, `There is no file ${path} in the repository.`)
    for (const path of claims.slashed)
      if (isMissing(wanted.literals, path) && topFolders.has(`${path.replace(/^\.?\//, '').split('/')[0]}/`))
        report('unknown_path', place, path, `There is no ${path} in the repository.`)
    for (const name of claims.names)
      if (isMissing(wanted.names, name)) report('unknown_name', place, name, `The repository holds nothing that is called ${name}.`)
    for (const literal of claims.literals)
      if (isMissing(wanted.literals, literal)) report('unknown_name', place, literal, `${literal} stands nowhere in the repository.`)
    for (const quotation of claims.quotations)
      if (isMissing(wanted.quotations, quotation))
        report('wrong_quotation', place, quotation, `The repository does not say “${quotation}”: quotation marks are for its own words.`)

    let counted = false
    if (claims.numbers.length > 0) {
      const files = filesOf(paragraphSources)
      const counts = [...files.map((file) => file.lines.length), ...paragraphSources.map((source) => source.end_line - source.start_line + 1)]
      const known = [knownNumbers(), new Set(counts), ...files.map((file) => file.numbers())]
      counted = true
      const shown = new Set(paragraphSources.flatMap((source) => numbersIn(citedLines(linesIn(source.file) ?? [], source, marginLines))))
      for (const number of claims.numbers)
        if (!(judgeCount(number, things, shown) ?? known.some((numbers) => isBorneOut(number, numbers))))
          report('wrong_number', place, number.text, `${number.text} stands in none of the cited lines and cannot be counted.`)
    }

    if (!namesCode(claims)) continue
    if (paragraphSources.length === 0) {
      report(
        'no_source',
        place,
        [...claims.paths, ...claims.names].join(', '),
        'The sentence names code and neither it nor its paragraph cites where that stands.',
      )
    } else if (sentence.sources.length > 0 && sourcesHold && !counted) {
      const shown = sentence.sources.map((source) => `${source.file}\n${citedLines(linesIn(source.file) ?? [], source, marginLines)}`).join('\n')
      const names = [...claims.names, ...claims.paths]
      const stems = stemsOf(shown)
      if (!names.some((name) => hasName(shown, name) || shown.includes(name)) && ![...stemsOf(sentence.text)].some((stem) => stems.has(stem)))
        report(
          'unrelated_citation',
          place,
          names.join(', '),
          `${sentence.sources.map((source) => `${source.file}:${source.start_line}-${source.end_line}`).join(', ')} has nothing to do with ${names.join(', ')}.`,
        )
    }
  }
  return problems
}
