// What can be set from outside, and where it is read: environment variables, command line flags, files, options with
// defaults.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { isAsidePath } from '../telling-names.ts'
import { findDocumentedOptions, isOptionPage } from './documented-options.ts'
import { findFlags } from './flags.ts'
import { findFluentSettings } from './fluent-settings.ts'
import { findMergedOptions } from './merged-options.ts'
import { findOptionTypes } from './option-types.ts'
import { readSettingFile } from './setting-files.ts'

const environmentPattern =
  /(?:process\.env\.|import\.meta\.env\.|process\.env\[["'`]|os\.environ(?:\.get\(|\.setdefault\(|\[)\s*["']|os\.getenv\(\s*["']|os\.(?:Getenv|LookupEnv)\(\s*"|env::var(?:_os)?\(\s*"|System\.getenv\(\s*"|GetEnvironmentVariable\(\s*"|ENV(?:\.fetch\(|\[)\s*(?:\w+\s*\|\|\s*)?["']|\bgetenv\(\s*["']|\$_ENV\[["']|environment\[")(_{0,2}[A-Z][A-Z\d_]{2,})\b(?:["'`]?\s*[,\])]*\s*(?:\|\||\?\?|,|or)\s*(["'`][^"'`\n]{0,60}["'`]|[\d.]+|true|false))?/g
/** Of the machine, the runtime or the tools around it: a program looks at them, but they are not there to set it. */
const ofSurroundings =
  /^(?:NODE_OPTIONS|NODE_PATH|NODE_V8_COVERAGE|TS_NODE_\w+|TSX?_\w+|npm_\w+|PATH|PATHEXT|HOME|HOMEPATH|HOMEDRIVE|USERPROFILE|USER|USERNAME|LOGNAME|SHELL|PWD|TMP|TEMP|TMPDIR|TERM|TERM_PROGRAM|COLORTERM|LANG|LANGUAGE|LC_\w+|TZ|XDG_\w+|CI|CONTINUOUS_INTEGRATION|TRAVIS\w*|APPVEYOR|GITHUB_\w+|JEST_WORKER_ID|VITEST\w*|GEM_HOME|GEM_PATH|BUNDLE_\w+|RUBYOPT|RUBYLIB|PYTHONPATH|PYTHONSTARTUP|PYTEST_\w+|VIRTUAL_ENV|SPHINX_\w+|READTHEDOCS\w*|CONDA_\w+|JAVA_HOME|GOPATH|GOROOT|GOFLAGS|CARGO\w*|OUT_DIR|RUST_BACKTRACE|SYSTEMROOT|COMSPEC|WINDIR|APPDATA|LOCALAPPDATA|PROGRAMFILES\w*|MSYSTEM|PSModulePath|WSL_\w+|MAKEFLAGS|CFLAGS|LDFLAGS|COMP_\w+|NOTIFY_SOCKET|LISTEN_(?:FDS|PID)|WATCHDOG_\w+|REQUEST_METHOD|QUERY_STRING|HTTP_[A-Z]+_\w+|SERVER_(?:NAME|PORT|PROTOCOL|SOFTWARE))$/

/** In Ruby's configuration the environment is often handed in: `env['WEB_CONCURRENCY']`. Elsewhere an `env` is a request. */
const handedIn = /(?<![\w.])@?env(?:\.fetch\(|\[)\s*["']([A-Z][A-Z\d_]{2,})["']/g
const isConfiguration = (path: string): boolean => path.endsWith('.rb') && /(?:config|setting|option|env)\w*\.rb$/i.test(path)

/** Quoted in code: `.prettierrc`, `/etc/redis.conf`, `tool.config.js`, and in Ruby's lists of words. */
const filePattern =
  /["'`](?:[\w.~$%{}:\\/-]*[\\/])?(\.[\w-]+rc(?:\.(?:json|ya?ml|js|toml))?|[\w.-]*\.config\.[cm]?[jt]s|[a-z][\w-]*\.(?:toml|ini|conf|cfg|ya?ml|json))["'`]|%w\[\s*([a-z][\w-]*\.ya?ml)\b/g
const otherTools =
  /^(?:Cargo|pyproject|package|tsconfig|rustfmt|clippy|setup|tox|pytest|go)\.|\.(?:eslint|babel|npm|swc)rc|(?:vite|webpack|jest|vitest|rollup|babel|eslint)\.config/
const maxSettings = 200
const maxFiles = 8

interface SettingSources {
  /** Of the project. */
  name: string
  parsed: readonly ParsedFile[]
  /** Text of the files that are there to be edited, by path. */
  files: ReadonlyMap<string, string>
  /** README and pages of documentation. */
  pages: ReadonlyMap<string, string>
  /** Is the name shown to users? What README and documentation speak of comes first. */
  isShown: (name: string) => boolean
  /** Is the type shown as something that users write out? */
  isWritten: (name: string) => boolean
}

export const findSettings = ({ name, parsed, files, pages, isShown, isWritten }: SettingSources): Setting[] => {
  const found: Setting[] = []
  // What only one system has comes behind what the others share.
  for (const file of parsed.toSorted((a, b) => Number(/_windows\./.test(a.path)) - Number(/_windows\./.test(b.path)))) {
    if (isAsidePath(file.path)) continue
    const tests = testsFrom(file)
    found.push(
      ...[
        ...findEnvironment(file),
        ...findNamedVariables(file),
        ...findDeclared(file),
        ...findFlags(file),
        ...findOptionTypes(file, isWritten),
        ...findFluentSettings(file),
        ...findMergedOptions(file),
        ...findDefaults(file),
        ...findFileNames(file, name),
      ].filter(({ kind, place }) => place.start_line < tests && !(fromOutside.test(kind) && isInDocstring(file, place.start_line))),
    )
  }
  // Behind the code that reads them: a file that shows how to set something is not where it is decided.
  found.push(...[...files].flatMap(([path, text]) => readSettingFile(path, text)))
  found.push(...documentedIn(pages, parsed))
  const seen = new Set<string>()
  const distinct = found.filter((one) => one.name !== '' && !seen.has(keyOf(one)) && seen.add(keyOf(one)))
  const fileNames = distinct.filter(({ kind }) => kind === 'file').slice(0, maxFiles)
  // The file that holds them first, then what is set from outside, what a caller fills in, and a field that happens to have a default.
  const reach: Readonly<Record<Setting['kind'], number>> = { environment: 0, flag: 0, file: -2, option: 0.4, setting: 0.7 }
  const rank = (setting: Setting) => (isShown(setting.name) ? 0 : 1) + (setting.description === null ? 0.5 : 0) + reach[setting.kind]
  return distinct
    .filter((setting) => setting.kind !== 'file' || fileNames.includes(setting))
    .map((setting, order) => ({ setting, order }))
    .sort((a, b) => rank(a.setting) - rank(b.setting) || a.order - b.order)
    .slice(0, maxSettings)
    .map(({ setting }) => setting)
}

/** Rust keeps its unit tests at the end of the file that they try: their first line. */
const testsFrom = ({ language, text }: ParsedFile): number => {
  const at = language === 'Rust' ? text.search(/#\[cfg\(test\)\]\s*mod\b/) : -1
  return at < 0 ? Number.POSITIVE_INFINITY : text.slice(0, at).split('\n').length
}

/** The first page with a list of options that the code knows. */
const documentedIn = (pages: ReadonlyMap<string, string>, parsed: readonly ParsedFile[]): Setting[] => {
  const isInCode = (name: string): boolean => parsed.some(({ text }) => new RegExp(`(?<![\\w$])${name.replaceAll('$', '\\$')}(?![\\w$])`).test(text))
  const telling = [...pages]
    .filter(([path]) => isOptionPage(path))
    .toSorted(([a], [b]) => Number(a.includes('/')) - Number(b.includes('/')) || (a < b ? -1 : 1))
  for (const [path, text] of telling) {
    const options = findDocumentedOptions({ path, text }, isInCode)
    if (options.length > 0) return options
  }
  return []
}

const fromOutside = /^(?:environment|flag|file)$/

/** What Python's docstrings show is how others may do it. */
const isInDocstring = ({ language, text }: ParsedFile, line: number): boolean =>
  language === 'Python' &&
  (text
    .split('\n', line - 1)
    .join('\n')
    .match(/"""/g)?.length ?? 0) %
    2 ===
    1

const keyOf = ({ kind, name, of }: Setting): string => `${kind}:${of ?? ''}:${name}`

const findEnvironment = (file: ParsedFile): Setting[] => {
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

const findNamedVariables = (file: ParsedFile): Setting[] => {
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(namedVariable)].flatMap((match): Setting[] => {
    const line = lineAt(match.index)
    const description = docAbove(file, line)
    return description !== null && /\benvironment variable\b/i.test(description.text)
      ? [{ name: match[1] ?? '', kind: 'environment', default: null, description, of: null, place: { file: file.path, start_line: line, end_line: line } }]
      : []
  })
}

/** Ruby's `setting :lint, default: false`, where a class says that it can be configured. */
const declaredSetting = /^[ \t]*setting[ (]:(\w+)(?:,\s*default: ([^,\n)]+))?/gm

const findDeclared = (file: ParsedFile): Setting[] => {
  if (file.language !== 'Ruby' || !/\bConfigurable\b/.test(file.text)) return []
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(declaredSetting)].map((match) => {
    const line = lineAt(match.index)
    const owner = file.symbols.findLast((symbol) => /^(?:class|module)$/.test(symbol.kind) && symbol.line <= line && symbol.endLine >= line)
    return {
      name: match[1] ?? '',
      kind: 'option',
      default: match[2]?.replace(/^:/, '').trim() ?? null,
      description: docAbove(file, line),
      of: owner?.qualifiedName ?? null,
      place: { file: file.path, start_line: line, end_line: line },
    }
  })
}

const isFallback = (text: string, at: number): boolean => /(?:\|\||\?\?|\bor)\s*$/.test(text.slice(Math.max(0, at - 12), at))

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z\d]/g, '')
/** `book.toml` of mdbook, `tokeirc`, `config.yml`: what is called after the project, or after nothing but settings. */
const isOwnFile = (fileName: string, project: string): boolean => {
  const stem = letters(
    fileName
      .replace(/^\./, '')
      .replace(/rc?(?:\.\w+)?$|\.\w+$/, '')
      .replace(/(?:^|[-_.])(?:config|settings?|conf|prefs)(?=$|\.)/i, ''),
  )
  const own = letters(project)
  // `"flask.json"` may be a module, and data of the project's own: only what says that it holds settings is one in JSON.
  if (/\.json$/.test(fileName) && !/config|settings?|conf\b|rc\.json$/i.test(fileName)) return false
  return (
    (/(?:config|settings?|conf)\b/.test(fileName) && stem === '') ||
    (stem.length > 2 && (stem === own || (stem.length > 3 && (own.includes(stem) || stem.startsWith(own)))))
  )
}

const findFileNames = (file: ParsedFile, project: string): Setting[] => {
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(filePattern)].flatMap((match): Setting[] => {
    const name = match[1] ?? match[2] ?? ''
    const line = lineAt(match.index + 1)
    if (!isOwnFile(name, project) || otherTools.test(name) || isCommented(file, line)) return []
    return [{ name, kind: 'file', default: null, description: docAbove(file, line), of: null, place: { file: file.path, start_line: line, end_line: line } }]
  })
}

const isCommented = ({ text, comments }: ParsedFile, line: number): boolean =>
  /^\s*(?:\/\/|#|\*)/.test(text.split('\n', line).at(-1) ?? '') || comments.some((comment) => comment.line <= line && line <= comment.endLine)

const findDefaults = (file: ParsedFile): Setting[] =>
  file.values
    .filter((value) => value.isSetting)
    .map((value) => ({
      name: value.name,
      kind: 'setting',
      default: value.value,
      description: docAbove(file, value.line),
      of: value.inSymbol,
      place: { file: file.path, start_line: value.line, end_line: value.endLine },
    }))
