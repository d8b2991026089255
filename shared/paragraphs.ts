// How a chapter's sentences are set: in paragraphs that are comfortable to read, each source shown once.
import type { TimedSentence } from './audio.ts'
import { sourceKey } from './source-label.ts'

const sentencesPerParagraph = 4

/** A change of voice starts a paragraph; otherwise four sentences are a comfortable one. */
export const paragraphsOf = (sentences: readonly TimedSentence[]): TimedSentence[][] => {
  const groups: TimedSentence[][] = []
  for (const sentence of sentences) {
    const group = groups.at(-1)
    if (group === undefined || group[0]?.speaker !== sentence.speaker || group.length >= sentencesPerParagraph) groups.push([sentence])
    else group.push(sentence)
  }
  return groups
}

// The same one each time, so that whoever shows it need not show it again.
const none: TimedSentence['sources'] = []

/** What the sentence before it shows already is not shown twice. */
export const shownSources = (before: TimedSentence | undefined, { sources }: TimedSentence): TimedSentence['sources'] =>
  before !== undefined && before.sources.map(sourceKey).join() === sources.map(sourceKey).join() ? none : sources

export const hasTwoVoices = (chapters: readonly { sentences: readonly TimedSentence[] }[]): boolean =>
  new Set(chapters.flatMap(({ sentences }) => sentences.map(({ voice }) => voice))).size > 1
