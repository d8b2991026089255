// Releases as the changelog dates them: with a place that can be cited, which a tag has not.
import type { History } from '../../shared/analysis.ts'
import { baseName, folderOf } from './languages.ts'

const maxReleases = 60

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
    releases.push({ name: found[1] ?? '', date, place: { file, start_line: index + 1, end_line: index + 1 }, commit: null })
  }
  return releases
}
