// What the project is for, in its own words, and how large it is.
import type { Quote } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { nounWithArticle } from '../language/doc-clause.ts'
import { counted } from '../language/numbers.ts'
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
const lowerFirst = (text: string): string =>
  /^(?:[A-Z][a-z]+|A)(?=[\s,-])/.test(text) &&
  !/^(?:I|Python|Go|Java|Rust|Ruby|Node|Google|Unix|Linux|Windows|React|Swift|Kotlin|English|Internet|Web)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text

const escapeName = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** One sentence of its own, ready to be led in; null when it cannot be spoken or should not be. */
export const spoken = (quote: Quote, name: string): string[] =>
  splitSentences(plainWords(quote.text))
    // A name in small letters begins a sentence too.
    .flatMap((sentence) => sentence.split(new RegExp(`(?<=[a-z]\\.) (?=${escapeName(name)} )`)))
    .map((sentence) => sentence.replace(/[\s.:;!]+$/, ''))
    .filter(
      (sentence) =>
        speakable(sentence) &&
        !addressedToAModel(sentence) &&
        wordCount(sentence) >= 3 &&
        wordCount(sentence) <= 32 &&
        // Cut off before a list: "and gives you".
        !/\b(?:you|us|gives|includes|including|provides|offers|supports|are|is|such as|like)$/i.test(sentence) &&
        !/\b(?:click|badge|npm install|pip install|see the|check out|star us|sponsor|donate|below|above|license)\b/i.test(sentence),
    )

const nameFirst = ({ project }: World): RegExp => new RegExp(`^${escapeName(project.name)}(?![\\w-])`, 'i')
/** The project's name keeps its small letter at the start of a sentence. */
const ownSentence = (say: Say, text: string, world: World): string => say.words(text).replace(nameFirst(world), () => mark(world.project.name))

const introduce = (text: string, world: World): Form[] => {
  const { project } = world
  const first = text.split(/\s/)[0]?.toLowerCase()
  const own = (say: Say): string => ownSentence(say, text, world)
  const named = first === project.name.toLowerCase() || text.toLowerCase().startsWith(`${project.name.toLowerCase()} `)
  if (named && isClause(text)) return [...ways((say) => own(say)), ...ways((say) => `in the words of its README, ${own(say)}`)]
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
const speaksOf = (text: string, index: number, name: string): boolean => {
  const escaped = escapeName(name)
  if (
    /[?:]$|[?:] |\b(?:stackoverflow|discord|slack|twitter|gitter)\b|\b(?:for|of|to|with|and|or|the|a|by|in|on)$|^(?:why|how|please|install|see|try|to (?:view|use|run|install)|in the following|here is|the quickest|this (?:readme|release|list|document))\b|\b(?:we're|we are|excited|previous|benchmark|changelog|sponsor)\b/i.test(
      text,
    )
  )
    return false
  if (new RegExp(`^(?:the )?${escaped}(?![\\w-])`, 'i').test(text)) return true
  if (/^(?:it|this (?:library|package|project|module|tool|crate|framework|repository|program))\b/i.test(text)) return true
  return index <= 1 && !/^(?:there|most|both|some|you|we|if|when)\b/i.test(text)
}

/** What it is comes before who makes it. */
const says = (text: string, name: string): number =>
  isDefinition(text, name) ? (/\b(?:community|volunteers?|maintained|project used|initiative)\b/i.test(text) ? 0.5 : 1) : 0

export const purposeMessages = (world: World): Message[] => {
  const told: string[] = []
  const toldLines = new Set<number>()
  const sentences = world.facts.purpose
    .flatMap((quote, index) => spoken(quote, world.facts.name).map((text) => ({ text, quote, index })))
    // "Gson is a library …" says more than a manifest's three words.
    .toSorted((a, b) => says(b.text, world.facts.name) - says(a.text, world.facts.name))
    .filter(({ text, quote, index }) => {
      // "Slim-Http is …" speaks of a neighbour.
      if (new RegExp(`^(?:the )?${escapeName(world.facts.name)}-\\w`, 'i').test(text)) return false
      // "It will then …" goes on about something that is not told.
      if (/^it\b/i.test(text) && told.length > 0 && !toldLines.has(quote.place.start_line)) return false
      const worth = speaksOf(text, index, world.facts.name) && !isRepeat(text, told) && (told.length === 0 || isClause(text))
      if (worth) {
        told.push(text)
        toldLines.add(quote.place.start_line)
      }
      return worth
    })
  return sentences.slice(0, 5).map(({ text, quote }, index) => ({
    id: `purpose:${index}`,
    about: world.project,
    weight: 1 - index * 0.15,
    places: [quote.place],
    forms:
      index === 0
        ? introduce(text, world)
        : isClause(text) && (/^[A-Z]/.test(text) || nameFirst(world).test(text))
          ? [...ways((say) => ownSentence(say, text, world)), ...plain((say) => `its README adds: ${ownSentence(say, text, world)}`)]
          : plain((say) => `the README adds a line: ${say.words(lowerFirst(text))}`),
  }))
}

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
      text === undefined || wordCount(text) > 16 || isHeadingOrder(text) || /^(?:you|we|use)\b|\bsee\b/i.test(text) ? [] : [{ quote, text: lowerFirst(text) }],
    )
  return features.slice(0, 8).map(({ quote, text }, index): Message => {
    const [first = ''] = text.split(' ')
    const isPredicate = isThirdPerson(first)
    // "Extensible: Fastify is fully extensible …": behind the heading stands the sentence.
    const sentence = /^[\w -]{2,24}: (.+)$/.exec(text)?.[1]
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
        : isBaseVerb(first.toLowerCase(), text.split(' ')[1])
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
            : /^(?:doesn't|isn't|don't|no|not|can|has|is)\b/i.test(text) || /(?:ed|able|ible|al|ive|ful|ous|ic|ly)$/.test(text)
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

export const scaleMessages = ({ facts, project, top }: World): Message[] => {
  const { counts, languages } = facts
  const [main, second] = languages
  const place = facts.key_files[0]
  if (main === undefined || place === undefined || counts.source_files === 0) return []
  const messages: Message[] = [
    {
      id: 'scale:size',
      about: project,
      weight: 0.8,
      places: [top(place.path)],
      forms: [
        ...ways(
          (say) =>
            `the code behind ${say.bare(project)} is ${counted(counts.source_files, 'source file')} with ${counted(counts.source_lines, 'line')}, written mostly in ${main.name}`,
          () =>
            `${counted(counts.source_files, 'source file')}, ${counted(counts.source_lines, 'line')}, most of it ${main.name}: that is the code without its tests`,
        ),
        ...styled(
          'tutorial',
          () => `you are looking at ${counted(counts.source_files, 'source file')} and ${counted(counts.source_lines, 'line')}, most of it ${main.name}`,
        ),
        ...styled('technical', () => `extent: ${counted(counts.source_files, 'source file')}, ${counted(counts.source_lines, 'line')}, chiefly ${main.name}`),
        ...styled(
          'fiction',
          () => `it is a town of ${counted(counts.source_files, 'house')}, if every source file is a house, and ${main.name} is the language of most streets`,
        ),
      ],
    },
  ]
  if (second !== undefined && second.share > 0.08)
    messages.push({
      id: 'scale:second',
      about: null,
      weight: 0.3,
      places: [top(place.path)],
      forms: ways(
        () => `${second.name} comes second, with ${counted(second.files, 'file')}`,
        () => `a smaller share, ${counted(second.files, 'file')}, is ${second.name}`,
      ),
    })
  return messages
}

/** The lines that a newcomer is shown: what they do is for the ear, the code itself goes beside the text. */
export const usageMessages = ({ facts, project, file }: World): Message[] => {
  const example = facts.usage_example
  if (example === null) return []
  const lines = example.code.split('\n').filter((line) => line.trim() !== '').length
  const shown = file(example.place.file)
  return [
    {
      id: 'usage:example',
      about: null,
      weight: 0.7,
      places: [example.place],
      example: example.place,
      forms: [
        ...ways(
          (say) => `${say.name(shown)} needs only ${counted(lines, 'line')} of code to show how ${say.bare(project)} is used`,
          (say) => `the shortest way to see it at work is an example of ${counted(lines, 'line')} in ${say.name(shown)}`,
        ),
        ...styled('tutorial', (say) => `start from the example in ${say.name(shown)}: it has ${counted(lines, 'line')}, and it is all you need to have seen`),
        ...styled('podcast', (say) => `if you open ${say.name(shown)}, there's an example of ${counted(lines, 'line')}, and it shows the whole idea`),
      ],
    },
  ]
}
