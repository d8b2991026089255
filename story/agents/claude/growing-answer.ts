// Reads `{"intent": {…}, "message": "…"}` while it is being written: the intent as soon as it is whole, then the message as far
// as it goes. Text may end anywhere, in the middle of an escape too.

export interface GrowingAnswer {
  /** The intent's JSON once it is whole, or null. */
  intent: string | null
  message: string
}

/** The end of the object that starts at `from`, or null while it is open. */
const endOfObject = (text: string, from: number): number | null => {
  let depth = 0
  let quoted = false
  for (let at = from; at < text.length; at++) {
    const character = text[at]
    if (quoted) {
      if (character === '\\') at += 1
      else if (character === '"') quoted = false
    } else if (character === '"') quoted = true
    else if (character === '{') depth += 1
    else if (character === '}') {
      depth -= 1
      if (depth === 0) return at + 1
    }
  }
  return null
}

export const readGrowingAnswer = (text: string): GrowingAnswer => {
  const opening = /"intent"\s*:\s*(?=\{)/.exec(text)
  if (opening === null) return { intent: null, message: '' }
  const start = opening.index + opening[0].length
  const end = endOfObject(text, start)
  if (end === null) return { intent: null, message: '' }
  const intent = text.slice(start, end)
  const quote = /^\s*,\s*"message"\s*:\s*"/.exec(text.slice(end))
  if (quote === null) return { intent, message: '' }
  const rest = text.slice(end + quote[0].length)
  const written = /^(?:[^"\\]|\\(?:u[\da-fA-F]{4}|[^u]))*/.exec(rest)?.[0] ?? ''
  // Half of a surrogate pair waits for the other half.
  const whole = written.replace(/\\u[dD][89abAB][\da-fA-F]{2}$/, '').replace(/[\ud800-\udbff]$/, '')
  return { intent, message: JSON.parse(`"${whole.replace(/\p{Cc}/gu, ' ')}"`) }
}
