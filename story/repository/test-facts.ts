// How the project is tested: with what, how much, and which test speaks of which part.
import type { RepositoryFacts, TestFacts } from '../../shared/analysis.ts'
import type { ImportGraph } from './import-graph.ts'
import { baseName } from './languages.ts'
import { lineCounter } from './lexers/scan.ts'
import type { Manifest } from './manifests/manifest.ts'
import type { ScannedFile } from './resolvers/resolver.ts'
import { listTestCode } from './test-code.ts'

const maxSubjects = 25
const maxCases = 40

/** How a language's tests are named. */
const casePatterns: Readonly<Record<string, RegExp>> = {
  JavaScript: /^[ \t]*(?:it|test|describe|context|suite)(?:\.\w+)*\(\s*(['"`])((?:(?!\1).)+)\1/gm,
  Python: /^[ \t]*(?:async\s+)?def\s+()(test_\w+)/gm,
  Go: /^func\s+()(Test\w+|Benchmark\w+|Fuzz\w+|Example\w*)\s*\(/gm,
  Rust: /#\[(?:\w+::)?test\][^{;]*?fn\s+()(\w+)|^rgtest!\(\s*()(\w+)/gm,
  Java: /@(?:Test|ParameterizedTest)\b[\s\S]{0,200}?\bvoid\s+()(\w+)\s*\(/g,
  Kotlin: /@Test\b[\s\S]{0,200}?\bfun\s+()(`[^`]+`|\w+)/g,
  'C#': /\[(?:Fact|Theory|Test|TestMethod)[\s\S]{0,200}?\b(?:void|Task)\s+()(\w+)\s*\(/g,
  'C++': /^\s*(?:TEST(?:_F|_P)?|TEST_CASE|SCENARIO)\(\s*(")?([^")]+)/gm,
  Ruby: /^[ \t]*(?:it|describe|context|test|should)\s*\(?\s*(['"])((?:(?!\1).)+)\1|^[ \t]*def\s+()(test_\w+)/gm,
  PHP: /function\s+()(test\w+)\s*\(/g,
  Swift: /func\s+()(test\w+)\s*\(/g,
}
const aliases: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript', C: 'C++' }

const frameworks: readonly [RegExp, string][] = [
  [
    /^(?:mocha|jest|vitest|ava|tap|tape|jasmine|karma|cypress|@playwright\/test|supertest|chai|pytest|hypothesis|tox|nose|rspec|minitest|test-unit|phpunit\/phpunit|junit|junit-jupiter|testng|xunit|nunit|mstest|catch2|googletest|proptest|quickcheck|criterion|quick|nimble|truth|mockito-core)$/i,
    '',
  ],
  [/^github\.com\/stretchr\/testify$/, 'testify'],
  [/^github\.com\/onsi\/ginkgo/, 'ginkgo'],
  [/^org\.junit/, 'JUnit'],
]

/** By how tests import it. */
const imported: readonly [RegExp, string][] = [
  [/^org\.junit\b/, 'JUnit'],
  [/^kotlin\.test\b/, 'kotlin.test'],
  [/^org\.testng\b/, 'TestNG'],
  [/^Xunit\b/, 'xUnit'],
  [/^NUnit\b/, 'NUnit'],
  [/^Microsoft\.VisualStudio\.TestTools\b/, 'MSTest'],
  [/^XCTest$/, 'XCTest'],
  [/^Testing$/, 'Swift Testing'],
  [/^PHPUnit\b/, 'PHPUnit'],
  [/^gtest\b/, 'GoogleTest'],
  [/^catch2?\b/i, 'Catch2'],
  [/^doctest\b/, 'doctest'],
  [/^pytest$/, 'pytest'],
  // With its mocks alone others run the tests.
  [/^unittest\b(?!\.mock)/, 'unittest'],
  [/^minitest\b/, 'minitest'],
  [/^rspec\b/, 'RSpec'],
  [/^node:test$/, "Node's test runner"],
  [/^vitest$/, 'vitest'],
]

/** `from unittest import mock`: others run the tests. */
const isMockAlone = ({ name, names }: { name: string; names: readonly string[] }): boolean =>
  name === 'unittest' && names.length > 0 && names.every((one) => /^(?:mock|patch|call|ANY|sentinel|\w*Mock|mock_open)$/.test(one))

/** What a language brings itself. */
const builtIn: Readonly<Record<string, string>> = { Go: "Go's testing package", Rust: "Rust's built-in test harness" }

interface TestSources {
  files: ReadonlyMap<string, ScannedFile>
  graph: ImportGraph
  manifests: readonly Manifest[]
  /** Text of the longest test files. */
  texts: ReadonlyMap<string, string>
  rankOf: (path: string) => number
  ci: RepositoryFacts['ci']
}

export const pickTestFiles = (files: Iterable<ScannedFile>): string[] =>
  listTestCode(files)
    .filter((file) => casePatternOf(file.language) !== undefined)
    .sort((a, b) => b.lines - a.lines || (a.path < b.path ? -1 : 1))
    .slice(0, maxSubjects)
    .map((file) => file.path)

const casePatternOf = (language: string): RegExp | undefined => casePatterns[aliases[language] ?? language]

export const readTests = ({ files, graph, manifests, texts, rankOf, ci }: TestSources): TestFacts => {
  const sources = [...files.values()].flatMap(({ kind, path }) => (kind === 'source' ? [path] : []))
  const sourcesByStem = Map.groupBy(sources, stemOf)
  const tests = listTestCode(files.values())
  const testPaths = new Set(tests.map(({ path }) => path))
  const named: TestFacts['frameworks'] = []
  for (const manifest of manifests)
    for (const { name, line } of manifest.dependencies) {
      const found = frameworks.find(([pattern]) => pattern.test(name))
      const shown = found === undefined ? null : found[1] === '' ? name : found[1]
      if (shown !== null && !named.some((known) => known.name === shown))
        named.push({ name: shown, place: { file: manifest.file, start_line: line, end_line: line } })
    }
  // A manifest of tests may lie among them, unread; what they import is there to see.
  for (const [external, uses] of graph.externals) {
    const found = imported.find(([pattern]) => pattern.test(external))
    const use = found === undefined ? undefined : uses.find((one) => testPaths.has(one.file) && !isMockAlone(one))
    if (
      found !== undefined &&
      use !== undefined &&
      // pytest runs what is written with unittest as well.
      !(found[1] === 'unittest' && named.some(({ name }) => /^pytest$/i.test(name))) &&
      !named.some(({ name }) =>
        name
          .toLowerCase()
          .replace(/[^a-z]/g, '')
          .includes(found[1].toLowerCase()),
      )
    )
      named.push({ name: found[1], place: { file: use.file, start_line: use.line, end_line: use.line } })
  }
  for (const [language, name] of Object.entries(builtIn)) {
    const example = tests.find((file) => file.language === language && (language !== 'Go' || file.path.endsWith('_test.go')))
    if (example !== undefined && !named.some((known) => known.name === name))
      named.push({ name, place: { file: example.path, start_line: 1, end_line: Math.max(1, example.lines) } })
  }
  return {
    frameworks: mostUsedFirst(named, tests, graph),
    files: tests.length,
    lines: tests.reduce((sum, file) => sum + file.lines, 0),
    command: findCommand(manifests, ci),
    subjects: [...texts].map(([path, text]) => {
      const file = files.get(path)
      const cases = readCases(path, text, file?.language ?? '')
      // What lies among the tests and holds none helps the others, whatever it is called like.
      const isHelper = cases.length === 0 && casePatternOf(file?.language ?? '') !== undefined
      return { file: path, lines: file?.lines ?? 0, covers: isHelper ? null : findSubject(path, { files, graph, rankOf, sourcesByStem }), cases }
    }),
  }
}

/** What most tests are written with says how it is tested; a framework of a corner is named after it. */
const mostUsedFirst = (frameworks: TestFacts['frameworks'], tests: readonly ScannedFile[], graph: ImportGraph): TestFacts['frameworks'] => {
  const paths = new Set(tests.map(({ path }) => path))
  const uses = new Map<string, Set<string>>()
  for (const [external, places] of graph.externals) {
    const shown =
      imported.find(([pattern]) => pattern.test(external))?.[1] ?? frameworks.find(({ name }) => external === name || external.endsWith(`/${name}`))?.name
    if (shown === undefined) continue
    const files = uses.get(shown.toLowerCase()) ?? new Set()
    for (const { file } of places) if (paths.has(file)) files.add(file)
    uses.set(shown.toLowerCase(), files)
  }
  const count = ({ name }: TestFacts['frameworks'][number]): number => {
    const language = Object.keys(builtIn).find((key) => builtIn[key] === name)
    if (language !== undefined) return tests.filter((file) => file.language === language).length
    return uses.get(name.toLowerCase())?.size ?? [...uses].find(([used]) => name.toLowerCase().includes(used))?.[1].size ?? 0
  }
  return frameworks.toSorted((a, b) => count(b) - count(a))
}

const readCases = (path: string, text: string, language: string): TestFacts['subjects'][number]['cases'] => {
  const pattern = casePatternOf(language)
  if (pattern === undefined) return []
  const lineAt = lineCounter(text)
  return Array.from(text.matchAll(pattern).take(maxCases), (match) => {
    const name = match[2] ?? match[4] ?? ''
    const line = lineAt(match.index + match[0].length)
    return { name, place: { file: path, start_line: line, end_line: line } }
  })
}

const testCommand =
  /^(?:sudo |xvfb-run |python3? -m |bundle exec |npx |uv run |\.\/)?(?:go test|cargo (?:\w+ )?test|pytest|tox|nox|(?:npm|yarn|pnpm)(?: run)? test|mvnw?\b.*\b(?:test|verify|install)\b|gradlew?\b.*\b(?:test|check|build)\b|dotnet test|rake(?: test| spec)?$|rspec|swift test|(?:vendor\/bin\/)?phpunit|composer (?:run )?test|make (?:test|check)\b|ctest)/

/** What is asked of the code besides: types, form, what comes with it. */
const otherCheck = /mypy|pyright|\blint|\btyp(?:es?|ing)(?:check)?\b|\bformat|\bdocs?\b|\bbench|\baudit|\bsafety/i

/** The manifest's own script; else what the continuous integration runs. */
const findCommand = (manifests: readonly Manifest[], ci: RepositoryFacts['ci']): TestFacts['command'] => {
  for (const manifest of manifests) {
    if (manifest.folder !== '') continue
    const script = manifest.scripts.find(({ name, command }) => name === 'test' && !/no test specified/.test(command))
    if (script !== undefined) return { command: script.command, place: { file: manifest.file, start_line: script.line, end_line: script.line } }
  }
  for (const { runs, place } of ci) {
    const run = runs.find((line) => testCommand.test(line) && !otherCheck.test(line))
    if (run !== undefined) return { command: run, place }
  }
  return null
}

/** By name first (app.router.js ~ router), then by what the test imports most deeply. */
const findSubject = (
  path: string,
  { files, graph, rankOf, sourcesByStem }: Pick<TestSources, 'files' | 'graph' | 'rankOf'> & { sourcesByStem: ReadonlyMap<string, readonly string[]> },
): string | null => {
  const stem = baseName(path)
    .replace(/\.\w+$/, '')
    .replace(/[._-]?(?:test|spec|tests)$|^(?:test|tests|spec)[._-]|Tests?$|Spec$/gi, '')
    .toLowerCase()
  const imported = (graph.edgesFrom.get(path) ?? []).map((edge) => edge.to).filter((to) => files.get(to)?.kind === 'source')
  // Of `application/response.test.js` it is the folder that names what is tested.
  const folder = path.split('/').at(-2)?.toLowerCase() ?? ''
  const isOfAnother = folder !== stem && sourcesByStem.has(folder)
  const sources = isOfAnother ? [] : (sourcesByStem.get(stem) ?? [])
  const near = sources.find((source) => imported.includes(source)) ?? (sources.length === 1 ? sources[0] : undefined)
  if (near !== undefined) return near
  if (stem.length < 3) return null
  return imported.toSorted((a, b) => rankOf(a) - rankOf(b)).find((to) => stemOf(to).includes(stem)) ?? null
}

/** A file's name without its ending. */
const stemOf = (path: string): string =>
  baseName(path)
    .replace(/\.\w+$/, '')
    .toLowerCase()
