// What can be set from outside, and where it is read: environment variables, command line flags, options with defaults.
import type { Quote, Setting } from '../../shared/analysis.ts'
import { docAbove } from './code-facts.ts'
import { lineCounter } from './lexers/scan.ts'
import { plainInline } from './prose.ts'
import type { ParsedFile } from './syntax/read-file.ts'

const environmentPattern =
  /(?:process\.env\.|import\.meta\.env\.|process\.env\[["'`]|os\.environ(?:\.get\(|\.setdefault\(|\[)\s*["']|os\.getenv\(\s*["']|os\.(?:Getenv|LookupEnv)\(\s*"|env::var(?:_os)?\(\s*"|option_env!\(\s*"|System\.getenv\(\s*"|GetEnvironmentVariable\(\s*"|ENV(?:\.fetch\(|\[)\s*["']|\bgetenv\(\s*["']|\$_ENV\[["']|environment\[")([A-Z][A-Z\d_]{2,})\b(?:["'`]?\s*[,\])]*\s*(?:\|\||\?\?|,|or)\s*(["'`][^"'`\n]{0,60}["'`]|[\d.]+|true|false))?/g

/** A flag's row: name, then perhaps default and help, in the forms of the usual libraries. */
const flagPatterns: readonly { pattern: RegExp; read: (match: RegExpExecArray) => { name: string; fallback: string | null; help: string | null } }[] = [
  {
    // argparse and click
    pattern: /(?:add_argument|click\.option|@option)\(\s*((?:["']-{1,2}[\w-]+(?:\/--[\w-]+)?["'],?\s*)+)((?:[^()]|\([^()]*\))*)\)/g,
    read: (match) => ({
      name: /--[\w-]+/.exec(match[1] ?? '')?.[0] ?? /-\w/.exec(match[1] ?? '')?.[0] ?? '',
      fallback: /\bdefault\s*=\s*(["'][^"']*["']|[\w.]+)/.exec(match[2] ?? '')?.[1] ?? null,
      help: helpText(/\bhelp\s*=\s*\(?\s*((?:["'][^"\n]*["']\s*)+)/.exec(match[2] ?? '')?.[1] ?? null),
    }),
  },
  {
    // commander, yargs, cac
    pattern:
      /\.(?:option|requiredOption)\(\s*(["'`])((?:-\w[, |]+)?--?[\w-]+)(?:[ =][^"'`]*)?\1(?:\s*,\s*(["'`])((?:(?!\3).){3,200})\3)?(?:\s*,\s*(["'`][^"'`]*["'`]|[\d.]+|true|false))?/g,
    read: (match) => ({ name: /--[\w-]+/.exec(match[2] ?? '')?.[0] ?? match[2] ?? '', fallback: match[5] ?? null, help: match[4] ?? null }),
  },
  {
    // Go's flag and pflag
    pattern:
      /\b(?:flag|flags|Flags\(\)|PersistentFlags\(\)|fs)\.(?:String|Bool|Int|Int64|Uint|Duration|Float64|StringSlice)(?:Var)?P?\(\s*(?:&[\w.]+,\s*)?"([\w-]+)",\s*(?:"\w?",\s*)?([^,\n]+),\s*"([^"\n]*)"/g,
    read: (match) => ({ name: `--${match[1] ?? ''}`, fallback: match[2]?.trim() ?? null, help: match[3] ?? null }),
  },
]
const maxSettings = 160

const helpText = (literals: string | null): string | null => literals?.replace(/["']\s*["']/g, '').replace(/^["']|["']\s*$/g, '') ?? null

export const findSettings = (files: readonly ParsedFile[]): Setting[] => {
  const settings: Setting[] = []
  const seen = new Set<string>()
  const add = (setting: Setting) => {
    const key = `${setting.kind}:${setting.name}`
    if (setting.name !== '' && !seen.has(key) && seen.add(key)) settings.push(setting)
  }
  for (const file of files) {
    const lineAt = lineCounter(file.text)
    for (const match of file.text.matchAll(environmentPattern)) {
      const line = lineAt(match.index + 1)
      add({
        name: match[1] ?? '',
        kind: 'environment',
        default: match[2]?.replace(/["'`]/g, '') ?? null,
        description: docAbove(file, line),
        place: { file: file.path, start_line: line, end_line: line },
      })
    }
    for (const { pattern, read } of flagPatterns)
      for (const match of file.text.matchAll(pattern)) {
        const { name, fallback, help } = read(match)
        const line = lineCounter(file.text)(match.index + 1)
        const place = { file: file.path, start_line: line, end_line: line + match[0].split('\n').length - 1 }
        const text = help === null ? null : plainInline(help)
        const description: Quote | null = text === null || text.length < 4 ? null : { text, place }
        add({ name, kind: 'flag', default: fallback?.replace(/["'`]/g, '') ?? null, description, place })
      }
    for (const value of file.values)
      if (value.isSetting)
        add({
          name: value.name,
          kind: 'setting',
          default: value.value,
          description: docAbove(file, value.line),
          place: { file: file.path, start_line: value.line, end_line: value.endLine },
        })
  }
  return settings.slice(0, maxSettings)
}
