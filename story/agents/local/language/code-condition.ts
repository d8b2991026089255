// A condition as code writes it → as a person says it: `!callback` → "there is no callback", `err != nil` → "there is an
// error". Small and careful: a condition that is not one of these shapes is not told.
import { nestedConditions, whenRaised } from '../../../repository/nested-conditions.ts'
import { mark } from '../telling/marked-names.ts'

const name = String.raw`[A-Za-z_$][\w$]*(?:(?:\.|->|::|\?\.)[A-Za-z_$][\w$]*)*`
const simple = new RegExp(`^${name}$`)

/** "req.app.settings" is three breaths; the last two segments are what the reader looks for. */
const said = (expression: string): string => {
  const bare = expression
    .replace(/^(?:this|self|static|\$this)(?:\.|->|::)/, '')
    .replace(/\?\./g, '.')
    .replace(/->|::/g, '.')
  return mark(
    bare
      .split('.')
      .slice(-2)
      // Go's receivers and C's pointers are called by a letter.
      .filter((part, at, parts) => at === parts.length - 1 || part.length > 2)
      .join('.')
      .replace(/(^|\.)\$/g, '$1'),
  )
}

const literal = (text: string): string | null => {
  const quoted = /^(["'`])([\w ./:-]{1,24})\1$/.exec(text)
  if (quoted !== null) return mark(quoted[2] ?? '')
  if (/^-?\d[\d_]*$/.test(text)) return mark(text.replaceAll('_', ''))
  if (/^[A-Z][A-Z0-9_]{2,}$/.test(text) || new RegExp(`^${name}$`).test(text)) return said(text)
  return null
}

/** A literal argument tells which question it is: enabled('etag') "says yes to etag". */
const asked = (code: string | undefined, preposition: string): string => {
  const quoted = /^(["'])([\w -]{2,24})\1$/.exec(code ?? '')?.[2]
  if (quoted !== undefined) return ` ${preposition} ${mark(quoted)}`
  return code !== undefined && code.length > 1 && simple.test(code) ? ` ${preposition} ${said(code)}` : ''
}

const isPredicate = (called: string): boolean =>
  /(?:^|[._:>])(?:is|has|can|should|contains|includes|starts|ends|match|test|exists|eq|equals|any|all|was|supports|needs|allow|enabled|disabled|empty|valid)\w*$|\w+(?:enabled|exists|equal|equals|valid|matches|empty)$/i.test(
    called,
  )
/** `err`, `match.MatchErr`; `OnUsageError` is what somebody wants to be told of one by. */
const isError = (expression: string): boolean =>
  (/(?:^|\.|->|_)(?:e|err|error|exc|exception)$/i.test(expression) || /[a-z](?:Err|Error|Exception)$/.test(expression)) &&
  !/(?:^|\.|->|_)on_?[A-Z_]\w*$/i.test(expression)

const kindsAsked: Readonly<Record<string, string>> = {
  'Array.isArray': 'an array',
  is_array: 'an array',
  'Buffer.isBuffer': 'a buffer',
  'Number.isInteger': 'an integer',
  'Number.isNaN': 'no number',
  isNaN: 'no number',
  is_string: 'a string',
  is_callable: 'something that can be called',
  callable: 'something that can be called',
}
const asKind = (question: string, subject: string, isNegated: boolean): string => {
  const kind = kindsAsked[question] ?? ''
  if (!isNegated) return `${said(subject)} is ${kind}`
  return `${said(subject)} is ${kind.startsWith('no ') ? `a ${kind.slice(3)}` : `no ${kind.replace(/^an? |^something /, (article) => (article.startsWith('a') ? '' : 'thing '))}`}`
}
const askedKinds = Object.keys(kindsAsked)
  .map((question) => question.replace('.', '\\.'))
  .join('|')

const shapes: readonly (readonly [RegExp, (match: RegExpExecArray) => string | null])[] = [
  [new RegExp(`^(!|not )?\\s*(${askedKinds})\\(\\$?(${name})\\)$`), (m) => asKind(m[2] ?? '', m[3] ?? '', m[1] !== undefined)],
  [new RegExp(`^(?:not |!)\\s*isinstance\\((${name}), (${name})\\)$`), (m) => `${said(m[1] ?? '')} is no instance of ${said(m[2] ?? '')}`],
  [
    new RegExp(`^(not )?hasattr\\((${name}), ["'](\\w+)["']\\)$`),
    (m) => `${m[2] === 'self' ? 'the object' : said(m[2] ?? '')} has ${m[1] === undefined ? '' : 'no '}${mark(m[3] ?? '')}`,
  ],
  [
    new RegExp(`^(?:typeof|type of) (${name}) ={2,3} ["'](\\w+)["']$`),
    (m) => `${said(m[1] ?? '')} is ${m[2] === 'undefined' ? 'undefined' : `a ${m[2]}`.replace(/^a (?=[aeio])/, 'an ')}`,
  ],
  [new RegExp(`^(?:typeof|type of) (${name}) !={1,2} ["'](\\w+)["']$`), (m) => `${said(m[1] ?? '')} is ${m[2] === 'undefined' ? 'defined' : `no ${m[2]}`}`],
  // What a function holds in its hand until it has an answer.
  [/^\$?(?:rv|ret(?:val)?|res(?:ult)?) (?:={2,3}|is) (?:null|undefined|nil|None|nullptr|NULL)$/, () => 'there is no result yet'],
  [/^\$?(?:rv|ret(?:val)?|res(?:ult)?) (?:!==?|is not) (?:null|undefined|nil|None|nullptr|NULL)$/, () => 'there is a result'],
  [
    new RegExp(`^(${name}) (?:!==?|is not|~=|<>) (?:null|undefined|nil|None|nullptr|NULL)$`),
    (m) => (isError(m[1] ?? '') ? 'there is an error' : `${said(m[1] ?? '')} is there`),
  ],
  [
    new RegExp(`^(${name}) (?:={2,3}|is) (?:null|undefined|nil|None|nullptr|NULL)$`),
    (m) => (isError(m[1] ?? '') ? 'there is no error' : `${said(m[1] ?? '')} is missing`),
  ],
  [
    new RegExp(`^(!)?\\s*isset\\(\\$?(?:${name}\\[['"](\\w+)['"]\\]|(${name}))\\)$`),
    (m) => `${said(m[2] ?? m[3] ?? '')} is ${m[1] === undefined ? 'set' : 'not set'}`,
  ],
  // Go asks a function which error it is; its own name says nothing.
  [new RegExp(`^errors\\.Is\\(\\w+, (${name})\\)$`), (m) => `the error is ${said(m[1] ?? '')}`],
  [/^!?errors\.(?:As|Is)\(/, () => null],
  // Ruby asks with a mark.
  [new RegExp(`^(!|not )?\\s*@?(${name})\\?$`), (m) => `${mark(`${m[2]}?`)} says ${m[1] === undefined ? 'yes' : 'no'}`],
  [new RegExp(`^(?:!|not )\\s*(${name})$`), (m) => `${said(m[1] ?? '')} is not set`],
  [new RegExp(`^isinstance\\((${name}), (${name})\\)$`), (m) => `${said(m[1] ?? '')} is an instance of ${said(m[2] ?? '')}`],
  // What the language itself is asked, in a form that is not known here, would be said without its point.
  [/^(?:!|not )?\s*(?:isinstance|issubclass|hasattr|getattr|ArrayBuffer\.isView|Object\.\w+|Reflect\.\w+|std::\w+)\(/, () => null],
  [
    new RegExp(`^(?:!|not )\\s*(${name})\\(([^()]*)\\)$`),
    (m) => (isPredicate(m[1] ?? '') ? `${said(m[1] ?? '')} says no${asked(m[2], 'to')}` : `${said(m[1] ?? '')} gives nothing${asked(m[2], 'for')}`),
  ],
  [new RegExp(`^(?:len\\((${name})\\)|(${name})\\.(?:length|size|len|count)(?:\\(\\))?) (?:===?|<=) 0$`), (m) => `${said(m[1] ?? m[2] ?? '')} is empty`],
  [new RegExp(`^(${name})\\.(?:is_empty|isEmpty|empty\\??)(?:\\(\\))?$`), (m) => `${said(m[1] ?? '')} is empty`],
  [
    new RegExp(`^(?:len\\((${name})\\)|(${name})\\.(?:length|size|len|count)(?:\\(\\))?)(?: (?:>|!==?) 0| >= 1)?$`),
    (m) => `${said(m[1] ?? m[2] ?? '')} is not empty`,
  ],
  [new RegExp(`^(?:len\\((${name})\\)|(${name})\\.(?:length|size|len|count)(?:\\(\\))?) ={2,3} 1$`), (m) => `${said(m[1] ?? m[2] ?? '')} has just one element`],
  [new RegExp(`^(${name}) instanceof (${name})$`), (m) => `${said(m[1] ?? '')} is an instance of ${said(m[2] ?? '')}`],
  [new RegExp(`^(${name}) (?:not in) (${name})$`), (m) => `${said(m[1] ?? '')} is not in ${said(m[2] ?? '')}`],
  [new RegExp(`^(${name}) in (${name})$`), (m) => `${said(m[1] ?? '')} is in ${said(m[2] ?? '')}`],
  [new RegExp(`^(${name}) is True$`), (m) => `${said(m[1] ?? '')} is true`],
  [new RegExp(`^(${name}) ={2,3} (.+)$`), (m) => withLiteral(m[1], 'is', m[2])],
  [new RegExp(`^(${name}) !={1,2} (.+)$`), (m) => withLiteral(m[1], 'is not', m[2])],
  [new RegExp(`^(${name}) >= (.+)$`), (m) => withLiteral(m[1], 'is at least', m[2])],
  [new RegExp(`^(${name}) <= (.+)$`), (m) => withLiteral(m[1], 'is at most', m[2])],
  [new RegExp(`^(${name}) > (.+)$`), (m) => withLiteral(m[1], 'is above', m[2])],
  [new RegExp(`^(${name}) < (.+)$`), (m) => withLiteral(m[1], 'is below', m[2])],
  [
    new RegExp(`^(${name})\\(([^()]*)\\)$`),
    (m) => (isPredicate(m[1] ?? '') ? `${said(m[1] ?? '')} says yes${asked(m[2], 'to')}` : `${said(m[1] ?? '')} gives something${asked(m[2], 'for')}`),
  ],
]

const withLiteral = (subject: string | undefined, relation: string, value: string | undefined): string | null => {
  const spoken = literal((value ?? '').trim())
  // `self.depth < options.depth` would be "depth is below depth".
  if (spoken === null || subject === undefined || said(subject) === spoken) return null
  if (/^(?:true|false)$/i.test(value ?? '')) return `${said(subject)} ${relation} ${(value ?? '').toLowerCase()}`
  return `${said(subject)} ${relation} ${spoken}`
}

/** `guard let stream`, `if let user = session.user`: bound where there is something. */
const binding = new RegExp(`^(?:let|var|const) (?:mut )?${name}(?: = (.+))?$`)

/** Zero means "equal" here: neither yes nor nothing. */
const compares = /\b(?:strn?(?:case)?cmp|memcmp|strcoll)\(/

const sayOne = (code: string): string | null => {
  if (compares.test(code)) return null
  const text = code.trim().replace(/^\((.*)\)$/, (whole, inner: string) => (/^[^()]*$/.test(inner) ? inner : whole))
  const bound = binding.exec(text)
  if (bound !== null) {
    const source = (bound[1] ?? text.split(' ').at(-1) ?? '').trim()
    if (simple.test(source)) return `${said(source)} is there`
    return new RegExp(`^${name}\\([^()]*\\)$`).test(source) ? sayOne(source) : null
  }
  for (const [shape, build] of shapes) {
    const match = shape.exec(text)
    if (match !== null) return build(match)
  }
  return simple.test(text) && !/^(?:true|false|else|null|None|let|var|case|default|in|is|not|try|await)$/i.test(text) ? `${said(text)} is set` : null
}

// A branch of a match or a switch: `args.mode() is Mode::Files if …`. What stands behind the `if` only narrows it further,
// so leaving it out says less and nothing false.
const branch = new RegExp(`^(${name})(?:\\(\\))? is (${name})(?:\\([^()]*\\)|\\{[^{}]*\\})?(?: if .*)?$`)
const lastOf = (expression: string): string => mark(expression.split(/\.|->|::/).at(-1) ?? expression)

const receiving = new RegExp(`^(?:${name}(?:, ${name})? :?= )?<-\\s*(${name})(?:\\(\\))?$`)

const opposites: readonly (readonly [string, string])[] = [
  ['says yes', 'says no'],
  ['there is an error', 'there is no error'],
  ['there is a result', 'there is no result yet'],
  ['is true', 'is false'],
]
/** What is there may be asked in several words, and each of them has its opposite in the other column. */
const present = ['is set', 'is there', 'is not empty', 'gives something']
const absent = ['is not set', 'is missing', 'is empty', 'gives nothing']

/** Do two conditions, as they are said, say "X" and "not X"? Both at once hold never, and one of the two always. */
export const isOpposite = (one: string, other: string): boolean => {
  const differ = (from: string, to: string): boolean => {
    const at = one.indexOf(from)
    return at >= 0 && one.slice(0, at) + to + one.slice(at + from.length) === other
  }
  return (
    opposites.some(([yes, no]) => differ(yes, no) || differ(no, yes)) ||
    present.some((yes) => absent.some((no) => differ(yes, no) || differ(no, yes))) ||
    (other === one.replace(/^if /, 'unless ') && one !== other) ||
    (one === other.replace(/^if /, 'unless ') && one !== other)
  )
}

const mostNested = 2
/** "if A and B": both hold. Behind "unless" a listener would take the second for another exception. */
const sayNested = (conditions: readonly string[]): string | null => {
  const said = conditions.map(sayWhole)
  const [outer, inner] = said
  if (said.length > mostNested || outer == null || inner == null || !/^(?:if|when) /.test(outer) || !/^(?:if|when) /.test(inner)) return null
  // What was asked before may have changed in between, and what changed it is not said.
  if (isOpposite(outer, inner) || outer === inner) return null
  // "If A or B and C" is heard in two ways.
  return / or /.test(`${outer} ${inner}`) ? null : `${outer} and ${inner.replace(/^(?:if|when) /, '')}`
}

/** Null where the condition is none of the known shapes; at most two of them joined. */
export const sayCondition = (code: string): string | null => {
  const nested = nestedConditions(code)
  return nested.length > 1 ? sayNested(nested) : sayWhole(code)
}

const sayWhole = (written: string): string | null => {
  if (written === whenRaised) return `when ${whenRaised}`
  // Ruby's fields are known by their names without the mark.
  const code = written.replace(/(^|[\s(!])@{1,2}(?=[a-z_])/g, '$1')
  const arm = branch.exec(code)
  // In Python nothing is no case of several.
  if (arm !== null && arm[2] !== 'None' && /^[A-Z]/.test((arm[2] ?? '').split(/\.|::/).at(-1) ?? ''))
    return `when ${lastOf(arm[1] ?? '')} is ${lastOf(arm[2] ?? '')}`
  const named = /^([A-Za-z_]\w*(?:\.\w+)*) is (["'])([\w-]+(?: [\w-]+){0,2})\2$/.exec(code)
  if (named !== null) return `when ${lastOf(named[1] ?? '')} is ${mark(named[3] ?? '')}`
  // Go waits for what a channel brings.
  const received = receiving.exec(code)
  if (received !== null) return `when something comes in from ${said(received[1] ?? '')}`
  const negated = /^unless /.test(code)
  const text = code
    .replace(/^(?:unless|if|while|elif|when) /, '')
    .replace(/^let Some\(\w+\) = /, '')
    .trim()
  // Go writes a call and its check on one line: what is checked stands behind the semicolon.
  const checked = text.includes('; ') ? (text.split('; ').at(-1) ?? text) : text
  const parts = checked.split(/\s*(?:&&|\band\b|\|\||\bor\b)\s*/)
  if (parts.length > 2 || (negated && parts.length > 1)) return null
  const spoken = parts.map(sayOne)
  if (spoken.some((part) => part === null)) return null
  const joint = /\|\||\bor\b/.test(checked) ? ' or ' : ' and '
  // "unless it is not set" makes a listener count negations.
  const [only = ''] = spoken
  if (negated && / is not set$/.test(only ?? '')) return `if ${(only ?? '').replace(/ is not set$/, ' is set')}`
  return `${negated ? 'unless' : 'if'} ${spoken.join(joint)}`
}
