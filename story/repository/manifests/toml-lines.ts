// As much of TOML as manifests use, with line numbers: sections, keys, strings, arrays and inline tables over lines.

export interface TomlEntry {
  section: string
  key: string
  /** As written, a multi-line value joined. */
  raw: string
  line: number
}

export const readToml = (text: string): TomlEntry[] => {
  const entries: TomlEntry[] = []
  let section = ''
  const lines = text.split('\n')
  for (let at = 0; at < lines.length; at += 1) {
    const line = stripComment(lines[at] ?? '').trim()
    const header = /^\[\[?\s*([^\]]+?)\s*\]\]?$/.exec(line)
    if (header !== null) {
      section = (header[1] ?? '').replace(/["']/g, '').replace(/\s*\.\s*/g, '.')
      entries.push({ section, key: '', raw: '', line: at + 1 })
      continue
    }
    const pair = /^((?:"[^"]+"|'[^']+'|[\w.-]+)(?:\s*\.\s*(?:"[^"]+"|[\w-]+))*)\s*=\s*(.*)$/.exec(line)
    if (pair === null) continue
    const start = at + 1
    let raw = pair[2] ?? ''
    if (/^("""|''')/.test(raw) && !/^("""|''')[\s\S]*\1$/.test(raw)) {
      const quote = raw.slice(0, 3)
      while (at + 1 < lines.length && !raw.slice(3).includes(quote)) raw += `\n${lines[++at] ?? ''}`
    } else while (at + 1 < lines.length && depthOf(raw) > 0) raw += ` ${stripComment(lines[++at] ?? '').trim()}`
    entries.push({ section, key: (pair[1] ?? '').replace(/["'\s]/g, ''), raw: raw.trim(), line: start })
  }
  return entries
}

const stripComment = (line: string): string => line.replace(/^((?:[^#"']|"(?:[^"\\]|\\.)*"|'[^']*')*)#.*$/, '$1')

const depthOf = (raw: string): number => {
  const bare = raw.replace(/"(?:[^"\\]|\\.)*"|'[^']*'/g, '')
  return (bare.match(/[[{]/g)?.length ?? 0) - (bare.match(/[\]}]/g)?.length ?? 0)
}

export const tomlText = (raw: string): string | null => {
  const found = /^("""|'''|"|')([\s\S]*?)\1/.exec(raw)
  return found === null ? null : (found[2] ?? '').trim()
}

export const tomlTexts = (raw: string): string[] => [...raw.matchAll(/"((?:[^"\\]|\\.)*)"|'([^']*)'/g)].map((match) => match[1] ?? match[2] ?? '')

/** A key of an inline table: `{ version = "1", features = [] }`. */
export const tomlField = (raw: string, key: string): string | null =>
  new RegExp(`[{,]\\s*${key}\\s*=\\s*("[^"]*"|'[^']*'|true|false)`).exec(raw)?.[1]?.replace(/["']/g, '') ?? null
