// What the project is for, in its own words, and how large it is.
import type { Quote } from '../../../../shared/analysis.ts'
import { endOfCare } from '../../../repository/readme.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { nounWithArticle } from '../language/doc-clause.ts'
import { plainWords, speakable, splitSentences, wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isThirdPerson } from '../language/verbs.ts'
import { isDefinition } from '../read-definition.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Say } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

export const isClause = (text: string): boolean =>
  /\b(?:is|are|was|has|have|can|does|do|will|lets|makes|provides|allows|helps|aims|offers|supports|enables|gives|works|uses|runs|contains|includes)\b/.test(
    text,
  )
export const lowerFirst = (text: string): string =>
  /^(?:[A-Z][a-z]+|A)(?=[\s,-])/.test(text) &&
  !/^(?:I|Python|Go|Java|Rust|Ruby|Node|Google|Unix|Linux|Windows|React|Swift|Kotlin|English|Internet|Web)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text

const escapeName = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const mostSpoken = 32
const fewestBeforeAList = 5

/** A sentence too long for an ear, up to where its examples begin; or up to a list that no ear can follow. */
const shortened = (written: string): string => {
  const sentence = written.replace(/,? (?:featuring|including|namely|such as|like)$/i, '')
  const listed = sentence.search(/: \S/)
  if (listed > 0 && (!speakable(sentence) || wordCount(sentence) > mostSpoken) && wordCount(sentence.slice(0, listed)) >= fewestBeforeAList)
    return sentence.slice(0, listed)
  if (wordCount(sentence) <= mostSpoken) return sentence
  const at = sentence.search(/,? (?:using|such as|like|including|by means of)\b|; |, (?:which|and|so that)\b/)
  return at > 0 && wordCount(sentence.slice(0, at)) >= 8 ? sentence.slice(0, at) : sentence
}

/** One sentence of its own, ready to be led in; null when it cannot be spoken or should not be. */
export const spoken = (quote: Quote, name: string): string[] =>
  splitSentences(plainWords(quote.text))
    // A name in small letters begins a sentence too.
    .flatMap((sentence) => sentence.split(new RegExp(`(?<=[a-z]\\.) (?=${escapeName(name)} )`)))
    .map((sentence) => shortened(sentence.replace(/[\s.:;!]+$/, '')))
    .filter(
      (sentence) =>
        speakable(sentence) &&
        !addressedToAModel(sentence) &&
        wordCount(sentence) >= 3 &&
        wordCount(sentence) <= mostSpoken &&
        // Cut off before a list: "and gives you".
        !/\b(?:you|us|gives|includes|including|provides|offers|supports|are|is|such as|like)$/i.test(sentence) &&
        !/\b(?:click (?:here|on|the|to)|badge|npm install|pip install|see the|check out|star us|sponsor|donate|below|above|license|the following|sponsor\w*|supported by|patreon)\b/i.test(
          sentence,
        ),
    )

const nameFirst = ({ project }: World): RegExp => new RegExp(`^${escapeName(project.name)}(?![\\w-])`, 'i')
/** The project's name keeps its small letter at the start of a sentence. */
export const ownSentence = (say: Say, text: string, world: World): string => say.words(text).replace(nameFirst(world), () => mark(world.project.name))

/** The page that says it, or whoever wrote a manifest. */
const speakerOf = ({ place }: Quote): string => (/readme/i.test(place.file) ? 'README' : 'manifest')

const introduce = (text: string, quote: Quote, world: World): Form[] => {
  const { project } = world
  const first = text.split(/\s/)[0]?.toLowerCase()
  const own = (say: Say): string => ownSentence(say, text, world)
  const named = first === project.name.toLowerCase() || text.toLowerCase().startsWith(`${project.name.toLowerCase()} `)
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
  const noun = nounWithArticle(text)?.replace(new RegExp(`\\b${escapeName(project.name)}\\b`, 'i'), project.name) ?? null
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

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? [])
/** Said before in other words: most of the shorter one's words are in the other. */
export const isRepeat = (text: string, earlier: readonly string[]): boolean =>
  earlier.some((before) => {
    const [a, b] = [wordsIn(text), wordsIn(before)]
    return a.intersection(b).size / Math.max(1, Math.min(a.size, b.size)) > 0.6
  })

/** A README holds much that is no purpose: how to install, what to click, what is new. */
const speaksOf = (text: string, index: number, { name, isReadme }: { name: string; isReadme: boolean }): boolean => {
  const escaped = escapeName(name)
  if (
    /[?:]$|[?:] |\b(?:stackoverflow|discord|slack|twitter|gitter)\b|\b(?:for|of|to|with|and|or|the|a|by|in|on)$|^(?:why|how|please|install|see|try|to (?:view|use|run|install)|in the following|here is|the quickest|this (?:readme|release|list|document))\b|\b(?:we're|we are|excited|previous|benchmark|changelog|sponsor)\b/i.test(
      text,
    )
  )
    return false
  if (new RegExp(`^(?:the )?${escaped}(?![\\w-])`, 'i').test(text)) return true
  if (/^(?:it|this (?:library|package|project|module|tool|crate|framework|repository|program))\b/i.test(text)) return true
  // "Run it with --help for a list of options": what a reader is to do.
  if (isReadme && isErrand(text)) return false
  return index <= 1 && !/^(?:there|most|both|some|you|we|if|when)\b/i.test(text)
}

/** Fewer words than these say little more than the name. */
const fewestWords = 6

const taglineStanding = 0.4
/** Further down a README speaks of details, code or not. */
const lastOfTop = 40

/** "Browse the documentation for more": what a reader is to do is not what the project is. */
export const isErrand = (text: string): boolean => {
  const [first = '', second] = text.toLowerCase().split(' ')
  return (
    isBaseVerb(first, second) ||
    /^(?:begin|declare|define|browse|see|visit|read|check|click|note|join|follow|use|run|try|install|download|get|learn|find|view|go|start|feel|take|contact|report|looking|want|need)$/.test(
      first,
    ) ||
    /^(?:to|if|when|for|in|on|with|by|as|from|after|before|not|this|that|these|those|here|there|also|and|or|but|so|because|since|while|however|first|then|all|any|some|most|many|each|every|no|you|we|it|they|i)$/.test(
      first,
    ) ||
    /\b(?:documentation|website|more information|docs|wiki|changelog|thanks|welcome)\b/i.test(text)
  )
}

/** "Expressive HTTP middleware framework for node.js": words enough to say what it is, and no sentence of their own. */
const isTagline = (text: string): boolean =>
  wordCount(text) >= fewestWords &&
  !isClause(text) &&
  !isErrand(text) &&
  !/\b(?:allow|let|help|make|provide|give|enable|support|offer|need|want|take)s? (?:you|us|it|the|an?|your|users|developers)\b/i.test(text) &&
  nounWithArticle(text) !== null

/** What it is comes before who makes it, and what a README begins with before what it says of a detail further down. */
const says = ({ text, place }: Quote, { name, usage_example: example }: World['facts']): number => {
  if (!isDefinition(text, name)) {
    const [first = '', second = ''] = text.split(' ')
    // "Sends your logs to files": the manifest's line, with the name left out.
    if (isThirdPerson(first.toLowerCase()) && /^(?:an?|the|your|any|all)$/.test(second)) return 0.6
    return isTagline(text) && place.start_line < Math.min(example?.place.start_line ?? lastOfTop, lastOfTop) ? taglineStanding : 0
  }
  const isDetail = example !== null && place.file === example.place.file && place.start_line > example.place.end_line
  return /\b(?:community|volunteers?|maintained|project used|initiative)\b/i.test(text) ? 0.5 : isDetail ? 0.3 : 1
}

/** What it says of itself, as it is told: the sentence that says what it is, then what adds to it. */
export const purposeSentences = (world: World): { text: string; quote: Quote }[] => {
  // "HTTPie: a client for humans": the name leads in what it is, and is said anyway.
  const ownHeading = new RegExp(`^${escapeName(world.project.name)}(?: \\w+)?: `)
  // "Package gorilla/mux implements …": how Go's documentation begins.
  const ownPackage = new RegExp(`^(?:package|module|crate) (?:[\\w.-]+/)*${escapeName(world.project.name)}(?= \\w+s )`, 'i')
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
        spoken(quote, world.facts.name).map((text) => ({ text: text.replace(ownHeading, '').replace(ownPackage, world.project.name), quote, index })),
      )
      // "Gson is a library …" says more than a manifest's three words.
      .toSorted((a, b) => says({ ...b.quote, text: b.text }, world.facts) - says({ ...a.quote, text: a.text }, world.facts))
      .filter(({ text, quote, index }) => {
        // "Slim-Http is …" speaks of a neighbour.
        if (new RegExp(`^(?:the )?${escapeName(world.facts.name)}-\\w`, 'i').test(text)) return false
        // "It will then …" goes on about something that is not told.
        if (/^it\b/i.test(text) && told.length > 0 && !toldLines.has(quote.place.start_line) && !isOfTheWhole(quote)) return false
        const worth =
          // That nobody looks after it any more is said by itself.
          !endOfCare.test(text) &&
          (speaksOf(text, index, { name: world.facts.name, isReadme: /readme[^/]*$/i.test(quote.place.file) }) ||
            says({ ...quote, text }, world.facts) === taglineStanding) &&
          !isRepeat(text, told) &&
          (told.length === 0 || isClause(text))
        if (worth) {
          told.push(text)
          toldLines.add(quote.place.start_line)
        }
        return worth
      })
      .slice(0, 5)
  )
}

export const purposeMessages = (world: World): Message[] =>
  purposeSentences(world).map(({ text, quote }, index) => ({
    id: `purpose:${index}`,
    about: world.project,
    weight: 1 - index * 0.15,
    places: [quote.place],
    forms:
      index === 0
        ? introduce(text, quote, world)
        : isClause(text) && (/^[A-Z]/.test(text) || nameFirst(world).test(text))
          ? [...ways((say) => ownSentence(say, text, world)), ...plain((say) => `its ${speakerOf(quote)} adds: ${ownSentence(say, text, world)}`)]
          : plain((say) => `the ${speakerOf(quote)} adds a line: ${say.words(lowerFirst(text))}`),
  }))
