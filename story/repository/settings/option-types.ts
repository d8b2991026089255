// Options as types: a struct, interface or class whose fields somebody fills in. It is one where its name says so, or where
// the project's users are shown to write it out: `&cobra.Command{Use: "serve"}`.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

const optionName = /(?:Options?|Opts|Config(?:uration)?|Settings|Preferences|Params)$/
const typeKinds = /^(?:class|struct|interface|type)$/
const maxFieldsOfType = 40
/** Beyond this many lines a type is a program of its own. */
const longestType = 1500

interface FieldForm {
  /** The field's name, then its default where the form has one. */
  pattern: RegExp
  read: (match: RegExpExecArray) => { name: string; fallback: string | null }
}
const named = (match: RegExpExecArray): { name: string; fallback: string | null } => ({ name: match[1] ?? '', fallback: match[2]?.trim() ?? null })

/** A field as a line of its own, by language. */
const fieldForms: Readonly<Record<string, FieldForm>> = {
  TypeScript: {
    pattern: /^\s*(?:public\s+|readonly\s+)*(?!private|protected|#|static)['"]?([A-Za-z_$][\w$-]*)['"]?[?!]?\s*:[^=]*?(?:=\s*([^;]+?))?[;,]?\s*$/,
    read: named,
  },
  Go: { pattern: /^\s*([A-Z]\w*)\s+(?!:=|=|\()[\w.*[\]{}()<>-]/, read: named },
  Rust: { pattern: /^\s*pub\s+([a-z_]\w*)\s*:\s*[^:=]+?,?\s*$/, read: named },
  Python: { pattern: /^\s+([a-z]\w*)\s*:\s*[\w"'][^=]*?(?:=\s*([^#]+?))?\s*(?:#.*)?$/, read: named },
  Java: { pattern: /^\s*(?:(?:private|public|protected|final)\s+)+(?!static|class)[\w<>,.[\]? ]+\s(\w+)\s*(?:=\s*([^;]+))?;/, read: named },
  Kotlin: { pattern: /^\s*(?:(?:public|override|@\w+(?:\([^)]*\))?)\s+)*(?:val|var)\s+(\w+)\s*:\s*[^=]+?(?:=\s*([^,]+?))?,?\s*$/, read: named },
  'C#': {
    pattern: /^\s*public\s+(?:static\s+(?=[^{]*\{\s*get;\s*set;))?(?!static|class|const|override)[\w<>?,.[\] ]+\s(\w+)\s*\{\s*get;[^}]*\}(?:\s*=\s*([^;]+);)?/,
    read: named,
  },
  Swift: { pattern: /^\s*(?:public\s+|open\s+)(?!static)(?:private\(set\)\s+)?(?:let|var)\s+(\w+)\s*:\s*[^={]+?(?:=\s*([^{]+?))?\s*$/, read: named },
  PHP: { pattern: /^\s*(?:public|protected)\s+(?:readonly\s+)?(?!static|function|const)[\w?|\\]*\s*\$(\w+)\s*(?:=\s*([^;]+))?;/, read: named },
  C: {
    pattern: /^\s*(?!return|typedef|struct\s*\{)(?:const\s+|unsigned\s+|struct\s+|std::)*\w[\w:<>]*[\s*&]+(\w+)(?:\[[^\]]*\])?\s*(?:=\s*([^;]+))?;/,
    read: named,
  },
}
const sameAs: Readonly<Record<string, string>> = { TSX: 'TypeScript', JavaScript: 'TypeScript', 'C++': 'C' }

/** @param isWritten is the type shown to users as something that they write out? */
export const findOptionTypes = (file: ParsedFile, isWritten: (name: string) => boolean): Setting[] => {
  const form = fieldForms[sameAs[file.language] ?? file.language]
  if (form === undefined) return []
  const lines = file.text.split('\n')
  return file.symbols
    .filter(
      (symbol) =>
        typeKinds.test(symbol.kind) &&
        symbol.exported &&
        symbol.endLine - symbol.line <= longestType &&
        !isMadeInside(symbol) &&
        !isWithinHidden(symbol, file) &&
        !isMarkedInternal(lines.slice(Math.max(0, symbol.line - 3), symbol.line)) &&
        (optionName.test(symbol.name) || (symbol.kind === 'struct' && /^(?:Go|Rust)$/.test(file.language) && isWritten(symbol.name))),
    )
    .flatMap((symbol) => fieldsOf(symbol, file, lines, form))
}

/** A list of choices that the library keeps, or what only it can make, is nothing that somebody fills in. */
const isMadeInside = ({ extends: bases, signature }: ParsedSymbol): boolean =>
  bases.some((base) => /(?:List|Set|Map|Collection|Iterable|Sequence)$/.test(base.replace(/<.*$/, ''))) ||
  /\b(?:private|internal)\s+constructor\b/.test(signature)

/** `public record Options` within a class of the library's own: nobody outside can write its name. */
const isWithinHidden = ({ parent }: ParsedSymbol, { symbols }: Pick<ParsedFile, 'symbols'>): boolean =>
  parent !== null &&
  symbols.some((owner) => owner.qualifiedName === parent && typeKinds.test(owner.kind) && (!owner.exported || isWithinHidden(owner, { symbols })))

/** `@InternalTillApi`: public to the project's other packages alone. */
const isMarkedInternal = (above: readonly string[]): boolean => above.some((line) => /@\w*Internal\w*|#\[doc\(hidden\)\]/.test(line))

const linesFrom = (first: number, last: number): number[] => Array.from({ length: last - first + 1 }, (_, index) => first + index)

const fieldsOf = (symbol: ParsedSymbol, file: ParsedFile, lines: readonly string[], form: FieldForm): Setting[] => {
  const fields: Setting[] = []
  const commented = new Set(file.comments.flatMap((comment) => (comment.trailing ? [] : linesFrom(comment.line, comment.endLine))))
  let depth = 0
  for (let line = symbol.line; line <= symbol.endLine && fields.length < maxFieldsOfType; line += 1) {
    // "Minimum: `1`." in a comment is no field.
    if (commented.has(line)) continue
    const text = lines[line - 1] ?? ''
    const code = text.replace(/\/\/.*$|\/\*.*?\*\//g, '').replaceAll('=>', '->')
    const inside = file.language === 'Python' ? line > symbol.line && /^(?: {4}|\t)\S/.test(text) : depth === 1
    const match = inside && !/^\s*(?:\*|\/\/|#|\/\*|@)/.test(text) ? form.pattern.exec(code) : null
    const isGivenUp = file.comments.some((comment) => !comment.trailing && comment.endLine === line - 1 && /@deprecated\b/i.test(comment.text))
    const isOwn = /^_/.test(match?.[1] ?? '') || isMarkedInternal(lines.slice(Math.max(0, line - 2), line))
    if (
      match !== null &&
      !isGivenUp &&
      !isOwn &&
      isFilledIn(match, file) &&
      !/^(?:return|if|for|const|let|var|type|func|fn|pub|def|class)$/.test(match[1] ?? '')
    ) {
      const { name, fallback } = form.read(match)
      const description = docAbove(file, line)
      fields.push({
        name,
        kind: 'option',
        // `Size { get; } = Size` takes over what the constructor was given, and there is no other value for it.
        default: (fallback?.toLowerCase() === name.toLowerCase() ? null : fallback) ?? toldDefault(description?.text ?? ''),
        description,
        of: symbol.qualifiedName,
        place: { file: file.path, start_line: line, end_line: line },
      })
    }
    for (const character of code)
      if (/[{(]/.test(character)) depth += 1
      else if (/[})]/.test(character)) depth -= 1
  }
  return fields
}

/** Java keeps its fields to itself, and has methods by which they are set. */
const isFilledIn = ([code, name = '']: RegExpExecArray, { language, text }: ParsedFile): boolean =>
  language !== 'Java' ||
  !/\bprivate\b/.test(code) ||
  new RegExp(`\\b(?:set|with|add)${name.charAt(0).toUpperCase()}${name.slice(1)}\\(|\\b${name}\\([^)]`).test(text)

/** “Defaults to 30 seconds.”, “@default 10”; "default: a comparator that …" names no value. */
const toldDefault = (doc: string): string | null =>
  /(?:@default(?:Value)?|\bdefaults? to|\bdefault:|\(default:?)\s+(?:[`'"]([\w.+-]+)[`'"]|([\w.+-]+)(?=$|[\s]*[.,;:)\n]|\s+(?:if|when|unless|for)\b|\s+(?:(?:milli|micro)?seconds?|ms|minutes?|hours?|days?|bytes?|[KMG]i?B|characters?|columns?|lines?|spaces?)\b))/i
    .exec(doc)
    ?.slice(1)
    .find((value) => value !== undefined)
    ?.replace(/[.,]$/, '') ?? null
