// What those write who use the project: its README, its documentation, its examples and its tests. A library has no main
// function; what starts it is what its users call, and only they can show that.
import { codeBlocksOf } from './readme.ts'

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
  /** Does the README call anything of that name in its code? */
  isInReadme: (name: string) => boolean
  /** Programs that the README starts on a command line, with how often. */
  commands: ReadonlyMap<string, number>
}

const callPattern = /(?<![\w$])([A-Za-z_$][\w$]*[!?]?)\s*(?:<[\w\s,.?]*>)?\(|(?<=[\w)]\s*\.)([a-z]\w*)\s*\{/g
/** Ruby calls without parentheses: `get '/path' do`. */
const barePattern = /^[ \t]*([a-z_]\w*)[ \t]+(?:['":]|do\b)/gm
const madePattern = /\b([a-z_$][\w$]*)\s*(?::=|=)\s*(?:await\s+|try\s+)?(?:new\s+|&)?(?:\w+(?:\.|::))*([A-Z]\w*)(?:<[^<>]*>)?(?:\(|\{|\.new\b|::new\b)/g
const keywords = new Set(
  'if for while switch function return catch require import print println printf puts def fn func fun new await typeof sizeof super assert expect describe it test and or not in with match use echo isset array list'.split(
    ' ',
  ),
)

const readCode = (source: UsageSource, text: string): UsageText => {
  const calls = new Map<string, Set<string>>()
  const add = (name: string, receiver: string) => {
    if (keywords.has(name)) return
    const known = calls.get(name) ?? new Set()
    calls.set(name, known.add(receiver))
  }
  for (const match of text.matchAll(callPattern)) add(match[1] ?? match[2] ?? '', receiverBefore(text, match.index))
  for (const match of text.matchAll(barePattern)) add(match[1] ?? '', '')
  const types = new Map([...text.matchAll(madePattern)].map((match) => [match[1] ?? '', match[2] ?? '']))
  const written = new Set([...text.matchAll(/\b([A-Z]\w*)\s*\{\s*\n?\s*\w+\s*:/g)].map((match) => match[1] ?? ''))
  return { source, written, calls, words: new Set(text.match(/[A-Za-z_]\w*/g) ?? []), types }
}

const longestChain = 600

/** What stands before the dot: a name, or a call as `name()`; empty where there is no dot. */
const receiverBefore = (text: string, at: number): string => {
  const before = text.slice(Math.max(0, at - longestChain), at)
  const dotted = /(?:\?\.|\.|::|->|!\.)\s*$/.exec(before)
  if (dotted === null) return ''
  let end = before.slice(0, dotted.index).trimEnd().length
  let open = 0
  const isCall = before[end - 1] === ')'
  if (isCall)
    for (; end > 0; end -= 1) {
      if (before[end - 1] === ')') open += 1
      else if (before[end - 1] === '(' && --open === 0) break
    }
  const name = /[A-Za-z_$][\w$]*$/.exec(before.slice(0, isCall ? end - 1 : end))?.[0] ?? ''
  return isCall ? `${name}()` : name
}

const shellLanguage = /^(?:sh|bash|shell|console|zsh|text|powershell|fish|)$/i
const commandPattern = /^[ \t]*(?:[$>%#]\s+)?(?:sudo\s+|npx\s+|python3?\s+-m\s+|bundle exec\s+|(?:\.{1,2}\/)+(?:[\w-]+\/)*)?([A-Za-z][\w.-]*)/gm

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
  const own = new Set(packages.map((name) => name.toLowerCase()))
  const weightOn = (receiver: string, text: UsageText, { bases = [], rivals = 1 }: UsedSymbol, owners: readonly string[], known: KnownTypes): number => {
    const owner = owners.at(-1)
    const isOwn = own.has(receiver.toLowerCase())
    if (owner === undefined) return receiver === '' ? 1 : isOwn ? 1.6 : 0.3
    const types = [owner, ...bases]
    const made = receiver.endsWith('()') ? known.returnedBy.get(receiver.slice(0, -2)) : undefined
    const type = text.types.get(receiver) ?? known.heldBy.get(receiver)
    if (receiver === owner || (type !== undefined && types.includes(type)) || (made !== undefined && types.some((base) => made.has(base)))) return 1.6
    if (isOwn || type !== undefined || made !== undefined) return 0.1
    // Its type is not even mentioned: then somebody else's method of that name is meant, more likely than not.
    return (owners.every((part) => text.words.has(part)) ? 1 : 0.25) / Math.sqrt(rivals)
  }
  return {
    commands,
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
