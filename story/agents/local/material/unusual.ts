// What would surprise somebody who has read a lot of code: decisions that a comment defends (decisions.ts), parts that were not written
// here or not by hand, a second language for what has to be fast, basics that others take from a package.
import { extname } from 'node:path/posix'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { ownWords } from '../language/doc-clause.ts'
import { joined, withArticle } from '../language/lists.ts'
import { plainWords, speakable, splitSentences, wordCount } from '../language/plain-words.ts'
import type { Message, Say } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { decisionMessages } from './decisions.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

const grammars: Readonly<Record<string, string>> = {
  '.rl': 'Ragel',
  '.y': 'Yacc',
  '.yy': 'Bison',
  '.re': 're2c',
  '.peg': 'PEG',
  '.pegjs': 'PEG',
  '.g4': 'ANTLR',
  '.lalrpop': 'LALRPOP',
  '.proto': 'protocol buffer',
  '.thrift': 'Thrift',
}
const codeOf = /\.(?:c|h|cc|cpp|java|go|py|rb|js|ts|rs|cs|php|swift)$/

/** `http11_parser.rl` beside `http11_parser.c`: the one was made of the other, and it is the other that one changes. */
const madeOfGrammars = (world: World): Message[] => {
  const stem = (path: string): string => path.replace(/\.\w+$/, '')
  const code = Map.groupBy(
    world.paths.filter((path) => codeOf.test(path)),
    stem,
  )
  const [grammar] = world.paths.filter((path) => grammars[extname(path)] !== undefined && code.has(stem(path)) && !isBeside(path))
  const [made] = grammar === undefined ? [] : (code.get(stem(grammar)) ?? [])
  if (grammar === undefined || made === undefined) return []
  const source = world.file(grammar)
  const target = world.file(made)
  return [
    {
      id: 'unusual:grammar',
      about: source,
      weight: 0.94,
      places: [{ file: grammar, start_line: 1, end_line: 1 }, world.top(made)],
      keywords: [grammar, made],
      title: `code that nobody writes by hand`,
      forms: [
        ...ways(
          (say) =>
            `nobody edits ${say.bare(target)} by hand: beside it lies ${say.bare(source)}, ${withArticle(grammars[extname(grammar)] ?? '')} grammar, of which it is made`,
          (say) => `${say.bare(source)} is ${withArticle(grammars[extname(grammar)] ?? '')} grammar, and ${say.bare(target)} beside it is what comes out of it`,
        ),
      ],
    },
  ]
}

const scripting = /^(?:Ruby|Python|JavaScript|TypeScript|PHP|Lua|Perl|Elixir)$/
const native = /^(?:C|C\+\+|Rust|Java|Go|Zig)$/
const fewestNativeShare = 0.05

/** A library of a scripting language, part of which is written in one that is compiled. */
const nativePart = (world: World): Message[] => {
  const { languages, key_files: files } = world.facts
  const main = languages.find(({ name }) => scripting.test(name))
  if (main === undefined || languages[0] !== main) return []
  const compiled = languages.filter(({ name, share }) => native.test(name) && share >= fewestNativeShare && name !== main.name)
  const names = compiled.map(({ name }) => name)
  const examples = names.flatMap((name) => files.find(({ language, path }) => language === name && !isBeside(path)) ?? []).slice(0, 2)
  if (examples.length === 0) return []
  return [
    {
      id: 'unusual:native',
      about: null,
      weight: 0.92,
      places: examples.map(({ path }) => world.top(path)),
      keywords: [...names, ...examples.map(({ path }) => path)],
      title: `${main.name}, with ${joined(names)} inside`,
      forms: ways(
        (say) => `not all of it is ${main.name}: ${joined(examples.map(({ path, language }) => `${say.bare(world.file(path))} is written in ${language}`))}`,
        (say) =>
          `part of this ${main.name} project has to be compiled, since ${joined(examples.map(({ path, language }) => `${say.bare(world.file(path))} is ${language}`))}`,
      ),
    },
  ]
}

/** What others take from a package or from the language, by the names that people give it. */
const basics: readonly (readonly [RegExp, string])[] = [
  [/^LRU(?:Cache)?$/, 'cache that forgets what was not used for longest'],
  [/^(?:ThreadPool|WorkerPool)$/, 'pool of threads'],
  [/^(?:EventEmitter|EventBus)$/, 'way to announce events'],
  [/^(?:RingBuffer|CircularBuffer)$/, 'ring buffer'],
  [/^(?:LinkedList|DoublyLinkedList|SkipList)$/, 'list type'],
  [/^(?:HashMap|HashTable|OrderedMap|Dict|MultiDict|HeaderHash|CaseInsensitiveDict|CaseInsensitiveMap)$/, 'map type'],
  [/^(?:Trie|RadixTree|BTree|PriorityQueue|BloomFilter|Heap)$/, 'data structure'],
  [/^(?:Arena|Allocator|ObjectPool|MemoryPool|SlabAllocator)$/, 'way to manage memory'],
  [/^(?:Semaphore|Mutex|RWLock|Latch|Barrier)$/, 'lock'],
  [/^(?:Promise|Deferred)$/, 'promise type'],
  [/^(?:JSONSerialization|JSONSerializer|JsonWriter|JSONEncoder|JsonParser)$/, 'code for JSON'],
  [/^(?:Base64|MD5|SHA1|Sha256|Crc32|SipHash)$/, 'version of a well-known algorithm'],
  [/^(?:RateLimiter|TokenBucket|Backoff)$/, 'way to slow callers down'],
  [/^(?:StringBuilder|StringBuffer|Rope|GapBuffer)$/, 'string type'],
]

const homeMade = (world: World): Message[] => {
  const types = world.facts.symbols.filter(({ kind, place }) => /^(?:class|struct|module)$/.test(kind) && !isBeside(place.file))
  const found = types.flatMap((symbol): { symbol: CodeSymbol; what: string }[] => {
    const what = basics.find(([pattern]) => pattern.test(symbol.name))?.[1]
    // A node of a tree that is called Dict stands for one and is none.
    const isKindOfOwn = symbol.extends.some((parent) => types.some(({ name }) => name === parent.split(/\.|::/).at(-1)))
    return what === undefined || isKindOfOwn || symbol.name.toLowerCase() === world.facts.name.toLowerCase() ? [] : [{ symbol, what }]
  })
  return found
    .filter(({ symbol }, at) => found.findIndex((other) => other.symbol.name === symbol.name) === at)
    .slice(0, 2)
    .map(({ symbol, what }, index): Message => {
      const named = world.symbol(symbol.qualified_name, symbol.place.file)
      const own = symbol.doc === null ? null : ownWords(symbol.doc.text, 20)
      return {
        id: `unusual:own:${symbol.name}`,
        about: named,
        weight: 0.84 - index * 0.1,
        places: [symbol.place, ...(own === null || symbol.doc === null ? [] : [symbol.doc.place])],
        keywords: [symbol.name, symbol.place.file],
        title: `a ${what} of its own`,
        forms: ways(
          (say) => `instead of taking one from elsewhere, it has ${withArticle(what)} of its own, ${say.placed(named)}`,
          (say) => `${withArticle(what)} was written for it, too: ${say.placed(named)}`,
        ),
      }
    })
}

/** Tokens and trees made by code that people wrote: where others use a generator. */
const handWrittenParser = (world: World): Message[] => {
  const find = (pattern: RegExp): CodeSymbol | undefined =>
    world.facts.symbols.find(({ name, kind, place }) => /^(?:class|struct)$/.test(kind) && pattern.test(name) && !isBeside(place.file))
  const lexer = find(/^(?:Lexer|Tokenizer|Scanner)$/)
  const parser = find(/^Parser$/)
  const usesGenerator = world.facts.dependencies.some(
    ({ name, scope }) => scope === 'runtime' && /antlr|lalrpop|pest|nom|ply|lark|peg|parsec|chevrotain|tree-sitter|jison/i.test(name),
  )
  if (lexer === undefined || parser === undefined || usesGenerator || world.paths.some((path) => grammars[extname(path)] !== undefined)) return []
  const [first, second] = [lexer, parser].map(({ qualified_name: name, place }) => world.symbol(name, place.file))
  if (first === undefined || second === undefined) return []
  return [
    {
      id: 'unusual:parser',
      about: second,
      weight: 0.86,
      places: [lexer.place, parser.place],
      keywords: [lexer.name, parser.name, 'parser'],
      title: 'a parser written by hand',
      forms: ways(
        (say) =>
          `its parser comes from no generator: ${say.placed(first)} cuts the text into tokens, and ${say.placed(second)} reads them, both in code written by hand`,
        (say) => `no grammar file is behind it: ${say.placed(first)} and ${say.placed(second)} are written by hand`,
      ),
    },
  ]
}

const platformEnding = /[_.-](windows|win32|unix|posix|linux|darwin|macos|bsd)\.\w+$/i

/** The same thing once for each kind of system. */
const platformTwins = (world: World): Message[] => {
  const groups = Map.groupBy(
    world.paths.filter((path) => platformEnding.test(path) && codeOf.test(path) && !isBeside(path)),
    (path) => path.replace(platformEnding, ''),
  )
  const [pair] = [...groups.values()].filter((paths) => paths.length >= 2)
  const [one, other] = pair ?? []
  if (one === undefined || other === undefined) return []
  return [
    {
      id: 'unusual:platforms',
      about: null,
      weight: 0.72,
      places: [world.top(one), world.top(other)],
      keywords: [one, other],
      title: 'one file for each system',
      forms: ways(
        (say) => `some of the code is there once for each kind of system: ${say.bare(world.file(one))} beside ${say.bare(world.file(other))}`,
        (say) => `which file is compiled depends on the system, as with ${say.bare(world.file(one))} and ${say.bare(world.file(other))}`,
      ),
    },
  ]
}

const takenOver = /\b(?:extracted|copied|adapted|ported|borrowed|taken|derived|forked|vendored) from\b/i

/** Told by its head: a tool wrote it. */
const generatedFiles = (world: World): Message[] =>
  world.facts.key_files
    .filter(
      ({ doc, path }) =>
        doc !== null && /^(?:this (?:file|code) (?:is|was) )?(?:auto(?:matically)?[- ]?)?generated (?:by|from|with)\b/i.test(doc.text) && !isBeside(path),
    )
    .slice(0, 1)
    .map(({ path, doc }) => ({
      id: `unusual:generated:${path}`,
      about: world.file(path),
      weight: 0.74,
      places: [doc?.place ?? world.top(path)],
      keywords: [path, 'generated'],
      title: `${world.file(path).name}, which nobody wrote`,
      forms: ways(
        (say) => `do not look for the author of ${say.name(world.file(path))}: a tool wrote it`,
        (say) => `${say.name(world.file(path))} is generated by a tool, and not a place for changes by hand`,
      ),
    }))

/** Code that came from somewhere else, by its own account. */
const borrowedFiles = (world: World): Message[] =>
  world.facts.key_files
    .filter(({ doc, path }) => doc !== null && takenOver.test(doc.text) && !isBeside(path))
    // A header says what its source says.
    .filter(({ doc }, at, all) => all.findIndex((other) => other.doc?.text === doc?.text) === at)
    .flatMap(({ path, doc }): Message[] => {
      const words = doc === null ? null : (splitSentences(plainWords(doc.text)).find((sentence) => takenOver.test(sentence)) ?? null)
      if (doc === null || words === null || !speakable(words) || wordCount(words) > 24 || wordCount(words) < 3 || addressedToAModel(words)) return []
      const file = world.file(path)
      const said = words.replace(/[.\s]+$/, '')
      return [
        {
          id: `unusual:borrowed:${path}`,
          about: file,
          weight: 0.82,
          places: [doc.place],
          keywords: [path],
          title: `where ${file.name} comes from`,
          forms: ways(
            (say: Say) => `${say.name(file)} has a history of its own, as it says at its head: ${say.words(said)}`,
            (say: Say) => `not every line began here: at the head of ${say.name(file)} stands ${say.words(said)}`,
          ),
        },
      ]
    })
    .slice(0, 2)

export const unusualMessages = (world: World): Message[] => [
  ...decisionMessages(world),
  ...madeOfGrammars(world),
  ...nativePart(world),
  ...handWrittenParser(world),
  ...homeMade(world),
  ...borrowedFiles(world),
  ...generatedFiles(world),
  ...platformTwins(world),
]
