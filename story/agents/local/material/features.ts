// What a project offers by its own account: the first list of its README. Points of one kind are told together, three at
// most, so that a few sentences hold the list and no one of them is a catalogue.
import type { Place, Quote } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isOrderOfFunction, isThirdPerson } from '../language/verbs.ts'
import type { Form, Message, Named } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { isRepeat, isSentence, lowerFirst, spoken } from './quoted-sentences.ts'
import type { World } from './world.ts'

/** "Ultrafast - The router is really fast", "Fast: it starts at once": a point has a name, and behind it stands what is meant. */
const namedPoint = /^(\p{L}[\p{L}\d /&+'.-]{2,40}?)(?: [-\u2013\u2014]|:) +(.+)$/su
const mostWordsOfAName = 4

type Kind = 'thing' | 'ability' | 'aim' | 'deed' | 'sentence'
interface Point {
  kind: Kind
  text: string
  place: Place
}

/** What the project does with these verbs the reader of its list does not do himself. */
const ofProject =
  /^(?:provide|allow|support|offer|enable|include|give|let|help|keep|focus|have|work|make sure|ensure|implement|follow|avoid|minimi[sz]e|reduce|respect|require)\b/i
/** Praise says nothing that a listener could use. */
const praise =
  /^(?:(?:very|extremely|super|blazing(?:ly)?|really|highly|ultra|incredibly) )?(?:[\w-]+ and )?(?:fast|simple|easy|lightweight|small|robust|powerful|flexible|modern|elegant|beautiful|intuitive|reliable|expressive|extensible|tiny|minimal(?:ist)?|open[- ]source|free|type[- ]safe|ultrafast|speedy|portable|secure|stable|well[- ]\w+)\b(?! [a-z]+ \w)|^(?:very|extremely|super|really|ease|easy|quick|ready|short|start)\b|\b(?:battle|blazing|awesome|amazing|delightful|world|production|super)\b|100%|\bmuch more\b/i
const describing = /^\w+ed\b|(?:[a-z]ed|able|ible|ive|ful|ous|ic|ly|less|aware|compatible|compliant)$/

/** "Download File using Request or Resume Data": the capitals of a heading are nobody's names. */
const withoutHeadingCapitals = (text: string): string => {
  const words = text.split(' ')
  const isHeading = words.length >= 3 && words.filter((word) => /^[A-Z][a-z]+$/.test(word)).length > words.length / 2
  return isHeading ? words.map((word) => (/^[A-Z][a-z]+$/.test(word) ? word.toLowerCase() : word)).join(' ') : lowerFirst(text)
}

const longest: Readonly<Record<Kind, number>> = { thing: 14, ability: 14, aim: 14, deed: 16, sentence: 26 }

const kindOf = (text: string): Kind | null => {
  const [first = '', second, third] = text.split(' ')
  // "Input lookup from", "warning-free even with -Wall": cut off, or not for an ear.
  if (/^(?:you|we|use|see)\b|\b(?:see|we|our)\b|\?$|\s-\w|\b(?:from|to|of|and|or|with|for|by|in|on|the|as)$/i.test(text)) return null
  const isPair = /^(?:and|or)$/.test(second ?? '')
  const isOrder =
    isBaseVerb(first.toLowerCase(), second, third) || isOrderOfFunction(first.toLowerCase(), second) || /^(?:support (?!for|of|and)|[a-z]+ your )/i.test(text)
  // "Upload and download progress" may be two verbs or none.
  if (isOrder && !isPair && !/^(?:set|support|focus|use) (?:of|for|on)\b/i.test(text)) return ofProject.test(text) ? 'aim' : 'ability'
  if (/^[a-z]+ly\b/i.test(text)) return null
  if (isThirdPerson(first.toLowerCase()) && !/^\S+ (?:can|are|is|may|will|have|has|were|must|should)\b/i.test(text)) return 'deed'
  if (/^(?:(?!(?:so|that|which|when|if)\b)\p{L}[\p{L}\d'/-]*,? ){1,7}(?:can|are|is|may|will|have|has)\b/iu.test(text)) return 'sentence'
  if (isSentence(text) || /^(?:doesn't|isn't|don't|no|not|can|has|is|are|when|if|with|for|by|to|how)\b/i.test(text)) return null
  const head = text.split(/,? (?:for|of|to|that|which|with|in|on|from|by|using|including)\b/)[0] ?? ''
  return describing.test(head) && !/\b(?:public|logic|api|music|topic|traffic|metrics?|library|family)$/i.test(head) ? null : 'thing'
}

const pointsOf = ({ text: written, place }: Quote, { facts: { name }, project }: World): Point[] => {
  const [, label = '', rest = ''] = namedPoint.exec(written) ?? []
  const isNamed = label !== '' && wordCount(label) <= mostWordsOfAName && !/^(?:if|when|for|with|by|in|on|to|no)\b/i.test(label)
  const source = isNamed ? rest : written
  const [text, more] = spoken({ text: source, place }, name)
  if (isNamed) {
    if (text !== undefined && isSentence(text) && kindOf(text) === 'sentence' && wordCount(text) <= longest.sentence)
      return [{ kind: 'sentence', text: text.charAt(0).toUpperCase() + text.slice(1), place }]
    const [only] = spoken({ text: `${label}.`, place }, name)
    const plain = withoutHeadingCapitals(label)
    return only === undefined && wordCount(label) > 2 ? [] : praise.test(plain) || kindOf(plain) !== 'thing' ? [] : [{ kind: 'thing', text: plain, place }]
  }
  if (text === undefined || more !== undefined || /[:;]/.test(text)) return []
  const kind = kindOf(text)
  if (kind === null || wordCount(text) > longest[kind] || (kind === 'thing' && praise.test(text))) return []
  return [{ kind, text: kind === 'sentence' ? text.replace(/^It(?= )/, project.name) : withoutHeadingCapitals(text), place }]
}

const sayGroup: Readonly<Record<Kind, (texts: readonly string[], project: Named) => Form[]>> = {
  thing: (texts) =>
    ways(
      (say) => `on the README's list of what it offers stand ${joined(texts.map(say.words))}`,
      (say) => `what it brings along, by its README: ${joined(texts.map(say.words))}`,
      (say) => (say.hasToldKind('feature') ? `its README also lists ${joined(texts.map(say.words))}` : null),
      (say) => (say.hasToldKind('feature') ? `further points on that list are ${joined(texts.map(say.words))}` : null),
      (say) => (say.hasToldKind('feature') ? null : `the README lists what it offers, among it ${joined(texts.map(say.words))}`),
    ),
  ability: (texts, project) =>
    ways(
      (say) => `with ${say.bare(project)} you can ${joined(texts.map(say.words))}`,
      (say) => `what the README has it do: ${joined(texts.map(say.words))}`,
      (say) => `it is there to ${joined(texts.map(say.words))}`,
    ),
  aim: (texts, project) =>
    ways(
      (say) => `what ${say.bare(project)} sets out to do, by its README, is to ${joined(texts.map(say.words))}`,
      (say) => `its aims, as the README lists them: to ${joined(texts.map(say.words))}`,
    ),
  deed: (texts, project) =>
    ways(
      (say) => `${say.bare(project)} ${joined(texts.map(say.words))}`,
      (say) => `by its own account it ${joined(texts.map(say.words))}`,
    ),
  sentence: (texts) =>
    ways(
      (say) => `its README makes a point of this: ${joinedSentences(texts.map(say.words))}`,
      (say) => `among its points is this one: ${joinedSentences(texts.map(say.words))}`,
      (say) => joinedSentences(texts.map(say.words)),
    ),
}
const joinedSentences = (texts: readonly string[]): string => texts.join('. ')

const perSentence: Readonly<Record<Kind, number>> = { thing: 3, ability: 3, aim: 2, deed: 2, sentence: 1 }
const mostWordsTogether = 30
const mostMessages = 6

/** Neighbours of one kind; a point with commas of its own stands alone. */
const grouped = (points: readonly Point[]): Point[][] => {
  const groups: Point[][] = []
  for (const point of points) {
    const last = groups.at(-1)
    const isOpen =
      last?.[0] !== undefined &&
      last[0].kind === point.kind &&
      last.length < perSentence[point.kind] &&
      ![...last, point].some(({ text }) => /,/.test(text)) &&
      wordCount([...last, point].map(({ text }) => text).join(' ')) <= mostWordsTogether
    if (isOpen) last.push(point)
    else groups.push([point])
  }
  return groups
}

export const featureMessages = (world: World): Message[] => {
  const { facts, project } = world
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
  const points = list
    .filter(({ text }) => !isRepeat(text, told))
    .flatMap((quote) => pointsOf(quote, world))
    .filter(({ text }, at, all) => all.findIndex((other) => other.text === text) === at)
  return grouped(points)
    .slice(0, mostMessages)
    .flatMap((group, index): Message[] => {
      const [first] = group
      return first === undefined
        ? []
        : [
            {
              id: `feature:${index}`,
              about: project,
              weight: 0.8 - index * 0.06,
              places: group.map(({ place }) => place),
              forms: sayGroup[first.kind](
                group.map(({ text }) => text),
                project,
              ),
            },
          ]
    })
}
