// Environment variables, where the code reads them and where it only names them.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const environmentPattern =
  /(?:process\.env\.|import\.meta\.env\.|process\.env\[["'`]|os\.environ(?:\.get\(|\.setdefault\(|\[)\s*["']|os\.getenv\(\s*["']|os\.(?:Getenv|LookupEnv)\(\s*"|env::var(?:_os)?\(\s*"|System\.getenv\(\s*"|GetEnvironmentVariable\(\s*"|ENV(?:\.fetch\(|\[)\s*(?:\w+\s*\|\|\s*)?["']|\bgetenv\(\s*["']|\$_ENV\[["']|environment\[")(_{0,2}[A-Z][A-Z\d_]{2,})\b(?:["'`]?\s*[,\])]*\s*(?:\|\||\?\?|,|or)\s*(["'`][^"'`\n]{0,60}["'`]|[\d.]+|true|false))?/g
/** Of the machine, the runtime or the tools around it: a program looks at them, but they are not there to set it. */
const ofSurroundings =
  /^(?:NODE_OPTIONS|NODE_PATH|NODE_V8_COVERAGE|TS_NODE_\w+|TSX?_\w+|npm_\w+|PATH|PATHEXT|HOME|HOMEPATH|HOMEDRIVE|USERPROFILE|USER|USERNAME|LOGNAME|SHELL|PWD|TMP|TEMP|TMPDIR|TERM|TERM_PROGRAM|COLORTERM|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|CI|CONTINUOUS_INTEGRATION|TRAVIS\w*|APPVEYOR|GITHUB_\w+|GIT_\w+|SSH_\w+|SUDO_\w+|DISPLAY|LESS|ANSICON|JEST_WORKER_ID|VITEST\w*|GEM_HOME|GEM_PATH|BUNDLE_\w+|RUBYOPT|RUBYLIB|PYTHONPATH|PYTHONSTARTUP|PYTEST_\w+|VIRTUAL_ENV|SPHINX_\w+|READTHEDOCS\w*|CONDA_\w+|JAVA_HOME|GOPATH|GOROOT|GOFLAGS|CARGO\w*|OUT_DIR|RUST_BACKTRACE|SYSTEMROOT|COMSPEC|WINDIR|APPDATA|LOCALAPPDATA|PROGRAMFILES\w*|MSYSTEM|PSModulePath|WSL_\w+|MAKEFLAGS|CFLAGS|LDFLAGS|COMP_\w+|NOTIFY_SOCKET|LISTEN_(?:FDS|PID)|WATCHDOG_\w+|REQUEST_METHOD|QUERY_STRING|HTTP_[A-Z]+_\w+|SERVER_(?:NAME|PORT|PROTOCOL|SOFTWARE))$/

/** In Ruby's configuration the environment is often handed in: `env['WEB_CONCURRENCY']`. Elsewhere an `env` is a request. */
const handedIn = /(?<![\w.])@?env(?:\.fetch\(|\[)\s*["']([A-Z][A-Z\d_]{2,})["']/g
const isConfiguration = (path: string): boolean => path.endsWith('.rb') && /(?:config|setting|option|env)\w*\.rb$/i.test(path)

export const findEnvironment = (file: ParsedFile): Setting[] => {
  const lineAt = lineCounter(file.text)
  const matches = [...file.text.matchAll(environmentPattern), ...(isConfiguration(file.path) ? file.text.matchAll(handedIn) : [])]
  return matches
    .filter(([, name = '']) => !ofSurroundings.test(name))
    .map((match) => {
      const line = lineAt(match.index + 1)
      return {
        name: match[1] ?? '',
        kind: 'environment',
        // Of a row of variables the value at its end holds where none of them is set.
        default: isFallback(file.text, match.index) ? null : (match[2]?.replace(/["'`]/g, '') ?? null),
        description: docAbove(file, line),
        of: null,
        place: { file: file.path, start_line: line, end_line: line },
      }
    })
}

/** `pub static COLUMNS: &str = "COLUMNS";`, and above it that this is an environment variable. */
const namedVariable = /\b(?:static|const)\s+([A-Z][A-Z\d_]{2,})(?::[^=\n]+)?\s*=\s*"\1"/g

export const findNamedVariables = (file: ParsedFile): Setting[] => {
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(namedVariable)].flatMap((match): Setting[] => {
    const line = lineAt(match.index)
    const description = docAbove(file, line)
    return description !== null && /\benvironment variable\b/i.test(description.text)
      ? [{ name: match[1] ?? '', kind: 'environment', default: null, description, of: null, place: { file: file.path, start_line: line, end_line: line } }]
      : []
  })
}

const isFallback = (text: string, at: number): boolean => /(?:\|\||\?\?|\bor)\s*$/.test(text.slice(Math.max(0, at - 12), at))
