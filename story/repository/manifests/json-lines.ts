// JSON that people wrote, with the lines where its keys stand: JSON.parse knows no lines, and a fact needs its place.
import { lineCounter } from '../lexers/scan.ts'

/** The line of a key, given the keys above it, as `["dependencies", "accepts"]`; 1 where it isn't found. */
export const createKeyFinder = (text: string): ((keys: readonly string[]) => number) => {
  const lineAt = lineCounter(text)
  return (keys) => {
    let from = 0
    for (const key of keys) {
      const end = findKeyEnd(text, JSON.stringify(key), from)
      if (end === -1) return from === 0 ? 1 : lineAt(from)
      from = end
    }
    return lineAt(from)
  }
}

/** Behind the colon of a key, written as in the text; -1 where there is none. */
const findKeyEnd = (text: string, written: string, from: number): number => {
  for (let at = text.indexOf(written, from); at !== -1; at = text.indexOf(written, at + 1)) {
    const colon = /\s*:/y
    colon.lastIndex = at + written.length
    if (colon.test(text)) return colon.lastIndex
  }
  return -1
}

/** With comments and trailing commas, as in tsconfig.json; null where it can't be read. */
export const parseLooseJson = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return parseCommentedJson(text)
  }
}

const parseCommentedJson = (text: string): unknown => {
  const plain = text.replace(/("(?:[^"\\\n]|\\.)*")|\/\/.*$|\/\*[\s\S]*?\*\//gm, (_, string: string | undefined) => string ?? '').replace(/,(\s*[}\]])/g, '$1')
  try {
    return JSON.parse(plain) as unknown
  } catch {
    // A broken manifest is a fact about the repository, not a fault of ours: it just tells nothing.
    return null
  }
}

export const asRecord = (value: unknown): Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : {}
export const asText = (value: unknown): string | null => (typeof value === 'string' && value.trim() !== '' ? value.trim() : null)
export const asTexts = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter((item) => typeof item === 'string') : typeof value === 'string' ? [value] : []
