// What the project is for, in its own words, and how large it is.
import type { Quote } from '../../../../shared/analysis.ts'
import { dangling, leaning, order } from '../../../repository/explanations.ts'
import { leansOnItsPlace } from '../../../repository/quote-scope.ts'
import { endOfCare } from '../../../repository/readme.ts'
import { isBesides } from '../../../repository/readme-introduction.ts'
import { nounWithArticle } from '../language/doc-clause.ts'
import { wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isThirdPerson } from '../language/verbs.ts'
import { isDefinition } from '../read-definition.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Say } from '../telling/message.ts'
import { plain, quoting, styled, ways } from '../telling/ways.ts'
import { escapeName, isClause, isErrand, isRepeat, isSentence, lowerFirst, spoken } from './quoted-sentences.ts'
import type { World } from './world.ts'

export interface OwnSentence {
  text: string
  quote: Quote
  /** Is it understood only right behind the one before? */
  behind: boolean
}

const nameFirst = ({ project }: World): RegExp => new RegExp(`^${escapeName(project.name)}(?![\\w-])`, 'i')
/** The project's name keeps its small letter at the start of a sentence. */
export const ownSentence = (say: Say, text: string, world: World): string => say.words(text).replace(nameFirst(world), () => mark(world.project.name))

/** The page that says it, or whoever wrote a manifest. */
const speakerOf = ({ place }: Quote): string => (/readme/i.test(place.file) ? 'README' : 'manifest')

const introduce = (text: string, quote: Quote, world: World): Form[] => {
  const { project } = world
  const first = text.split(/\s/)[0]?.toLowerCase()
  const own = (say: Say): string => ownSentence(say, text, world)
  // `uptime-kuma` is Uptime Kuma in a sentence.
  const named = first === project.name.toLowerCase() || new RegExp(`^${escapeName(project.name).replace(/[-_]/g, '[-_ ]?')} `, 'i').test(text)
  if (named && (isClause(text) || isThirdPerson(text.split(/\s/)[1] ?? '')))
    return [...ways((say) => own(say)), ...ways((say) => `in the words of its ${speakerOf(quote)}, ${own(say)}`)]
  if (isClause(text) && !/\b(?:that|which)\b/.test(text.split(/\b(?:is|are|can|lets|makes|provides|allows)\b/)[0] ?? '')) {
    return ways(
      (say) => `${say.bare(project)} says of itself: ${say.words(text)}`,
      (say) => `the project puts it this way: ${say.words(text)}`,
    )
  }
  // "Turns a repository into a story."
  if (isThirdPerson(first ?? '') && /^(?:an?|the|your|any|all)$/.test(text.split(/\s/)[1] ?? ''))
    return ways(
      (say) => `${say.bare(project)} ${say.words(lowerFirst(text))}`,
      (say) => `in the words of its manifest, ${say.bare(project)} ${say.words(lowerFirst(text))}`,
    )
  // "Run your tests in parallel": a manifest's order to the program, not to the reader.
  if (isBaseVerb(first ?? '', text.split(/\s/)[1]))
    return ways(
      (say) => `${say.bare(project)} is there to ${say.words(lowerFirst(text))}`,
      (say) => `the purpose of ${say.bare(project)} is to ${say.words(lowerFirst(text))}`,
    )
  const noun = (isSentence(text) ? null : nounWithArticle(text))?.replace(new RegExp(`\\b${escapeName(project.name)}\\b`, 'i'), project.name) ?? null
  if (noun === null)
    return ways(
      (say) => `${say.bare(project)} introduces itself in one line: ${say.words(lowerFirst(text))}`,
      (say) => `the one line that ${say.bare(project)} has for itself is this: ${say.words(lowerFirst(text))}`,
    )
  return [
    ...ways(
      (say) => `in its own words, ${say.bare(project)} is ${say.words(noun)}`,
      (say) => `${say.bare(project)} describes itself as ${say.words(noun)}`,
    ),
    ...styled('technical', (say) => `${say.bare(project)}: ${say.words(noun)}`),
  ]
}

/** A README holds much that is no purpose: how to install, what to click, what is new. */
const speaksOf = (text: string, index: number, { name, isReadme }: { name: string; isReadme: boolean }): boolean => {
  const escaped = escapeName(name)
  if (
    /[?:]$|[?:] |\b(?:stackoverflow|discord|slack|twitter|gitter)\b|\b(?:for|of|to|with|and|or|the|a|by|in|on)$|^(?:why|how|please|install|see|try|to (?:view|use|run|install)|in the following|here is|the quickest|this (?:readme|release|list|document))\b|\b(?:we're|we are|excited|previous|benchmark|changelog|sponsor)\b/i.test(
      text,
    )
  )
    return false
  // "The json class provides …" speaks of a class.
  if (new RegExp(`^the ${escaped} (?:class|function|method|object|type|struct|interface|macro|member|file|header|array|command)\\b`, 'i').test(text))
    return false
  if (new RegExp(`^(?:the )?${escaped}(?![\\w-])`, 'i').test(text)) return true
  if (/^(?:it|this (?:library|package|project|module|tool|crate|framework|repository|program))\b/i.test(text)) return true
  // "Run it with --help for a list of options": what a reader is to do.
  if (isReadme && isErrand(text)) return false
  return index <= 1 && !/^(?:there|most|both|some|you|we|if|when)\b/i.test(text)
}

/** Fewer words than these say little more than the name. */
const fewestWords = 6

const fewestWordsOfAManifest = 4
/** "A cat clone with wings" is better than nothing. */
const standingOfFewWords = 0.38

const taglineStanding = 0.4
/** What stands behind it goes on from it, and it is written for people and not for a list of packages. */
const standingOfReadme = 1.1
/** Further down a README speaks of details, code or not. */
const lastOfTop = 40

/** "Expressive HTTP middleware framework for node.js": words enough to say what it is, and no sentence of their own. */
const isTagline = ({ text, place }: Quote): boolean =>
  wordCount(text) >= (/readme/i.test(place.file) ? fewestWords : fewestWordsOfAManifest) &&
  !/^\w+ly\b/.test(text) &&
  !isSentence(text) &&
  !isErrand(text) &&
  !/\b(?:allow|let|help|make|provide|give|enable|support|offer|need|want|take)s? (?:you|us|it|the|an?|your|users|developers)\b/i.test(text) &&
  nounWithArticle(text) !== null

const isOfVerb = (name: string, verb: string): RegExp => new RegExp(`^${escapeName(name)} ${verb} `, 'i')

/** What it is comes before who makes it, and what a README begins with before what it says of a detail further down. */
const says = ({ text, place }: Quote, { name, usage_example: example }: World['facts']): number => {
  if (!isDefinition(text, name)) {
    const [first = '', second = ''] = text.split(' ')
    // "SwiftyJSON makes it easy to …", "Skills are folders of …".
    if (isOfVerb(name, '(?:are [a-z]+ (?:of|that|which|for)|makes|lets|helps|provides|implements|allows|enables|offers|gives|adds|turns|brings)').test(text))
      return 0.8
    // "Redis is often referred to as …" is better than nothing, "Koa is not bundled with …" is not.
    if (isOfVerb(name, 'is (?!not\\b|(?:\\w+ )?(?:written|built|based|tested|maintained|available|released|supported|licensed|named)\\b)\\w+').test(text))
      return 0.35
    // "Sends your logs to files": the manifest's line, with the name left out.
    if (isThirdPerson(first.toLowerCase()) && /^(?:an?|the|your|any|all)$/.test(second)) return 0.6
    const isAtTop = !/readme/i.test(place.file) || place.start_line < Math.min(example?.place.start_line ?? lastOfTop, lastOfTop)
    if (!isAtTop || !isTagline({ text, place })) return 0
    return wordCount(text) >= fewestWords ? taglineStanding : standingOfFewWords
  }
  const isDetail = example !== null && place.file === example.place.file && place.start_line > example.place.end_line
  return /\b(?:community|volunteers?|maintained|project used|initiative)\b/i.test(text)
    ? 0.5
    : isDetail
      ? 0.3
      : /readme/i.test(place.file)
        ? standingOfReadme
        : 1
}

/** The sentences that may say what it is, the best first. */
const definingSentences = (world: World): OwnSentence[] => {
  // "HTTPie: a client for humans": the name leads in what it is, and is said anyway.
  const ownHeading = new RegExp(`^${escapeName(world.project.name)}(?: \\w+)?: `)
  // "Package gorilla/mux implements …": how Go's documentation begins.
  const ownPackage = new RegExp(`^(?:package|module|crate) (?:[\\w.-]+/)*${escapeName(world.project.name)}(?= \\w+s )`, 'i')
  // "urfave/cli is …".
  const ownAddress = new RegExp(`^[\\w-]+/(?=${escapeName(world.facts.name)} )`)
  const told: string[] = []
  const toldLines = new Set<number>()
  // "Hono is … . It works …": the paragraph begins with the project, told in these words or in others.
  const isOfTheWhole = ({ place }: Quote): boolean =>
    world.facts.purpose.some(
      (other) => other.place.file === place.file && other.place.start_line === place.start_line && nameFirst(world).test(other.text) && isClause(other.text),
    )
  return (
    world.facts.purpose
      .flatMap((quote, index) =>
        spoken(quote, world.facts.name).map((text) => ({
          text: text.replace(ownHeading, '').replace(ownPackage, world.project.name).replace(ownAddress, ''),
          quote,
          index,
        })),
      )
      // "Gson is a library …" says more than a manifest's three words.
      .toSorted((a, b) => says({ ...b.quote, text: b.text }, world.facts) - says({ ...a.quote, text: a.text }, world.facts))
      .filter(({ text, quote, index }) => {
        // "Slim-Http is …" speaks of a neighbour.
        if (new RegExp(`^(?:the )?${escapeName(world.facts.name)}-\\w`, 'i').test(text)) return false
        // "It will then …", "Among those is …" go on about something that is not told.
        if (goesOn.test(text) && !toldLines.has(quote.place.start_line) && !isOfTheWhole(quote)) return false
        const worth =
          // That nobody looks after it any more is said by itself.
          !endOfCare.test(text) &&
          (speaksOf(text, index, { name: world.facts.name, isReadme: /readme[^/]*$/i.test(quote.place.file) }) ||
            [taglineStanding, standingOfFewWords].includes(says({ ...quote, text }, world.facts))) &&
          !isRepeat(text, told) &&
          (told.length === 0 || isClause(text))
        if (worth) {
          told.push(text)
          toldLines.add(quote.place.start_line)
        }
        return worth
      })
      .map(({ text, quote }) => ({ text, quote, behind: false }))
  )
}

const goesOn = /^(?:it|its|they|their|them|among|what this|such|those|these|also|then|however|but|and|so|instead|(?:the|this) (?:latter|former|same))\b/i

const isAboutIt = (text: string, { facts, project }: World): boolean =>
  thisProject.test(text) || new RegExp(`^(?:the )?(?:${escapeName(project.name)}|${escapeName(facts.name)})(?![\\w-])`, 'i').test(text) || /^it\b/i.test(text)

const mostBehind = 3
const wordsOfASubject = 4

/** What the README says right behind the sentence that says what it is. */
const sentencesBehind = (lead: OwnSentence, world: World): OwnSentence[] => {
  const { facts, project } = world
  const found: OwnSentence[] = []
  const told = [lead.text]
  // Is the sentence before this one told, and is it about the project?
  let isBehindTold = lead.quote.place.file !== facts.introduction?.[0]?.place.file
  let isBehindOwn = isBehindTold
  const lines = new Set([lead.quote.place.start_line])
  for (const quote of facts.introduction ?? []) {
    const [text, more] = spoken({ ...quote, text: quote.text.replace(/^It[’']s (?=\w)/, 'It is ') }, facts.name)
    if (text !== undefined && isRepeat(text, [lead.text])) {
      // What only repeats its words has been left out, and what goes on from that goes with it.
      isBehindTold = lead.quote.place.file !== quote.place.file || text.includes(lead.text) || lead.text.includes(text)
      isBehindOwn = isBehindTold
      lines.add(quote.place.start_line)
      continue
    }
    const isOfIt = text !== undefined && (/^it\b/i.test(text) ? isBehindOwn : isAboutIt(text, world))
    const isFit =
      text !== undefined &&
      more === undefined &&
      (isSentence(text) || text.split(' ').slice(1, wordsOfASubject).some(isThirdPerson)) &&
      !isRepeat(text, told) &&
      !endOfCare.test(text) &&
      !dangling.test(`${text}.`) &&
      !order.test(text) &&
      !/^there (?:is|are)\b|\b(?:we|our|us|I|my)\b/i.test(text) &&
      (isOfIt || (leaning.test(text) || leansOnItsPlace(text) ? isBehindTold : lines.has(quote.place.start_line)))
    if (isFit) {
      found.push({ text: isBehindOwn ? text.replace(/^It(?= )/, project.name) : text, quote, behind: !isOfIt && leaning.test(text) })
      told.push(text)
      lines.add(quote.place.start_line)
    }
    isBehindTold = isFit
    isBehindOwn = isFit && isOfIt
    if (found.length >= mostBehind) break
  }
  return found
}
const thisProject = /^(?:this|the) (?:library|package|project|module|tool|crate|framework|program|gem)\b/i

const mostSentences = 5
/** Further down a page speaks of what belongs to one thing that the project does. */
const lastOfPage = 80
const isOfTheTop = (text: string, { place }: Quote, world: World): boolean =>
  !/readme/i.test(place.file) || (isAboutIt(text, world) && place.start_line <= lastOfPage)

/** What it says of itself, as it is told: the sentence that says what it is, then what adds to it. */
export const purposeSentences = (world: World): OwnSentence[] => {
  const [lead, ...others] = definingSentences(world)
  if (lead === undefined) return []
  const behind = sentencesBehind(lead, world)
  const told = behind.map(({ text }) => text)
  return [lead, ...behind, ...others.filter(({ text, quote }) => isOfTheTop(text, quote, world) && !isBesides(text) && !isRepeat(text, told))].slice(
    0,
    mostSentences,
  )
}

export const purposeMessages = (world: World): Message[] =>
  purposeSentences(world).map(({ text: written, quote, behind }, index) => {
    // Whatever was told before it, "it" is the project.
    const text = written.replace(/^It(?:[’']s| is) (?=\w)/, `${world.project.name} is `).replace(/^It (?=\w)/, `${world.project.name} `)
    return {
      id: `purpose:${index}`,
      about: world.project,
      weight: 1 - index * 0.08,
      places: [quote.place],
      forms: quoting(
        text,
        index === 0
          ? introduce(text, quote, world)
          : behind
            ? ways((say) => (say.wasJustTold(`purpose:${index - 1}`) ? ownSentence(say, text, world) : null))
            : (isClause(text) || isThirdPerson(text.split(' ')[1] ?? '')) && (/^[A-Z]/.test(text) || nameFirst(world).test(text))
              ? [...ways((say) => ownSentence(say, text, world)), ...plain((say) => `its ${speakerOf(quote)} adds: ${ownSentence(say, text, world)}`)]
              : plain((say) => `the ${speakerOf(quote)} adds a line: ${say.words(lowerFirst(text))}`),
      ),
    }
  })
