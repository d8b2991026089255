// What is asked of a voice service at a time: whole sentences of one paragraph and one speaker, so that seams fall where a
// narrator would breathe anyway, within the service's limit. A sentence alone above the limit is cut at a comma or a space.
import type { SpokenLine } from './spoken-lines.ts'

export interface Chunk {
  text: string
  /** Where each of the lines stands in the text; a line that was cut has a part in several chunks. */
  parts: { line: number; from: number; to: number }[]
  /** The silence after it; none inside of a paragraph, where the voice breathes by itself. */
  pauseSeconds: number
}

/** About 90 seconds: short enough to be bought again without regret, long enough for a melody. */
const comfortableCharacters = 1_200

export const cutAtCommas = (text: string, most: number): string[] => {
  if (text.length <= most) return [text]
  const head = text.slice(0, most)
  const at = Math.max(head.lastIndexOf(', ') + 1, head.lastIndexOf(' '))
  const cut = at > 0 ? at : most
  return [text.slice(0, cut).trim(), ...cutAtCommas(text.slice(cut).trim(), most)]
}

export const makeChunks = (lines: readonly SpokenLine[], mostCharacters: number): Chunk[] => {
  const most = Math.min(mostCharacters, comfortableCharacters)
  const chunks: Chunk[] = []
  lines.forEach((line, index) => {
    for (const piece of cutAtCommas(line.spoken, most)) {
      const open = chunks.at(-1)
      const before = lines[open?.parts.at(-1)?.line ?? -1]
      const fits = open !== undefined && before?.paragraph === line.paragraph && open.text.length + 1 + piece.length <= most
      if (!fits) chunks.push({ text: piece, parts: [{ line: index, from: 0, to: piece.length }], pauseSeconds: 0 })
      else {
        const from = open.text.length + 1
        open.text = `${open.text} ${piece}`
        open.parts.push({ line: index, from, to: from + piece.length })
      }
    }
  })
  chunks.forEach((chunk, index) => {
    const [last, next] = [lines[chunk.parts.at(-1)?.line ?? 0], lines[chunks[index + 1]?.parts[0]?.line ?? -1]]
    if (last !== undefined && last.paragraph !== next?.paragraph) chunk.pauseSeconds = last.pauseSeconds
  })
  return chunks
}
