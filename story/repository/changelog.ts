// Releases as the changelog dates them: with a place that can be cited, which a tag has not.
import type { History, Quote } from '../../shared/analysis.ts'
import { baseName, folderOf } from './languages.ts'
import { addressesModel, isReadable, plainInline, sentencesOf } from './prose.ts'

/** Read to the end, since the beginnings are at the end; far above what anybody has released. */
const maxReleases = 3000

export const isChangelog = (path: string): boolean =>
  folderOf(path) === '' && /^(?:CHANGELOG|CHANGES|HISTORY|RELEASES|NEWS)(?:\.(?:md|rst|txt|markdown))?$/i.test(baseName(path))

const heading =
  /^(?:#{1,3}\s*)?(?:Version\s+|Release\s+|v)?\[?v?(\d+\.\d+(?:\.\d+)?(?:[-.]?(?:alpha|beta|rc|a|b|dev)[\w.]*)?)\]?(?:\([^)]*\))?\s*(?:[-–—/:(]*\s*\(?(\d{4}-\d{2}-\d{2}))?/
const released = /^(?:Released?(?: on)?:?)\s+(\d{4}-\d{2}-\d{2})/

export const readReleases = (file: string, text: string): History['releases'] => {
  const releases: History['releases'] = []
  const lines = text.split('\n')
  for (const [index, line] of lines.entries()) {
    if (releases.length >= maxReleases) break
    const found = heading.exec(line.trim())
    if (found === null) continue
    // A line that only mentions a version isn't a heading: those are marked, underlined, or dated.
    const underlined = /^[=~^-]{3,}\s*$/.test(lines[index + 1] ?? '')
    if (!/^#/.test(line) && !underlined && found[2] === undefined) continue
    const date =
      found[2] ??
      lines
        .slice(index + 1, index + 5)
        .map((next) => released.exec(next.trim())?.[1])
        .find((value) => value !== undefined) ??
      null
    const name = found[1] ?? ''
    const note = majorOf(name) === null ? null : firstNote(file, lines, index + 1)
    releases.push({ name, date, place: { file, start_line: index + 1, end_line: index + 1 }, commit: null, ...(note === null ? {} : { note }) })
  }
  return releases
}

const mostNewest = 45

/** 5 of "v5.0.0" and "5.0": with which a new generation begins. Null of any other. */
export const majorOf = (name: string): number | null => {
  const found = /^v?(\d+)\.0(?:\.0)?$/.exec(name)
  return found === null ? null : Number(found[1])
}

/** 1.0.2 of "hiredis-v1.0.2": by which a tag and a heading are known for the same release. */
const numberOf = (name: string): string | null => /(?:^|[^\d.])(\d+\.\d+(?:\.\d+)*(?:[-.]?(?:alpha|beta|rc|a|b|dev|pre|m)[\w.]*)?)$/i.exec(name)?.[1] ?? null
const isSame = (tag: string, heading: string): boolean => tag === heading || tag.replace(/\.0$/, '') === heading.replace(/\.0$/, '')

/**
 * What the changelog dates, and the tags that came after its last entry: some stop to keep one, and what is newest is told.
 * Tags alone where it dates nothing. The newest first.
 */
export const mergeReleases = (dated: History['releases'], tags: History['releases']): History['releases'] => {
  if (tags.length > 0 && !dated.some(({ date }) => date !== null)) return tags
  const last = dated.map(({ date }) => date ?? '').toSorted().at(-1) ?? ''
  const later = tags.filter(({ name, date }) => {
    const number = numberOf(name)
    return number !== null && date !== null && date > last && !dated.some((release) => isSame(number, release.name))
  })
  return [...later, ...dated]
}

/** The newest, and of all others those with which a generation or the whole began. */
export const tellingReleases = (releases: History['releases']): History['releases'] =>
  releases.filter(({ name }, index) => index < mostNewest || index === releases.length - 1 || majorOf(name) !== null)

const linesLooked = 14
/** A list of names has hardly any words in small letters. */
const fewestPlainWords = 4

/** The first point that a release makes, or its first sentence. */
const firstNote = (file: string, lines: readonly string[], from: number): Quote | null => {
  for (let at = from; at < Math.min(lines.length, from + linesLooked); at += 1) {
    const line = lines[at] ?? ''
    if (heading.test(line.trim()) && /^#/.test(line)) return null
    const continued = /^\s{2,}\S/.test(lines[at + 1] ?? '') && !/^\s*[-*+]\s/.test(lines[at + 1] ?? '') ? ` ${(lines[at + 1] ?? '').trim()}` : ''
    const text = plainInline(`${line.replace(/^\s*[-*+]\s+/, '')}${continued}`).replace(/\s*\(?\[?#\d+\]?\)?/g, '')
    const [sentence] = sentencesOf(text)
    // With its names taken out, a sentence about names is none.
    if (
      /^\s*(?:#|[=~^-]{3,}|Released?\b|Unreleased)|[`:]\w|<\w/.test(line) ||
      (text.match(/(?<![\w-])[a-z]{2,}(?![\w-])/g)?.length ?? 0) < fewestPlainWords ||
      /[,:;]$/.test(text.trim()) ||
      sentence === undefined ||
      !isReadable(sentence) ||
      addressesModel(sentence)
    )
      continue
    return { text: sentence, place: { file, start_line: at + 1, end_line: Math.min(lines.length, at + 1 + (continued === '' ? 0 : 1)) } }
  }
  return null
}
