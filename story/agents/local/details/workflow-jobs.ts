// The jobs of the continuous integration that run the tests: on which systems and versions, beside which services, and what
// else each of them asks for. Read line by line, by what stands further in: no more of the format is needed.
import type { Place } from '../../../../shared/analysis.ts'

export interface TestJob {
  place: Place
  /** What the job's matrix runs over, as it is written: `python-version` → 3.9, 3.10. */
  matrix: readonly { key: string; values: readonly string[] }[]
  systems: readonly string[]
  /** Started beside it, by the names of their images: redis, postgres. */
  services: readonly string[]
  /** Commands of its steps beside the tests. */
  commands: readonly string[]
}

const systemNames: readonly (readonly [RegExp, string])[] = [
  [/\bubuntu-|\blinux\b/i, 'Linux'],
  [/\bmacos-|\bosx\b/i, 'macOS'],
  [/\bwindows-/i, 'Windows'],
]

const runsTests =
  /\b(?:pytest|tox|nox|cargo (?:\w+ )?test|go test|npm (?:run )?test|npm t\b|yarn test|pnpm (?:run )?test|bun (?:run )?test|mvnw?|gradlew?|rake|rspec|phpunit|ctest|dotnet test|make (?:\w+-)?(?:tests?|check|phpunit)|just (?:test|check)|swift test)\b/

const indentOf = (line: string): number => /^\s*/.exec(line)?.[0].length ?? 0
const isWritten = (line: string): boolean => line.trim() !== '' && !/^\s*#/.test(line)

/** Lines below one that stand further in than it. */
const below = (lines: readonly string[], at: number): string[] => {
  const indent = indentOf(lines[at] ?? '')
  const end = lines.findIndex(
    (line, index) => index > at && isWritten(line) && indentOf(line) <= indent && !(indentOf(line) === indent && /^\s*-\s/.test(line)),
  )
  return lines.slice(at + 1, end < 0 ? undefined : end)
}

const plain = (written: string): string => written.trim().replace(/^["']|["']$/g, '')
const listOf = (written: string, inner: readonly string[]): string[] => {
  const inLine = /^\[(.*)\]\s*$/.exec(written.trim())?.[1]
  const items = inLine === undefined ? inner.flatMap((line) => /^\s*-\s+([^:{]+)$/.exec(line)?.[1] ?? []) : /[{]/.test(inLine) ? [] : inLine.split(',')
  return items.map((item) => plain(item.replace(/\s+#.*$/, ''))).filter((item) => item !== '' && !item.includes('${{'))
}

const readMatrix = (lines: readonly string[]): TestJob['matrix'] => {
  const at = lines.findIndex((line) => /^\s+matrix:\s*$/.test(line))
  if (at < 0) return []
  const body = below(lines, at)
  const indent = Math.min(...body.filter(isWritten).map(indentOf))
  return body.flatMap((line, index) => {
    const [, key = '', written = ''] = indentOf(line) === indent ? (/^\s*([\w.-]+):\s*(.*)$/.exec(line) ?? []) : []
    if (key === '' || key === 'include' || key === 'exclude') return []
    const values = listOf(written, below(body, index))
    return values.length < 2 ? [] : [{ key, values }]
  })
}

const readServices = (lines: readonly string[]): string[] => {
  const at = lines.findIndex((line) => /^\s+services:\s*$/.test(line))
  if (at < 0) return []
  const body = below(lines, at)
  const indent = Math.min(...body.filter(isWritten).map(indentOf))
  return body.flatMap((line) => (indentOf(line) === indent ? (/^\s*([\w-]+):\s*$/.exec(line)?.[1] ?? []) : []))
}

const commandsIn = (lines: readonly string[]): string[] =>
  lines.flatMap((line, at) => {
    const written = /^\s*(?:-\s+)?run:\s*(.*)$/.exec(line)?.[1]?.trim()
    if (written === undefined) return []
    return (/^[|>]/.test(written) || written === '' ? below(lines, at) : [written]).map(plain).filter((command) => command !== '' && !command.startsWith('#'))
  })

const readJobs = (file: string, text: string): TestJob[] => {
  const lines = text.split('\n')
  const jobs = lines.findIndex((line) => /^jobs:\s*$/.test(line))
  if (jobs < 0) return []
  const indent = indentOf(lines.slice(jobs + 1).find(isWritten) ?? '')
  const starts = lines.flatMap((line, at) => (at > jobs && isWritten(line) && indentOf(line) === indent && /^\s+[\w-]+:\s*$/.test(line) ? [at] : []))
  return starts.flatMap((start): TestJob[] => {
    const own = below(lines, start)
    const commands = commandsIn(own)
    if (!commands.some((command) => runsTests.test(command) && !/\bpublish\b/.test(command))) return []
    const matrix = readMatrix(own)
    // Where it runs, and not what a condition of a step asks for.
    const where = [...own.filter((line) => /^\s+runs-on:/.test(line)), ...matrix.flatMap(({ values }) => values)].join('\n')
    const platforms = /runs-on:.*\$\{\{/.test(where) ? where : own.filter((line) => /^\s+runs-on:/.test(line)).join('\n')
    return [
      {
        place: { file, start_line: start + 1, end_line: start + 1 + own.findLastIndex(isWritten) + 1 },
        matrix,
        systems: systemNames.filter(([pattern]) => pattern.test(platforms)).map(([, name]) => name),
        services: readServices(own),
        commands,
      },
    ]
  })
}

/** What runs before a release or at night is no check of a change. */
const isWorkflow = (path: string): boolean =>
  /^\.github\/workflows\/[^/]+\.ya?ml$/.test(path) && !/release|publish|deploy|nightly|manual|schedul|bench/i.test(path)

/** `runners`: texts by path, workflows among them. Jobs with most to tell first. */
export const readTestJobs = (runners: ReadonlyMap<string, string>): TestJob[] =>
  [...runners]
    .filter(([path]) => isWorkflow(path))
    .flatMap(([path, text]) => readJobs(path, text))
    .toSorted((a, b) => b.matrix.length + b.services.length - a.matrix.length - a.services.length)
