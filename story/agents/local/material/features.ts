// What a project promises: the first list of its README.
import type { Quote } from '../../../../shared/analysis.ts'
import { wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isThirdPerson } from '../language/verbs.ts'
import type { Form, Message, Named } from '../telling/message.ts'
import { plain, ways } from '../telling/ways.ts'
import { isClause, isRepeat, lowerFirst, spoken } from './purpose.ts'
import type { World } from './world.ts'

/** "Ultrafast - The router is really fast", "Fast: it starts at once": a point has a name, and behind it stands what is meant. */
const namedPoint = /^(\p{Lu}[\p{L}\d /&+'-]{2,40}?)(?: [-\u2013\u2014]|:) +(\p{Lu}.+)$/su
const mostWordsOfAName = 4

/** What stands behind the name of a point, where that is a sentence; advertising in half sentences says nothing. */
const behindItsName = (text: string, name: string): { point: string; sentence: string } | null => {
  const [, point = '', rest = ''] = namedPoint.exec(text) ?? []
  const sentence = rest === '' ? undefined : spoken({ text: rest, place: { file: '', start_line: 1, end_line: 1 } }, name)[0]
  return sentence === undefined || wordCount(point) > mostWordsOfAName || !isClause(sentence) ? null : { point, sentence }
}

/** "Download File using Request or Resume Data": an order in the capitals of a heading is no sentence's end. */
const isHeadingOrder = (text: string): boolean => {
  const [first = '', second] = text.split(' ')
  return isBaseVerb(first.toLowerCase(), second) && (text.match(/\s[A-Z][a-z]+/g)?.length ?? 0) >= 2
}

const namedForms = ({ point, sentence }: { point: string; sentence: string }): Form[] =>
  ways(
    (say) => `the README has a point called "${say.words(point)}": ${say.words(sentence)}`,
    (say) => `what it means by "${say.words(point)}" is this: ${say.words(sentence)}`,
    (say) => `"${say.words(point)}", says its list of points, and explains: ${say.words(sentence)}`,
  )

const pointForms = (text: string, project: Named): Form[] => {
  const [first = '', second] = text.split(' ')
  const isPredicate = isThirdPerson(first) && !/^\S+ (?:can|are|is|may|will|have|has|were|must|should)\b/i.test(text)
  // "URLs and hosts can have variables": a whole claim of its own.
  const isWhole = /^(?:\p{L}[\p{L}\d'-]*,? ){1,7}(?:can|are|is|may|will|have|has)\b/iu.test(text) && !isPredicate
  if (isBaseVerb(first.toLowerCase(), second) && !/^\S+ (?:and|or) /.test(text))
    return ways(
      (say) => `it means to ${say.words(text)}`,
      (say) => `one of its aims is to ${say.words(text)}`,
      (say) => `${say.bare(project)} is made to ${say.words(text)}`,
    )
  if (isPredicate)
    return ways(
      (say) => `${say.bare(project)} ${say.words(text)}`,
      (say) => `by its own account it ${say.words(text)}`,
    )
  if (/^(?:doesn't|isn't|don't|no|not|can|has|is)\b/i.test(text)) return []
  if (isWhole)
    return ways(
      (say) => `its README promises that ${say.words(text)}`,
      (say) => `one of its points is that ${say.words(text)}`,
      (say) => `what it offers goes on: ${say.words(text)}`,
    )
  if (/^\w+ed\b|(?:ed|able|ible|al|ive|ful|ous|ic|ly)$/.test(text)) return []
  return [
    ...ways(
      (say) => `the README names ${say.words(text)} among its strong points`,
      (say) => `it also advertises ${say.words(text)}`,
      (say) => `another of its promises is ${say.words(text)}`,
    ),
    ...plain((say) => `on its list of points there is ${say.words(text)}`),
  ]
}

const mostPoints = 8

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
  return list
    .filter(({ text }) => !isRepeat(text, told))
    .flatMap((quote): { quote: Quote; forms: Form[] }[] => {
      const named = behindItsName(quote.text, facts.name)
      if (named !== null) return [{ quote, forms: namedForms(named) }]
      const text = spoken(quote, facts.name)[0]
      if (
        text === undefined ||
        namedPoint.test(quote.text) ||
        wordCount(text) > (isClause(text) ? 24 : 16) ||
        isHeadingOrder(text) ||
        /^(?:you|we|use)\b|\bsee\b/i.test(text)
      )
        return []
      return [{ quote, forms: pointForms(lowerFirst(text).replace(/^it (?=\w+s\b)/i, ''), project) }]
    })
    .slice(0, mostPoints)
    .map(({ quote, forms }, index): Message => ({ id: `feature:${index}`, about: project, weight: 0.6 - index * 0.05, places: [quote.place], forms }))
}
