// What one would call another one of a kind, from the name of the type, the file or the folder that stands for the kind:
// `ContentDecoder` is a content decoder, `HTMLAttributes` nothing of which there is one more.
import { lastSegment } from './world.ts'

const inFull: Readonly<Record<string, string>> = {
  cmd: 'command',
  cmds: 'command',
  expr: 'expression',
  stmt: 'statement',
  auth: 'authentication',
  ctx: 'context',
}

/** `ContentDecoder` → "content decoder", `HTTPTransport` → "HTTP transport". Empty where nothing but `Base` is left. */
export const inWords = (name: string): string =>
  lastSegment(name)
    .replace(/^I(?=[A-Z][a-z])|(?:Interface|Base|Abstract)$|^(?:Base|Abstract)(?=[A-Z]|$)|^base_|_base$/g, '')
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .replace(/([A-Z]+)([A-Z][a-z])/g, '$1 $2')
    .split(/[\s_-]+/)
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : (inFull[word.toLowerCase()] ?? word.toLowerCase())))
    .join(' ')

export const singular = (folder: string): string => folder.replace(/ies$/, 'y').replace(/(?<=[^s])s$/, '')

/** How the code is made, not what it is for; what is measured and tried out is no part of the product. */
const notAKind = /(?:^|\s)(?:impl|mixin|object|benchmark|test|example|sample|demo|mock|stub|fake|kwargs|args|props|data|metadata|base|helper|util)$/i
/** "Server trust evaluating", "hashable": what a type can do. */
const ability = /(?:ing|able|ible|ed)$/i
const isNoun = /^\S+(?<!ed)$|(?:setting|encoding|binding|mapping|string|building|routing|warning|listing|thing|ring|feed|seed|embed|speed|bed)$/i
/** "Attributes" is many already. */
const plural = /(?:[^sui]s|ies)$/i

/**
 * What another of the family of `name` is; null where it has no name that can be counted. `owner` is the type or module
 * around it: `Formatters.Base` stands for a formatter.
 */
export const findKind = (name: string, owner: string | null): string | null => {
  const own = inWords(name)
  const words = own !== '' || owner === null ? own : inWords(singular(lastSegment(owner)))
  if (words === '' || notAKind.test(words)) return null
  if (ability.test(words) && !isNoun.test(words)) return `implementation of ${lastSegment(name)}`
  return plural.test(words) ? null : words
}
