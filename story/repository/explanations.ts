// What a project explains about itself in running text: how it works, what its parts do, why something is as it is. The
// README's and the pages' paragraphs are full of code, orders and advertising; a passage is worth keeping when it speaks of
// what the code has, in sentences that stand by themselves.
import type { Explanation, ExplanationTopic } from '../../shared/analysis.ts'
import { speaksTo } from './answering.ts'
import { isReadable, plainInline, sentencesOf } from './prose.ts'
import { isAboutWhatStandsBefore, isNarrow, isSetOff, leansOnItsPlace } from './quote-scope.ts'
import { type Block, readBlocks } from './readme.ts'

export interface ExplainingText {
  path: string
  text: string
  isReadme: boolean
}

const maxPassages = 60
const maxSentences = 4

/** Paragraphs about the project as an undertaking, not about what it does. */
const besides =
  /\b(?:install|licen[cs]e|sponsor|contribut|badge|benchmark|change ?log|community|security|credits?|acknowledg|authors?|donat|contents|download|releases?|translation|people|team|backers|resources|links|related|see also|further reading|next steps|feedback|questions|faq|who uses|used by|show ?case|upgrad|migrat|prerequisites|requirements?|thanks|disclaimer|alternatives|comparison|roadmap|status|todo|screenshots?|demo|tips|troubleshoot|deploy|hosting|docker|kubernetes|vcpkg|conan\b|homebrew|cmake|makefile|building|known issues)/i

/** Speaks of something that stands elsewhere, of the text itself, or to the reader as a visitor. */
export const dangling =
  /\bhere[.!]?$|\b(?:below|above|following|previous(?:ly)?|next (?:section|example|step)|this (?:section|page|document|guide|tutorial|example|chapter|readme|repo(?:sitory)?|snippet|post|article|file|code|is what|will|can be done)|here(?:'s| is| are|,|\.)|as (?:shown|seen|mentioned|described)|see (?:the|also|our|how)|refer to|check out|for more|more (?:information|details?)|documentation for|read (?:more|the|about)|click|visit|learn (?:more|how)|take a look|let's|let us|we'll|we've|we're|I'm|I've|named after|you'll (?:see|find|need|want)|stay tuned|happy|enjoy|please|hopefully|star|issue|pull request|\bPR\b|currently|recently|at the moment|soon|deprecated|no longer|out of date|for now|in our case|in (?:the )?future|may introduce|TODO|v?\d+\.\d+)\b|\?$|:$/i

/** Begins in the middle of a thought: only behind the sentence that it goes on from. */
export const leaning =
  /^(?:examples?:|note:|by the way|only (?:applies|used|valid|available|works)|this|that|these|those|it|its|they|their|them|he|she|both|either|neither|such|the (?:former|latter|first|second|third|same|result|resulting|other)|then|also|additionally|however|but|and|or|so|thus|therefore|hence|otherwise|instead|in (?:this|that|addition|other|both|these|such)|for (?:this|that|instance|example)|similarly|likewise|moreover|furthermore|finally|next|again|afterwards?|once|after (?:this|that)|as (?:such|a result|you)|since|because|similar|now|note|one|another|each|all of|some|most|many|while|though|although|yet|besides|first|second|third|last(?:ly)?|here|there|doing|using|among|(?:if|when|unless|until) (?:it|this|they|that|these|you do|not)|of (?:all )?(?:the|these|those)|the (?:values?|functions?|methods?|callables?|objects?|results?|callbacks?|numbers?|types?|options?|arguments?|parameters?|default|class|instance|value|list|name|key|file|command|code) (?:is|are|was|will|can|may|must|should|has|have|does|takes?|returns?|receives?))\b/i

/** "The reply is …": which one? */
export const definite = /^the (?:\w+ ){1,2}(?:is|are|was|will|can|may|must|should|has|have|does)\b/i

/** Orders belong to instructions. */
export const order =
  /^(?:just |simply |now,? |then,? |next,? |first,? )?(?:add|run|use|install|create|make|set|put|open|clone|build|start|try|see|check|call|import|include|configure|define|write|edit|copy|download|visit|read|go|ensure|remember|note|consider|avoid|don't|do not|never|always|keep|let|take|pass|specify|enable|disable|get|give|provide|replace|remove|update|upgrade|change|choose|pick|select|turn|type|press|save|send|look|find|follow|have|be|feel|join|help|want|need|looking)\b(?! (?:is|are|was|can|will|does|has|function|method)\b)/i

const defines =
  /\b(?:is|are) (?:\w{3,}ed|an?|the|one of|just|simply|where|what|how|called|invoked|responsible|used|passed|given|returned|created|stored|kept|made|built|designed|based|implemented|represented|executed|run|handled|sent|loaded|parsed|compiled|rendered|matched|registered)\b|\b(?:represents?|consists? of|comprised? of|contains?|holds?|handles?|manages?|defines?|describes?|returns?|takes?|receives?|converts?|turns?|transforms?|parses?|reads?|writes?|sends?|calls?|invokes?|wraps?|creates?|stores?|maps?|matches|decides?|determines?|controls?|implements?|extends?|works? by|responsible for)\b/i
const explains =
  /\b(?:in the order|because|so that|instead of|rather than|in order to|which means|means that|under the hood|internally|behind the scenes|by default|when(?:ever)?|every time|each time|until|unless|before|after|first|then|allows?|lets|without|unlike|only|must|never|always|automatically)\b/i
export const advertises =
  /\b(?:easy|easily|fast(?:est)?|powerful|beautiful|modern|elegant|awesome|great|amazing|best|popular|lightweight|blazing|seamless(?:ly)?|intuitive|robust|flexible|fun|perfect|delightful|production|battle|world|loved|trusted)\b/i

const idea =
  /\b(?:how|works?|architecture|concepts?|design|overview|internals?|basics?|model|introduction|about|under the hood|life ?cycle|flow|principles?|philosophy|structure|anatomy|theory|tutorial|guide|usage|getting started|quick ?start)\b/i

/** What a guide calls "Tests" may be something that its readers write: a language of templates has tests of its own. */
const ofOwnTests = (topic: ExplanationTopic, heading: string, { path, isReadme }: ExplainingText): ExplanationTopic =>
  topic === 'tests' && /^tests?$/i.test(heading.trim()) && !isReadme && !/test|contribut|develop|hack/i.test(path) ? 'idea' : topic

const topicOf = (heading: string, sentence: string): ExplanationTopic => {
  const both = `${heading} ${sentence}`
  if (/\b(?:caveats?|limitations?|constraints?|gotchas?|pitfalls?|quirks?|non-?goals?|assumptions?|important|warnings?)\b/i.test(heading)) return 'caveats'
  if (/\b(?:tests?|testing|fixtures?|mock\w*|assert\w*)\b/i.test(heading) && speaksTo('tests', sentence)) return 'tests'
  if (
    (/\b(?:errors?|exceptions?|panics?|failures?|retr(?:y|ies)|timeouts?)\b/i.test(heading) && speaksTo('errors', sentence)) ||
    /\b(?:raises?|throws?|panics?|exceptions? (?:is|are|that|will|when|if|raised|thrown)|on failure|error (?:will|type|object|code|handl\w+))\b/i.test(sentence)
  )
    return 'errors'
  if (
    /^(?:config\w*|settings?)$/i.test(heading) ||
    (/\b(?:config\w*|options?|settings?|environment|flags?|customi[sz]\w*)\b/i.test(heading) && speaksTo('settings', sentence)) ||
    /\b(?:environment variables?|config(?:uration)? (?:file|option)|command[- ]line flags?)\b/i.test(sentence)
  )
    return 'settings'
  if (/\b(?:built (?:on|with|upon)|on top of|powered by|relies on|depends on|under the hood|borrow\w* from|thin wrapper)\b/i.test(sentence))
    return 'dependencies'
  if (/\b(?:because|instead of|rather than|unlike|on purpose|deliberate\w*|by design|the reason|trade-?offs?|goals?|philosophy)\b/i.test(both)) return 'reasons'
  if (/\b(?:architecture|structure|layout|modules?|packages?|crates?|components?|directory|directories|folders?|organi[sz]\w+)\b/i.test(heading)) return 'parts'
  return 'idea'
}

export interface Known {
  /** Names of the code: types, functions, parts, commands, with the rank of each, the most central first. */
  names: ReadonlyMap<string, number>
  project: string
}

const wordsOfCode = (sentence: string): string[] => sentence.match(/[A-Za-z_][\w]*(?:[.:#/-]+[A-Za-z_]\w*)*/g) ?? []
/** A name that is also a word says nothing unless it is written as code, or with a capital where none is due. */
const isWritten = (word: string, isFirst: boolean, code: ReadonlySet<string>): boolean =>
  code.has(word) || /[a-z][A-Z]|_|::|\w\.\w/.test(word) || (!isFirst && /^[A-Z][a-z]{2,}/.test(word))

export const namesIn = (sentence: string, code: ReadonlySet<string>, { names }: Known): string[] => [
  ...new Set(
    wordsOfCode(sentence).flatMap((word, at) => {
      const last = word.split(/::|[.#/]/).at(-1) ?? word
      return isWritten(word, at === 0, code) || isWritten(last, at === 0, code) ? [word, last].filter((name) => names.has(name)).slice(0, 1) : []
    }),
  ),
]

interface Rated {
  text: string
  rating: number
  about: string[]
  leans: boolean
}

/** The most central names are what a passage had best be about. */
const worthOf = (rank = Number.POSITIVE_INFINITY): number => (rank < 12 ? 1.5 : rank < 60 ? 1 : 0.5)

const otherProduct =
  /^(?!(?:An?|The|Each|Every|This|One|It|All)\b)[A-Z][\w-]* is an? (?:[\w-]+ ){0,4}(?:app|application|client|company|framework|interface|library|package|platform|plugin|product|program|service|startup|tool|website)\b/

const rate = (sentence: string, before: readonly string[], code: ReadonlySet<string>, known: Known): Rated => {
  const words = sentence.split(/\s+/).length
  const about = namesIn(sentence, code, known)
  const isNamed = about.length > 0 || sentence.toLowerCase().includes(known.project.toLowerCase())
  // "Toad is a unified interface": somebody else's, praised on this page.
  const isOfAnother = about.length === 0 && otherProduct.test(sentence) && !isNamed
  const fit =
    !isOfAnother &&
    words >= 6 &&
    words <= 32 &&
    isReadable(sentence) &&
    /[.!]["')]?$/.test(sentence) &&
    !dangling.test(sentence) &&
    !order.test(sentence) &&
    !/^(?:we (?!(?:\w+ )?call\b)|our\b)/i.test(sentence)
  const central = about.reduce((sum, name) => sum + worthOf(known.names.get(name)), 0)
  const rating =
    Math.min(3, central) +
    (defines.test(sentence) ? 1.5 : 0) +
    (explains.test(sentence) ? 1 : 0) -
    (advertises.test(sentence) ? 1.5 : 0) -
    (/\b(?:we|our|us|I|my)\b/.test(sentence) ? 1 : 0) -
    (/\byou(?:r|'re)?\b/i.test(sentence) ? 0.5 : 0) -
    Math.max(0, words - 24) * 0.1
  return {
    text: sentence,
    rating: fit ? rating : -10,
    about,
    leans:
      leaning.test(sentence) ||
      leansOnItsPlace(sentence) ||
      isAboutWhatStandsBefore(sentence, before, [...about, known.project]) ||
      (!isNamed && definite.test(sentence)) ||
      /\b(?:either|both) (?:function|method|option|case|way)\b|\bof (?:these|those|them)\b/i.test(sentence),
  }
}

const fewestPoints = 2

/** What a page is about, told by its name: the whole, or a detail. */
const standingOf = ({ path, isReadme }: ExplainingText, heading: string): number =>
  (isReadme ? 1.5 : 0) +
  (/(?:architecture|overview|design|internals?|how|concepts?|intro\w*|basics?|index|about)[^/]*$/i.test(path) ? 1.5 : 0) -
  (/(?:^|\/)tutorials?\//i.test(path) ? 2 : 0) -
  (/(?:faq|tips|tricks|recipes?|integrations?|extensions?|compat\w*|api|reference|ecosystem|test\w*|kubernetes|docker|deploy\w*|release\w*|browsers?|help|tutorials?)[^/]*$/i.test(
    path,
  )
    ? 1
    : 0) +
  (idea.test(heading) ? 1 : 0) -
  // The description of one option or one function.
  (/[()=_]|[a-z][A-Z]|^[a-z]\w*$/.test(heading) ? 1 : 0) -
  (/^-/.test(heading) ? 3 : 0)

/** "Init, a function that …", "Update: what handles …", behind a sentence that announces a list. */
const listed = /^([A-Z]?\w[\w./-]{1,40})(?:\(\))?(?:,|:| [-–—]) +((?:an?|the) .+)$/
const asSentence = (item: string): string => {
  const [, name, what = ''] = listed.exec(item) ?? []
  return name === undefined ? item : `${name} is ${what.replace(/[.;,]*$/, '')}.`
}

const endsSentence = /[.!]["')]?\s*$/
const itemsBehind = (blocks: readonly Block[], at: number): Block[] => {
  const after = blocks.slice(at)
  const end = after.findIndex(({ kind }) => kind !== 'item')
  return end < 0 ? after : after.slice(0, end)
}
const together = (blocks: readonly Block[], text: string): Block[] => {
  const [first, last] = [blocks[0], blocks.at(-1)]
  return first === undefined || last === undefined ? [] : [{ ...first, kind: 'paragraph', text, endLine: last.endLine }]
}

/** Paragraphs; one with the list that it announces; a list whose points are sentences, one after the other. */
export const readRuns = (blocks: readonly Block[]): Block[] =>
  blocks.flatMap((block, at): Block[] => {
    if (block.kind === 'item') {
      const before = blocks[at - 1]
      if (before?.kind === 'item' || (before?.kind === 'paragraph' && /:\s*$/.test(before.text))) return []
      const items = itemsBehind(blocks, at)
      // A list of links says what stands behind each of them.
      if (items.some(({ text }) => /^\W*\[[^\]]+\]\([^)]*\)\W*(?:[:–—-]|$)/.test(text))) return []
      return items.every(({ text }) => endsSentence.test(text)) ? together(items, items.map(({ text }) => text).join(' ')) : []
    }
    if (block.kind !== 'paragraph') return []
    if (!/:\s*$/.test(block.text)) return [block]
    const items = itemsBehind(blocks, at + 1)
    // "The properties are:" is no sentence without what it announces.
    if (/\b(?:are|is|includes?|have|has|following|like|as)\W*$/i.test(block.text)) return []
    const told = items.map(({ text }) => asSentence(plainInline(text)))
    if (told.length < 2 || told.length >= maxSentences || !told.every((text, index) => text !== plainInline(items[index]?.text ?? ''))) return [block]
    return together([block, ...items], `${block.text.replace(/:\s*$/, '.')} ${told.join(' ')}`)
  })

/** The best run of sentences in a paragraph: it begins with one that stands by itself. */
const passageOf = (block: Block, text: ExplainingText, known: Known): Explanation | null => {
  const code = new Set([...block.text.matchAll(/`([^`\n]{1,60})`/g)].map((match) => (match[1] ?? '').replace(/\(.*$/, '').trim()))
  const plain = plainInline(block.text)
    .replace(/^!!! \w+ /, '')
    .replace(/[“”]/g, '"')
    .replace(/[‘’]/g, "'")
  const rated = sentencesOf(plain).map((sentence, at, all) => rate(sentence, all.slice(0, at), code, known))
  const standing = standingOf(text, block.heading)
  let best: { run: Rated[]; rating: number } | null = null
  for (let start = 0; start < rated.length; start += 1) {
    if (rated[start]?.leans !== false || (rated[start]?.rating ?? 0) + standing / 2 < fewestPoints) continue
    const run: Rated[] = []
    for (const sentence of rated.slice(start, start + maxSentences)) {
      if (sentence.rating < (standing > 1 ? 0 : 1)) break
      run.push(sentence)
    }
    const rating = Math.max(...run.map((sentence) => sentence.rating)) + 0.5 * (run.length - 1)
    if (best === null || rating > best.rating) best = { run, rating }
  }
  if (best === null) return null
  const place = { file: text.path, start_line: block.line, end_line: block.endLine }
  return {
    topic: ofOwnTests(topicOf(block.heading, best.run[0]?.text ?? ''), block.heading, text),
    heading: block.heading,
    sentences: best.run.map((sentence) => ({ text: sentence.text, place })),
    about: [...new Set(best.run.flatMap(({ about }) => about))],
    score: Math.round((best.rating + standing) * 100) / 100,
  }
}

const mostInOneSection = 3

/** The best passages, in the order in which they stand, the README's first. */
export const readExplanations = (texts: readonly ExplainingText[], known: Known): Explanation[] => {
  const sections = new Map<Explanation, string>()
  const passages = texts.flatMap((text) => {
    const blocks = readBlocks(text.text)
    const headings = blocks.filter(({ kind }) => kind === 'heading').map(({ line }) => line)
    return readRuns(blocks)
      .filter((block) => !besides.test(block.heading) && !isNarrow(block.heading, text.path) && !isSetOff(block.text))
      .flatMap((block) => {
        const passage = passageOf(block, text, known)
        if (passage === null) return []
        sections.set(passage, `${text.path}:${headings.findLast((line) => line < block.line) ?? 0}`)
        return [passage]
      })
  })
  const inSection = new Map<string, number>()
  const kept = new Set(
    passages
      .toSorted((a, b) => b.score - a.score)
      .filter((passage) => {
        const section = sections.get(passage) ?? ''
        inSection.set(section, (inSection.get(section) ?? 0) + 1)
        return (inSection.get(section) ?? 0) <= mostInOneSection
      })
      .slice(0, maxPassages),
  )
  return passages.filter((passage) => kept.has(passage))
}
