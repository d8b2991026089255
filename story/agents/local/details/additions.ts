// What the pages for those who take part say of adding something: below "Adding a theme" or "Language Addition" stands where
// to put the hand, in the words of those who know.

import type { Place } from '../../../../shared/analysis.ts'
import { isReadable, plainInline, sentencesOf } from '../../../repository/prose.ts'
import { readBlocks } from '../../../repository/readme.ts'

export interface Addition {
  heading: string
  text: string
  place: Place
}

/** Pages that may have such a section. */
export const isForThoseWhoTakePart = (path: string): boolean =>
  /^(?:(?:docs?|\.github|website|doc)\/(?:[\w-]+\/)?)?(?:contributing|hacking|develop\w*|extending|(?:add|adding|new|create|creating)[-_][\w-]+)\.(?:md|rst|adoc)$/i.test(
    path,
  )

const addition =
  /^(?:how to |guide to )?(?:add(?:ing)?|creat(?:e|ing)|implement(?:ing)?|writ(?:e|ing)|new)\b (?:an? |new |your own |another |more )*\S|\S addition$/i
/** What any project's guide speaks of. */
const ofTheHouse =
  /\b(?:issues?|pull requests?|PRs?|branch(?:es)?|features?|tests?|testing|docs?|documentation|change ?log|commits?|commit messages?|code|entr(?:y|ies)|bugs?|reports?|fork|translations?|releases?|dependenc\w+|contributors?|environment|account|project|message|examples?)\b/i
/** A file, a folder or a name of the code: without one nobody knows where. */
const namesAPlace = /`[^`\n]*(?:[./_]|[a-z][A-Z])[^`\n]*`|`[a-z][\w-]+`|\b[\w-]+\.(?:json|ya?ml|toml|rs|go|py|[jt]sx?|rb|java|php|md|c|h|cpp)\b/
const leaning =
  /^(?:this|that|these|those|it|they|see|for (?:more|example)|please|note|if|we|our|I)\b|\b(?:below|above|following|here|link|issue|pull request)\b|[:?]$/i
const mostWords = 32

/** `texts`: such pages by path, each in the order of its sections. */
export const readAdditions = (texts: ReadonlyMap<string, string>): Addition[] =>
  [...texts].flatMap(([file, text]) => {
    const told = new Set<string>()
    return readBlocks(text).flatMap(({ kind, heading, text: written, line, endLine }): Addition[] => {
      if ((kind !== 'paragraph' && kind !== 'item') || told.has(heading) || !addition.test(heading) || ofTheHouse.test(heading)) return []
      const raw = sentencesOf(written.replace(/\s+/g, ' '))
      const found = raw.find((sentence) => namesAPlace.test(sentence) && !leaning.test(plainInline(sentence)))
      const plain = found === undefined ? '' : plainInline(found)
      if (!isReadable(plain) || plain.split(/\s+/).length > mostWords) return []
      told.add(heading)
      return [{ heading: plainInline(heading), text: plain, place: { file, start_line: line, end_line: endLine } }]
    })
  })
