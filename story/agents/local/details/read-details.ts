// What stands inside of the code and no fact holds: read once, when the outline is made, from the files that matter most.
import type { CodeSymbol, ErrorFact, Quote, RepositoryFacts } from '../../../../shared/analysis.ts'
import { readDeprecation } from '../../../repository/main-calls/deprecated.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { isBorrowedTest } from '../borrowed-test.ts'
import { isOfOtherProgram } from '../other-programs.ts'
import { type Addition, isForThoseWhoTakePart, readAdditions } from './additions.ts'
import { type CommentedField, readCommentedFields, readFields } from './commented-fields.ts'
import { type MarkFound, readDesignMarks } from './design-marks.ts'
import { type EnumUse, readVariants, variantsNamedIn } from './enum-variants.ts'
import { type ErrorTable, looksAtNoEnvironment, readErrorTable } from './error-tables.ts'
import { type HouseRule, mayHoldRules, readHouseRules } from './house-rules.ts'
import { type LastStatements, readLastStatements } from './last-statements.ts'
import { readOrigin } from './origins.ts'
import { type Outcome, readOutcome } from './outcomes.ts'
import { noPlacesForMore, type PlacesForMore, readPlacesForMore } from './places-for-more.ts'
import { readStartFailures, type StartFailures } from './start-failures.ts'
import { readSharedFiles, readTestBase, type TestBase } from './test-base.ts'
import { type MethodFound, pickRunnerFiles, readTestMethods } from './test-methods.ts'
import { noTestShape, readTestShape, type TestShape } from './test-shape.ts'
import { readTestJobs, type TestJob } from './workflow-jobs.ts'

export interface Details {
  /** Of a type, by `file#qualified_name`. */
  fields: ReadonlyMap<string, readonly CommentedField[]>
  enums: readonly EnumDetails[]
  configuration: Configuration | null
  testShape: TestShape
  testMethods: readonly MethodFound[]
  testBase: TestBase | null
  /** Files of help that many test files name. */
  sharedTestFiles: readonly string[]
  testJobs: readonly TestJob[]
  startFailures: StartFailures | null
  errorTable: ErrorTable | null
  /** All of the code was read for it, and none of it looks at an environment variable. */
  isWithoutEnvironment: boolean
  /** Of answers with an error and of ends of the program, by `errorPlaceKey`. */
  outcomes: ReadonlyMap<string, Outcome>
  /** Of the functions on the followed paths. */
  lastStatements: LastStatements
  designMarks: readonly MarkFound[]
  /** `file#qualified_name` of the types that are marked as deprecated. */
  deprecated: ReadonlySet<string>
  additions: readonly Addition[]
  placesForMore: PlacesForMore
  houseRules: readonly HouseRule[]
  /** Where it comes from, in a sentence of its README. */
  origin: Quote | null
}
/** What the function by which users begin lets them decide. */
export interface Configuration {
  type: CodeSymbol
  taker: CodeSymbol
  fields: readonly CommentedField[]
}
export interface EnumDetails {
  symbol: CodeSymbol
  variants: readonly string[]
  uses: readonly EnumUse[]
}
export const noDetails: Details = {
  fields: new Map(),
  enums: [],
  configuration: null,
  testShape: noTestShape,
  testMethods: [],
  testBase: null,
  sharedTestFiles: [],
  testJobs: [],
  startFailures: null,
  errorTable: null,
  isWithoutEnvironment: false,
  outcomes: new Map(),
  lastStatements: new Map(),
  designMarks: [],
  deprecated: new Set(),
  additions: [],
  placesForMore: noPlacesForMore,
  houseRules: [],
  origin: null,
}
export const errorPlaceKey = ({ kind, place }: Pick<ErrorFact, 'kind' | 'place'>): string => `${kind} ${place.file}:${place.start_line}`
export const detailKey = ({ place, qualified_name: name }: Pick<CodeSymbol, 'place' | 'qualified_name'>): string => `${place.file}#${name}`

const typeKind = /^(?:class|interface|type|struct|trait)$/
/** As many files as hold the central types and what is done with them. */
const mostFiles = 60

const mostEnums = 30
const fewestVariants = 3
const isEnum = ({ kind, extends: parents, name }: CodeSymbol): boolean =>
  (kind === 'enum' || (kind === 'class' && parents.some((parent) => /^(?:\w+\.)?(?:Int|Str)?Enum$/.test(parent)))) && !/(?:Error|Exception)/.test(name)

export const readDetails = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<Details> => {
  const typed = facts.symbols.filter((symbol) => typeKind.test(symbol.kind) || isEnum(symbol)).map(({ place }) => place.file)
  const ending = facts.errors.filter(({ kind }) => kind === 'answered' || kind === 'exit_code').map(({ place }) => place.file)
  const files = [...new Set([...typed, ...ending, ...facts.key_files.map(({ path }) => path)])].slice(0, mostFiles)
  const texts = new Map<string, string>()
  for await (const { path, text } of snapshot.readMany(files)) texts.set(path, text)
  const sources = snapshot.files.filter(({ kind }) => kind === 'source').map(({ path }) => path)
  const fields = new Map<string, CommentedField[]>()
  for (const type of facts.symbols.filter(({ kind }) => typeKind.test(kind))) {
    const own = readCommentedFields(texts.get(type.place.file) ?? '', type.place)
    if (own.length > 0) fields.set(detailKey(type), own)
  }
  return {
    fields,
    enums: readEnums(facts, texts),
    configuration: readConfiguration(facts, texts),
    ...(await readTests(facts, snapshot, texts)),
    startFailures: readStartFailures(await readStarts(facts, snapshot)),
    errorTable: readErrorTable(texts),
    isWithoutEnvironment:
      !facts.read_in_part && facts.counts.source_files <= sources.length && sources.every((path) => texts.has(path)) && looksAtNoEnvironment(texts),
    outcomes: readOutcomes(facts, texts),
    lastStatements: await readLastStatements(facts, snapshot),
    designMarks: readDesignMarks(texts),
    deprecated: readDeprecated(facts, texts),
    ...(await readGuides(facts, snapshot)),
    placesForMore: await readPlacesForMore(facts, snapshot),
  }
}

const mostGuides = 8

const readGuides = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<Pick<Details, 'additions' | 'houseRules' | 'origin'>> => {
  const read = async (isMeant: (path: string) => boolean): Promise<Map<string, string>> => {
    const texts = new Map<string, string>()
    const paths = snapshot.files.map(({ path }) => path).filter(isMeant)
    for await (const { path, text } of snapshot.readMany(paths.slice(0, mostGuides))) texts.set(path, text)
    return texts
  }
  return {
    additions: readAdditions(await read(isForThoseWhoTakePart)),
    houseRules: readHouseRules(await read(mayHoldRules)),
    origin: readOrigin(await read((path) => /^readme(?:\.\w+)?$/i.test(path)), facts.name),
  }
}

/** A program of many commands begins in as many places. */
const mostStarts = 4

const readStarts = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<Map<string, string>> => {
  const isOther = isOfOtherProgram(facts)
  const files = facts.entry_points
    .filter(({ kind, place }) => (kind === 'bin' || kind === 'main' || kind === 'server') && !isOther(place.file))
    .map(({ place }) => place.file)
  const texts = new Map<string, string>()
  for await (const { path, text } of snapshot.readMany([...new Set(files)].slice(0, mostStarts))) texts.set(path, text)
  return texts
}

/** More would be read for no other answer. */
const mostTestFiles = 80
const codeFile = /\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|cs|php|swift|c|h|cc|cpp)$/

const readTests = async (
  facts: RepositoryFacts,
  snapshot: RepositorySnapshot,
  sources: ReadonlyMap<string, string>,
): Promise<Pick<Details, 'testShape' | 'testMethods' | 'testBase' | 'sharedTestFiles' | 'testJobs'>> => {
  const tests = snapshot.files
    .filter(({ kind, path }) => kind === 'test' && codeFile.test(path) && !isBorrowedTest(path))
    // What is short and deep is data more often than a test.
    .toSorted((a, b) => Number(isNamedTest(b.path)) - Number(isNamedTest(a.path)) || b.sizeBytes - a.sizeBytes || (a.path < b.path ? -1 : 1))
    .slice(0, mostTestFiles)
  const texts = new Map<string, string>()
  for await (const { path, text } of snapshot.readMany(tests.map(({ path }) => path))) texts.set(path, text)
  const inOrder = new Map(tests.flatMap(({ path }) => (texts.has(path) ? [[path, texts.get(path) ?? ''] as const] : [])))
  const paths = snapshot.files.map(({ path }) => path).filter((path) => !isBorrowedTest(path))
  const runners = new Map<string, string>()
  for await (const { path, text } of snapshot.readMany(pickRunnerFiles(paths))) runners.set(path, text)
  return {
    testShape: readTestShape(inOrder, paths, new Set(facts.symbols.map(({ name }) => name))),
    testMethods: readTestMethods({ tests: inOrder, runners, sources, paths }),
    testBase: readTestBase(inOrder),
    sharedTestFiles: readSharedFiles(inOrder),
    testJobs: readTestJobs(runners),
  }
}
const isNamedTest = (path: string): boolean => /test|spec|conftest|helper|util/i.test(path.split('/').at(-1) ?? path)

const begins = /^(?:create|open|start|init|initialize|configure|connect|build|make|new|listen|run|setup)(?:$|[A-Z_])/
const decides = /(?:Config(?:uration)?|Options?|Opts|Settings)$/
const bare = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')
const fewestChoices = 3

/** `Javalin.create(Consumer<JavalinConfig>)`: of the type that the project is called after, or of a function that its example calls. */
const readConfiguration = (facts: RepositoryFacts, texts: ReadonlyMap<string, string>): Configuration | null => {
  const example = facts.usage_example?.code ?? ''
  for (const taker of facts.symbols) {
    if ((taker.kind !== 'function' && taker.kind !== 'method') || !taker.exported || !begins.test(taker.name)) continue
    const isOfProject = taker.parent !== null && bare(taker.parent) === bare(facts.name)
    if (!isOfProject && !new RegExp(`\\b${taker.name}\\(`).test(example)) continue
    const named: readonly string[] = taker.signature.slice(taker.signature.indexOf('(')).match(/[A-Z]\w+/g) ?? []
    const type = facts.symbols.find(({ name, kind }) => named.includes(name) && decides.test(name) && typeKind.test(kind))
    const fields = type === undefined ? [] : readFields(texts.get(type.place.file) ?? '', type.place)
    if (type !== undefined && fields.length >= fewestChoices) return { type, taker, fields }
  }
  return null
}

const readDeprecated = (facts: RepositoryFacts, texts: ReadonlyMap<string, string>): Set<string> => {
  const asks = new Map([...texts].map(([path, text]) => [path, readDeprecation(text)]))
  const types = facts.symbols.filter(({ kind, place }) => typeKind.test(kind) && asks.has(place.file))
  return new Set(types.filter(({ place, doc }) => asks.get(place.file)?.(place.start_line, doc?.place.start_line ?? null) === true).map(detailKey))
}

const readOutcomes = (facts: RepositoryFacts, texts: ReadonlyMap<string, string>): Map<string, Outcome> => {
  const outcomes = new Map<string, Outcome>()
  for (const error of facts.errors) {
    const text = texts.get(error.place.file)
    if (text === undefined || (error.kind !== 'answered' && error.kind !== 'exit_code')) continue
    outcomes.set(errorPlaceKey(error), readOutcome(text.split('\n'), error.place, error.kind))
  }
  return outcomes
}

const readEnums = (facts: RepositoryFacts, texts: ReadonlyMap<string, string>): EnumDetails[] => {
  const linesOf = new Map([...texts].map(([path, text]) => [path, text.split('\n')]))
  const codeOf = ({ place }: CodeSymbol): string => (linesOf.get(place.file) ?? []).slice(place.start_line - 1, place.end_line).join('\n')
  const functions = facts.symbols.filter(({ kind }) => kind === 'function' || kind === 'method').map((symbol) => ({ symbol, code: codeOf(symbol) }))
  return facts.symbols
    .filter(isEnum)
    .slice(0, mostEnums)
    .map((symbol) => ({ symbol, variants: readVariants(texts.get(symbol.place.file) ?? '', symbol.place) }))
    .filter(({ variants }) => variants.length >= fewestVariants)
    .map(({ symbol, variants }): EnumDetails => {
      const { name } = symbol
      const uses = functions.flatMap(({ symbol: user, code }): EnumUse[] => {
        const isOwn = user.parent === symbol.qualified_name && user.place.file === symbol.place.file
        const named = code.includes(name) || isOwn ? variantsNamedIn(code, name, variants, isOwn) : []
        return named.length === 0 ? [] : [{ symbol: user.qualified_name, place: user.place, variants: named }]
      })
      return { symbol, variants, uses }
    })
}
