// A doc comment's first sentence → what can be said of its subject: "Return the body." → "returns the body",
// "A context for one request." → "is a context for one request". The words stay the comment's own; only the verb's ending,
// an article and a full stop change. What does not fit is not forced: then the answer is null.
import { addressedToAModel } from './addressed-to-a-model.ts'
import { withArticle } from './lists.ts'
import { plainWords, speakable, splitSentences, wordCount } from './plain-words.ts'
import { saysOnlyItsName } from './says-only-its-name.ts'
import { conjugatePredicate, isBaseVerb, isOrderOfFunction, isThirdPerson, isVerbOnly } from './verbs.ts'

const mostWords = 24

const determiners = /^(?:a|an|the|its|their|any|each|every|one of|all|some|most|no|both)\b/i
const kindWord =
  '(?:function|method|class|module|file|package|struct|type|interface|helper|trait|crate|macro|hook|component|decorator|routine|constructor|enum|object|field|property|constant|option|flag|setting|variable|exception|error|middleware|handler)'
const selfStart = new RegExp(
  `^(?:an? (?:instance|object) of (?:this|the) ${kindWord} (?=\\w+s )|(?:this|the|it|that) (?:(?:\\w+ )?${kindWord} )?(?=is |are |was |\\w+s |can |will |may |must |should ))`,
  'i',
)
// Comments that talk with their reader, or about themselves and their surroundings on the page.
const personal =
  /\b(?:I|TODO|FIXME|XXX|HACK)\b|\b(?:we|you|your|our|us|my|let's|please|deprecated|copyright|licen[sc]ed?|author|see also|note that|e\.g|i\.e|for example|following|as follows|below|above|listed|here is|here's|eslint|prettier|noqa|pragma|pylint|nolint|isn't|don't|doesn't|(?:implement|extend|use|override) this)\b/i
export const lowerFirst = (text: string): string =>
  /^[A-Z][a-z]*(?=[\s,'-]|$)/.test(text) && !/^I\b/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text

const trimEnd = (text: string): string => text.replace(/[\s.:;,!-]+$/, '')
const balanced = (text: string): boolean => (text.match(/"/g)?.length ?? 0) % 2 === 0 && !/[()]/.test(text)

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

/** The first sentence that can be spoken, whole; null when there is none. */
export const firstSentence = (markup: string): string | null => {
  const sentence = splitSentences(plainWords(markup.split(/\n\s*\n/)[0] ?? ''))[0]
  if (sentence === undefined || addressedToAModel(markup) || /^@|^\W*$|\?\W*$/.test(sentence)) return null
  // A comma splice starts a second sentence, and so does an order to the reader without a capital.
  const [first = ''] = sentence.split(/\.\s+(?=(?:see|should|must|note|not|this|it|use)\b)/)
  const text = trimEnd(first.split(/, (?=(?:it|this|they|you|we|these|there) |the (?:[\w-]+ ){1,3}(?:has|have|is|are|was|were) )/)[0] ?? '')
  return speakable(text) && wordCount(text) >= 2 && balanced(text) ? text : null
}

const isPlural = (noun: string): boolean => /[^sui]s$/.test(noun) || /(?:ies|ices|data)$/.test(noun)
const massNoun = /(?:ing|tion|ment|ness|ity|ware|code|support|logic|data|information|state|access|metadata|output|input)$/

const countNoun =
  /^(?:description|collection|function|exception|implementation|representation|abstraction|connection|option|section|action|condition|extension|definition|transaction|operation|instruction|position|location|application|notification|iteration|component|element|statement|argument|segment|document|entity|utility|string|thing|setting|mapping|binding|encoding|listing|ring)$/i

/** The noun that an article would belong to: the word before the first preposition, participle or comma. */
const headNoun = (phrase: string): string => {
  const head = nounBefore(phrase)
  // "HTTP routing and request handling library": what is joined stands before a noun that both belong to.
  return head.endsWith('ing') ? nounBefore(phrase.replace(/ (?:and|or) /, ' ')) : head
}

/** "simple, efficient background processing": the noun stands behind the commas of its adjectives. */
const adjectives = /^(?:[a-z-]+, )+(?=(?!(?:which|that|and|or|an?|the|with|for|to|in|of|by|as|used|including)\b)[\w-]+ [\w-]+)/i

const nounBefore = (phrase: string): string =>
  phrase
    .replace(adjectives, '')
    .split(
      /,|\s(?=(?:for|of|to|that|which|with|in|on|from|by|used|containing|holding|representing|as|when|where|if|and|or|between|using|being|implementing|providing|without|at|into|is|are|can|will|must|should|returned|passed|shared|based|written|built|designed|around|about|over|specific|responsible)\b)/,
    )[0]
    ?.trim()
    .split(' ')
    .at(-1) ?? ''

/** Ends like a plural, and stands before what it says something of: "Settings page". */
const isCompoundStart =
  /^(?:settings|options|args|params|parameters|credentials|headers|sales|news|windows|series|postgres|kubernetes|jenkins|rails|pages|metrics|events|logs|contents?) /i

export const nounWithArticle = (phrase: string): string | null => {
  const text = lowerFirst(phrase)
  // "3% of network calls will fail", "Read only access": no noun that an article belongs to, and no order.
  if (/^\d/.test(text)) return null
  if (determiners.test(text)) return text
  // "Commands similar to git": several, whatever stands behind them.
  if (/^[a-z]+[^su]s (?:similar|like|such|that|which|used|for|of|to)\b/.test(text)) return null
  // "Boils water", "Subclasses Struct", "Instances hold …": a verb that nobody knows here, or several of something.
  if (/^[A-Z]?[a-z]+[^aiosu]s [A-Za-z]/.test(phrase) && !isCompoundStart.test(text)) return null
  const head = headNoun(text)
  // "persistent, JSON-serialized sessions": several, with a comma between their adjectives.
  const last =
    text
      .split(/\s(?:for|of|to|that|which|with|in|on|from|by|as|about)\s/)[0]
      ?.split(' ')
      .at(-1) ?? ''
  if (/^[\w-]+, [\w-]+ /.test(text) && isPlural(last)) return null
  if (head === '' || /(?:ed|ly)$/.test(head) || isPlural(head) || /^(?:you|us|it|them|me)$/i.test(head)) return null
  return massNoun.test(head) && !countNoun.test(head) ? text : withArticle(text)
}

/** Words of a name: AppContext → appcontext; "An app context" is that name again. */
const bareKey = (text: string): string =>
  text
    .toLowerCase()
    .replace(/^(?:an?|the) /, '')
    .replace(/[^a-z\d]/g, '')

/** "An app context contains …" → how many words are the subject, where the rest is a clause; 0 for a bare noun phrase. */
const subjectLength = (words: readonly string[]): number => {
  for (const [at, word] of words.entries()) {
    if (at === 0) continue
    if (/^(?:that|which|where|when|if|who|for|of|to|with|in|on|from|by|used|containing|,)$/.test(word) || /,$/.test(words[at - 1] ?? '')) return 0
    if (
      /^(?:is|are|was|were|will|can|must|should|may|has|have|does)$/.test(word) ||
      isVerbOnly(word) ||
      (isThirdPerson(word) && /^(?:an?|the|this|its|it|all|each|any)$/.test(words[at + 1] ?? ''))
    )
      return at
  }
  return 0
}

const dangling = /\b(?:the|a|an|of|to|for|with|and|or|in|by|that|which|is|are|as|from|on)$/i
const checked = (predicate: string): string | null => {
  const text = trimEnd(predicate).replace(/\s+/g, ' ')
  if (wordCount(text) < 2 || dangling.test(text)) return null
  return text
}

const participle =
  /^(?:called|used|invoked|thrown|raised|emitted|created|shared|set|fired|executed|triggered|returned) (?:when|by|to|for|in|if|after|before|once|on|as|from|with|internally|whenever|during|at)\b/i
const fragmentStart =
  /^(?:if|when|for|to|in|on|with|by|as|from|after|before|not|see|use|used|e|internal|private|public|optional|default|same|similar|like|also|based|alias|how|what|where|why|which|whether|here|there|just|only|but|and|or|so|because)$/

const functionNoun =
  /^(?:helper|wrapper|handler|function|middleware|decorator|callback|constructor|shortcut|alias|entry|point|utility|version|factory|method|getter|setter|hook|listener|predicate|implementation|equivalent|variant|generator|iterator|macro|destructor|operator|parser|visitor|builder|replacement|property|view|test|fixture)$/i

const activity =
  /^(?:[\w/.-]+ ){0,4}(?:pars|match|encod|decod|render|rout|handl|process|format|test|logg|cach|load|bundl|lint|compil|highlight|index|search|profil|convert|validat)ing$/i

/** With the subject in front of it a sentence; null where the comment does not lend itself to that. */
export const docPredicate = (markup: string, name: string, isFunction = false): string | null => {
  const sentence = firstSentence(markup)
  const short = sentence === null ? null : shorten(sentence)
  // "Build command implementation" names what it is, and orders nothing.
  if (short === null || personal.test(short) || /^\w+ (?:sub)?command(?: implementation)?\.?$/i.test(short)) return null
  // "Dapper, a light weight object mapper": the name first, and behind it what that is.
  let text = trimEnd(short).replace(/^[A-Z][\w.]*, (?=(?:an?|the) )/, '')
  if (bareKey(text) === bareKey(name) || saysOnlyItsName(text, [name])) return null

  // "ServeHTTP conforms to …", "This class holds …", "It is …": the subject is already there. A name that is a verb itself
  // ("Send a response" above send) is no subject.
  const escaped = name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
  const behindName = new RegExp(`^(?:(?:the|an?) )?${escaped}(?:'s)?(?: ${kindWord})?[,:]? (.+)$`, 'is').exec(text)?.[1]
  const [behindFirst = '', behindSecond] = (behindName ?? '').split(' ')
  // "updateRouteTrees do update …": a base form behind the name is the verb too.
  const isOrder = /^[a-z]/.test(behindFirst) && (behindFirst === 'do' || isBaseVerb(behindFirst, behindSecond)) && /[A-Z_]/.test(name)
  // "Compose middleware functions" above compose is an order as well, and functions are no verb.
  const isOrderItself = /^[A-Z]/.test(text) && /^[a-z]+$/.test(name) && isBaseVerb(name, text.split(' ')[1] ?? '')
  const isNamed =
    behindName !== undefined &&
    name !== '' &&
    !isOrderItself &&
    (isOrder || /^(?:is|[a-z]{2,}s|can|may|will|must|should|does|was|also|only|has|implements?)\b/.test(behindName)) &&
    !/^(?:as|its|this|is\w+|objects|instances|types|classes)\b/.test(behindName)
  const isSelf = !isNamed && selfStart.test(text)
  // "The WildcardType interface supports …" above WildcardTypeImpl speaks of the other.
  const other = new RegExp(`^the (\\w*[a-z][A-Z]\\w*) ${kindWord} `).exec(text.charAt(0).toLowerCase() + text.slice(1))?.[1]
  if (other !== undefined && bareKey(other) !== bareKey(name)) return null
  // "This function when given a name will start": what it is about stands in the middle of its own clause.
  if (!isNamed && !isSelf && /^(?:this|that|these|those)\b/i.test(text)) return null
  // "Is either a Uint8Array or a Buffer": what the function asks, not what it is.
  if (isFunction && !isNamed && !isSelf && /^(?:is|are|has|can|does)\b/i.test(text)) return null
  // "do update to the trees" is what somebody writes who means "update the trees".
  if (isNamed)
    text = behindName.replace(/^do ([a-z]+) (?:to |of )?(?=(?:the|an?|all|its|each|every)\b)/, (whole, verb: string) =>
      isBaseVerb(verb, 'the') ? `${verb} ` : whole,
    )
  else if (isSelf) text = text.replace(selfStart, '')

  const words = text.split(' ')
  const [first = '', second = ''] = words
  const word = first.toLowerCase().replace(/,$/, '')
  if (isNamed) return checked(isOrder ? conjugatePredicate(text) : text)
  // Its own name and then no verb: not a comment that defines it.
  if (behindName !== undefined && /[A-Z_]/.test(name) && text.startsWith(name)) return null
  // "accepts rewrite in TypeScript", of the package accepts: its name, and no verb.
  if (word === bareKey(name.split('/').at(-1) ?? name) && isThirdPerson(word) && !determiners.test(second)) return null
  if (isThirdPerson(word) && /^[A-Z]?[a-z]+,?$/.test(first)) {
    // "Sorts of …", "Calls to …": plural nouns look like verbs.
    // "Requests HTTP Library" is a heading.
    const isHeading = !isSelf && !isVerbOnly(word) && /^[A-Z]/.test(second) && /^[A-Z]/.test(first)
    return (/^(?:of|to|for|in|that|which|are|from)$/.test(second) && !isSelf) || isHeading ? null : checked(lowerFirst(text))
  }
  if (isSelf && /^(?:can|may|will|must|should|was)$/.test(word)) return checked(lowerFirst(text))
  if (isBaseVerb(word, second, words[2]) || (isFunction && isOrderOfFunction(word, second))) return checked(conjugatePredicate(lowerFirst(text)))
  if (/^[A-Za-z]+ly$/.test(first) && isBaseVerb(second, words[2])) return checked(`${word} ${conjugatePredicate(words.slice(1).join(' '))}`)
  if (/^true (?:if|when|iff) /i.test(text)) return checked(`is ${lowerFirst(text)}`)
  if (word === 'whether') return checked(`says ${lowerFirst(text)}`)
  if (participle.test(text)) return checked(`is ${lowerFirst(text)}`)
  const subject = subjectLength(words)
  if (subject > 0) return bareKey(words.slice(0, subject).join(' ')) === bareKey(name) ? checked(words.slice(subject).join(' ')) : null
  // "Default error handler."
  if (word === 'default' && functionNoun.test(headNoun(text))) return checked(`is the ${lowerFirst(text)}`)
  if (fragmentStart.test(word)) return null
  // A function's comment that begins with an unknown word is more likely an order than a name for the function.
  if (isFunction && !determiners.test(text) && !functionNoun.test(headNoun(text))) return null
  // "Intermediate representation for filters is as …": a sentence with a verb of its own, not a noun phrase.
  if (/\s(?:is|are|was|were|has|have)\s/.test(text.split(/\b(?:that|which|who|whose|where|when|if|whether|as|because)\b/)[0] ?? '')) return null
  // "The Schema class, including its metaclass", at the head of a file: what is in it.
  if (/\.\w{1,4}$/.test(name) && /^the \w+ (?:class|type|struct|interface|trait)\b/i.test(text)) return checked(`holds ${lowerFirst(text)}`)
  const noun = nounWithArticle(text)
  if (noun === null) return null
  // "Path matching", of a package: no thing is an activity.
  return checked(activity.test(noun) && !determiners.test(noun) ? `is for ${noun}` : `is ${noun}`)
}

/** A whole sentence in the comment's or README's own words, for "…says: …". */
export const ownWords = (markup: string, most = 26): string | null => {
  const sentence = firstSentence(markup)
  // "Is either an array or a buffer": of whom, the page would show.
  if (
    sentence === null ||
    wordCount(sentence) > most ||
    wordCount(sentence) < 4 ||
    dangling.test(sentence) ||
    /^(?:(?:is|are|has|have|does|do|was|were)\b|(?:WARNING|NOTE|CAUTION|IMPORTANT|DANGER)\b)/i.test(sentence)
  )
    return null
  return /\b(?:I|TODO|FIXME|XXX|HACK)\b|\b(?:we|you|your|our|my|copyright|licen[sc]e|authors?|contributed|maintained by|eslint|noqa|click here|below|above|following|this file|e\.g|i\.e)\b/i.test(
    sentence,
  )
    ? null
    : sentence
}
