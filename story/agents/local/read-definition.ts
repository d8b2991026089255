// The one sentence that says what a project is ("{fmt} is an open-source formatting library …") stands near the top of its
// README, sometimes in markup that hides it. It is looked for where the analysis has found none.
import type { Quote, RepositoryFacts } from '../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import { addressedToAModel } from './language/addressed-to-a-model.ts'
import { plainWords, speakable, splitSentences, wordCount } from './language/plain-words.ts'

const linesLooked = 80

/** Is this sentence of the form "<name> is a …"? */
export const isDefinition = (sentence: string, name: string): boolean => {
  // `uptime-kuma` is Uptime Kuma in a sentence.
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replace(/[-_]/g, '[-_ ]?')
  return new RegExp(`^(?:the )?${escaped}\\b[^.]{0,24}? (?:is|are) (?:an?|the)\\b`, 'i').test(sentence)
}

export const readDefinition = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<Quote | null> => {
  if (facts.purpose.some(({ text }) => isDefinition(text, facts.name))) return null
  const readme = snapshot.files.find(({ path }) => /^readme(?:\.(?:md|rst|txt|markdown|adoc))?$/i.test(path))
  const text = readme === undefined ? null : await snapshot.read(readme.path)
  if (readme === undefined || text === null) return null
  const lines = text.split('\n').slice(0, linesLooked)
  for (let start = 0; start < lines.length; start++) {
    if ((lines[start] ?? '').trim() === '' || (start > 0 && (lines[start - 1] ?? '').trim() !== '')) continue
    let end = start
    while (end + 1 < lines.length && (lines[end + 1] ?? '').trim() !== '') end++
    const paragraph = lines
      .slice(start, end + 1)
      .join(' ')
      .replace(/[{}]/g, '')
    const sentence = splitSentences(plainWords(paragraph)).find(
      (candidate) => isDefinition(candidate, facts.name) && speakable(candidate) && !addressedToAModel(candidate) && wordCount(candidate) >= 5,
    )
    if (sentence !== undefined) return { text: sentence, place: { file: readme.path, start_line: start + 1, end_line: end + 1 } }
  }
  return null
}
