// What those write who use the project: its README, its documentation, its examples and its tests. A library has no main
// function; what starts it is what its users call, and only they can show that.
import { codeBlocksOf } from '../readme.ts'

const sources = ['readme', 'documentation', 'example', 'test'] as const
/** Where a call was written: a README is written to show the usual one, a test calls everything. */
export type UsageSource = (typeof sources)[number]

/** What one text tells, and how much all texts of its kind may tell together. */
const weights: Readonly<Record<UsageSource, { each: number; most: number }>> = {
  readme: { each: 3, most: 3 },
  documentation: { each: 1, most: 4 },
  example: { each: 1, most: 3 },
  test: { each: 0.3, most: 1.5 },
}

interface UsageText {
  source: UsageSource
  /** Called name → what stood before it: `client` and `get` of `client.get()`. */
  calls: ReadonlyMap<string, ReadonlySet<string>>
  /** Called name → how often. */
  times: ReadonlyMap<string, number>
  words: ReadonlySet<string>
  /** Variable → the type that it was made of: `client = OkHttpClient()`. */
  types: ReadonlyMap<string, string>
  /** Types that are written out: `Command{Use: "serve"}`. */
  written: ReadonlySet<string>
}

interface UsedSymbol {
  name: string
  parent: string | null
  /** Names of the types that its owner is also known by. */
  bases?: readonly string[]
  /** How many symbols bear the name. */
  rivals?: number
  /** Of somebody else's type: whatever stands before the name, it may be one of those. */
  isExtension?: boolean
}

/** What the project's own code tells of types: what functions of a name return, and what its variables hold. */
export interface KnownTypes {
  returnedBy: ReadonlyMap<string, ReadonlySet<string>>
  heldBy: ReadonlyMap<string, string>
}

export interface Usage {
  /** `all` is 0 where no user calls it, about 11 where all of them do; `readme` is the README's part of it. */
  weightOf: (symbol: UsedSymbol, known: KnownTypes) => { all: number; readme: number }
  /** Does the README show the name of a type? */
  mentions: (name: string) => boolean
  /** Does README or documentation show the word? */
  isShown: (word: string) => boolean
  /** Does anybody write the type out, field by field? */
  isWritten: (name: string) => boolean
  /** Does the README call that on the package itself: `requests.get(url)`? */
  isCalledOnPackage: (name: string) => boolean
  /** Does the README call anything of that name in its code? */
  isInReadme: (name: string) => boolean
  /** How often the README calls anything of that name. */
  timesInReadme: (name: string) => number
  /** How many other names the README calls before it: what it begins with is what most users do. Infinity where it calls none such. */
  rankInReadme: (name: string) => number
  /** Programs that the README starts on a command line, with how often. */
  commands: ReadonlyMap<string, number>
}

const callPattern = /([A-Za-z_$][\w$]*[!?]?)\s{0,2}(?:<[\w\s,.?]{0,60}>)?\(/g
/** Swift, Kotlin and Ruby hand over a block without parentheses. */
const blockPattern = /\.\s{0,2}([a-z]\w*)\s{0,2}\{/g
/** Ruby calls without parentheses: `get '/path' do`. */
const barePattern = /^[ \t]*([a-z_]\w*)[ \t]+(?:['":]|do\b)/gm
const madePattern = /\b([a-z_$][\w$]*)\s*(?::=|=)\s*(?:await\s+|try\s+)?(?:new\s+|&)?(?:\w+(?:\.|::))*([A-Z]\w*)(?:<[^<>]*>)?(?:\(|\{|\.new\b|::new\b)/g
const keywords = new Set(
  'if for while switch function return catch require import print println printf puts def fn func fun new await typeof sizeof super assert expect describe it test and or not in with match use echo isset array list'.split(
    ' ',
  ),
)

const python = /^(?:from \S+ import |import \w+(?:\.\w+)*[ \t]*$|def \w+\(.*\).*:[ \t]*$)/m
const pythonsOwn = new Set(
  'open format compile input eval exec sum min max map filter range iter next vars dir help hash id type round sorted reversed zip any all'.split(' '),
)

/** What is called by these bare names is Python's, unless it was imported. */
const builtInsOf = (text: string): ((name: string) => boolean) => {
  if (!python.test(text)) return () => false
  const imported = new Set([...text.matchAll(/^\s*from\s+\S+\s+import\s+([^\n]+)/gm)].flatMap(([, names = '']) => names.match(/\w+/g) ?? []))
  return (name) => pythonsOwn.has(name) && !imported.has(name)
}
const printing = /^print(?:ln|f)?$/

const readCode = (source: UsageSource, whole: string): UsageText => {
  const text = whole.slice(0, longestText)
  const calls = new Map<string, Set<string>>()
  const times = new Map<string, number>()
  const isBuiltIn = builtInsOf(text)
  const add = (name: string, receiver: string) => {
    // `console.print()` is somebody's method, a bare `print()` the language's own.
    if (receiver === '' && isBuiltIn(name)) return
    if (keywords.has(name) && (receiver === '' || !printing.test(name))) return
    times.set(name, (times.get(name) ?? 0) + 1)
    const known = calls.get(name) ?? new Set()
    calls.set(name, known.add(receiver))
  }
  for (const match of text.matchAll(callPattern)) add(match[1] ?? '', receiverBefore(text, match.index))
  for (const match of text.matchAll(blockPattern)) add(match[1] ?? '', receiverBefore(text, match.index + 1))
  for (const match of text.matchAll(barePattern)) add(match[1] ?? '', '')
  const types = new Map([...text.matchAll(madePattern)].map((match) => [match[1] ?? '', match[2] ?? '']))
  const written = new Set([...text.matchAll(/\b([A-Z]\w*)\s*\{\s*\n?\s*\w+\s*:/g)].map((match) => match[1] ?? ''))
  return { source, written, calls, times, words: new Set(text.match(/[A-Za-z_]\w*/g) ?? []), types }
}

const longestChain = 600
/** A test file repeats itself; what it calls, it calls early. */
const longestText = 60_000

const isNameCharacter = (code: number): boolean =>
  (code >= 97 && code <= 122) || (code >= 65 && code <= 90) || (code >= 48 && code <= 57) || code === 95 || code === 36
const isSpace = (code: number): boolean => code === 32 || code === 10 || code === 9 || code === 13

/** What stands before the dot: a name, or a call as `name()`; empty where there is no dot. Walked by hand: it is asked for every call. */
const receiverBefore = (text: string, at: number): string => {
  let end = at
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1
  const before = text.slice(Math.max(0, end - 2), end)
  if (before === '::' || before === '->' || before === '?.' || before === '!.') end -= 2
  else if (before.endsWith('.')) end -= 1
  else return ''
  while (end > 0 && isSpace(text.charCodeAt(end - 1))) end -= 1
  const isCall = text[end - 1] === ')'
  if (isCall) {
    const furthest = Math.max(0, end - longestChain)
    let open = 0
    for (; end > furthest; end -= 1) {
      const character = text[end - 1]
      if (character === ')') open += 1
      else if (character === '(') {
        open -= 1
        if (open === 0) break
      }
    }
    end -= 1
  }
  let start = end
  while (start > 0 && isNameCharacter(text.charCodeAt(start - 1))) start -= 1
  const name = text.slice(start, Math.max(start, end))
  return isCall ? `${name}()` : name
}

const shellLanguage = /^(?:sh|bash|shell|console|zsh|text|powershell|fish|)$/i
const commandPattern =
  /^[ \t]*(?:[$>%#]\s+)?(?:sudo\s+|npx\s+|cargo run (?:-q |--release )*--bin\s+|go run (?:\.\/)?(?:cmd\/)?|python3?\s+-m\s+|bundle exec\s+|(?:\.{1,2}\/)+(?:[\w-]+\/)*)?([A-Za-z][\w.-]*)/gm

export interface UsageFile {
  source: UsageSource
  path: string
  text: string
}

/** @param packages the names under which users import the project */
export const readUsage = (files: readonly UsageFile[], packages: readonly string[]): Usage => {
  const texts: UsageText[] = []
  const commands = new Map<string, number>()
  const prose = new Set<string>()
  for (const { source, path, text } of files) {
    const isProse = /\.(?:md|markdown|mdx|rst|adoc|txt)$|(?:^|\/)readme$/i.test(path)
    const blocks = isProse ? codeBlocksOf(text) : [{ language: 'code', text }]
    const code = blocks.filter((block) => !shellLanguage.test(block.language) || (block.language === '' && block.text.includes('(')))
    texts.push(readCode(source, code.map((block) => block.text).join('\n')))
    if (source === 'readme' || source === 'documentation') for (const [word] of text.matchAll(/-{0,2}[A-Za-z_][\w-]*/g)) prose.add(word)
    if (source !== 'readme') continue
    for (const block of blocks)
      if (shellLanguage.test(block.language)) for (const [, name = ''] of block.text.matchAll(commandPattern)) commands.set(name, (commands.get(name) ?? 0) + 1)
  }
  const readmeOrder = texts.flatMap(({ source, calls }) => (source === 'readme' ? [...calls.keys()] : []))
  const own = new Set(packages.map((name) => name.toLowerCase()))
  const weightOn = (
    receiver: string,
    text: UsageText,
    { bases = [], rivals = 1, isExtension = false }: UsedSymbol,
    owners: readonly string[],
    known: KnownTypes,
  ): number => {
    const owner = owners.at(-1)
    const isOwn = own.has(receiver.toLowerCase())
    if (owner === undefined) return receiver === '' ? 1 : isOwn ? 1.6 : 0.3
    if (isExtension) return receiver === '' ? 0.3 : 1
    const types = [owner, ...bases]
    const made = receiver.endsWith('()') ? known.returnedBy.get(receiver.slice(0, -2)) : undefined
    const type = text.types.get(receiver) ?? known.heldBy.get(receiver)
    // A Builder within a type that nobody mentions is another one.
    const isMet = owners.slice(0, -1).every((part) => text.words.has(part))
    // A variable is often called as its type is: `client` holds a Client.
    const isNamed = receiver.toLowerCase() === owner.toLowerCase()
    const isTyped = (type !== undefined && types.includes(type)) || (made !== undefined && types.some((base) => made.has(base)))
    if (isMet && (isNamed || isTyped)) return 1.6
    if (isOwn || type !== undefined || made !== undefined) return 0.1
    // Its type is not even mentioned: then somebody else's method of that name is meant, more likely than not.
    return (owners.every((part) => text.words.has(part)) ? 1 : 0.25) / Math.sqrt(rivals)
  }
  return {
    commands,
    rankInReadme: (name) => {
      const rank = readmeOrder.indexOf(name)
      return rank < 0 ? Number.POSITIVE_INFINITY : rank
    },
    timesInReadme: (name) => texts.reduce((sum, text) => sum + (text.source === 'readme' ? (text.times.get(name) ?? 0) : 0), 0),
    isCalledOnPackage: (name) =>
      texts.some(({ source, calls }) => source === 'readme' && [...(calls.get(name) ?? [])].some((receiver) => own.has(receiver.toLowerCase()))),
    isInReadme: (name) => texts.some((text) => text.source === 'readme' && text.calls.has(name)),
    isShown: (word) => prose.has(word),
    isWritten: (name) => texts.some((text) => text.source !== 'test' && text.written.has(name)),
    mentions: (name) => texts.some((text) => text.source === 'readme' && text.words.has(name)),
    weightOf: (symbol, known) => {
      const owners = symbol.parent?.split(/\.|::/).filter((part) => part !== '') ?? []
      const sums = { readme: 0, documentation: 0, example: 0, test: 0 }
      for (const text of texts) {
        const receivers = [...(text.calls.get(symbol.name) ?? [])]
        sums[text.source] += weights[text.source].each * Math.max(0, ...receivers.map((receiver) => weightOn(receiver, text, symbol, owners, known)))
      }
      let all = 0
      for (const source of sources) all += Math.min(sums[source], weights[source].most * 1.6)
      return { all, readme: sums.readme }
    },
  }
}
