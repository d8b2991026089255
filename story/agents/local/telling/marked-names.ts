// Until a sentence is finished, its names stand between two private characters: so that no identifier is capitalised at
// the start of a sentence, and so that repetition is judged by the words around the names.
const open = '\uE000'
const close = '\uE001'
const marked = /\uE000[^\uE001]*\uE001/g

export const mark = (name: string): string => `${open}${name}${close}`

const codeShaped = /(?<![\uE000\w$@.-])(?:[\w$@-]*[a-z\d][A-Z][\w$]*|[\w$]*_[\w$]+|[\w$-]+(?:\.[\w$-]+)+|[\w.$-]+\/[\w./$-]+)(?![\w\uE001])/g

/** Names inside somebody's words, told by their shape. */
export const markNamesIn = (text: string): string => text.replace(codeShaped, (name) => mark(name))

export const withoutMarks = (text: string): string => text.replaceAll(open, '').replaceAll(close, '')

/** The names in a text, in their order. */
export const namesOf = (text: string): string[] => (text.match(marked) ?? []).map((name) => name.slice(1, -1))

/** For counting repeated words: every name is the same. */
export const namesMasked = (text: string): string => text.replace(marked, '¤')

/** First letter upper case unless a name begins the sentence; one full stop; single spaces. */
export const finishSentence = (text: string): string => {
  const tidy = text
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:!?])(?=\s|$)/g, '$1')
    .replace(/,([.;:])/g, '$1')
    .trim()
  const capital = tidy.startsWith(open) ? tidy : tidy.charAt(0).toUpperCase() + tidy.slice(1)
  return /[.!?]["']?$/.test(withoutMarks(capital)) ? capital : `${capital}.`
}
