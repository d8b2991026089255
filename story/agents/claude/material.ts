// Text that comes from a repository goes to a model between marks, so that it can be told from what we say. The marks carry
// a hash of what they enclose: a text cannot hold the hash of itself, so no text can close its own marks.
import { createHash } from 'node:crypto'

export const asMaterial = (what: string, text: string): string => {
  const seal = createHash('sha256').update(what).update(text).digest('hex').slice(0, 16)
  return `<material seal="${seal}" what="${what.replace(/[<>"\n]/g, ' ')}">\n${text}\n</material seal="${seal}">`
}

/** Whole lines up to a number of characters, with a word where it was cut. */
export const cutAtLine = (text: string, mostCharacters: number): string => {
  if (text.length <= mostCharacters) return text
  const end = text.lastIndexOf('\n', mostCharacters)
  return `${text.slice(0, end > 0 ? end : mostCharacters)}\n… cut here; ask for a narrower range to see more`
}

/** Lines with their numbers, as a citation needs them. */
export const numberedLines = (text: string, first: number, last: number): string =>
  text
    .replace(/\r\n?/g, '\n')
    .split('\n')
    .slice(first - 1, last)
    .map((line, index) => `${first + index}: ${line.length > 300 ? `${line.slice(0, 300)}…` : line}`)
    .join('\n')
