// What tests have in common: the class that most of them descend from, and the files of help that many of them name.
import type { Place } from '../../../../shared/analysis.ts'

export interface TestBase {
  name: string
  place: Place
  /** Test files with a class that descends from it. */
  users: number
}

const parent = /\bclass\s+\w+[^\n{]*?(?:\bextends\s+|\s:\s*(?:public\s+)?|\s<\s+|\()(?:\w+(?:::|\.))*([A-Z]\w*)/g
const definition = (name: string): RegExp => new RegExp(`^\\s*(?:(?:public|abstract|internal|open|static|partial|final)\\s+)*class\\s+${name}\\b`, 'm')
const fewestUsers = 4
const leastShare = 0.2

/** `texts`: of the test files by path. Null where they share none that one of them declares. */
export const readTestBase = (texts: ReadonlyMap<string, string>): TestBase | null => {
  const users = new Map<string, number>()
  for (const text of texts.values())
    for (const name of new Set([...text.matchAll(parent)].map((match) => match[1] ?? ''))) users.set(name, (users.get(name) ?? 0) + 1)
  const known = [...users].toSorted(([, a], [, b]) => b - a).filter(([, count]) => count >= Math.max(fewestUsers, texts.size * leastShare))
  for (const [name, count] of known) {
    const declared = [...texts].flatMap(([file, text]) => {
      const found = definition(name).exec(text)
      return found === null ? [] : [{ file, line: text.slice(0, found.index + found[0].length).split('\n').length }]
    })
    const [only] = declared
    if (only !== undefined && declared.length === 1) return { name, place: { file: only.file, start_line: only.line, end_line: only.line }, users: count }
  }
  return null
}

const helping = /^(?:test_?helpers?|spec_helper|helpers?|test_?utils?|testing_?utils?|support|utils?|common)$/i
const stemOf = (path: string): string => (path.split('/').at(-1) ?? path).replace(/\.\w+$/, '')

/** Files among the tests that are called after help, where many of the others name them. */
export const readSharedFiles = (texts: ReadonlyMap<string, string>): string[] =>
  [...texts.keys()].filter((path) => {
    const stem = stemOf(path)
    if (!helping.test(stem.replaceAll('-', '_'))) return false
    const named = new RegExp(`(?<![\\w-])${stem}(?![\\w-])`)
    const users = [...texts].filter(([other, text]) => other !== path && named.test(text)).length
    return users >= Math.max(fewestUsers, texts.size * leastShare)
  })
