// The variants of an enum, and who decides by them. A function with a case for each is where a new one has to go, too.
import type { Place } from '../../../../shared/analysis.ts'

export interface EnumUse {
  /** Of the function or method; null for code outside of all of them. */
  symbol: string | null
  place: Place
  variants: readonly string[]
}

const comment = /^\s*(?:\/\/|\/\*|\*|#)/
/** What may stand before a variant's name, and what ends it. */
const forms: readonly (readonly [languages: RegExp, variant: RegExp])[] = [
  [/\.py$/, /^\s+([A-Za-z]\w*)\s*(?::[^=]+)?=\s*\S/],
  [/\.swift$/, /^\s+(?:indirect )?case\s+([a-z]\w*)/],
  [/\.(?:rs|[cm]?tsx?|kts?|java|cs|php|c|h|cc|cpp|hpp|scala)$/, /^\s*(?:case\s+)?([A-Za-z]\w*)\s*(?:[,;({=]|$)/],
]
const startsBody = /^\s*(?:(?:pub|public|private|override|static|abstract|final)?\s*(?:fn|fun|def|func|companion|val|var|constructor)\b|@|#\[)/

/** In the order in which they stand; `text` is the whole file. */
export const readVariants = (text: string, place: Place): string[] => {
  const form = forms.find(([languages]) => languages.test(place.file))?.[1]
  if (form === undefined) return []
  const isIndented = place.file.endsWith('.py')
  const lines = text.split('\n').slice(place.start_line - 1, place.end_line)
  const variants: string[] = []
  const open = lines.findIndex((line) => (isIndented ? /:\s*(?:#.*)?$/.test(line) : line.includes('{')))
  let depth = 0
  for (const line of lines.slice(open + 1)) {
    if (comment.test(line)) continue
    if (depth === 0 && startsBody.test(line) && variants.length > 0 && !/^\s*(?:@|#\[)/.test(line)) break
    const found = depth === 0 ? form.exec(line) : null
    if (found?.[1] !== undefined && !variants.includes(found[1])) variants.push(found[1])
    if (depth === 0 && /;\s*$/.test(line) && !isIndented && !/\b(?:case)\b/.test(line)) break
    depth += (line.match(/[{(]/g)?.length ?? 0) - (line.match(/[})]/g)?.length ?? 0)
    if (depth < 0 && !isIndented) break
  }
  return variants
}

/** Those of `variants` that a piece of code names with their enum before them. */
export const variantsNamedIn = (code: string, enumName: string, variants: readonly string[], isOwnMethod: boolean): string[] => {
  const owner = isOwnMethod ? `(?:${enumName}|Self|self)` : enumName
  const named = new Set([...code.matchAll(new RegExp(`\\b${owner}(?:::|\\.)(\\w+)`, 'g'))].map((match) => match[1]))
  return variants.filter((variant) => named.has(variant))
}
