// What stands before a dot, taken apart: `registry::instance().get(name)` is a call of `get` on what a call of `instance`
// on `registry` gives.

export interface WrittenCall {
  receiver: string | null
  name: string
}

const opening = '([{'
const closing = ')]}'

/** Where the bracket opens that the last character closes; -1 where it never does. */
const openingOf = (text: string): number => {
  let depth = 0
  for (let at = text.length - 1; at >= 0; at -= 1) {
    const character = text[at] ?? ''
    if (closing.includes(character)) depth += 1
    else if (opening.includes(character)) {
      depth -= 1
      if (depth === 0) return at
    }
  }
  return -1
}

const withoutTypeArguments = (text: string): string => (text.endsWith('>') ? text.replace(/(?:::)?<[^<>]*(?:<[^<>]*(?:<[^<>]*>[^<>]*)*>[^<>]*)*>$/, '') : text)

/** Null where the text is no call, or is cut short. */
export const readCall = (written: string): WrittenCall | null => {
  const text = written.replace(/^(?:(?:new|await|try[?!]?|co_await)\s+)+/, '').replace(/[?!]+$/, '')
  if (!text.endsWith(')')) return null
  const open = openingOf(text)
  if (open <= 0) return null
  const callee = withoutTypeArguments(text.slice(0, open).trimEnd())
  const name = /[A-Za-z_$][\w$]*$/.exec(callee)?.[0]
  if (name === undefined) return null
  const before = callee.slice(0, callee.length - name.length)
  if (before === '') return { receiver: null, name }
  const receiver = before.replace(/(?:\.|->|::|\?\.|!\.|!!\.)$/, '').trimEnd()
  return receiver === before || receiver === '' ? null : { receiver, name }
}

/** `interceptors[index]`: what it is an element of; null for all else. */
export const readElement = (written: string): string | null => {
  const text = written.replace(/[?!]+$/, '')
  if (!text.endsWith(']')) return null
  const list = text.slice(0, openingOf(text))
  return /^[A-Za-z_$@][\w$.@>-]*$/.test(list) ? list : null
}
