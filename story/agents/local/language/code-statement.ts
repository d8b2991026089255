// A statement as code writes it → what the function around it does: `throw new TypeError('x')` → "throws a TypeError",
// `return cached` → "returns cached". A statement of another shape is not told.
import { mark } from '../telling/marked-names.ts'
import { addressedToAModel } from './addressed-to-a-model.ts'
import { speakable, wordCount } from './plain-words.ts'

const identifier = String.raw`[A-Za-z_$][\w$]*[!?]?`
const chain = String.raw`${identifier}(?:(?:\?\.|\.|->|::)${identifier})*`
const nothing = /^(?:null|undefined|nil|None|nullptr|NULL|void 0|Ok\(\(\)\))$/

const said = (expression: string): string =>
  mark(
    expression
      .replace(/^(?:this|self|static|\$this|@)(?:\.|->|::)/, '')
      .replace(/\?\.|->|::/g, '.')
      .split('.')
      .slice(-2)
      // Go's receivers and C's pointers are called by a letter.
      .filter((part, at, parts) => at === parts.length - 1 || part.length > 2)
      .join('.')
      .replace(/(^|\.)\$/g, '$1'),
  )

const literalIn = (code: string): { text: string; goesOn: boolean } | null => {
  const found = /(["'`])((?:(?!\1)[^\\\n])+)\1/.exec(code)
  if (found === null) return null
  // Behind it the code puts something more, or the same string goes on in the next line.
  const rest = code.slice(found.index + found[0].length).trimStart()
  return { text: found[2] ?? '', goesOn: /^(?:[+%"'`]|<<|\.(?:\s|format|concat)|\\)/.test(rest) }
}

const fewestWords = 3
const mostWords = 16

/** What somebody is told: only a whole literal that reads like words. */
export const messageIn = (code: string): string | null => {
  const literal = literalIn(code)
  if (
    literal === null ||
    literal.goesOn ||
    // A space at its end: the code goes on to put something behind it.
    /^\s|\s$|["“”]|%[a-z]|\{|\?$| [:.,;]/.test(literal.text) ||
    addressedToAModel(literal.text) ||
    !speakable(literal.text) ||
    wordCount(literal.text) < fewestWords ||
    wordCount(literal.text) > mostWords
  )
    return null
  return literal.text.replace(/[\s.:]+$/, '')
}

/** Of a message that the code goes on to fill in, the words before that: "Error parsing column" of `$"Error parsing column {index}"`. */
export const messageBeginningIn = (code: string): string | null => {
  const literal = literalIn(code)
  if (literal === null) return null
  const words = literal.text
    .split(/[{%"“]|[#$]\{|\$\w|(?<!\w)['`]/)[0]
    ?.replace(/[\s'’`(:,;.=-]+$/, '')
    .replace(/(?:\s+(?:an?|the|of|to|in|on|at|for|from|with|by|is|was|are|and|or|but|not|that|as|than|its?|your|his|be|has|got|type|named|called))+$/i, '')
  return words === undefined ||
    !/^[A-Z][a-z]|^[a-z]{3,} /.test(words) ||
    addressedToAModel(words) ||
    !speakable(words) ||
    wordCount(words) < fewestWords ||
    wordCount(words) > mostWords
    ? null
    : words
}

const raised = (name: string, code: string): string => {
  const message = messageIn(code)
  return `raises ${mark(name)}${message === null ? '' : ` with the words "${message}"`}`
}

/** `set('ETag', etag)` → " with ETag", `enable('view cache')` → ' with "view cache"': a literal tells which of its uses this is. */
const withLiteral = (call: string): string => {
  const literal = /^[^(]*\((["'])([\w-]{2,24}(?: [\w-]{2,24})?)\1[,)]/.exec(call)?.[2]
  if (literal === undefined) return ''
  return literal.includes(' ') ? ` with "${literal}"` : ` with ${mark(literal)}`
}

type Shape = readonly [RegExp, (match: RegExpExecArray, code: string) => string | null]

const value = (expression: string): string | null => {
  const text = expression.trim().replace(/^(?:Some|Ok)\((.*)\)$/s, '$1')
  if (nothing.test(text)) return 'nothing'
  if (/^(?:true|false|True|False)$/.test(text)) return text.toLowerCase()
  if (/^(?:\{\}|\[\]|""|'')$/.test(text)) return 'something empty'
  if (/^-?\d[\d_]*$/.test(text)) return mark(text.replaceAll('_', ''))
  if (/^(?:this|self|\*this)$/.test(text)) return 'the object itself'
  const quoted = /^(["'])([\w ./-]{2,24})\1$/.exec(text)
  if (quoted !== null) return mark(quoted[2] ?? '')
  // A single letter is no name to hand to an ear.
  if (new RegExp(`^${chain}$`).test(text)) return text.length < 2 ? null : said(text)
  const called = new RegExp(`^(?:await |new |&)?(${chain})\\(.*\\)$`, 's').exec(text)
  // `c.Root().Execute()` gives what its last call gives, and not its first.
  if (called !== null && !/\)\s*(?:\?\.|\.|->|::)\s*\w+\(/.test(text) && !/^\w*(?:require|import)$/.test(called[1] ?? ''))
    return /^new /.test(text) ? `a new ${said(called[1] ?? '')}` : `the result of ${said(called[1] ?? '')}`
  return null
}

const shapes: readonly Shape[] = [
  [new RegExp(`^(?:throw|raise)(?: new)? (${chain})[({]`), (m, code) => raised((m[1] ?? '').split(/\.|::/).at(-1) ?? '', code)],
  [new RegExp(`^raise (${chain})(?: from \\w+)?$`), (m) => (/^[A-Z]/.test((m[1] ?? '').split('.').at(-1) ?? '') ? raised((m[1] ?? '').split('.').at(-1) ?? '', '') : 'raises the error again')],
  [/^(?:throw (?:e|err|error|ex|exception)|raise)$/, () => 'passes the error on'],
  [/^(?:return )?(?:bail!|(?:Err\()?anyhow!)/, (_, code) => `gives up${messageIn(code) === null ? '' : ` with the words "${messageIn(code)}"`}`],
  [/^panic!?\(/, (_, code) => `panics${messageIn(code) === null ? '' : ` with the words "${messageIn(code)}"`}`],
  [/^return (?:Err\(|errors\.New\(|fmt\.Errorf\(|.*, (?:err|errors\.New\(.*|fmt\.Errorf\(.*)$)/, (m) => (/, err$/.test(m[0]) ? `returns ${mark('err')}` : 'returns an error')],
  // In Go and Rust it says that nothing has failed, elsewhere that there is nothing: this holds of both.
  [/^return(?: (?:nil|Ok\(\(\)\)))?$/, () => 'goes no further'],
  [/^return (.+)$/s, (m) => { const what = value(m[1] ?? ''); return what === null ? null : `returns ${what}` }],
  [/^continue(?: '?\w+)?$/, () => 'goes on with the next one'],
  [/^break(?: '?\w+)?$/, () => 'leaves the loop'],
  [new RegExp(`^(?:const |let |var |auto )?(${chain}) (?:=|:=) (.+)$`, 's'), (m) => { const what = value(m[2] ?? ''); return what === null || /^.[\w$]{1,2}.$/.test(what) || (m[1] ?? '').split(/[.>:]/).at(-1)?.length === 1 ? null : `sets ${said(m[1] ?? '')} to ${what}` }],
  [new RegExp(`^(${chain})\\+\\+$|^(${chain}) \\+= 1$`), (m) => `counts ${said(m[1] ?? m[2] ?? '')} up by one`],
  [/^(?:v?f?printf|f?puts|e?println!?|e?print!?|console\.\w+)\(/, () => 'prints a message'],
  [new RegExp(`^(?:await |go |defer )?(${chain})\\(.*\\)$`, 's'), (m) => (/^(?:func|function|async|if|for|while|return|switch|match|lambda|fn|Some|Ok|Err|assert|super|require|append|len)$|!$/.test(m[1] ?? '') ? null : `calls ${said(m[1] ?? '')}${withLiteral(m[0])}`)],
] // biome-ignore format: a row reads better

export const sayStatement = (code: string): string | null => {
  const text = code
    .trim()
    .replace(/;$/, '')
    .replace(/^\{\s*/, '')
    .replace(/\s*\}$/, '')
  // "answer(request); return": what is done, and that it is the last thing.
  const leaving = /^(.+); ((?:return|break|continue)(?: [\w()]+)?)$/s.exec(text)
  if (leaving !== null) {
    const [done, then] = [sayStatement(leaving[1] ?? ''), sayStatement(leaving[2] ?? '')]
    // What is done is there, even where it has no plain reading.
    return done === null || / with the words "/.test(done) ? `takes a way of its own and ${then}` : `${done} and ${then}`
  }
  for (const [shape, build] of shapes) {
    const match = shape.exec(text)
    if (match !== null) return build(match, text)
  }
  return null
}

/** `for (const x of items)` → "each of items"; null where the loop's source is no plain name. */
export const sayLoop = (header: string): string | null => {
  const text = header.trim()
  const source =
    new RegExp(`\\b(?:of|in|:|range) (?:&(?:mut )?)?(${chain})(?:\\.(?:iter(?:_mut)?|into_iter|values|items|keys|entries)\\(\\))?\\s*\\)?$`).exec(text)?.[1] ??
    new RegExp(`; \\w+ < (${chain})\\.(?:length|size\\(\\)|len\\(\\));`).exec(text)?.[1] ??
    new RegExp(`^(${chain})\\.(?:forEach|each)\\b`).exec(text)?.[1]
  return source === undefined ? null : said(source)
}
