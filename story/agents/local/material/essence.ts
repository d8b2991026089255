// "Koa is an expressive HTTP middleware framework for node.js …" → "HTTP middleware framework": what a project is, in as few
// words as a title bears.
import type { Quote } from '../../../../shared/analysis.ts'
import { nounWithArticle } from '../language/doc-clause.ts'
import { plainWords, speakable } from '../language/plain-words.ts'
import { isBaseVerb, isThirdPerson } from '../language/verbs.ts'
import { isDefinition } from '../read-definition.ts'
import { isClause, isErrand } from './quoted-sentences.ts'

const mostWords = 3
/** These would be true of any project. */
const saysNothing =
  /^(?:solution|alternative|package|library|tool|project|module|thing|way|set|collection|implementation|program|app|application|code|repository|version|port|crate|gem|used|replacement|HTTP|JSON|API|perfect)$|(?:ed|ion|ing|ly|[^s]s)$/i
/** Of two words that are said as one, the second. */
const compoundEnd = /^(?:line|based|generation|level|time|side|source|purpose|performance|weight|end)$/i
/** And the first: "low overhead web framework". */
const compoundStart = /^(?:low|high|zero|no|non|multi|open|real|cross)$/i
const behindNoun =
  /\s(?:for|to|that|that's|which|of|in|on|with|from|by|written|built|designed|based on|using|as|when|where|is|are|akin|perfect|ideal|suited|similar|like|and an?)\s|[,;:.(]/

/** Null where no sentence of it names a kind of thing. */
export const essenceOf = (purpose: readonly Quote[], name: string): string | null => {
  for (const [at, { text }] of purpose.slice(0, 4).entries()) {
    const plain = plainWords(text)
    const isSentence = isDefinition(plain, name)
    const noun = isSentence ? plain.replace(/^.*? (?:is|are) (?:an?|the) /i, '') : plain.replace(/^(?:an?|the) /i, '')
    // Below the first line, what is no sentence is a label: "Demo Server (Location: …)".
    if (!isSentence && at > 0 && /^[^.]*\([^)]*:/.test(text)) continue
    // A sentence that is no definition speaks of something else, and one to the reader of what he may do.
    const phrase = noun.split(behindNoun)[0]?.trim() ?? ''
    const isAction = phrase
      .toLowerCase()
      .split(' ')
      .some((word) => isThirdPerson(word) || isBaseVerb(word, undefined))
    if (!isSentence && (isClause(noun) || isErrand(noun) || isAction || nounWithArticle(noun) === null)) continue
    // "simple, fast and composable router": the adjectives stand before the comma.
    const words = (/,/.test(noun.slice(0, phrase.length + 1)) ? (noun.split(/\s(?:for|to|that|which|of|in|with)\s|[;:.(]/)[0] ?? '') : phrase)
      .split(/[\s,]+/)
      .filter((word) => word !== '')
    // "command line" and "next generation" are one word to an ear.
    const most = compoundEnd.test(words.at(-mostWords) ?? '') || compoundStart.test(words.at(-mostWords - 1) ?? '') ? mostWords + 1 : mostWords
    const last = words
      .slice(-most)
      .filter((word, index, all) => !/^(?:and|or)$/.test(word) && !all.slice(index + 1).some((other) => /^(?:and|or)$/.test(other)))
    const essence = last.join(' ')
    if (
      last.length < 2 ||
      saysNothing.test(last.at(-1) ?? '') ||
      last.some((word) => /^(?:the|an?|of|is|are|not|its?|your|any)$/i.test(word)) ||
      /^\W|\d$|ly$/.test(essence) ||
      !speakable(essence) ||
      essence.toLowerCase().includes(name.toLowerCase())
    )
      continue
    return essence.replace(/^[A-Z][a-z]+(?= )/, (word) =>
      /^(?:Python|Go|Java|Rust|Ruby|Node|Swift|Kotlin|React|Unix|Linux)$/.test(word) ? word : word.toLowerCase(),
    )
  }
  return null
}
