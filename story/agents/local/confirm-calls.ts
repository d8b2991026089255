// A call is told only where the code on its line can mean it. The analysis links calls by names and types; a call through
// something from outside (`os.Remove`, `UriResolver::resolve`) may bear the name of a function of this repository. Before a
// story is planned, each call's line is read, and what its receiver rules out is left out with all that hangs on it.
import { basename } from 'node:path/posix'
import type { CallPath, CallStep, CodeSymbol, RepositoryFacts } from '../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'

/** A call may be broken over lines. */
const linesLooked = 4
const mostFiles = 160

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
const segmentsOf = (qualifiedName: string): string[] => qualifiedName.split(/::|[.#]/).filter((segment) => segment !== '')
const constructors = /^(?:__init__|constructor|initialize|__construct|new)$/
const itself = /^(?:self|Self|this|cls|super|static|parent|base|crate)$/
/** Methods of so many things that a name alone says nothing. */
const anybodys =
  /^(?:value|values|get|set|has|string|error|name|done|close|open|read|write|next|len|length|add|remove|delete|update|find|then|catch|map|filter|join|split|push|pop|keys|items|copy|clone|equals|size|type|kind|key|id|err|run|call|apply|format|parse|end|start|stop|reset|unwrap|into|from|iter|collect)$/i
const stem = (file: string): string => basename(file).replace(/\.\w+$/, '')

interface Reading {
  facts: RepositoryFacts
  /** What a name in this file is imported from; null where it is no import. */
  moduleOf: (name: string) => string | null
  /** File and qualified name of what is called. */
  target: { file: string; symbol: string }
}

/** What an import binds to a name: the module it names; null where the name is no import. */
const importedAs = (text: string, name: string): string | null => {
  const word = escaped(name)
  const patterns = [
    new RegExp(`^\\s*(?:import\\s+)?${word}\\s+"([^"]+)"`, 'm'),
    new RegExp(`^\\s*(?:import\\s+)?"((?:[^"\\s]+/)?${word})"\\s*$`, 'm'),
    new RegExp(`^\\s*(?:import\\s+)?"([^"\\s]+/${word}/v\\d+)"\\s*$`, 'm'),
    new RegExp(`\\bimport\\s+(?:\\*\\s+as\\s+)?${word}\\s+from\\s+['"]([^'"]+)['"]`),
    new RegExp(`\\b(?:const|let|var)\\s+${word}\\s*=\\s*require\\(\\s*['"]([^'"]+)['"]`),
    new RegExp(`^\\s*import\\s+([\\w.]+)\\s+as\\s+${word}\\b`, 'm'),
    new RegExp(`^\\s*import\\s+(${word})\\s*$`, 'm'),
    new RegExp(`^\\s*from\\s+([\\w.]+)\\s+import\\s+(?:[^\\n]*\\b)?${word}\\b`, 'm'),
  ]
  for (const pattern of patterns) {
    const found = pattern.exec(text)?.[1]
    if (found !== undefined) return found
  }
  return null
}

/** A file names its few receivers again and again. */
const remembered = (find: (name: string) => string | null): ((name: string) => string | null) => {
  const known = new Map<string, string | null>()
  return (name) => {
    const before = known.get(name)
    if (before !== undefined) return before
    const found = find(name)
    known.set(name, found)
    return found
  }
}

const isOwnModule = (module: string, { facts, target }: Reading): boolean =>
  module.startsWith('.') ||
  module.toLowerCase().includes(facts.name.toLowerCase()) ||
  facts.parts.some(({ name, path }) => module === name || module.split(/[./]/)[0] === basename(path)) ||
  facts.dependencies.some(({ name, internal }) => internal && (module === name || module.startsWith(`${name}/`))) ||
  target.file.includes(module.replaceAll('.', '/'))

/** Could `receiver.name(` mean the target? */
const canMean = (receiver: string, reading: Reading): boolean => {
  if (itself.test(receiver)) return true
  const owners = segmentsOf(reading.target.symbol)
  const module = reading.moduleOf(receiver)
  if (module !== null && !isOwnModule(module, reading)) return false
  // A type by its name: that type, or what the file is called.
  return !/^[A-Z]\w*[a-z]/.test(receiver) || module !== null || owners.includes(receiver) || stem(reading.target.file) === receiver
}

/** So many generations of types are looked through. */
const mostGenerations = 4

/** Is it the type that the target belongs to, or does it descend from that? */
const isOfOwner = (type: string, { facts: { symbols }, target }: Reading): boolean => {
  const owners = segmentsOf(target.symbol).slice(0, -1)
  let generation = [type]
  for (let age = 0; age <= mostGenerations && generation.length > 0; age += 1) {
    if (generation.some((name) => owners.includes(name))) return true
    const above = generation
    generation = symbols.flatMap(({ name, extends: bases }) => (above.includes(name) ? bases.map((base) => segmentsOf(base).at(-1) ?? base) : []))
  }
  return false
}

/** Is there a reading of these lines in which they call the target? */
const isConfirmed = (lines: string, reading: Reading): boolean => {
  const segments = segmentsOf(reading.target.symbol)
  const last = segments.at(-1) ?? ''
  const name = constructors.test(last) ? (segments.at(-2) ?? last) : last
  const pattern = new RegExp(`(?:(\\$?[A-Za-z_]\\w*|[)\\]])\\s*(?:\\?\\.|\\.|::|->)\\s*)?(?<![\\w$])${escaped(name)}(?![\\w$])`, 'g')
  const receivers = [...lines.matchAll(pattern)].map(([, receiver]) => receiver)
  const isPossible = (receiver: string | undefined): boolean => {
    if (receiver === undefined) return true
    // What a call returned: whose it is stands nowhere, and names that everything has are no sign. `Server(app).run()` says what is made.
    if (receiver === ')' || receiver === ']')
      return (
        !anybodys.test(name) ||
        new RegExp(`\\bsuper\\([^()]*\\)\\s*\\.\\s*${escaped(name)}\\b`).test(lines) ||
        [...lines.matchAll(/\b([A-Z]\w*)(?:(?:::|\.)\w+)?\(/g)].some(([, type = '']) => isOfOwner(type, reading))
      )
    return canMean(receiver.replace(/^\$/, ''), reading)
  }
  return receivers.length === 0 || receivers.some(isPossible)
}

const confirmPath = (path: CallPath, isTrue: (step: CallStep) => boolean): CallPath => {
  let skippedDepth = Number.POSITIVE_INFINITY
  const steps = path.steps.filter((step) => {
    if (step.depth > skippedDepth) return false
    skippedDepth = isTrue(step) ? Number.POSITIVE_INFINITY : step.depth
    return skippedDepth === Number.POSITIVE_INFINITY
  })
  return { ...path, steps }
}

export const confirmCalls = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<RepositoryFacts> => {
  const wanted = [
    ...facts.call_paths.flatMap(({ steps }) => steps.flatMap(({ called_from: from }) => from?.file ?? [])),
    ...facts.symbols.map(({ place }) => place.file),
  ]
  const sources = new Map<string, { lines: string[]; moduleOf: Reading['moduleOf'] }>()
  for await (const { path, text } of snapshot.readMany([...new Set(wanted)].slice(0, mostFiles)))
    sources.set(path, { lines: text.split('\n'), moduleOf: remembered((name) => importedAs(text, name)) })
  const isCall = (file: string, start: number, target: Reading['target']): boolean => {
    const source = sources.get(file)
    if (source === undefined) return true
    return isConfirmed(source.lines.slice(start - 1, start - 1 + linesLooked).join('\n'), { facts, moduleOf: source.moduleOf, target })
  }
  const isTrueCall = (symbol: CodeSymbol, { line, resolved }: CodeSymbol['calls'][number]): boolean => {
    const [file, ...rest] = resolved?.split('#') ?? []
    // What is private in JavaScript has the mark in its own name.
    const name = rest.join('#')
    return file === undefined || name === '' || isCall(symbol.place.file, line, { file, symbol: name })
  }
  return {
    ...facts,
    symbols: facts.symbols.map((symbol) => ({ ...symbol, calls: symbol.calls.filter((call) => isTrueCall(symbol, call)) })),
    call_paths: facts.call_paths.map((path) =>
      confirmPath(path, ({ called_from: from, place, symbol }) => from === null || isCall(from.file, from.start_line, { file: place.file, symbol })),
    ),
  }
}
