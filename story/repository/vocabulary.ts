// Words that are this project's own: what a voice has to be told how to say, and a reader not to take for a typing error.
import type { FactsSoFar } from './analyze-snapshot.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'

const maxWords = 400

export const collectVocabulary = (facts: FactsSoFar, parsed: readonly ParsedFile[]): string[] => {
  const counts = new Map<string, number>()
  const add = (word: string, weight: number) => {
    const plain = word.toLowerCase()
    if (/^[a-z][a-z\d_-]{2,30}$/.test(plain)) counts.set(plain, (counts.get(plain) ?? 0) + weight)
  }
  for (const word of [facts.name, ...facts.parts.map((part) => part.name)]) for (const piece of word.split(/[/.@]/)) add(piece, 50)
  const identifiers = new Set(facts.symbols.map((symbol) => symbol.name))
  // A name counts as a word of the project where people also use it in prose.
  for (const file of parsed)
    for (const comment of file.comments)
      for (const match of comment.text.matchAll(/`([\w.]+)`|\b([A-Z][a-z]+[A-Z]\w+|[a-z]+_[a-z_]+|[A-Z]{3,8})\b/g)) {
        const word = match[1] ?? match[2] ?? ''
        if (match[1] !== undefined || identifiers.has(word) || /^[A-Z]+$/.test(word)) add(word, 1)
      }
  for (const dependency of facts.dependencies) if (dependency.scope === 'runtime') add(dependency.name.split('/').at(-1) ?? '', 3)
  return [...counts]
    .sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    .slice(0, maxWords)
    .map(([word]) => word)
    .sort()
}
