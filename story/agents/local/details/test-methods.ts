// By what means tests look at the code: a server in the same process, a database in memory, a clock that is stopped, the
// source taken in as a whole. A row per means, with what shows it, in the forms of the usual ecosystems.
import type { Place } from '../../../../shared/analysis.ts'

export type TestMethod =
  | 'server'
  | 'recorder'
  | 'invoked'
  | 'memory'
  | 'clock'
  | 'signals'
  | 'both loops'
  | 'source included'
  | 'snapshots'
  | 'generated input'
  | 'browser'
  | 'buffers'
  | 'no network'
  | 'foreign server'
  | 'started server'
  | 'unit tests inside'
  | 'race detector'
  | 'coverage'
  | 'types'
  | 'warnings'
  | 'sanitizers'
  | 'environment'

export interface MethodFound {
  method: TestMethod
  file: string
  place: Place
  /** What the row names: a tool, a number, a file; empty where there is nothing to name. */
  what: readonly string[]
  /** In how many files. */
  files: number
}

interface Row {
  method: TestMethod
  /** Of the path. */
  files: RegExp
  /** Each capture is one of `what`; a match without any is enough. */
  pattern: RegExp
  /** Must hold for the file, too. */
  needs?: RegExp
}

const script = /\.[cm]?[jt]sx?$/
const jvm = /\.(?:java|kt)$/

/** In the texts of tests. */
const inTests: readonly Row[] = [
  { method: 'server', files: /\.rs$/, pattern: /\bbind\(\s*\(?"?(?:127\.0\.0\.1|localhost|0\.0\.0\.0|\[::1?\])[":,\s]+0\b/ },
  { method: 'server', files: script, pattern: /\bsupertest\b|\.listen\(\s*(?:\{\s*port:\s*)?0\b|\bgetPort\(|\blisten\(\s*port\b/ },
  { method: 'server', files: /\.go$/, pattern: /\bhttptest\.New(?:TLS|Unstarted)?Server\(|net\.Listen\("tcp\d?",\s*"[^"]*:0"/ },
  { method: 'server', files: jvm, pattern: /\.start\(\s*0\s*\)|\bnew MockWebServer\(|\bMockWebServer\(\)/ },
  {
    method: 'server',
    files: /\.py$/,
    pattern: /\buvicorn\.(?:Server|Config)\b|\b(?:Threading)?HTTPServer\(|\bserve_forever\(|\bmake_server\(|^\s*(?:from|import) uvicorn\b/m,
  },
  {
    method: 'server',
    files: /\.rb$/,
    pattern: /\b[A-Z]\w*::Server\.new\b|\bTCPServer\.new\(/,
    needs: /TCPSocket|Net::HTTP|send_http|new_connection|UNIXSocket/,
  },
  { method: 'server', files: /\.cs$/, pattern: /\bWebApplicationFactory<|\bnew TestServer\(/ },
  { method: 'invoked', files: /\.py$/, pattern: /\b(CliRunner)\(|\brunner\.invoke\(/ },
  { method: 'recorder', files: /\.go$/, pattern: /\bhttptest\.NewRecorder\(/ },
  {
    method: 'no network',
    files: /\.(?:py|rb|php|[cm]?[jt]s)$/,
    // Within a text it may be any word: `User-Agent: TestClient`.
    pattern:
      /^(?:[^"'\n]|"[^"\n]*"|'[^'\n]*')*?\b(MockTransport|MockHandler|ASGITransport|TestClient|test_client|nock|respx|requests_mock|WebMock|Rack::MockRequest|fetchMock|MockPool)\b|(?:from|require\(|import)\s*["'](nock|light-my-request)["']/m,
  },
  {
    method: 'memory',
    files: /\.\w+$/,
    // Behind a comma and before one it is an argument of somebody's command line.
    pattern:
      /(?<!^\s*)["'`:]:memory:["'`?](?!,\s*$)|\bmode=memory\b|\bnew Memory(?:Sync)?(?:<[^>]*>)?\(|\bInMemory(?:Database|Store|Repository|Storage)\b|sqlite:\/\/["']/m,
  },
  {
    method: 'clock',
    files: /\.\w+$/,
    pattern:
      /\btime::(?:pause|advance)\(|\bstart_paused\b|\buseFakeTimers\(|\bFakeTimers\b|@sinonjs\/fake-timers|\bfreeze_time\b|\btime_machine\b|\bTimecop\b|\btravel_to\b|\bFake(?:Clock|TimeProvider)\b|\bMockClock\b|\bmockClock\b|\bTestScheduler\b|\bsynctest\.(?:Test|Run)\(|\bclock\.(?:tick|Advance)\(|\bmock\.timers\b/,
  },
  {
    method: 'signals',
    files: /\.\w+$/,
    pattern: /\bProcess\.kill\(?\s*:?["']?(?:SIG)?[A-Z]\w+|\.kill\(\s*["']SIG|\.Signal\(\s*(?:syscall|os)\.|\bsend_signal\(|\bos\.kill\(/,
  },
  { method: 'both loops', files: /\.py$/, pattern: /\basyncio\b[\s\S]{0,160}\btrio\b/, needs: /params\s*=|parametrize|anyio_backend/ },
  { method: 'source included', files: /\.(?:c|h|cc|cpp)$/, pattern: /^[ \t]*#[ \t]*include[ \t]+"(?:\.\.\/)+(?:[\w-]+\/)*([\w-]+\.c)"/m },
  { method: 'snapshots', files: /\.\w+$/, pattern: /\btoMatch(?:Inline)?Snapshot\(|\bassert_snapshot!|\binsta::|\bmatchesSnapshot\(/ },
  {
    method: 'generated input',
    files: /\.\w+$/,
    pattern: /^func (Fuzz\w+)\(|@given\(|\bproptest!|\bquickcheck!|\bquick\.Check\(|\bfc\.assert\(|\bLLVMFuzzerTestOneInput\b/m,
  },
  {
    method: 'browser',
    files: /\.\w+$/,
    pattern: /(?:from|require\()\s*["'](@playwright\/test|puppeteer|selenium-webdriver)["']|\borg\.openqa\.(selenium)\b|\b(cypress)\b\/types/,
  },
  {
    method: 'environment',
    files: /\.\w+$/,
    pattern:
      /(?:\bENV\[|\bENV\.fetch\(|\bgetenv\(|\bGetenv\(|\bLookupEnv\(|\benviron(?:\.get)?[[(]|\benv::var\(|GetEnvironmentVariable\()\s*["']([A-Z]\w*?(?:URL|HOST|DSN|DATABASE|ConnectionString|_URI|_ADDR))["']|\bprocess\.env\.([A-Z]\w*?(?:URL|HOST|DSN|DATABASE|_URI|_ADDR))\b/,
  },
  { method: 'buffers', files: /\.go$/, pattern: /\b(?:With(?:In|Out)put|Set(?:In|Out|Err))\(\s*&?\w+/, needs: /\bbytes\.Buffer\b|strings\.NewReader\(/ },
]

const automation =
  /(?:^|\/)(?:[Mm]akefile|GNUmakefile|Taskfile\.ya?ml|justfile|noxfile\.py|tox\.ini|package\.json|composer\.json)$|^scripts\/[^/]+$|^\.github\/workflows\/[^/]+$|^\.travis\.yml$|^\.circleci\/config\.yml$/
const settings =
  /(?:^|\/)(?:pyproject\.toml|setup\.cfg|tox\.ini|\.coveragerc|pytest\.ini|noxfile\.py|package\.json|\.taprc|\.(?:c8|nyc)rc(?:\.json)?|jest\.config\.\w+|vitest\.config\.\w+|codecov\.yml|mypy\.ini|phpstan\.neon(?:\.dist)?|psalm\.xml(?:\.dist)?)$/
const isRunner = (path: string): boolean =>
  automation.test(path) || settings.test(path) || /(?:^|\/)CMakeLists\.txt$|^scripts\/|^test\.sh$|^(?:tests?|ci)\/[\w-]+\.sh$/.test(path)

/** In what runs them. */
const inRunners: readonly Row[] = [
  { method: 'race detector', files: automation, pattern: /\bgo test\b[^\n]*\s-race\b/ },
  {
    method: 'coverage',
    files: new RegExp(`${settings.source}|${automation.source}`),
    pattern:
      /\bfail[-_]under\s*[=:\s]\s*["']?(\d{2,3})\b|check-coverage[^\n]*?(?:--?lines|--?statements|--?branches)[= ](\d{2,3})\b|["']?(?:lines|statements|branches|functions)["']?\s*:\s*(\d{2,3})\b(?=[^}]*\})|\bminimum_coverage\(?\s*(\d{2,3})\b/,
    needs: /coverage|--cov|fail[-_]under/i,
  },
  { method: 'types', files: /(?:^|\/)package\.json$/, pattern: /"[^"\n]+":\s*"[^"\n]*\b(tsd|tstyche|dtslint|attw|tsc --noEmit|tsc -p \w+)\b[^"\n]*"/ },
  {
    method: 'types',
    files: /(?:^|\/)(?:pyproject\.toml|setup\.cfg|mypy\.ini)$/,
    pattern: /\[(?:tool\.)?(mypy|pyright)\][\s\S]{0,300}?\bstrict\s*=\s*(?:true)\b/i,
  },
  { method: 'types', files: /(?:^|\/)(?:phpstan\.neon(?:\.dist)?|psalm\.xml(?:\.dist)?)$/, pattern: /\b(phpstan|psalm)\b|\blevel:\s*\w+/ },
  // One that is let through is one.
  {
    method: 'warnings',
    files: settings,
    pattern: /filterwarnings\s*=\s*(?:\[\s*)?["'\s]*error\b(?![^\]]*["']ignore)|\bfailOnWarning="true"/,
  },
  { method: 'sanitizers', files: /(?:CMakeLists\.txt|[Mm]akefile|\.ya?ml)$/, pattern: /-fsanitize=\w+|\b(valgrind)\b/ },
  { method: 'browser', files: /(?:^|\/)package\.json$/, pattern: /"[^"\n]+":\s*"[^"\n]*\b(airtap|karma|web-test-runner)\b[^"\n]*"/ },
  {
    method: 'started server',
    files: /\.sh$|(?:^|\/)[Mm]akefile$/,
    pattern: /(?<!\w|\w-)((?:redis|mysql|rabbitmq|nats|valkey)-server|mysqld|mongod|memcached|nginx|etcd|postgres)(?![\w-])/,
  },
]

type Texts = ReadonlyMap<string, string>
const lineOf = (text: string, index: number): number => text.slice(0, index).split('\n').length

/** `os.Setenv("TILL_URL", …)`, `t.Setenv(…)`, `ENV["TILL_URL"] = …`, `process.env.TILL_URL = …`, `putenv("TILL_URL=…")`. */
const isSetIn = (text: string, name: string): boolean =>
  new RegExp(
    `(?:[sS]et_?[eE]nv(?:ironmentVariable)?|set_var|setenv|putenv)\\(\\s*["']${name}\\b|(?:ENV|environ|process\\.env)(?:\\[\\s*["']${name}["']\\s*\\]|\\.${name})\\s*=(?!=)`,
  ).test(text)

const findRows = (rows: readonly Row[], texts: Texts): MethodFound[] =>
  [...Map.groupBy(rows, ({ method }) => method)].flatMap(([method, own]): MethodFound[] => {
    const found: { file: string; line: number; uses: number; what: string[] }[] = []
    for (const [file, text] of texts)
      for (const { files, pattern, needs } of own) {
        if (!files.test(file) || needs?.test(text) === false) continue
        const [match, ...others] = text.matchAll(new RegExp(pattern, `${pattern.flags}g`))
        if (match === undefined) continue
        const named = [match, ...(method === 'environment' ? others : [])].flatMap((one) => one.slice(1).filter((part) => part !== undefined))
        // What a test sets itself nobody else decides.
        const what = method === 'environment' ? named.filter((name) => !isSetIn(text, name)) : named
        if (what.length === 0 && named.length > 0) continue
        found.push({
          file,
          uses: 1 + others.length,
          line: lineOf(text, match.index + (match[0].length - match[0].trimStart().length)),
          what,
        })
        break
      }
    // Where there is most of it to see.
    const [first] = found.toSorted((a, b) => b.uses - a.uses)
    return first === undefined
      ? []
      : [
          {
            method,
            file: first.file,
            place: { file: first.file, start_line: first.line, end_line: first.line },
            // Where one file is named, it is for what that one asks.
            what: [...new Set(method === 'environment' ? first.what : found.flatMap(({ what }) => what))],
            files: found.length,
          },
        ]
  })

/** `tests/server.js` beside tests in PHP: what they talk to is written in something else. */
const findForeignServer = (texts: Texts, paths: readonly string[]): MethodFound[] => {
  const endings = [...texts.keys()].map((path) => path.split('.').at(-1) ?? '')
  const [most] = [...Map.groupBy(endings, (ending) => ending)].toSorted(([, a], [, b]) => b.length - a.length)
  const file = paths.find((path) => /(?:^|\/)tests?\/(?:[\w-]+\/)?[\w-]*server\.(?:js|mjs|py|rb|go)$/i.test(path))
  const isTalkedTo = file !== undefined && [...texts].some(([path, text]) => path !== file && text.includes(file.split('/').at(-1) ?? file))
  return file === undefined || !isTalkedTo || most === undefined || file.endsWith(`.${most[0]}`) || /^[cm]?[jt]sx?$/.test(most[0])
    ? []
    : [{ method: 'foreign server', file, place: { file, start_line: 1, end_line: 1 }, what: [], files: 1 }]
}

const findUnitTestsInside = (sources: Texts): MethodFound[] => {
  const found = [...sources].flatMap(([file, text]) => {
    const at = file.endsWith('.rs') && !/(?:^|\/)tests?\//.test(file) ? text.search(/^#\[cfg\(test\)\]\s*\n\s*mod \w+ \{/m) : -1
    return at < 0 ? [] : [{ file, line: lineOf(text, at) }]
  })
  const [first] = found
  return first === undefined
    ? []
    : [
        {
          method: 'unit tests inside',
          file: first.file,
          place: { file: first.file, start_line: first.line, end_line: first.line + 1 },
          what: [],
          files: found.length,
        },
      ]
}

/** Which of the files that run and configure tests are worth reading. */
export const pickRunnerFiles = (paths: readonly string[]): string[] => paths.filter((path) => isRunner(path) && path.split('/').length <= 3).slice(0, 40)

export interface MethodSources {
  /** Of the test files. */
  tests: Texts
  /** Of what `pickRunnerFiles` picked. */
  runners: Texts
  /** Of source files. */
  sources: Texts
  paths: readonly string[]
}

export const readTestMethods = ({ tests, runners, sources, paths }: MethodSources): MethodFound[] => [
  ...findRows(inTests, tests),
  ...findRows(inRunners, runners),
  ...findForeignServer(tests, paths),
  ...findUnitTestsInside(sources),
]
