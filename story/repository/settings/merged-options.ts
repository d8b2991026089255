// Options with their defaults where a call merges what it is given into them: `array_merge(['debug' => false], $options)`,
// `Object.assign({ debug: false }, options)`, `{ debug: false, ...options }`.
import type { Setting } from '../../../shared/analysis.ts'
import { docAbove } from '../code-facts.ts'
import { lineCounter } from '../lexers/scan.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'

const given = '(?:user|default)?(?:options?|opts|config(?:uration)?|settings)'
const forms: Readonly<Record<string, { opening: RegExp; closing: string; key: RegExp; isMerged: RegExp }>> = {
  PHP: {
    opening: /(?:\barray_merge\(\s*|\$(?:options|opts|config|settings)\s*\+=\s*)\[/g,
    closing: ']',
    key: /^\s*'([\w-]+)'\s*=>\s*(.+?),?\s*(?:\/\/.*)?$/,
    isMerged: /^\s*(?:;|,\s*\$(?:options|opts|config|settings)\s*\))/,
  },
  JavaScript: {
    opening: /(?:\bObject\.assign\(\s*|=\s*)\{(?=\s*\n)/g,
    closing: '}',
    key: /^\s*['"]?([A-Za-z_$][\w$-]*)['"]?\s*:\s*(.+?),?\s*(?:\/\/.*)?$/,
    isMerged: new RegExp(String.raw`^\s*,\s*${given}\s*\)`, 'i'),
  },
}
const spread = new RegExp(String.raw`^\s*\.\.\.${given}\s*,?\s*$`, 'im')
const sameAs: Readonly<Record<string, string>> = { TypeScript: 'JavaScript', TSX: 'JavaScript' }
const fewest = 3
const longest = 4000

/** From behind an opening bracket to the one that closes it; null where that is far. */
const insideOf = (text: string, from: number): string | null => {
  let depth = 1
  for (let at = from; at < Math.min(text.length, from + longest); at += 1) {
    if (/[[{(]/.test(text[at] ?? '')) depth += 1
    else if (/[\]})]/.test(text[at] ?? '')) depth -= 1
    if (depth === 0) return text.slice(from, at)
  }
  return null
}

const ownersName = ({ kind, name, parent, qualifiedName }: ParsedFile['symbols'][number]): string =>
  kind === 'method' && /^(?:__construct|constructor)$/.test(name) ? (parent ?? qualifiedName) : qualifiedName

export const findMergedOptions = (file: ParsedFile): Setting[] => {
  const form = forms[sameAs[file.language] ?? file.language]
  if (form === undefined) return []
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(form.opening)].flatMap((match): Setting[] => {
    const from = match.index + match[0].length
    const inside = insideOf(file.text, from)
    if (inside === null || !(form.isMerged.test(file.text.slice(from + inside.length + 1, from + inside.length + 60)) || spread.test(inside))) return []
    const first = lineAt(from)
    const owner = file.symbols.findLast(({ kind, line, endLine }) => (kind === 'function' || kind === 'method') && line <= first && first <= endLine)
    if (owner === undefined || !/options?|opts|config|settings/i.test(owner.signature)) return []
    let depth = 0
    const options = inside.split('\n').flatMap((text, index): Setting[] => {
      const found = depth === 0 ? form.key.exec(text) : null
      for (const character of text)
        if (/[[{(]/.test(character)) depth += 1
        else if (/[\]})]/.test(character)) depth -= 1
      if (found === null || found[1] === '__proto__') return []
      const line = first + index
      const value = found[2] ?? ''
      return [
        {
          name: found[1] ?? '',
          kind: 'option',
          default: /^(?:'[^']*'|"[^"]*"|-?[\d.]+|true|false)$/.test(value) ? value : null,
          description: docAbove(file, line),
          of: ownersName(owner),
          place: { file: file.path, start_line: line, end_line: line },
        },
      ]
    })
    return options.length < fewest ? [] : options
  })
}
