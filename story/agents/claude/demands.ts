// Sentences of a repository that speak to a model. The prompts say that they change nothing; should a model be moved all the
// same, what it says because of them is recognised here by their words and left out.
import type { AnalysisResult } from '../../../shared/analysis.ts'
import { addressesModel, sentencesOf } from '../../repository/prose.ts'

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_-]+/gu) ?? []
const runLength = 5
const runsOf = (text: string): string[] => {
  const words = wordsOf(text)
  return words.slice(runLength - 1).map((_, at) => words.slice(at, at + runLength).join(' '))
}
/** What a demand wants to hear said: quoted words, and tokens that no English sentence has. */
const wantedOf = (demand: string): string[] => [
  ...[...demand.matchAll(/["“'‘`]([^"“”'‘’`]{4,80})["”'’`]/gu)].map((match) => (match[1] ?? '').toLowerCase()),
  ...(demand.match(/\b(?=\w*\d)(?=\w*[A-Z])[\w-]{5,}\b|\b[A-Z]{2,}(?:[-_][A-Z\d]+)+\b/g) ?? []).map((token) => token.toLowerCase()),
]

export type IsDemanded = (sentence: string) => boolean

export const findDemands = (analysis: Pick<AnalysisResult, 'digest' | 'key_files'>): IsDemanded => {
  const runs = new Set<string>()
  const wanted = new Set<string>()
  for (const text of [analysis.digest, ...Object.values(analysis.key_files)]) {
    for (const line of text.split('\n')) {
      if (line.length < 20) continue
      for (const sentence of sentencesOf(line)) {
        if (!addressesModel(sentence)) continue
        for (const run of runsOf(sentence)) runs.add(run)
        for (const phrase of wantedOf(sentence)) wanted.add(phrase)
      }
    }
  }
  return (sentence) => runsOf(sentence).some((run) => runs.has(run)) || [...wanted].some((phrase) => sentence.toLowerCase().includes(phrase))
}
