// Settings as methods, one handed on to the next: `Server.builder().backlog(16).keepAlive(true)`, `$app->withCache($driver)`.
// Such a method changes something and hands back what it belongs to.
import type { Setting } from '../../../shared/analysis.ts'
import { quoteOfDoc } from '../quotes.ts'
import { textOfLines } from '../syntax/lines.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'

/** What these hold is what the program is about: their methods fill it, and set nothing. */
const isContent =
  /(?:(?:^|\.)Route|Request|Response|Message|Uri|Url|Headers?|Cookie|Stream|Elements?|Nodes?|Token|Event|Query|Result|Document|Collection|List|Map|Set|Buffer|Text|String|Date|Time|Chain|Matcher|Assertion|Error|Exception|Test\w*|Mock\w*|Spec|Block|Tag|KeyVal|Entry|Pair|Attributes?|Parameter|Name|Type|Value|Match|Span|Range|Position|Location)$/
/** What lies there is nobody's to call, but in Go, where it may be. */
const isInside = (path: string): boolean => /(?:^|\/)internal\//.test(path) && !path.endsWith('.go')
/** By its name alone a method that hands back its own is one. */
const setsByName = /^(?:with|without|use|disable|enable)(?=[A-Z_])/
/** These add to it, ask it, or begin its work. */
const isOther =
  /^(?:add|append|push|put|insert|remove|delete|get|is|has|to|as|from|on|off|start|stop|run|build|clone|copy|new|of|clear|reset|each|map|filter|then)(?=[A-Z_]|$)/
const scalar =
  /^(?:final |const )?(?:&?(?:'\w+ )?)?\??(?:bool(?:ean)?|Bool(?:ean)?|int(?:eger)?|Int(?:eger)?|[iu](?:8|16|32|64|size)|u?int\d*|usize|long|Long|short|double|Double|f(?:32|64)|float|Float|(?:java\.\w+\.)?Duration|time\.Duration|TimeSpan|TimeInterval|Charset|Locale|String|string|&?str|impl Into<String>|number|char)\b/
const longestBody = 22
const fewestOfType = 2

/** Types first (`int backlog`) or names first (`backlog: Int`), the first parameter's type as written. */
const firstType = (signature: string, language: string): string | null => {
  const inside = /\(([^()]*)\)/.exec(signature.replace(/^func \([^)]*\)\s*/, ''))?.[1]
  if (inside === undefined) return null
  const first = inside
    .split(',')
    .map((parameter) => parameter.trim())
    .find((parameter) => parameter !== '' && !/^&?(?:mut )?self\b/.test(parameter))
  if (first === undefined) return ''
  if (/^(?:Rust|Kotlin|TypeScript|TSX|Swift)$/.test(language)) return /:\s*(.+)$/.exec(first)?.[1] ?? ''
  return language === 'Go' ? (/^\w+\s+(.+)$/.exec(first)?.[1] ?? '') : first.replace(/@\w+\s+/g, '')
}

const handsBackType = ({ signature, parent }: ParsedSymbol, { language, symbols }: ParsedFile): boolean => {
  const bases = symbols.find(({ qualifiedName }) => qualifiedName === parent)?.extends ?? []
  // As the interface that it is known by, too.
  const owner = `(?:${[parent ?? '', ...bases]
    .map((name) => lastName(name).replace(/\W.*$/s, ''))
    .filter((name) => name !== '')
    .join('|')})`
  const self = `(?:self|static|Self|this|${owner})`
  if (language === 'C++') return new RegExp(`\\b${owner}\\s*&\\s*(?:\\w+::)*\\w+\\s*\\(`).test(signature)
  const isNamedLast = /^(?:PHP|Kotlin|Rust|TypeScript|TSX|Swift|Go)$/.test(language)
  return isNamedLast
    ? new RegExp(`\\)\\s*(?::|->)?\\s*(?:&(?:'\\w+ )?(?:mut )?|\\*)?(?:\\w+::)?${self}(?:<[^>]*>)?\\s*(?:\\{|=|where|$)`).test(signature)
    : new RegExp(`(?:^|\\s)(?:\\w+\\.)?${owner}(?:<[^>]*>)?\\s+\\w+\\s*\\(`).test(signature)
}

/** It sets a field, or hands on what it is given under the same name. */
const changesAndHandsBack = (body: string, name: string, receiver: string | null): boolean => {
  const self = receiver === null ? String.raw`(?:this|self|\$this)` : receiver
  const sets = new RegExp(`\\b${self.replace(/^\(\?:/, '(?:')}(?:\\.|->)[\\w.]+\\s*=(?!=)|\\$this->\\w+\\s*=(?!=)`).test(body)
  const back = new RegExp(`\\breturn ${self}\\s*;?\\s*(?:\\}|$)|\\$this\\s*;|=\\s*apply\\s*\\{|\\n\\s*self\\s*\\}`).test(body)
  const handsOn = new RegExp(`\\w\\.${name}\\(\\w+\\);`).test(body)
  return (sets || handsOn || /^\s*(?:public |@\w+\s*)*fun [^=]*=\s*apply\s*\{\s*(?:this\.)?\w+\s*=(?!=)/.test(body)) && back
}

const isSetting = (symbol: ParsedSymbol, file: ParsedFile): boolean => {
  const { name, line, endLine, signature } = symbol
  const body = textOfLines(file.text, line, endLine)
  const isApplied = file.language === 'Kotlin' && /^[^{]*\)\s*(?::\s*\w+)?\s*=\s*apply\s*\{/.test(body)
  if (isOther.test(name) || /\bstatic\b/.test(signature) || endLine - line > longestBody || !(isApplied || handsBackType(symbol, file))) return false
  if (setsByName.test(name) || (file.language === 'C++' && /^set_|^set(?=[A-Z])/.test(name))) return true
  const type = firstType(signature, file.language)
  const receiver = /^func \((\w+) /.exec(signature)?.[1] ?? null
  return type !== null && scalar.test(type) && changesAndHandsBack(body, name, receiver)
}

export const findFluentSettings = (file: ParsedFile): Setting[] => {
  if (isInside(file.path) || !/^(?:PHP|Java|Kotlin|C#|C\+\+|Rust|Go|TypeScript|TSX|Swift)$/.test(file.language)) return []
  const methods = file.symbols.filter(
    ({ kind, exported, parent }) => kind === 'method' && exported && parent !== null && !isContent.test(parent.replace(/(?:\.|::)?Builder$/, '')),
  )
  const found = methods.filter((symbol) => isSetting(symbol, file))
  return [...Map.groupBy(found, ({ parent }) => parent)].flatMap(([owner, all]) =>
    new Set(all.map(({ name }) => name)).size < fewestOfType
      ? []
      : all.map(
          ({ name, line, endLine, doc }): Setting => ({
            name,
            kind: 'option',
            default: null,
            description: quoteOfDoc(doc, file.path),
            of: owner,
            place: { file: file.path, start_line: line, end_line: endLine },
          }),
        ),
  )
}
