// The analysis itself, from a snapshot to the facts. Two passes: a quick look at every file builds the import graph and
// the ranking; a full parse of the files that the ranking picks finds symbols, calls and what their comments say.
// It is heavy work: `analyze-repository.ts` runs it in a process of its own.
import type { History, KeyFile, Quote, RepositoryFacts } from '../../shared/analysis.ts'
import { analysisVersion } from './analysis-version.ts'
import { isForAgents, readAnswers } from './answers.ts'
import { readAudience } from './audience.ts'
import { readAutomation } from './automation.ts'
import { isChangelog, mergeReleases, readReleases, tellingReleases } from './changelog.ts'
import { listConstants, listSymbols } from './code-facts.ts'
import { createDeclaredCheck, listDependencies } from './dependencies.ts'
import { findEntryPoints } from './entry-points.ts'
import { kindsCut, listErrors } from './errors.ts'
import { describeDependencies, describeParts, explainedIn, withMeanings } from './explained-names.ts'
import { readExplanations } from './explanations.ts'
import { followMains } from './follow-mains.ts'
import { createHand, type Hand } from './hands.ts'
import { withImplementations } from './implementations.ts'
import { buildImportGraph } from './import-graph.ts'
import { folderOf } from './languages.ts'
import { findLicense } from './license.ts'
import { nameRoutes } from './main-calls/routes.ts'
import { withoutStubs } from './main-calls/stubs.ts'
import { readUsage } from './main-calls/usage.ts'
import { parseFiles, prepareGrammar } from './parse-files.ts'
import { findParts } from './parts.ts'
import { findPatterns } from './patterns/patterns.ts'
import { findProductFiles } from './product-files.ts'
import { findProjectName } from './project-name.ts'
import { quoteOfDoc } from './quotes.ts'
import { type RankedFile, rankFiles } from './rank.ts'
import { findRationales } from './rationales.ts'
import { purposeOfManifest, readReadme } from './readme.ts'
import type { Changes } from './recent-changes.ts'
import { isUpgradeGuide, readReleaseNotes } from './release-notes.ts'
import { scanRepository } from './scan-repository.ts'
import { isSettingFile } from './settings/setting-files.ts'
import { findSettings } from './settings/settings.ts'
import { shareOut } from './share-out.ts'
import type { RawSnapshot, RepositorySnapshot } from './snapshot.ts'
import { findSurprises } from './surprises/surprises.ts'
import { syntaxRows } from './syntax/rows.ts'
import { readTellingTexts } from './telling-texts.ts'
import { readTests } from './test-facts.ts'
import { collectVocabulary } from './vocabulary.ts'

const maxKeyFiles = 120
const maxStarts = 24
const maxToldSkipped = 500
const maxCallPaths = 6

interface AnalysisOptions {
  signal?: AbortSignal | undefined
  /** Share of the work done, and what is being done. */
  onProgress?: (share: number, doing: string) => void
  /** At least one; the last of them reads the history as well. */
  hands?: readonly Hand[]
}

/** @param raw the same snapshot without redaction, for the lexers alone: nothing of its text leaves them. */
export const analyzeSnapshot = async (
  snapshot: RepositorySnapshot,
  raw: RawSnapshot,
  { signal, onProgress, hands = [createHand()] }: AnalysisOptions = {},
): Promise<RepositoryFacts> => {
  const known = new Set(snapshot.files.map((file) => file.path))
  const other = hands.at(-1) ?? createHand()
  const { changing, readHistory } = readPast(snapshot, other, known, signal)
  const preparing = prepareGrammar(snapshot, hands)
  preparing.catch(() => undefined)
  onProgress?.(0.02, 'Listing files')
  const { repository, skipped, readInPart } = await scanRepository(raw, hands, {
    signal,
    onRead: (files, of) => onProgress?.(0.02 + (0.4 * files) / of, `Read ${files} of ${of} files`),
  })
  const name = findProjectName(snapshot.fullName, repository.manifests)
  const telling = readTellingTexts({
    snapshot,
    scanned: repository.files.values(),
    name,
    read: async (files) => {
      const reading = shareOut(files, hands).map(([hand, share]) => hand.read(raw.orderOf(share.map(({ path }) => path)), signal))
      return (await Promise.all(reading)).flat()
    },
  })
  telling.catch(() => undefined)
  // Only the end asks for it, and git takes a processor for it: so not before all files have been looked at.
  const tellingHistory = telling.then(readHistory)
  tellingHistory.catch(() => undefined)
  const graph = buildImportGraph(repository, createDeclaredCheck(repository.manifests))
  onProgress?.(0.5, 'Ranking files')
  const entries = findEntryPoints(repository)
  const texts = await telling
  const { prose } = texts
  const readme = texts.readme?.text ?? ''
  const told = texts.readme === null ? null : readReadme(texts.readme.path, readme, name)
  const entryReasons = new Map(
    entries.filter((entry) => entry.kind !== 'example' && entry.kind !== 'route').map((entry) => [entry.place.file, `entry point: ${entry.reason}`]),
  )
  const ranked = rankFiles([...repository.files.values()], { graph, entries: entryReasons, commits: (await changing)?.commitsByFile ?? new Map(), readme })
  const rankByPath = new Map(ranked.map((file, index) => [file.file.path, index]))
  const rankOf = (path: string) => rankByPath.get(path) ?? ranked.length
  const fileScore = (path: string) => ranked[rankOf(path)]?.score ?? 0

  const starts = entries.filter(({ kind }) => kind === 'bin' || kind === 'main' || kind === 'library').slice(0, maxStarts)
  onProgress?.(0.55, 'Parsing what matters most')
  await preparing
  const parsing = parseFiles(raw, hands, ranked, { starts: new Set(starts.map(({ place }) => place.file)), signal })
  parsing.catch(() => undefined)
  // What needs no parse is found while git brings the files.
  const packages = entries.filter((entry) => entry.kind === 'library').map((entry) => entry.name.split('/').at(-1) ?? entry.name)
  const usage = readUsage(texts.usage, [name, ...packages])
  const automation = readAutomation(prose, repository.manifests)
  const tests = readTests({ files: repository.files, graph, manifests: repository.manifests, texts: texts.tests, rankOf, ci: automation.ci })
  const firstParsed = withImplementations(await parsing)
  onProgress?.(0.92, 'Following calls')
  const { parsed, calls, paths, mains } = await followMains(firstParsed, {
    entries,
    graph,
    fileScore,
    name,
    usage,
    parseMore: (wanted) =>
      parseFiles(
        raw,
        hands,
        ranked.filter(({ file }) => wanted.has(file.path)),
        { starts: new Set(), signal },
      ),
  })
  const symbols = listSymbols(parsed, calls, fileScore)
  const callPaths = mains.slice(0, maxCallPaths).map(({ entry, start, calledFrom = null }) => paths.findPath(entry, start, calledFrom))

  const rootManifest = findRootManifest(repository.manifests, name)
  const headings = new Map(parsed.map((file) => [file.path, quoteOfDoc(file.heading, file.path)]))
  const sources = [...repository.files.values()].filter((file) => file.kind === 'source')
  const explained = explainedIn(texts.usage, parsed)
  const product = findProductFiles({ ranked, manifests: repository.manifests, graph, entries })
  const parts = describeParts(
    findParts({ ranked, product, manifests: repository.manifests, graph, describe: (path) => describePart(path, headings) }),
    explained,
  )
  const dependencies = describeDependencies(listDependencies({ manifests: repository.manifests, graph, files: repository.files, product, rankOf }), explained)
  const constants = listConstants(parsed)
  const errors = listErrors(parsed)
  const parsedPaths = new Set(parsed.map(({ path }) => path))
  const isParsedWhole = !readInPart && ranked.every(({ file }) => syntaxRows[file.language] === undefined || parsedPaths.has(file.path))
  const cut = kindsCut(errors, isParsedWhole)
  const [changelog = null] = [...prose].filter(([path]) => isChangelog(path)).map(([file, text]) => ({ file, text }))
  const dated = changelog === null ? [] : readReleases(changelog.file, changelog.text)
  const past = await tellingHistory
  const notes = readReleaseNotes(
    new Map([...prose].filter(([path]) => path === changelog?.file || isUpgradeGuide(path))),
    new Map(
      [...(past?.releases ?? []), ...dated].flatMap(({ name: release, date }) => (date === null ? [] : [[release.replace(/^.*?(?=\d)/, ''), date] as const])),
    ),
  )
  const history = past === null ? null : { ...past, releases: tellingReleases(mergeReleases(dated, past.releases)), release_notes: notes }
  const naming = {
    project: name,
    names: new Map([...symbols.map(({ name: symbol }) => symbol), ...parts.map((part) => part.name)].map((one, rank) => [one, rank])),
  }
  const explaining = texts.usage
    .filter(({ path, source }) => source === 'readme' || (source === 'documentation' && !isForAgents(path)))
    .map(({ path, text, source }) => ({ path, text, isReadme: source === 'readme' }))
  const pages = [...texts.pages].filter(([path]) => !explaining.some((page) => page.path === path)).map(([path, text]) => ({ path, text, isReadme: false }))
  const answers = readAnswers([...explaining, ...pages], parsed, naming)
  // A passage that begins with an answer is one, and as good a one.
  const explanations = readExplanations(explaining, naming).map((passage) => {
    const answer = answers.find(({ sentences: [first] }) => first?.text === passage.sentences[0]?.text)
    return answer === undefined ? passage : { ...passage, topic: answer.topic, score: Math.max(passage.score, answer.score) }
  })
  const inPassages = new Set(explanations.flatMap(({ sentences }) => sentences.map(({ text }) => text)))
  const others = answers.filter(({ sentences: [first] }) => first !== undefined && !inPassages.has(first.text))
  const leftOut = [
    ...snapshot.files
      .filter((file) => file.kind === 'generated' || file.kind === 'vendored')
      .map((file) => ({ path: file.path, reason: file.kind as 'generated' | 'vendored' })),
    ...skipped,
    ...snapshot.skipped,
  ]
  const facts: Omit<RepositoryFacts, 'surprises' | 'patterns' | 'vocabulary'> = {
    version: analysisVersion,
    name,
    full_name: snapshot.fullName,
    commit: snapshot.commit,
    link_template: snapshot.linkTemplate,
    subfolder: snapshot.subfolder,
    purpose: dedupe([...purposeOfManifest(rootManifest), ...(told?.purpose ?? [])]),
    introduction: told?.introduction ?? [],
    audience: told === null ? [] : readAudience(told.sentences, name),
    keywords: rootManifest?.keywords ?? [],
    features: told?.features ?? [],
    explanations: [...explanations, ...others],
    usage_example: told?.usage ?? null,
    license: findLicense(rootManifest, prose),
    version_name: rootManifest?.version
      ? { version: rootManifest.version.text, place: { file: rootManifest.file, start_line: rootManifest.version.line, end_line: rootManifest.version.line } }
      : null,
    counts: {
      files: snapshot.files.length + snapshot.skippedCount,
      source_files: sources.length,
      test_files: tests.files,
      source_lines: sources.reduce((sum, file) => sum + file.lines, 0),
      test_lines: tests.lines,
      packages: repository.manifests.filter(
        (manifest) => manifest.name !== null && !/(?:^|\/)(?:tests?|fixtures?|__fixtures__|examples?)\//.test(manifest.file),
      ).length,
      imports: graph.imports,
      imports_resolved: graph.importsResolved,
    },
    languages: shareLanguages(sources),
    parts,
    key_files: ranked.slice(0, maxKeyFiles).map((file) => keyFileOf(file, headings)),
    symbols,
    entry_points: orderEntries(withoutStubs(nameRoutes(entries, parsed), parsed), mains),
    call_paths: callPaths,
    dependencies,
    settings: withMeanings(
      findSettings({
        name,
        parsed,
        files: new Map([...prose].filter(([path]) => isSettingFile(path))),
        pages: new Map([...(texts.readme === null ? [] : [[texts.readme.path, readme] as const]), ...prose]),
        isShown: usage.isShown,
        isWritten: usage.isWritten,
      }),
      explained,
    ),
    errors,
    ...(cut.length === 0 ? {} : { errors_cut: cut }),
    constants,
    rationales: findRationales(parsed),
    tests,
    ...automation,
    history,
    read_in_part: readInPart || snapshot.readInPart,
    skipped: leftOut.slice(0, maxToldSkipped),
    skipped_count: leftOut.length + Math.max(0, snapshot.skippedCount - snapshot.skipped.length),
  }
  onProgress?.(0.98, 'Looking for surprises')
  return {
    ...facts,
    patterns: findPatterns({ facts, product, parsed, repository, graph }),
    surprises: findSurprises({ facts, parsed, calls, graph, changelog }),
    vocabulary: collectVocabulary(facts, parsed),
  }
}

/** The ranking waits for the one, and only the end for the other. */
const readPast = (
  { gitDirectory, commit }: RepositorySnapshot,
  hand: Hand,
  known: ReadonlySet<string>,
  signal?: AbortSignal,
): { changing: Promise<Changes | null>; readHistory: () => Promise<History | null> } => {
  if (gitDirectory === null || commit === null) return { changing: Promise.resolve(null), readHistory: async () => null }
  const changing = hand.readChanges(gitDirectory, commit, known, signal)
  // It is awaited later; a failure before that belongs to whoever awaits it.
  changing.catch(() => undefined)
  const readHistory = async (): Promise<History | null> => {
    const changes = await changing
    if (changes === null) return null
    const { commitsByFile: _, ...told } = changes
    return hand.readHistory(gitDirectory, commit, told, signal)
  }
  return { changing, readHistory }
}

export type FactsSoFar = Omit<RepositoryFacts, 'surprises' | 'patterns' | 'vocabulary'>

const findRootManifest = <Item extends { folder: string; name: string | null; description: unknown }>(
  manifests: readonly Item[],
  name: string,
): Item | undefined => {
  const plain = (text: string | null) => text?.toLowerCase().replace(/[^a-z\d]/g, '') ?? ''
  return (
    manifests.find((manifest) => manifest.folder === '' && manifest.name !== null) ??
    manifests.find((manifest) => plain(manifest.name) === plain(name)) ??
    manifests.find((manifest) => manifest.folder === '')
  )
}

const shareLanguages = (sources: readonly { language: string; lines: number }[]): RepositoryFacts['languages'] => {
  const shares = new Map<string, { files: number; lines: number }>()
  for (const { language, lines } of sources) {
    const known = shares.get(language) ?? { files: 0, lines: 0 }
    shares.set(language, { files: known.files + 1, lines: known.lines + lines })
  }
  const total = Math.max(
    1,
    sources.reduce((sum, file) => sum + file.lines, 0),
  )
  return [...shares]
    .map(([name, { files, lines }]) => ({ name, files, lines, share: Math.round((lines / total) * 1000) / 1000 }))
    .sort((a, b) => b.lines - a.lines || (a.name < b.name ? -1 : 1))
}

const keyFileOf = ({ file, score, reasons, importedBy, imports }: RankedFile, headings: ReadonlyMap<string, Quote | null>): KeyFile => ({
  path: file.path,
  language: file.language,
  lines: file.lines,
  score,
  reasons,
  imported_by: importedBy,
  imports,
  doc: headings.get(file.path) ?? null,
})

const describePart = (path: string, headings: ReadonlyMap<string, Quote | null>): Quote | null => {
  const own = headings.get(path) ?? headings.get(`${path}.rs`) ?? headings.get(`${path}.rb`)
  if (own !== undefined) return own
  for (const name of ['__init__.py', 'mod.rs', 'lib.rs', 'src/lib.rs', 'index.ts', 'index.js', 'doc.go', 'src/index.ts', 'package-info.java']) {
    const found = headings.get(`${path}/${name}`)
    if (found != null) return found
  }
  // Go's packages are explained at the head of any of their files.
  for (const [file, heading] of headings) if (file.endsWith('.go') && folderOf(file) === path && /^Package \w/.test(heading?.text ?? '')) return heading
  return null
}

/** What the main call paths start from comes first. */
const orderEntries = (
  entries: RepositoryFacts['entry_points'],
  mains: readonly { entry: RepositoryFacts['entry_points'][number] }[],
): RepositoryFacts['entry_points'] => {
  const first = mains.map(({ entry }) => entry)
  const same = (a: RepositoryFacts['entry_points'][number], b: RepositoryFacts['entry_points'][number]) =>
    a.kind === b.kind &&
    a.name === b.name &&
    a.place.file === b.place.file &&
    (a.kind === 'route' ? a.place.start_line === b.place.start_line : a.symbol === b.symbol || a.kind === 'bin' || a.kind === 'main')
  return [...first, ...entries.filter((entry) => !first.some((known) => same(known, entry)))].slice(0, 80)
}

const dedupe = (quotes: readonly Quote[]): Quote[] => {
  const seen = new Set<string>()
  return quotes.filter(({ text }) => {
    const key = text.toLowerCase().replace(/\W/g, '')
    return !seen.has(key) && seen.add(key)
  })
}
