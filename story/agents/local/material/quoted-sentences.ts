// Sentences of a README or a manifest, made ready to be said: each whole, short enough for an ear, and in its own words.
import type { Quote } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { plainWords, speakable, splitSentences, wordCount } from '../language/plain-words.ts'
import { isBaseVerb, isVerbOnly } from '../language/verbs.ts'

export const isClause = (text: string): boolean =>
  /\b(?:is|are|was|has|have|can|does|do|will|would|could|should|must|might|lets|makes|provides|allows|helps|aims|offers|supports|enables|gives|works|uses|runs|contains|includes)\b/.test(
    text,
  )
/** "The package passes the tests", "we've included it": whatever its verb, no noun phrase. */
export const isSentence = (text: string): boolean => {
  const [main = ''] = text.split(/,? (?:that|which|who|whose)\b/)
  return isClause(main) || /\b(?:we|you|I)\b/i.test(main) || main.split(' ').some((word, index) => index > 0 && isVerbOnly(word))
}
export const lowerFirst = (text: string): string =>
  /^(?:[A-Z][a-z]+|A)(?=[\s,-])/.test(text) &&
  !/^(?:I|Python|Go|Java|Rust|Ruby|Node|Google|Unix|Linux|Windows|React|Swift|Kotlin|English|Internet|Web)\b/.test(text)
    ? text.charAt(0).toLowerCase() + text.slice(1)
    : text

export const escapeName = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const mostSpoken = 32
const fewestBeforeAList = 5

/** A sentence too long for an ear, up to where its examples begin; or up to a list that no ear can follow. */
const shortened = (written: string): string => {
  const sentence = written.replace(/,? (?:featuring|including|namely|such as|like)$/i, '')
  const listed = sentence.search(/: \S/)
  if (listed > 0 && (!speakable(sentence) || wordCount(sentence) > mostSpoken) && wordCount(sentence.slice(0, listed)) >= fewestBeforeAList)
    return sentence.slice(0, listed)
  if (wordCount(sentence) <= mostSpoken) return sentence
  const at = sentence.search(
    /,? (?:using|such as|like|including|by means of)\b|; |, (?:which|so that)\b|, and (?=(?:it|they|this|that|the|you|can|is|are|has|have|will|also|allows|provides|supports|makes|lets)\b)/,
  )
  return at > 0 && wordCount(sentence.slice(0, at)) >= 8 ? sentence.slice(0, at) : sentence
}

/** "Whether you select files, …, or make menus, fzf provides …": too long for an ear, and what it is for comes last. */
const mainClause = (sentence: string, name: string): string => {
  if (wordCount(sentence) <= mostSpoken || !/^(?:whether|with|by|when|if|because|since|due to|instead of|unlike)\b/i.test(sentence)) return sentence
  return new RegExp(`, (${escapeName(name)} (?:is|can|lets|helps|[a-z]+s) .+)$`, 'i').exec(sentence)?.[1] ?? sentence
}

/** One sentence of its own, ready to be led in; null when it cannot be spoken or should not be. */
export const spoken = (quote: Quote, name: string): string[] =>
  splitSentences(plainWords(quote.text))
    // A name in small letters begins a sentence too.
    .flatMap((sentence) => sentence.split(new RegExp(`(?<=[a-z]\\.) (?=${escapeName(name)} )`)))
    .map((sentence) => shortened(mainClause(sentence.replace(/[\s.:;!]+$/, ''), name)))
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

const wordsIn = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]{3,}/g) ?? [])
/** Said before in other words: most of the shorter one's words are in the other. */
export const isRepeat = (text: string, earlier: readonly string[]): boolean =>
  earlier.some((before) => {
    const [a, b] = [wordsIn(text), wordsIn(before)]
    return a.intersection(b).size / Math.max(1, Math.min(a.size, b.size)) > 0.6
  })

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
