// Decisions of the authors that a comment defends, in the words in which they defend them.
import type { Rationale } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { isForNextLine } from '../language/for-next-line.ts'
import { plainWords, speakable, splitSentences, wordCount } from '../language/plain-words.ts'
import type { Message } from '../telling/message.ts'
import { claiming, commentClaim, styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

/** The author knows that a reader will wonder. */
const deliberate =
  /\b(?:intentional(?:ly)?|deliberate(?:ly)?|on purpose|by design|hack|trick|work(?:s|ed|ing)? ?around|unfortunately|convoluted|surprising(?:ly)?|counter-?intuitive|apparently|strange(?:ly)?)\b/i
const decided = /\b(?:we|our|us)\b.*\b(?:because|instead of|rather than|so that|to avoid)\b|\bbecause\b.*\bwe\b/i
const reasoned = /\bbecause\b/i
/** What it goes on about stands before it, or on the page. */
const leansBack =
  /^(?:and|but|or|so|which|then|otherwise|also|these|those|they|it|here|there|instead|hence|thus|therefore|however|such|this|that|that's|because of this|either way|on the other hand|if|in this case|for example)\b|\b(?:above|below|following|see|e\.g|TODO|FIXME|XXX)\b/i
/** Compilers, browsers and checkers of code have their own ways; who works around them has decided nothing about the project. */
const aboutTools =
  /\b(?:bugs? in|MSVC|GCC|clang|compilers?|warnings?|lint\w*|eslint|pylint|mypy|type[- ]?check\w*|coverage|IDE|IE ?\d+|Safari|Chrome|Firefox|WebKit|(?:old|older|some) (?:browsers?|compilers?|versions?)|false positives?)\b/i
const mostWords = 36
const mostDeliberate = 3
/** Of an edge file nobody asks why it is as it is: a plain reason counts where everybody comes by. */
const centralFiles = 15

const quoteOf = ({ quote }: Rationale): string | null => {
  const sentence = splitSentences(plainWords(quote.text))[0]
    ?.replace(/^note(?: that\b|:)\s*/i, '')
    .replace(/[.\s]+$/, '')
  return sentence === undefined ||
    !speakable(sentence) ||
    aboutTools.test(sentence) ||
    addressedToAModel(sentence) ||
    isForNextLine(sentence) ||
    leansBack.test(sentence) ||
    /^deprecated\b|^the .* could not be\b/i.test(sentence) ||
    sentence.includes('"') ||
    // Cut, it would not be theirs any more, and between quotation marks it has to be.
    !quote.text.replace(/\s+/g, ' ').includes(sentence) ||
    wordCount(sentence) > mostWords ||
    wordCount(sentence) < 7 ||
    // "We stopped using them": of what, the line before says.
    /\bin this case\b|^(?:don't |do not )?we (?:\w+ ){1,2}(?:them|it|this|that|these|those)\b|\w!\s|:\s*\d+$/i.test(sentence)
    ? null
    : sentence
}

/** Decisions of the authors, in the words in which they defend them. */
export const decisionMessages = (world: World): Message[] => {
  const standing = ({ quote }: Rationale): number => (deliberate.test(quote.text) ? 0 : decided.test(quote.text) ? 1 : reasoned.test(quote.text) ? 2 : 3)
  const quoted = new Set<string>()
  const central = new Set(world.facts.key_files.slice(0, centralFiles).map(({ path }) => path))
  // What documents a function says what it does, not why it was decided so.
  const isDocumentation = ({ quote }: Rationale): boolean =>
    !deliberate.test(quote.text) &&
    world.facts.symbols.some(({ doc, place }) => place.file === quote.place.file && doc?.text.includes(quote.text.slice(0, 40)) === true)
  return world.facts.rationales
    .filter(
      (rationale) =>
        standing(rationale) < (central.has(rationale.quote.place.file) ? 3 : 1) && !isBeside(rationale.quote.place.file) && !isDocumentation(rationale),
    )
    .toSorted((a, b) => standing(a) - standing(b))
    .flatMap((rationale): Message[] => {
      const words = quoteOf(rationale)
      const { file } = rationale.quote.place
      if (words === null || quoted.has(file)) return []
      quoted.add(file)
      const isModule = rationale.about !== null && world.findSymbol(rationale.about, file)?.kind === 'module'
      const about = rationale.about === null || isModule ? world.file(file) : world.symbol(rationale.about, file)
      return [
        {
          id: `deliberate:${file}:${rationale.quote.place.start_line}`,
          about,
          weight: 0.93 - standing(rationale) * 0.12,
          places: [rationale.quote.place],
          keywords: [file, rationale.about ?? ''],
          forms: claiming(commentClaim(rationale.quote.place), [
            ...ways(
              (say) => `in ${say.placed(about)} the authors defend a decision: "${words}"`,
              (say) => `whoever wonders about ${say.placed(about)} finds the answer beside it: "${words}"`,
              (say) => `${say.placed(about)} carries a note from those who wrote it: "${words}"`,
              (say) => `somebody expected questions about ${say.placed(about)} and wrote: "${words}"`,
            ),
            ...styled('fiction', (say) => `at the door of ${say.placed(about)} hangs a note: "${words}"`),
            ...styled('technical', (say) => `stated reason in ${say.placed(about)}: "${words}"`),
          ]),
        },
      ]
    })
    .slice(0, mostDeliberate)
}
