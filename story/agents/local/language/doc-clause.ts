// A doc comment's first sentence → what can be said of its subject: "Return the body." → "returns the body",
// "A context for one request." → "is a context for one request". The words stay the comment's own; only the verb's ending,
// an article and a full stop change. What does not fit is not forced: then the answer is null.
import { addressedToAModel } from './addressed-to-a-model.ts'
import { withArticle } from './lists.ts'
import { plainWords, speakable, splitSentences, wordCount } from './plain-words.ts'
import { conjugatePredicate, isBaseVerb, isThirdPerson } from './verbs.ts'

const mostWords = 24
const fewestWords = 2

const determiners = /^(?:a|an|the|this|that|these|those|its|their|all|any|each|every|no|one|two|three|some|most|both|several|many|our|my)\b/i
const relativeStart =
  /^(?:this|the|it|that)(?: (?:is|are)\b| (?:\w+ )?(?:function|method|class|module|file|package|struct|type|interface|helper|trait|crate|macro|hook|component|decorator|routine|constructor|enum|object|field|property|constant)\b)/i
const personal =
  /\b(?:I|we|you|your|our|us|my|let's|please|todo|fixme|xxx|hack|deprecated|copyright|licen[sc]ed?|author|see also|note that|e\.g|i\.e|for example|following|as follows|below|above|listed|here is|here's|eslint|prettier|noqa|pragma|pylint|nolint)\b/i
const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]*(?=[\s,'-]|$)/.test(text) && !/^I\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

/** Cuts what hangs on behind the main clause, so that a long comment becomes a short truth. */
const shorten = (sentence: string): string | null => {
  const cuts = [
    /;\s/,
    /:\s/,
    /,\s(?=(?:which|so|but|because|since|although|though|where|unless|and|or|including|such as|as well as|e\.g|i\.e)\b)/,
    /\s(?=(?:because|unless|although|which)\b)/,
    /,\s/,
  ]
  let text = sentence
  for (const cut of cuts) {
    if (wordCount(text) <= mostWords) return text
    const at = text.search(cut)
    if (at > 0 && wordCount(text.slice(0, at)) >= 5) text = text.slice(0, at)
  }
  return wordCount(text) <= mostWords ? text : null
}

const trimEnd = (text: string): string => text.replace(/[\s.:;,!-]+$/, '')

/** The first sentence that can be spoken, whole; null when there is none. */
export const firstSentence = (markup: string): string | null => {
  const sentence = splitSentences(plainWords(markup.split(/\n\s*\n/)[0] ?? ''))[0]
  if (sentence === undefined || addressedToAModel(markup) || /^@|^\W*$/.test(sentence)) return null
  // A comma splice starts a second sentence.
  const text = trimEnd(sentence.split(/, (?=(?:it|this|they|you|we|these|there) )/)[0] ?? '')
  return speakable(text) && wordCount(text) >= fewestWords && !/[:([{]$/.test(text) && balanced(text) ? text : null
}

const balanced = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 0 && (text.match(/[()]/g)?.length ?? 0) === 0

const isPlural = (noun: string): boolean => /[^sui]s$/.test(noun) || /(?:ies|ices|data)$/.test(noun)

/** The noun that an article would belong to: the word before the first preposition, participle or comma. */
const headNoun = (phrase: string): string =>
  phrase
    .split(
      /,|\s(?=(?:for|of|to|that|which|with|in|on|from|by|used|containing|holding|representing|as|when|where|if|and|or|between|using|being|implementing|providing|without|at|into|is|are|can|will|must|should|returned|passed|shared|based|written|built|designed|around|over|specific|responsible)\b)/,
    )[0]
    ?.trim()
    .split(' ')
    .at(-1) ?? ''

export const nounWithArticle = (phrase: string): string | null => {
  const text = lowerFirst(phrase)
  if (determiners.test(text)) return text
  const head = headNoun(text)
  if (head === '' || /(?:ed|ly)$/.test(head)) return null
  if (isPlural(head)) return null
  if (/(?:ing|tion|ment|ness|ity|ware|code|support|logic|data|information|state|access|metadata|output|input)$/.test(head)) return text
  return withArticle(text)
}

/** With the subject in front of it a sentence; null where the comment does not lend itself to that. */
export const docPredicate = (markup: string, name: string): string | null => {
  const sentence = firstSentence(markup)
  if (sentence === null) return null
  const short = shorten(sentence)
  if (short === null) return null
  let text = trimEnd(short)
  if (personal.test(text) || text.toLowerCase().replace(/\W/g, '') === name.toLowerCase().replace(/\W/g, '')) return null

  // "ServeHTTP conforms to …", "This class holds …", "It is …": the subject is already there.
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const named = new RegExp(
    `^(?:(?:the|a|an) )?${escaped}(?:'s)?(?: (?:function|method|class|struct|type|interface|module|package|field|object|macro|trait|enum|hook))?[,:]? `,
    'i',
  )
  const isNamed = named.test(text)
  if (isNamed) text = text.replace(named, '')
  else if (relativeStart.test(text)) text = text.replace(/^(?:this|the|it|that)(?: (?!is\b|are\b)\w+){0,2}? (?=is\b|are\b|\w+s\b|can\b|will\b|may\b)/i, '')
  const [first = '', second = ''] = text.split(' ')
  const word = first.toLowerCase().replace(/,$/, '')
  // Behind its own name, as Go's comments have it, a word with an s is the verb.
  if ((isThirdPerson(word) || (isNamed && /^[a-z]{3,}s$/.test(first))) && (isNamed || /^[A-Z]?[a-z]+,?$/.test(first))) {
    // "Sorts of …", "Calls to …": plural nouns look like verbs.
    if (!isNamed && /^(?:of|to|for|in|that|which|are|from)$/.test(second)) return null
    return checked(`${word}${first.endsWith(',') ? ',' : ''} ${text.slice(first.length + 1)}`.trim())
  }
  if (isNamed && /^(?:can|may|will|must|should|does|was|also|only)$/.test(word)) return checked(text)
  if (isNamed && !/^(?:a|an|the)$/.test(word)) return null
  if (isBaseVerb(word, second)) return checked(conjugatePredicate(lowerFirst(text)))
  if (/^true (?:if|when|iff)$/i.test(`${first} ${second}`)) return checked(`is ${lowerFirst(text)}`)
  if (word === 'whether') return checked(`says ${lowerFirst(text)}`)
  if (
    /^(?:called|used|invoked|thrown|raised|emitted|created|shared|set|fired|executed|triggered)$/.test(word) &&
    /^(?:when|by|to|for|in|if|after|before|once|on|as|from|with|internally|whenever|during|at)$/.test(second)
  )
    return checked(`is ${lowerFirst(text)}`)
  if (/\b(?:is|are|was|were|will|can|must|should|may|has|have|does|do)\b/.test(text.split(/\b(?:that|which|where|when|if|who)\b/)[0] ?? '')) return null
  if (
    /^(?:if|when|for|to|in|on|with|by|as|from|after|before|not|see|use|used|e|internal|private|public|optional|default|same|similar|like|also|based|alias|how|what|where|why|which|whether|here|there|just|only)$/.test(
      word,
    )
  )
    return null
  const noun = nounWithArticle(text)
  return noun === null ? null : checked(`is ${noun}`)
}

const checked = (predicate: string): string | null => {
  const text = trimEnd(predicate).replace(/\s+/g, ' ')
  if (wordCount(text) < 2 || /\b(?:the|a|an|of|to|for|with|and|or|in|by|that|which|is|are|as|from|on)$/i.test(text)) return null
  return text
}

/** A whole sentence in the comment's or README's own words, for "…says: …". */
export const ownWords = (markup: string, most = 26): string | null => {
  const sentence = firstSentence(markup)
  if (sentence === null || wordCount(sentence) > most || wordCount(sentence) < 4) return null
  return /\b(?:todo|fixme|xxx|copyright|licen[sc]e|eslint|noqa|click here|below|above|following)\b/i.test(sentence) ? null : sentence
}
