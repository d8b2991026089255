// What a project promises: the first list of its README.

import { wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isThirdPerson } from '../language/verbs.ts'
import type { Message } from '../telling/message.ts'
import { plain, ways } from '../telling/ways.ts'
import { isClause, isRepeat, lowerFirst, spoken } from './purpose.ts'
import type { World } from './world.ts'

/** "Download File using Request or Resume Data": an order in the capitals of a heading is no sentence's end. */
const isHeadingOrder = (text: string): boolean => {
  const [first = '', second] = text.split(' ')
  return isBaseVerb(first.toLowerCase(), second) && (text.match(/\s[A-Z][a-z]+/g)?.length ?? 0) >= 2
}

export const featureMessages = ({ facts, project }: World): Message[] => {
  // The first list of the README; what stands further down lists other things: people, sponsors, commands.
  const list = facts.features.filter(({ place }, index, all) => {
    const first = all[0]
    return (
      first !== undefined &&
      place.file === first.place.file &&
      all.slice(0, index).every((_, at) => (all[at + 1]?.place.start_line ?? 0) - (all[at]?.place.end_line ?? 0) <= 3)
    )
  })
  const told = facts.purpose.slice(0, 8).map(({ text }) => text)
  const features = list
    .filter(({ text }) => !isRepeat(text, told))
    .map((quote) => ({ quote, text: spoken(quote, facts.name)[0] }))
    .flatMap(({ quote, text }) =>
      text === undefined || wordCount(text) > (isClause(text) ? 24 : 16) || isHeadingOrder(text) || /^(?:you|we|use)\b|\bsee\b/i.test(text)
        ? []
        : [{ quote, text: lowerFirst(text).replace(/^it (?=\w+s\b)/i, '') }],
    )
  return features.slice(0, 8).map(({ quote, text }, index): Message => {
    const [first = ''] = text.split(' ')
    const isPredicate = isThirdPerson(first) && !/^\S+ (?:can|are|is|may|will|have|has|were|must|should)\b/i.test(text)
    // "Extensible: Fastify is fully extensible …": behind the heading stands the sentence.
    const sentence = /^[\w -]{2,24}: (.+)$/.exec(text)?.[1]
    // "URLs and hosts can have variables": a whole claim of its own.
    const isWhole = /^(?:\p{L}[\p{L}\d'-]*,? ){1,7}(?:can|are|is|may|will|have|has)\b/iu.test(text) && !isPredicate
    const isSentence = sentence?.startsWith(`${project.name} `) === true && isClause(sentence)
    return {
      id: `feature:${index}`,
      about: project,
      weight: 0.6 - index * 0.05,
      places: [quote.place],
      forms: isSentence
        ? ways(
            (say) => say.words(sentence),
            (say) => `its README claims that ${say.words(sentence)}`,
          )
        : isBaseVerb(first.toLowerCase(), text.split(' ')[1]) && !/^\S+ (?:and|or) /.test(text)
          ? ways(
              (say) => `it means to ${say.words(text)}`,
              (say) => `one of its aims is to ${say.words(text)}`,
              (say) => `${say.bare(project)} is made to ${say.words(text)}`,
            )
          : isPredicate
            ? ways(
                (say) => `${say.bare(project)} ${say.words(text)}`,
                (say) => `by its own account it ${say.words(text)}`,
              )
            : isWhole && !/^(?:doesn't|isn't|don't|no|not|can|has|is)\b/i.test(text)
              ? ways(
                  (say) => `its README promises that ${say.words(text)}`,
                  (say) => `one of its points is that ${say.words(text)}`,
                  (say) => `what it offers goes on: ${say.words(text)}`,
                )
              : /^(?:doesn't|isn't|don't|no|not|can|has|is)\b/i.test(text) || /^\w+ed\b|(?:ed|able|ible|al|ive|ful|ous|ic|ly)$/.test(text)
                ? []
                : [
                    ...ways(
                      (say) => `the README names ${say.words(text)} among its strong points`,
                      (say) => `it also advertises ${say.words(text)}`,
                      (say) => `another of its promises is ${say.words(text)}`,
                    ),
                    ...plain((say) => `on its list of points there is ${say.words(text)}`),
                  ],
    }
  })
}
