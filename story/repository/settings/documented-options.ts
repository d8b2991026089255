// Options as the README lists them: a library in a language without types says nowhere else what its caller may choose.
// Under a heading of options, each has a heading, a point or a row of a table of its own.
import type { Setting } from '../../../shared/analysis.ts'
import { plainInline, sentencesOf } from '../prose.ts'

const heading = /^(#{1,6})\s+(.+?)\s*#*$/
const ofOptions = /\boptions?\b|\bconfiguration\b|\bsettings\b/i
/** `### PQueue(options?)`: the heading names who takes them. */
const taker = /^[`*]*(?:new )?(?:[\w$]+\.)*([\w$]+)\s*\(/
const optionHeading = /^[`*_]*(?:(?:options?|opts|config)\.)?([a-z_$][\w$]*)[`*_]*\??(?:\s*[:(=].*)?$/
const optionPoint =
  /^\s{0,3}[-*+]\s+(?:\*\*)?`(?:(?:options?|opts)\.)?([a-z_$][\w$]*)\??`(?:\*\*)?\s*(?:\([^)]*\)|\*[^*]*\*|_[^_]*_|\{[^}]*\})?\s*(?:[:–—-]+|\(default[^)]*\)\s*[:–—-]*)\s*(.+)$/
const optionRow = /^\s*\|\s*`(?:(?:options?|opts)\.)?([a-z_$][\w$]*)\??`\s*\|(.+)\|\s*$/
const fewest = 3
const most = 30

interface Option {
  name: string
  line: number
  words: string
}

/** The paragraph below a heading, as one line; types and defaults in lines of their own are passed over. */
const paragraphBelow = (lines: readonly string[], line: number): string => {
  let at = line
  while (
    at < lines.length &&
    (/^\s*$/.test(lines[at] ?? '') || /^\s*(?:[-*]\s+)?(?:\*\*)?[`*_]*(?:type|default|required|minimum|maximum)\b/i.test(lines[at] ?? ''))
  )
    at += 1
  const words: string[] = []
  for (; at < lines.length && !/^\s*$|^#|^```|^\s*[-*|]/.test(lines[at] ?? ''); at += 1) words.push((lines[at] ?? '').trim())
  return words.join(' ')
}

/** A point goes on in the lines that stand in as it does. */
const continued = (lines: readonly string[], from: number): string[] => {
  const end = lines.findIndex((text, at) => at >= from && !/^\s{2,}[^\s*+-]/.test(text))
  return lines.slice(from, end < 0 ? lines.length : end).map((text) => text.trim())
}

const optionsOf = (lines: readonly string[], { from, to }: { from: number; to: number }): Option[] => {
  const found: Option[] = []
  let isCode = false
  for (let at = from; at < to && found.length < most; at += 1) {
    const text = lines[at] ?? ''
    if (/^\s*(?:```|~~~)/.test(text)) isCode = !isCode
    if (isCode) continue
    const head = heading.exec(text)?.[2]
    const named = head === undefined ? undefined : optionHeading.exec(head)?.[1]
    if (named !== undefined && !ofOptions.test(named)) found.push({ name: named, line: at + 1, words: paragraphBelow(lines, at + 1) })
    const point = optionPoint.exec(text) ?? optionRow.exec(text)
    if (point !== null)
      found.push({ name: point[1] ?? '', line: at + 1, words: [(point[2] ?? '').split('|').at(-1) ?? '', ...continued(lines, at + 1)].join(' ').trim() })
  }
  return found
}

const factOf = ({ name, line, words }: Option, file: string, of: string | null): Setting => {
  const sentence = sentencesOf(plainInline(words))[0] ?? ''
  const place = { file, start_line: line, end_line: line }
  return {
    name,
    kind: 'option',
    default: null,
    description: sentence.split(/\s+/).length < 3 ? null : { text: sentence, place: { ...place, end_line: line + 8 } },
    of,
    place,
  }
}

/** The one function that the heading belongs to; null where there is none, or where several share one text. */
const ownerOf = (lines: readonly string[], { at, level }: { at: number; level: number }): string | null => {
  const own = taker.exec(heading.exec(lines[at] ?? '')?.[2] ?? '')?.[1]
  if (own !== undefined) return own
  for (let line = at - 1; line >= 0; line -= 1) {
    const match = heading.exec(lines[line] ?? '')
    if (match === null || (match[1]?.length ?? 0) >= level) continue
    const before = lines.slice(0, line).findLast((text) => text.trim() !== '') ?? ''
    const isShared = taker.test(heading.exec(before)?.[2] ?? '')
    return isShared ? null : (taker.exec(match[2] ?? '')?.[1] ?? null)
  }
  return null
}

const optionPage = /^(?:docs?|documentation)\/[^/]*(?:options|api|config|settings)[^/]*\.(?:md|markdown)$/i
/** The README, then the pages whose name says that they tell of options. */
export const isOptionPage = (path: string): boolean => optionPage.test(path) || /^readme\.(?:md|markdown)$/i.test(path)

/** @param isInCode does any of the code use that name? A page may be older than what it describes. */
export const findDocumentedOptions = (page: { path: string; text: string }, isInCode: (name: string) => boolean): Setting[] => {
  const lines = page.text.split('\n')
  const headings = lines.flatMap((text, at) => {
    const match = heading.exec(text)
    return match !== null && ofOptions.test(match[2] ?? '') ? [{ at, level: match[1]?.length ?? 0, isTaker: taker.test(match[2] ?? '') }] : []
  })
  // "options" alone is a list of them; below a function's own heading its other parameters stand as well.
  for (const { at, level } of headings.toSorted((a, b) => Number(a.isTaker) - Number(b.isTaker) || a.at - b.at)) {
    const next = lines.findIndex((other, line) => line > at && (heading.exec(other)?.[1]?.length ?? 9) <= level)
    const all = optionsOf(lines, { from: at + 1, to: next < 0 ? lines.length : next })
    const known = all.filter(({ name }, line) => isInCode(name) && all.findIndex((other) => other.name === name) === line)
    // Where half of them are unknown to the code it is a list of something else.
    if (known.length >= fewest && known.length > all.length / 2) return known.map((option) => factOf(option, page.path, ownerOf(lines, { at, level })))
  }
  return []
}
