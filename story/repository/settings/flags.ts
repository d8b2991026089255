// Command line flags, in the forms of the usual libraries: a row per form.
import type { Setting } from '../../../shared/analysis.ts'
import { lineCounter } from '../lexers/scan.ts'
import { plainInline } from '../prose.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

interface Flag {
  name: string
  fallback: string | null
  help: string | null
}
interface FlagForm {
  languages: RegExp
  /** What else the file has to hold, where the form alone could be something else. */
  needs?: RegExp
  pattern: RegExp
  read: (match: RegExpExecArray) => Flag
}

const helpText = (literals: string | null): string | null =>
  literals
    ?.replace(/["']\s*["']/g, '')
    .replace(/^["']|["']\s*$/g, '')
    .replace(/\\\s*\n\s*/g, '')
    .replace(/\\n/g, ' ') ?? null
const firstOf = (text: string, pattern: RegExp): string | null => pattern.exec(text)?.[1] ?? null
const dashed = (name: string): string => `--${name.replaceAll('_', '-')}`

const forms: readonly FlagForm[] = [
  {
    // argparse and click
    languages: /^Python$/,
    pattern: /(?:add_argument|click\.option|@option)\(\s*((?:["']-{1,2}[\w-]+(?:\/--[\w-]+)?["'],?\s*)+)((?:[^()]|\([^()]*\))*)\)/g,
    read: (match) => ({
      name: firstOf(match[1] ?? '', /(--[\w-]+)/) ?? firstOf(match[1] ?? '', /(-\w)/) ?? '',
      fallback: firstOf(match[2] ?? '', /\bdefault\s*=\s*(["'][^"']*["']|[\w.]+)/),
      help: helpText(firstOf(match[2] ?? '', /\bhelp\s*=\s*\(?\s*((?:["'][^"\n]*["']\s*)+)/)),
    }),
  },
  {
    // commander, yargs, cac
    languages: /^(?:JavaScript|TypeScript)$/,
    pattern:
      /\.(?:option|requiredOption)\(\s*(["'`])((?:-\w[, |]+)?--?[\w-]+)(?:[ =][^"'`]*)?\1(?:\s*,\s*(["'`])((?:(?!\3).){3,200})\3)?(?:\s*,\s*(["'`][^"'`]*["'`]|[\d.]+|true|false))?/g,
    read: (match) => ({ name: firstOf(match[2] ?? '', /(--[\w-]+)/) ?? match[2] ?? '', fallback: match[5] ?? null, help: match[4] ?? null }),
  },
  {
    // Node's own parseArgs
    languages: /^(?:JavaScript|TypeScript)$/,
    needs: /\bparseArgs\(/,
    pattern: /(?<=[{,]\s*)["']?([a-z][\w-]*)["']?:\s*\{\s*(?=[^{}]*\btype:\s*["'](?:string|boolean)["'])(?:[^{}]*?\bdefault:\s*([^,}\n]+))?[^{}]*\}/g,
    read: (match) => ({ name: dashed(match[1] ?? ''), fallback: match[2]?.trim() ?? null, help: null }),
  },
  {
    // Go's flag and pflag
    languages: /^Go$/,
    pattern:
      /\b(?:flag|flags|Flags\(\)|PersistentFlags\(\)|fs)\.(?:String|Bool|Int|Int64|Uint|Duration|Float64|StringSlice)(?:Var)?P?\(\s*(?:&[\w.]+,\s*)?"([\w-]+)",\s*(?:"\w?",\s*)?([^,\n]+),\s*"([^"\n]*)"/g,
    read: (match) => ({ name: `--${match[1] ?? ''}`, fallback: match[2]?.trim() ?? null, help: match[3] ?? null }),
  },
  {
    // clap's builder
    languages: /^Rust$/,
    pattern: /\bArg::new\(\s*"([\w-]+)"\s*\)((?:(?!Arg::new\()[\s\S]){0,900}?)(?=\.arg\(|Arg::new\(|\.subcommand\(|;\s*\n)/g,
    read: (match) => ({
      name: dashed(firstOf(match[2] ?? '', /\.long\(\s*"([\w-]+)"/) ?? match[1] ?? ''),
      fallback: firstOf(match[2] ?? '', /\.default_value\(\s*"([^"]*)"/),
      help: helpText(firstOf(match[2] ?? '', /\.help\(\s*("(?:[^"\\]|\\[\s\S])*")/)),
    }),
  },
  {
    // clap's derive: what a field's doc comment says is its help
    languages: /^Rust$/,
    pattern:
      /((?:^[ \t]*\/\/\/[^\n]*\n)*)[ \t]*#\[(?:arg|clap|structopt)\(((?:[^()[\]"]|"(?:[^"\\]|\\[\s\S])*"|\((?:[^()"]|"(?:[^"\\]|\\[\s\S])*"|\([^()]*\))*\)|\[[^\]]*\])*?\blong\b(?:[^()[\]"]|"(?:[^"\\]|\\[\s\S])*"|\((?:[^()"]|"(?:[^"\\]|\\[\s\S])*"|\([^()]*\))*\)|\[[^\]]*\])*)\)\]\s*(?:#\[[^\]]*\]\s*)*(?:pub(?:\([^)]*\))?\s+)?(\w+)\s*:/gm,
    read: (match) => {
      const [, comment = '', how = '', field = ''] = match
      const said = comment
        .replace(/^[ \t]*\/\/\/ ?/gm, '')
        .split(/\n\s*\n/)[0]
        ?.trim()
      return {
        // What only overrules another flag is nothing of its own.
        name: /\bhide\s*(?:=\s*|\(\s*)true/.test(how)
          ? ''
          : dashed(firstOf(how, /\blong\s*(?:=|\()\s*"([\w-]+)"/) ?? firstOf(how, /\bid\s*=\s*"([\w-]+)"/) ?? field),
        fallback: firstOf(how, /\bdefault_value(?:_t)?\s*(?:=|\()\s*"?([^",)]+)/),
        help: helpText(firstOf(how, /\bhelp\s*(?:=|\()\s*("(?:[^"\\]|\\[\s\S])*")/)) ?? (said === undefined || said === '' ? null : said),
      }
    },
  },
  {
    // A table of arguments of one's own: `static ONELINE: Arg = Arg { short: Some(b'1'), long: "oneline" }`
    languages: /^Rust$/,
    pattern: /\bArg\s*\{\s*short:[^,{}]+,\s*long:\s*"([a-z][\w-]*)"/g,
    read: (match) => ({ name: `--${match[1] ?? ''}`, fallback: null, help: null }),
  },
  {
    // A type per flag, which tells its long name and its short help
    languages: /^Rust$/,
    pattern: /fn name_long\(&self\)[^{]*\{\s*"([\w-]+)"\s*\}((?:(?!fn name_long)[\s\S]){0,1200}?fn doc_short\(&self\)[^{]*\{\s*r?#*("(?:[^"\\]|\\[\s\S])*"))?/g,
    read: (match) => ({ name: `--${match[1] ?? ''}`, fallback: null, help: helpText(match[3] ?? null) }),
  },
  {
    // picocli and clikt
    languages: /^(?:Java|Kotlin)$/,
    pattern:
      /@Option\(\s*names\s*=\s*[{[]?\s*((?:"[^"]+",?\s*)+)[}\]]?((?:[^()"]|"(?:[^"\\]|\\.)*"|\([^()]*\))*)\)|\boption\(\s*((?:"-{1,2}[\w-]+",?\s*)+)((?:[^()"]|"(?:[^"\\]|\\.)*")*)\)/g,
    read: (match) => ({
      name: firstOf(match[1] ?? match[3] ?? '', /(--[\w-]+)/) ?? firstOf(match[1] ?? match[3] ?? '', /(-\w)/) ?? '',
      fallback: firstOf(match[2] ?? '', /defaultValue\s*=\s*"([^"]*)"/),
      help: helpText(firstOf(match[2] ?? match[4] ?? '', /(?:description|help)\s*=\s*[{[]?\s*("(?:[^"\\]|\\.)*")/)),
    }),
  },
  {
    // Ruby's optparse and thor
    languages: /^Ruby$/,
    pattern: /\.on[( ]\s*(?:["']-\w[^"'\n]*["'],\s*)?["'](--[\w-]+)[^"'\n]*["'](?:,\s*[\w:[\]%() ,]+?)?(?:,\s*["']([^"'\n]+)["'])?/g,
    read: (match) => ({ name: match[1] ?? '', fallback: null, help: match[2] ?? null }),
  },
]

export const findFlags = (file: ParsedFile): Setting[] => {
  const language = file.language === 'TSX' ? 'TypeScript' : file.language
  const lineAt = lineCounter(file.text)
  return forms
    .filter(({ languages, needs }) => languages.test(language) && needs?.test(file.text) !== false)
    .flatMap(({ pattern, read }) =>
      [...file.text.matchAll(pattern)].map((match): Setting => {
        const { name, fallback, help } = read(match)
        const line = lineAt(match.index + 1)
        const place = { file: file.path, start_line: line, end_line: line + match[0].split('\n').length - 1 }
        const text = help === null ? null : plainInline(help)
        return {
          name,
          kind: 'flag',
          default: fallback?.replace(/["'`]/g, '') ?? null,
          description: text === null || text.length < 4 ? null : { text, place },
          of: null,
          place,
        }
      }),
    )
}
