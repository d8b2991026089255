// How one test looks: a table of cases with a loop over it, the program run as its users run it, a helper that most tests
// call, files that hold the cases. Read from the tests themselves, by the calls that each ecosystem has for it.
import type { Place } from '../../../../shared/analysis.ts'

export interface TestTable {
  file: string
  place: Place
  /** Of the type of a case; null where it has none. */
  type: string | null
  /** Of one case. */
  fields: readonly string[]
}
export interface TestShape {
  table: TestTable | null
  /** Where the program itself is started. */
  program: { file: string; place: Place } | null
  /** Called in so many of so many test files. */
  helper: { name: string; place: Place; users: number; of: number } | null
  /** A folder of files that a test reads; listed: whatever lies there is a case. */
  cases: { folder: string; file: string; count: number; isListed: boolean; place: Place } | null
}
export const noTestShape: TestShape = { table: null, program: null, helper: null, cases: null }

type Texts = ReadonlyMap<string, string>
const mostFields = 5

const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length
const placeAt = (file: string, text: string, index: number, length = 0): Place => {
  const start = lineOf(text, index)
  return { file, start_line: start, end_line: start + length }
}

const goField = /^\s+([a-zA-Z]\w*(?:, \w+)*)\s+[[\]*\w.{}]+.*$/
const goFields = (lines: readonly string[]): string[] => {
  const end = lines.findIndex((line) => /^\s*\}/.test(line))
  return lines
    .slice(0, Math.max(end, 0))
    .flatMap((line) => goField.exec(line)?.[1]?.split(', ') ?? [])
    .slice(0, mostFields)
}

/** `tests := []routeTest{` with a loop over them, `@pytest.mark.parametrize("a, b", …)`, `it.each`, `@ParameterizedTest`, `#[case]`. */
const findTable = (texts: Texts): TestTable | null => {
  const found = [...texts].flatMap(([file, text]): (TestTable & { uses: number })[] => {
    if (file.endsWith('.go')) {
      const all = [...text.matchAll(/\b(\w+)\s*:?=\s*\[\](?:struct\b|\*?(\w+))\s*\{/g)].filter(({ 1: name }) => new RegExp(`range ${name}\\b`).test(text))
      const [first] = all
      if (first === undefined) return []
      const type = first[2] ?? null
      const start = type === null ? first.index : text.search(new RegExp(`^type ${type} struct \\{`, 'm'))
      if (start < 0) return []
      const fields = goFields(text.slice(start).split('\n').slice(1, 40))
      return fields.length < 2 ? [] : [{ file, place: placeAt(file, text, start, fields.length), type, fields, uses: all.length }]
    }
    if (file.endsWith('.py')) {
      const all = [...text.matchAll(/parametrize\(\s*\(?((?:"[\w, ]+"(?:,\s*)?)+)/g)]
      const best = all.find(({ 1: names }) => names?.includes(',')) ?? all[0]
      const fields = (best?.[1] ?? '')
        .replace(/"/g, '')
        .split(',')
        .map((name) => name.trim())
        .filter((name) => name !== '')
      return best === undefined || fields.length < 2
        ? []
        : [{ file, place: placeAt(file, text, best.index), type: null, fields: fields.slice(0, mostFields), uses: all.length }]
    }
    return []
  })
  return found.toSorted((a, b) => b.uses - a.uses)[0] ?? null
}

/** The program as its users start it, and not a call into it. */
const starts: readonly (readonly [languages: RegExp, call: RegExp])[] = [
  [/\.rs$/, /\bcargo_bin!?\(|env!\("CARGO_BIN_EXE_/],
  // `-c` runs a piece of code, and is no start of the program.
  [/\.py$/, /\[\s*sys\.executable,\s*["']-m["'],\s*["'](?!(?:pip|venv|build|pytest|coverage|mypy|black|ruff|http)\b)\w/],
  [
    /\.[cm]?[jt]sx?$/,
    /\b(?:spawn|spawnSync|execFile|execFileSync|execa|execaNode|fork)\(\s*(?:process\.execPath|['"`]node['"`]|bin\b|cli\b|BIN\b|CLI\b|[\w.]*[bB]inPath)/,
  ],
  [/\.go$/, /\bexec\.Command\(\s*(?:"go",\s*"run"|\w*[bB]in(?:ary)?(?:Path)?\b|os\.Args\[0\])/],
  [/\.rb$/, /\b(?:Open3\.\w+|IO\.popen)\((?![^)\n]*\b(?:rails|rake|bundle)\b)[^)\n]*(?:RbConfig\.ruby|Gem\.ruby|\bbin\/|\bexe\/)/],
]
/** Nothing is started where a stand-in takes the call: `mock.method(childProcess, 'spawn', …)`, `jest.mock('child_process')`, `patch("subprocess.run")`. */
const startsNothing =
  /\b(?:mock\w*|stub|replace|spyOn|patch(?:\.object)?|setattr|method)\(\s*(?:[\w.]+,\s*)?['"`](?:(?:node:)?child_process|execa|cross-spawn|subprocess(?:\.\w+)?|(?:spawn|fork|execFile)(?:Sync)?|Popen)['"`]/
const findProgram = (texts: Texts): TestShape['program'] => {
  for (const [file, text] of texts) {
    if (startsNothing.test(text)) continue
    const call = starts.find(([languages]) => languages.test(file))?.[1].exec(text)
    if (call != null) return { file, place: placeAt(file, text, call.index) }
  }
  return null
}

/** At the start of a line: what stands deeper belongs to something else. */
const definition = /^(?:(?:export|public|internal|async|static|final|pub(?:\([^)]*\))?)\s+)*(?:def|function|fn|func|fun|object|class)\s+([A-Za-z_]\w{3,})/gm
const isCase = /^(?:test(?!_?(?:util|help|kit|support))|should|it_|setUp|tearDown|main$)|Tests?$/i
const leastShare = 0.4
const fewestUsers = 3
/** Made by every test framework, or by the language. */
const common =
  /^(?:assert\w*|expect\w*|describe|print\w*|open|close|create|build|start|stop|config|Config|String|Error|Response|Request|Client|Server|Mock\w*)$/

const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '')

/** What many test files call, of what one of them or a file beside them defines. */
const findHelper = (texts: Texts, paths: readonly string[], known: ReadonlySet<string>): TestShape['helper'] => {
  if (texts.size < fewestUsers) return null
  const defined = new Map<string, Place>()
  /** Defined twice, or called after two files: which one is meant, the tests' imports would tell. */
  const isOpen = (name: string, { file }: Place): boolean =>
    [...texts].some(([path, text]) => path !== file && [...text.matchAll(definition)].some((match) => match[1] === name)) ||
    paths.some((path) => path !== file && stemOf(path) === name)
  for (const [file, text] of texts)
    for (const match of text.matchAll(definition)) {
      const name = match[1] ?? ''
      if (!isCase.test(name) && !common.test(name) && !known.has(name) && !defined.has(name)) defined.set(name, placeAt(file, text, match.index))
    }
  const users = new Map<string, number>()
  for (const [file, text] of texts) {
    const called = new Set([...text.matchAll(/\b([A-Za-z_]\w{3,})(?:\(|\.\w+(?:\(|\s*\{))/g)].map((match) => match[1] ?? ''))
    for (const name of called) if (defined.has(name) && defined.get(name)?.file !== file) users.set(name, (users.get(name) ?? 0) + 1)
  }
  const [most] = [...users].toSorted(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
  const place = most === undefined ? undefined : defined.get(most[0])
  if (most === undefined || place === undefined || most[1] < Math.max(fewestUsers, (texts.size - 1) * leastShare) || isOpen(most[0], place)) return null
  return { name: most[0], place, users: most[1], of: texts.size }
}

const fewestCases = 15
/** On the line that names the folder, or on one with the variable that holds it. */
const listing = /glob|readdir|listdir|iterdir|walk_?dir|read_dir|Dir\[|each_?child|cases\(/i
const reading = /open|read|load|path|join|dir|file|fixture|folder/i
const testCode = /(?:test|spec)[^/]*\.(?:[cm]?[jt]sx?|py|go|rs|java|kt|rb|cs|php|swift|c|cc|cpp)$/i

const lineAt = (text: string, index: number): string => text.slice(text.lastIndexOf('\n', index) + 1).split('\n')[0] ?? ''

/** Where the folder is named: its last name alone may be any word, so that the one above, or what reads files, has to stand beside it. */
const findMention = (text: string, folder: string): number | null => {
  const [last = folder, above = '', ...more] = folder.split('/').toReversed()
  const escaped = last.replace(/[^\w-]/g, '\\$&')
  for (const { index } of text.matchAll(new RegExp(`["'\`/]${escaped}["'\`/]`, 'g'))) {
    const line = lineAt(text, index)
    // The one above stands before it: 'tests/Fixtures' leads to no folder `Fixtures/tests`.
    const before = text.slice(text.lastIndexOf('\n', index) + 1, index + 1)
    if (more.length > 0 ? new RegExp(`["'\`/]${above.replace(/[^\w-]/g, '\\$&')}["'\`/]`).test(before) : reading.test(line)) return index
  }
  return null
}

const isGoneThrough = (text: string, line: string): boolean => {
  const variable = /^\s*(?:(?:const|let|var|final|static|private)\s+)*(\w+)\s*:?=(?!=)/.exec(line)?.[1]
  return listing.test(line) || (variable !== undefined && text.split('\n').some((other) => listing.test(other) && new RegExp(`\\b${variable}\\b`).test(other)))
}

/** Many small files of one kind below the tests, whose folder a test names. */
const findCases = (texts: Texts, paths: readonly string[]): TestShape['cases'] => {
  const folders = Map.groupBy(
    paths.filter(
      (path) => /(?:^|\/)(?:tests?|spec|testdata|__tests__)\//.test(path) && !/(?:test_\w+\.py|_test\.\w+|[._]test\.\w+|_spec\.rb|__init__\.py)$/.test(path),
    ),
    (path) => path.split('/').slice(0, -1).join('/'),
  )
  return (
    [...folders]
      .filter(
        ([folder, files]) =>
          files.length >= fewestCases &&
          folder.split('/').length >= 2 &&
          // Test code, and no cases for it.
          files.filter((path) => testCode.test(path)).length < files.length / 2,
      )
      .toSorted(([, a], [, b]) => b.length - a.length)
      .flatMap(([folder, files]) => {
        const last = folder.split('/').at(-1) ?? folder
        if (last.length < 4) return []
        for (const isListed of [true, false])
          for (const [file, text] of texts) {
            if (file.startsWith(`${folder}/`)) continue
            const at = findMention(text, folder)
            if (at !== null && (!isListed || isGoneThrough(text, lineAt(text, at))))
              return [{ folder, file, count: files.length, isListed, place: placeAt(file, text, at) }]
          }
        return []
      })[0] ?? null
  )
}

/** `texts`: of the test files, by path; `paths`: all that there are; `known`: names that the product itself declares. */
export const readTestShape = (texts: Texts, paths: readonly string[], known: ReadonlySet<string>): TestShape => ({
  table: findTable(texts),
  program: findProgram(texts),
  helper: findHelper(texts, paths, known),
  cases: findCases(texts, paths),
})
