// What the project explains about itself, passage by passage: a first sentence that says whose words it is, and those that
// go on from it. Each belongs to the question that it answers; how it all works is a topic of its own.

import type { Explanation, ExplanationTopic, Quote } from '../../../../shared/analysis.ts'
import { isBesides } from '../../../repository/readme-introduction.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import type { Form, Message, Say } from '../telling/message.ts'
import { quoting, styled, ways } from '../telling/ways.ts'
import { purposeSentences } from './purpose.ts'
import { escapeName, isClause, lowerFirst, spoken } from './quoted-sentences.ts'
import type { World } from './world.ts'

/** "Pipelining", "Using replies": what a passage can be said to be about. */
const subjectOf = (heading: string): string | null =>
  /^[A-Z][a-z]+(?: [a-z]+){0,3}$/.test(heading) &&
  !/^(?:Overview|Introduction|Tutorial|Usage|Basics?|Guide|About|Example|Examples|Description|How|Why|What|Notes?|Getting|Quick|The|Summary|Background|Features?|Concepts?)\b/.test(
    heading,
  )
    ? heading.charAt(0).toLowerCase() + heading.slice(1)
    : null

/** `GuzzleHttp\\ClientInterface`: the last name is the one that an ear keeps. `tokio::signal` is short enough. */
const shortNames = (text: string): string => text.replace(/\b(?:\w+\\)+(?=\w)/g, '').replace(/(?<=\w)::(?=\w)/g, '.')

const wording = ({ text }: Quote, { facts }: World): string | null => {
  const [first, second] = spoken({ text: shortNames(text), place: { file: '', start_line: 1, end_line: 1 } }, facts.name)
  return first !== undefined && second === undefined && speakable(first) && wordCount(first) >= 4 ? first : null
}

/** Begins with a word that is no name and may lose its capital. */
const canStandInside = (text: string): boolean => /^(?:the|an?|in|by|when|if|to|each|every|all|you|for|once|with|at|on|as|internally|any|only)\b/i.test(text)

/** They carry no meaning of their own. */
const joints = /^(?:that|they|this|them|with|were|from|have|will|been|when|then|than|your|into|each|also|such|which|their|there|these|those)$/
const wordsIn = (text: string): Set<string> => new Set((text.toLowerCase().match(/[a-z]{4,}/g) ?? []).filter((word) => !joints.test(word)))
/** Most of what it says has been said; a sentence that says more than another is none of its repeats. */
const isSaid = (text: string, told: readonly string[]): boolean => {
  const words = wordsIn(text)
  return told.some((before) => words.intersection(wordsIn(before)).size / Math.max(1, words.size) > 0.6)
}

const isPage = (file: string): boolean => /\.(?:md|mdx|rst|adoc|markdown|txt)$/i.test(file) || !/\.\w+$/.test(file)
/** Of a package within it another is the README. */
const isOwnReadme = (file: string): boolean => /^(?:\.github\/|docs\/)?readme[^/]*$/i.test(file)

const speaker = (say: Say, { sentences: [first] }: Explanation, { file }: World): string => {
  const path = first?.place.file ?? ''
  return isOwnReadme(path) ? 'the README' : say.bare(file(path))
}

const firstForms = (text: string, { heading, sentences: [first] }: Explanation, world: World): Form[] => {
  const { project, file } = world
  const path = first?.place.file ?? ''
  const page = file(path)
  const subject = heading.toLowerCase() === project.name.toLowerCase() ? null : subjectOf(plainWords(heading))
  const isReadme = isOwnReadme(path)
  if (!isPage(path))
    return [
      ...ways(
        (say) => `a comment in ${say.bare(page)} explains: ${say.words(text)}`,
        (say) => `in the words of a comment in ${say.bare(page)}: ${say.words(text)}`,
        (say) => (canStandInside(text) ? `${say.bare(page)} says it in a comment: ${say.words(lowerFirst(text))}` : null),
      ),
      ...styled('podcast', (say) => `there is a comment in ${say.bare(page)} that says: ${say.words(text)}`),
    ]
  return [
    ...(subject === null
      ? []
      : ways(
          (say) => `about ${say.words(subject)}, ${isReadme ? 'the README' : say.name(page)} has this to say: ${say.words(text)}`,
          (say) => `on ${say.words(subject)}: ${say.words(text)}`,
        )),
    ...(isReadme
      ? ways(
          (say) => `the README explains: ${say.words(text)}`,
          (say) => (canStandInside(text) ? `as the README puts it, ${say.words(lowerFirst(text))}` : null),
          (say) => `here is how ${say.bare(project)} itself explains it: ${say.words(text)}`,
        )
      : ways(
          (say) => `${say.name(page)} explains: ${say.words(text)}`,
          (say) => (canStandInside(text) ? `as ${say.name(page)} puts it, ${say.words(lowerFirst(text))}` : null),
        )),
    ...styled('podcast', (say) => `the ${isReadme ? 'README' : 'docs'} say it like this: ${say.words(text)}`.replace('README say ', 'README says ')),
  ]
}

const ofOthers = /third[-_ ]?party|ecosystem|integrations?|awesome|resources|showcase|(?:^|\/)(?:web)?sites?\//i
const overviewPage = /(?:architecture|overview|design|internals?|how[-_]?it[-_]?works|concepts?|intro\w*|basics?|about)[^/]*$/i
const overviewHeading =
  /\b(?:how .*works?|architecture|concepts?|design|overview|internals?|model|introduction|under the hood|life ?cycle|principles?|philosophy|structure|idea)\b/i
/** Holds in one case, and of what is said under its heading. */
const ofOneCase =
  /^(?:if|when|unless|by default|to|for|calling|in case|the time|some|typically|specifically|in particular|conversely|in contrast|on the other hand|about|as (?:we|the)|complete newcomers)\b/i
const wordsOfASubject = 6

/** Does a passage speak of the whole? One of a detail that nobody has heard of yet is no idea of how the project thinks. */
const isOfTheWhole = ({ heading, sentences: [first] }: Explanation, { facts, project }: World): boolean => {
  const head = (first?.text ?? '').split(' ').slice(0, wordsOfASubject).join(' ').toLowerCase()
  if (ofOthers.test(first?.place.file ?? '')) return false
  return (
    [facts.name, project.name].some((name) => new RegExp(`(?<![\\w-])${escapeName(name.toLowerCase())}(?![\\w-])`).test(head)) ||
    overviewPage.test(first?.place.file ?? '') ||
    (overviewHeading.test(heading) && isOwnReadme(first?.place.file ?? ''))
  )
}

/** How much of each is told, and what scores less is a detail of a detail. */
const limits: Readonly<Record<ExplanationTopic, { most: number; least: number }>> = {
  idea: { most: 6, least: 3 },
  parts: { most: 2, least: 3 },
  dependencies: { most: 2, least: 3 },
  settings: { most: 3, least: 2.5 },
  errors: { most: 4, least: 2.5 },
  tests: { most: 2, least: 2.5 },
  reasons: { most: 3, least: 2.5 },
  caveats: { most: 1, least: 3 },
}

/** By the question that it answers, the best explained first. */
export const explanationMessages = (world: World): Record<ExplanationTopic, Message[]> => {
  const told = purposeSentences(world).map(({ text }) => text)
  const best = world.facts.explanations.filter(({ score, topic }) => score >= limits[topic].least).toSorted((a, b) => b.score - a.score)
  const perTopic = new Map<ExplanationTopic, number>()
  const found: Record<ExplanationTopic, Message[]> = { idea: [], parts: [], settings: [], errors: [], tests: [], dependencies: [], reasons: [], caveats: [] }
  const kept: { explanation: Explanation; texts: string[] }[] = []
  for (const explanation of best) {
    const count = perTopic.get(explanation.topic) ?? 0
    if (count >= limits[explanation.topic].most) continue
    if (explanation.topic === 'idea' && (!isOfTheWhole(explanation, world) || ofOneCase.test(explanation.sentences[0]?.text ?? ''))) continue
    const texts: string[] = []
    for (const sentence of explanation.sentences) {
      const text = wording(sentence, world)
      if (text === null || (explanation.topic === 'idea' && isBesides(text)) || !(isClause(text) || /\w(?:s|ed)\b/.test(text)) || isSaid(text, told)) break
      texts.push(text)
    }
    if (texts.length === 0) continue
    told.push(...texts)
    kept.push({ explanation, texts })
    perTopic.set(explanation.topic, count + 1)
  }
  // Page by page, the one that explains most first; on a page in its order: what comes later may lean on what came before.
  const pageOf = ({ explanation }: (typeof kept)[number]): string => explanation.sentences[0]?.place.file ?? ''
  const pages = [...new Set(kept.map(pageOf))]
  const inOrder = kept.toSorted(
    (a, b) =>
      pages.indexOf(pageOf(a)) - pages.indexOf(pageOf(b)) || world.facts.explanations.indexOf(a.explanation) - world.facts.explanations.indexOf(b.explanation),
  )
  const toldOf = new Map<string, string[]>()
  for (const [number, { explanation, texts }] of inOrder.entries()) {
    const rank = kept.filter(({ explanation: { topic } }) => topic === explanation.topic).findIndex((candidate) => candidate.explanation === explanation)
    const page = `${explanation.topic} ${explanation.sentences[0]?.place.file}`
    const before = toldOf.get(page) ?? []
    for (const [position, text] of texts.entries()) {
      const id = `explanation:${number}:${position}`
      const leading = `explanation:${number}:${position - 1}`
      found[explanation.topic].push({
        id,
        about: null,
        weight: Math.max(0.3, 0.98 - rank * 0.05 - position * 0.06),
        places: [explanation.sentences[position]?.place ?? explanation.sentences[0]?.place].filter((place) => place !== undefined),
        keywords: [...explanation.about, explanation.heading],
        forms: quoting(
          text,
          position === 0
            ? [
                // Right behind another from the same page: whose words they are is still in the ear.
                ...(before.length === 0
                  ? []
                  : ways(
                      (say) => (before.some(say.wasJustTold) ? say.words(text) : null),
                      (say) => (before.some(say.hasTold) ? `${speaker(say, explanation, world)} says this, too: ${say.words(text)}` : null),
                      (say) => (before.some(say.hasTold) ? `another line of ${speaker(say, explanation, world)}: ${say.words(text)}` : null),
                    ).map((form) => ({ ...form, cost: -1 }))),
                ...firstForms(text, explanation, world),
              ]
            : ways((say) => (say.hasTold(leading) ? say.words(text) : null)),
        ),
      })
      toldOf.set(page, [...(toldOf.get(page) ?? []), id])
    }
  }
  return found
}
