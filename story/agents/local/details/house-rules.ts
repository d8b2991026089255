// Rules of the house: what those who know the code warn everybody of who changes it, in lists under headings like "Critical
// Rules". What they say of commits and of running things is another matter.
import type { Place } from '../../../../shared/analysis.ts'
import { isReadable, plainInline, sentencesOf } from '../../../repository/prose.ts'
import { readBlocks } from '../../../repository/readme.ts'

export interface HouseRule {
  heading: string
  text: string
  place: Place
}

export const mayHoldRules = (path: string): boolean =>
  /^(?:(?:docs?|\.github)\/)?(?:agents|claude|contributing|architecture|design|development|hacking|internals|gotchas)\.(?:md|rst|adoc)$/i.test(path)

const ofRules =
  /\b(?:critical|golden|hard|core|important|key)\b.*\b(?:rules?|invariants?|constraints?|decisions?|points?)\b|\b(?:invariants|gotchas|pitfalls|caveats|limitations|non-?goals|design (?:decisions|constraints|principles|goals)|architectur\w+ (?:decisions|constraints|rules))\b/i
/** How one works on it, and not how it works. */
const ofWork =
  /\b(?:commits?|pull requests?|PRs?|branch(?:es)?|lint\w*|format\w*|changelog|tests?|testing|run|install|docs?|documentation|readme|naming|style|imports?|typescript|eslint|prettier|review\w*|issues?|agents?|assistant|claude|todo|deprecated|version bump|use|prefer|avoid using|please)\b/i
const mostWords = 26
const mostRules = 4

/** `texts`: such pages by path. Each rule by its first words and the sentence behind them. */
export const readHouseRules = (texts: ReadonlyMap<string, string>): HouseRule[] =>
  [...texts]
    .flatMap(([file, text]) =>
      readBlocks(text).flatMap(({ kind, heading, text: written, line, endLine }): HouseRule[] => {
        if (kind !== 'item' || !ofRules.test(heading)) return []
        const [, lead = '', rest = ''] = /^\*\*(.+?)\*\*\s*[:.—–-]?\s*(.*)$/s.exec(written.trim()) ?? []
        const first = sentencesOf(rest.replace(/\s+/g, ' '))[0] ?? ''
        if (lead === '' || first === '' || ofWork.test(`${lead} ${first}`)) return []
        const plain = `${plainInline(lead).replace(/[:.\s]+$/, '')}: ${plainInline(first)}`
        return !isReadable(plain) || plain.split(/\s+/).length > mostWords
          ? []
          : [{ heading: plainInline(heading), text: plain, place: { file, start_line: line, end_line: endLine } }]
      }),
    )
    .slice(0, mostRules)
