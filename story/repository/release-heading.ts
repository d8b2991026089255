// The lines of a changelog under which a release begins: marked, underlined or dated, in the ways in which people write them.

const heading =
  /^(?:#{1,3}\s*)?(?:Version\s+|Release\s+|v)?\[?v?(\d+\.\d+(?:\.\d+)?(?:[-.]?(?:alpha|beta|rc|pre|a|b|dev)[\w.]*)?)\]?(?:\([^)]*\))?\s*(?:[-–—/:(]*\s*\(?(\d{4}-\d{2}-\d{2}|(?:\w+ )?\d{1,2}(?:st|nd|rd|th)?(?: \w+)?,? \d{4}))?/i
const released = /^\*?\*?(?:Released?(?: on)?:?)\s+(\d{4}-\d{2}-\d{2}|\w+ \d{1,2}(?:st|nd|rd|th)?,? \d{4})/i
const months = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']

/** "6th December, 2024", "Nov 2, 2018" and "2024-12-06" → "2024-12-06"; null where it is none. */
export const isoDate = (written: string): string | null => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(written)) return written
  const day = /\b(\d{1,2})(?:st|nd|rd|th)?\b/.exec(written)?.[1]
  const year = /\b(\d{4})\b/.exec(written)?.[1]
  const month = months.indexOf((/\b([A-Za-z]{3})[a-z]*\b(?<!\d(?:st|nd|rd|th))/.exec(written)?.[1] ?? '').toLowerCase())
  return day === undefined || year === undefined || month < 0 || Number(day) > 31
    ? null
    : `${year}-${String(month + 1).padStart(2, '0')}-${day.padStart(2, '0')}`
}

export interface ReleaseHeading {
  /** Without a "v". */
  name: string
  date: string | null
}

/** Null of a line that only mentions a version. */
export const readReleaseHeading = (lines: readonly string[], index: number): ReleaseHeading | null => {
  const line = lines[index] ?? ''
  const found = heading.exec(line.trim())
  if (found === null) return null
  const date = found[2] === undefined ? null : isoDate(found[2])
  const underlined = /^[=~^-]{3,}\s*$/.test(lines[index + 1] ?? '')
  if (!/^#/.test(line) && !underlined && date === null) return null
  const below = lines
    .slice(index + 1, index + 5)
    .map((next) => released.exec(next.trim())?.[1])
    .find((value) => value !== undefined)
  return { name: found[1] ?? '', date: date ?? (below === undefined ? null : isoDate(below)) }
}
