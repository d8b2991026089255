// A field's comment → a clause about the field, in the comment's words: "Error resulted from building a route." → "is the
// …", "If true, this route never matches" → "if buildOnly is true, this route never matches".
import { addressedToAModel } from './addressed-to-a-model.ts'
import { docPredicate, lowerFirst } from './doc-clause.ts'
import { joined } from './lists.ts'
import { plainWords, speakable, splitSentences, wordCount } from './plain-words.ts'
import { saysOnlyItsName } from './says-only-its-name.ts'

const mostWords = 24
const leansElsewhere = /\b(?:deprecated|TODO|FIXME|XXX|see|we|our|I|e\.g|i\.e|private|internal use|unused|reserved|obsolete|legacy|for example)\b/i

/** `type==cJSON_String` is read as it is meant. */
const readable = (comment: string): string => comment.replace(/(\w)\s*===?\s*(?=\w)/g, '$1 is ').replace(/(\w)\s*!==?\s*(?=\w)/g, '$1 is not ')

/**
 * Null where the comment says no more than the name, or cannot be spoken. `marked`: how the names are written; `owner`: the type
 * that has the field, for "the name of the command" says nothing of the name of a Command.
 */
export const fieldClause = (comment: string, names: readonly string[], marked: readonly string[], owner: string): string | null => {
  const [name = ''] = names
  const sentence = splitSentences(plainWords(readable(comment)))[0]
    ?.replace(/,? as (?:above|below|follows)$/i, '')
    .replace(/,? as (?:above|below|follows)\.$/i, '')
    .replace(/[\s.:;,]+$/, '')
  if (sentence === undefined || leansElsewhere.test(comment) || addressedToAModel(comment) || !speakable(sentence) || /["?]/.test(sentence)) return null
  if (
    wordCount(sentence) > mostWords ||
    wordCount(sentence) < 3 ||
    saysOnlyItsName(sentence, [...names, owner]) ||
    /^(?:[A-Z]{3,}s? ){2}|^[A-Z][A-Z -]{7,}/.test(comment)
  )
    return null
  const subject = joined(marked)
  const condition = /^(?:if|when|whenever) (true|false|set|enabled|nil|null|not nil|non-nil|positive|negative|zero|empty)\b,? (.+)$/i.exec(sentence)
  if (condition !== null) return `if ${subject} ${names.length > 1 ? 'are' : 'is'} ${condition[1]?.toLowerCase()}, ${condition[2]?.replace(/^then /i, '')}`
  // "next/prev allow you to walk chains": the names are its subject.
  const own = new RegExp(`^(?:the )?${names.map(escaped).join('\\s*(?:/|,|and|or)\\s*')}\\b`, 'i')
  if (names.length > 1) return own.test(sentence) ? sentence.replace(own, subject) : null
  if (/^(?:is|are|has|does|do|was|should|can|did) /i.test(sentence)) return null
  // Of whom it goes on to speak is somebody else.
  if (/^the \w+ (?:method|function|class|type|module)\b/i.test(sentence)) return null
  // "Error resulted from building a route" has a verb that docPredicate takes for the rest of a noun.
  const outcome = /^([A-Z]?[a-z]+) ((?:resulted|occurred|happened|came|arose) .+)$/.exec(sentence)
  if (outcome !== null) return `${subject} is the ${outcome[1]?.toLowerCase()} that ${outcome[2]}`
  const predicate = docPredicate(sentence, name)
  // A type has each of its fields once.
  if (predicate !== null && /^is an? \w+ed (?:later|by|in|to|when|if|at|from)\b|^is (?:an? )?log at\b/.test(predicate)) return null
  if (predicate !== null) return `${subject} ${/^an? /i.test(sentence) ? predicate : predicate.replace(/^is an? /, 'is the ')}`
  // A whole sentence that names the field stands by itself.
  if (new RegExp(`\\b${escaped(name)}\\b`, 'i').test(sentence) && /\b(?:is|are|will|has|have|can|may|must)\b/.test(sentence)) return lowerFirst(sentence)
  // "Routes to be matched, in order": several things are what it holds.
  const head = sentence.split(/,|\s(?=(?:to|of|for|that|which|with|in|on|from|by|used|where|when)\b)/)[0] ?? ''
  return /^[A-Z]?[a-z]+(?: [a-z]+){0,2}$/.test(head) && /[^s]s$/.test(head) && !/^(?:is|has|was|does|this|always|whether)\b/i.test(sentence)
    ? `${subject} holds ${lowerFirst(sentence)}`
    : null
}

const escaped = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
