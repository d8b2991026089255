// Why it is as it is: comments that give a reason, patterns with the files that show them, and what one would not expect.

import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { ownWords } from '../language/doc-clause.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import type { Message } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

const lowerFirst = (text: string): string => (/^[A-Z][a-z]*(?=[\s,'])/.test(text) && !/^I\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text)

export const reasonMessages = (world: World): Message[] =>
  world.facts.rationales.slice(0, 40).flatMap((rationale, index): Message[] => {
    const own = ownWords(rationale.quote.text, 28)
    if (own === null || /\b(?:I|we|you|our|your|my)\b/.test(own)) return []
    const file = world.file(rationale.quote.place.file)
    const about = rationale.about === null ? file : world.symbol(rationale.about, rationale.quote.place.file)
    return [
      {
        id: `reason:${index}`,
        about,
        weight: Math.max(0.2, 0.85 - index * 0.025),
        places: [rationale.quote.place],
        keywords: [rationale.quote.place.file, rationale.about ?? ''],
        forms: [
          ...ways(
            (say) => `a comment in ${say.name(about)} gives a reason: ${say.words(lowerFirst(own))}`,
            (say) => `why? The comment beside ${say.bare(about)} answers: ${say.words(lowerFirst(own))}`,
            (say) => `somebody left an explanation in ${say.name(about)}: ${say.words(lowerFirst(own))}`,
            (say) => `there is a thought behind ${say.name(about)}, written down there: ${say.words(lowerFirst(own))}`,
            (say) => `${say.name(about)} explains itself: ${say.words(lowerFirst(own))}`,
            (say) => `the authors of ${say.name(about)} noted: ${say.words(lowerFirst(own))}`,
            (say) => `next to the code of ${say.name(about)} you can read this: ${say.words(lowerFirst(own))}`,
          ),
          ...styled(
            'fiction',
            (say) => `on the wall of ${say.bare(about)} somebody wrote: ${say.words(lowerFirst(own))}`,
            (say) => `asked why, ${say.bare(about)} would quote its own comment: ${say.words(lowerFirst(own))}`,
          ),
        ],
      },
    ]
  })

const clause = (text: string): string | null => {
  const words = plainWords(text).replace(/[.\s]+$/, '')
  return words !== '' && speakable(words) && !addressedToAModel(words) && wordCount(words) <= 34 ? words : null
}

export const surpriseMessages = (world: World): Message[] =>
  world.facts.surprises.flatMap((surprise, index): Message[] => {
    const fact = clause(surprise.fact)
    const expectation = clause(surprise.expectation)
    if (fact === null) return []
    return [
      {
        id: `surprise:${index}`,
        about: null,
        weight: Math.max(0.3, 0.95 - index * 0.08),
        places: surprise.places,
        keywords: [surprise.about ?? '', ...surprise.places.map(({ file }) => file)],
        forms: [
          ...(expectation === null
            ? []
            : [
                ...ways(
                  (say) => `one would expect ${say.words(lowerFirst(expectation))}; instead ${say.words(lowerFirst(fact))}`,
                  (say) => `${say.words(lowerFirst(expectation))}, one would think. But ${say.words(lowerFirst(fact))}`,
                  (say) => `you might expect ${say.words(lowerFirst(expectation))}. In fact, ${say.words(lowerFirst(fact))}`,
                ),
              ]),
          ...ways(
            (say) => `here is something unusual: ${say.words(lowerFirst(fact))}`,
            (say) => `a surprise: ${say.words(lowerFirst(fact))}`,
          ),
          ...plain((say) => say.words(fact)),
        ],
      },
    ]
  })

export const patternMessages = (world: World): Message[] =>
  world.facts.patterns.slice(0, 6).flatMap((pattern, index): Message[] => {
    const explanation = clause(pattern.explanation)
    if (explanation === null) return []
    return [
      {
        id: `pattern:${pattern.name}`,
        about: null,
        weight: 0.75 - index * 0.1,
        places: pattern.evidence.slice(0, 4),
        keywords: [pattern.name],
        forms: ways(
          (say) => `in architects' terms this is ${pattern.name}: ${say.words(lowerFirst(explanation))}`,
          (say) => `the name for this shape is ${pattern.name}, because ${say.words(lowerFirst(explanation))}`,
          (say) => `one pattern is plain to see, ${pattern.name}: ${say.words(lowerFirst(explanation))}`,
        ),
      },
    ]
  })
