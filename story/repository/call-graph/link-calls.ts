// A call as written → the symbol that it means, as far as that can be known without running or compiling: by the owner
// of `this`, by written types, by what the file imports, and last by a name that only one symbol of the reach bears.
// What stays ambiguous stays unresolved: a wrong link would become a wrong sentence.
import type { ImportGraph } from '../import-graph.ts'
import { folderOf } from '../languages.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { ParsedCall, ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import { type CallGraph, closureId, idOf, type LinkedCall, type LinkedSymbol, overloadId, scriptId, scriptRunId, withoutOverload } from './call-graph.ts'
import { type CallSite, innerSite, mostFollowed, siteWithin } from './call-site.ts'
import { everyday } from './everyday-names.ts'
import { createAliases } from './external-names.ts'
import { fulfilments, heldMethods, hoistUncalled, keyedFunctions } from './further-links.ts'
import { linkHandedFunctions } from './handed-functions.ts'
import { findMadeFunction } from './made-functions.ts'
import { findNamesInSight } from './names-in-sight.ts'
import { overloadOf } from './overloads.ts'
import { callsOfKinds, findOverriders } from './overriders.ts'
import { asField, bareFields, implicitSelf, selfNames } from './own-object.ts'
import { createReceiverTypes } from './receiver-types.ts'
import { findStartedCommands } from './started-commands.ts'
import { indexSymbols, isMade, separatorOf } from './symbol-index.ts'

export type { CallGraph, LinkedSymbol } from './call-graph.ts'
export { closureId, idOf, scriptRunId, withoutOverload } from './call-graph.ts'

const untyped = new Set(['JavaScript', 'Python', 'PHP'])

export const linkCalls = (files: readonly ParsedFile[], graph: ImportGraph): CallGraph => {
  const index = indexSymbols(files)
  const { symbols, byName, byQualified, otherOverloads, isTypeHere, ownerOf } = index
  const names = findNamesInSight({ files, graph, index })
  const { pick, memberOf, isReachable, isNear } = names
  const fieldChoices = Map.groupBy(
    files.flatMap((file) => file.fieldChoices),
    ({ field }) => field,
  )
  const aliasesOf = createAliases(graph)
  const externalNames = new Map(files.map((file) => [file.path, aliasesOf(file)]))
  /** A type of the repository that inherits the method from outside, and the one type here that has it. */
  const soleFulfiller = (type: string, name: string): LinkedSymbol | null => {
    if (!(byName.get(type) ?? []).some(({ symbol }) => /^(?:interface|trait)$/.test(symbol.kind))) return null
    const found = (byName.get(name) ?? []).filter(
      ({ file, symbol }) =>
        symbol.parent !== null && file.symbols.some((owner) => owner.qualifiedName === symbol.parent && owner.extends.some((base) => lastName(base) === type)),
    )
    return found.length === 1 ? (found[0] ?? null) : null
  }
  const find = (site: CallSite): LinkedSymbol | null => {
    const { file, symbol, call, depth } = site
    const separator = separatorOf(file.language)
    const { name, receiver } = call
    if (receiver === null) {
      const nested = symbols.get(idOf(file.path, `${symbol.qualifiedName}${separator}${name}`))
      if (nested !== undefined) return nested
      // `render = self.render`, then `render(options)`: what the variable stands for, or nothing that is known.
      const alias = symbol.aliasOf.get(name)
      if (alias !== undefined) return depth > mostFollowed ? null : find(innerSite(site, alias))
      // Python: `app = App()`, then `app()`.
      const object = file.language === 'Python' && !isTaken(name, symbol) ? symbol.types.get(name) : undefined
      const called = object === undefined ? null : memberOf(object, '__call__', file)
      if (called !== null) return called
      const isImported = symbol.name === name && importsWithin(symbol, name, file)
      const candidates = (byName.get(name) ?? []).filter((candidate) => isFree(candidate.symbol, symbol) && !(isImported && candidate.symbol === symbol))
      const local = candidates.filter((candidate) => candidate.file.path === file.path)
      if (local.length > 0) return local[0] ?? null
      const samePackage = file.language === 'Go' ? candidates.filter((candidate) => folderOf(candidate.file.path) === folderOf(file.path)) : []
      if (samePackage.length === 1) return samePackage[0] ?? null
      const reachable = candidates.filter((candidate) => isReachable(candidate.file.path, file) && candidate.symbol.exported)
      if (reachable.length === 1) return reachable[0] ?? null
      // Neither the package's own types nor those of C#'s namespaces are imported by name.
      const types =
        bareFields.has(file.language) && file.language !== 'C++' ? candidates.filter(({ symbol: { kind } }) => kind === 'class' || kind === 'struct') : []
      const beside = types.filter((candidate) => folderOf(candidate.file.path) === folderOf(file.path))
      if (types.length === 1 || beside.length === 1) return (beside.length === 1 ? beside[0] : types[0]) ?? null
      // C's functions have one name for the whole program, and are included by a header that only declares them.
      if (/^C(?:\+\+)?$/.test(file.language)) {
        const global = candidates.filter((candidate) => candidate.symbol.exported && candidate.symbol.kind === 'function')
        if (global.length === 1 && !implicitSelf.has(file.language)) return global[0] ?? null
      }
      // Java, C#, Ruby and Swift call the object's own methods without naming it.
      const owner = implicitSelf.has(file.language) ? ownerOf(symbol) : null
      return owner === null ? null : memberOf(owner, name, file)
    }
    const object = asField(receiver.replace(/[?!&]+$/, ''), file.language)
    if (call.ofEach) {
      const element = typeOfElements(object, symbol, file)
      return element === undefined ? null : memberOf(element, name, file)
    }
    if (object === 'exports' || object === 'module.exports') return symbols.get(idOf(file.path, name)) ?? null
    // A function may call what it takes by that name.
    if (selfNames.has(object) && !(ownerOf(symbol) === null && symbol.types.has(object))) {
      const owner = ownerOf(symbol)
      if (owner === null) return null
      if (!/^super/.test(object)) return memberOf(owner, name, file)
      const base = pick(byQualified.get(owner), file)?.symbol.extends[0]
      return base === undefined ? null : memberOf(lastName(base), name, file)
    }
    const written = typeOf(object, site)
    if (written !== undefined) {
      const typed = memberOf(written, name, file) ?? soleFulfiller(written, name)
      if (typed !== null) return typed
      // The type is known, and has no such member here: then it is somebody else's. One letter is a type parameter.
      if (written.length > 2) return null
    }
    const namesake = untyped.has(file.language) || file.language === 'Ruby' ? memberOfNamesake(object, name, file) : null
    if (namesake !== null) return namesake
    const direct = /^[\w$.:]+$/.test(object)
      ? memberOf(
          object
            .replace(/^(?:crate|self|super)::/, '')
            .split('::')
            .at(-1) ?? object,
          name,
          file,
        )
      : null
    if (direct !== null) return direct
    // A type of the project that has no such member: what it has, it has from somebody else.
    if (/^[A-Z]\w*$/.test(object) && isTypeHere(object)) return null
    // `new Parser(source).parse()`: of what is made on the spot.
    const onTheSpot = /^\(?(?:new\s+)?(?:[\w\\]+(?:\.|::|\\))*([A-Z]\w*)(?:\.new)?\s?\((?:[^()]|\([^()]*\))*\)\)?$/.exec(object)?.[1]
    if (onTheSpot !== undefined && isTypeHere(onTheSpot)) return memberOf(onTheSpot, name, file)
    // `Worker::new(config).scan(paths)`: of what the maker makes.
    const chained = file.language === 'Rust' ? /^(?:\w+::)*([A-Z]\w*)::(\w+)\(.*\)$/s.exec(object) : null
    const makerOf = chained === null ? null : memberOf(chained[1] ?? '', chained[2] ?? '', file)
    // `Cmd::parse()` of clap, `Options::default()`: what is derived makes one of its own type.
    if (chained !== null && makerOf === null && derivedMaker.test(chained[2] ?? '') && isTypeHere(chained[1] ?? ''))
      return memberOf(chained[1] ?? '', name, file)
    if (chained !== null && makerOf !== null && /^(?:Self)?$/.test(makerOf.symbol.returns.replace(chained[1] ?? '', '')) && makerOf.symbol.returns !== '')
      return memberOf(chained[1] ?? '', name, file)
    // `PaperBuilder::new(tray).size(4).build()`: however long the chain, a builder hands itself on.
    const builder = file.language === 'Rust' ? /^(?:\w+::)*(\w+Builder)::\w+\(/.exec(object)?.[1] : undefined
    if (builder !== undefined) return memberOf(builder, name, file)
    // A module by its name: `utils.setCharset()`, `flags::parse()`.
    const module = folderOfAlias(object, file) ?? lastName(object)
    const inModule = (byName.get(name) ?? []).filter(
      (candidate) => candidate.symbol.parent === null && candidate.file.path !== file.path && moduleNames(candidate.file.path).includes(module),
    )
    const visible = inModule.length > 1 ? inModule.filter((candidate) => candidate.symbol.exported) : inModule
    if (visible.length === 1) return visible[0] ?? null
    // `Psr7\\Utils::modifyRequest()`: a type is named, and it is none of those that have such a member here.
    if (call.ofModule || /(?:^|[\\.:])[A-Z]\w*[a-z]\w*$/.test(object)) return null
    // What somebody else's object gives is somebody else's too: `r.Context().Value()` of a request.
    const held = symbol.types.get(object.split(/[.(]/)[0] ?? '')
    if (held !== undefined && held.length > 2 && !byName.has(lastName(held))) return null
    // Without types a name must be telling to mean one thing: Ruby's core answers to most of them.
    if (
      (file.language === 'Ruby' && !isNamedAfterOwner(object, name) && rootOfFamily(object, name) === null) ||
      (untyped.has(file.language) && !/^.{7,}$/.test(name))
    )
      return null
    if (everyday.has(name) || name.length < 5 || externalNames.get(file.path)?.has(module)) return null
    const inherited = untyped.has(file.language) || file.language === 'Ruby' ? rootOfFamily(object, name) : null
    if (inherited !== null) return inherited
    // An interface's method and the one that fulfils it are one.
    const members = [...new Set((byName.get(name) ?? []).map((candidate) => fulfilled.get(candidate.id) ?? candidate))].filter(
      (candidate) => candidate.symbol.parent !== null && candidate.file.language === file.language,
    )
    const [member] = members
    // An extension of somebody else's type is called by all who hold one of those: `toLong()` of a number.
    return member !== undefined && members.length === 1 && byName.has(lastName(member.symbol.parent ?? '')) ? member : null
  }
  /** `builder.build_response`, where only RackBuilder has such a method: the variable is called after the type. */
  const isNamedAfterOwner = (object: string, name: string): boolean => {
    const members = (byName.get(name) ?? []).filter(({ symbol }) => symbol.parent !== null)
    const role = (object.split('.').at(-1) ?? '').replaceAll('_', '').toLowerCase()
    return (
      members.length === 1 &&
      /._./.test(name) &&
      role.length > 4 &&
      lastName(members[0]?.symbol.parent ?? '')
        .toLowerCase()
        .endsWith(role)
    )
  }
  /** `monitor.start()`, where the file knows a Monitor that has it: where no types are written, a variable is called after what it holds. */
  const memberOfNamesake = (object: string, name: string, from: ParsedFile): LinkedSymbol | null => {
    if (!/^[a-z]\w{4,}$/.test(object)) return null
    const plain = object.replaceAll('_', '').toLowerCase()
    const known = typesByPlainName.get(plain) ?? []
    const [type, other] = known
    return type === undefined || other !== undefined || !isNear(type.file.path, from) ? null : memberOf(type.symbol.qualifiedName, name, from)
  }
  /** `worker.init_process()`, where a Worker has it, and others have their own: the variable is called after the one type of that name. */
  const rootOfFamily = (object: string, name: string): LinkedSymbol | null => {
    const members = (byName.get(name) ?? []).filter(({ symbol }) => symbol.parent !== null)
    const role = (object.split('.').at(-1) ?? '').replaceAll('_', '').toLowerCase()
    const root = members.find(({ symbol }) => lastName(symbol.parent ?? '').toLowerCase() === role)
    const isSole = root !== undefined && role.length >= 4 && (typesByPlainName.get(role)?.length ?? 0) === 1
    return isSole && members.length > 1 && name.length >= shortestTelling && !everyday.has(name) ? root : null
  }
  const { typeOf, typeOfElements } = createReceiverTypes({ files, index, names, find })

  /** What a field of the object holds, where that is one method of it. */
  const findHeld = ({ symbol }: LinkedSymbol, { name, receiver }: ParsedCall, held: ReadonlyMap<string, LinkedSymbol>): LinkedSymbol | null => {
    const [object = '', field, ...more] = receiver?.split(/\.|->/) ?? []
    const owner = selfNames.has(object) ? ownerOf(symbol) : symbol.types.get(object)
    return owner == null || more.length > 0 ? null : (held.get(`${owner}.${field ?? name}`) ?? null)
  }

  /** Of a field that holds one type here, another there: the member of each, with the condition that it is put in under. */
  const findEach = ({ symbol, file }: LinkedSymbol, call: ParsedCall): LinkedCall[] => {
    const [object = '', field, ...more] = call.receiver === null ? [] : asField(call.receiver.replace(/[?!&]$/, ''), file.language).split('.')
    const owner = field !== undefined && more.length === 0 && selfNames.has(object) ? ownerOf(symbol) : null
    const choices = owner === null ? [] : (fieldChoices.get(`${owner}.${field}`) ?? [])
    const found = choices.flatMap(({ type, when }): LinkedCall[] => {
      const target = memberOf(type, call.name, file)
      return target === null ? [] : [{ call: { ...call, when: when ?? call.when }, target, external: null }]
    })
    const distinct = found.filter((one, at) => found.findIndex((other) => other.target?.id === one.target?.id) === at)
    return distinct.length > 1 && distinct.length <= mostChoices ? distinct : []
  }

  const typesByPlainName = Map.groupBy(
    [...symbols.values()].filter(({ symbol }) => isMade(symbol)),
    ({ symbol }) => symbol.name.replaceAll('_', '').toLowerCase(),
  )
  const fulfilled = fulfilments(symbols, byName)
  const overriders = findOverriders(symbols, byName)
  const startedBy = findStartedCommands(files)
  const findStarted = (call: ParsedCall, file: ParsedFile): LinkedSymbol | null => {
    const name = startedBy(call, file)
    return name === null ? null : pick(byName.get(name), file)
  }
  const keyed = keyedFunctions(files, (name, file) => symbols.get(idOf(file.path, name)) ?? pick(byName.get(name), file))
  const heldIn = new Map(files.map((file) => [file.path, heldMethods(file, symbols)]))
  const callsOf = new Map<string, LinkedCall[]>()
  const callersOf = new Map<string, { caller: LinkedSymbol; line: number }[]>()
  const scripts = files.map((file): LinkedSymbol => ({ file, symbol: file.script, id: scriptId(file.path) }))
  for (const linked of [...symbols.values(), ...[...otherOverloads.values()].flat(), ...scripts]) {
    const aliases = externalNames.get(linked.file.path)
    const note = (made: LinkedCall): LinkedCall => {
      // Whichever overload is meant, what it is called by is called.
      const called = made.target === null ? null : withoutOverload(made.target.id)
      if (called !== null && called !== withoutOverload(linked.id)) pushTo(callersOf, called, { caller: linked, line: made.call.line })
      return made
    }
    callsOf.set(
      linked.id,
      linked.symbol.calls.flatMap((call) => {
        const each = findEach(linked, call)
        if (each.length > 0) return each.map(note)
        const meant =
          keyed.get(call.name) ??
          find({ file: linked.file, symbol: linked.symbol, call, depth: 0 }) ??
          findHeld(linked, call, heldIn.get(linked.file.path) ?? new Map()) ??
          findStarted(call, linked.file)
        const found = meant === null ? null : (fulfilled.get(meant.id) ?? meant)
        // The product does not call its benchmarks and tools: there only the name is the same.
        const isOther = found !== null && isBeside(found.file.path) && !isBeside(linked.file.path)
        const near = isOther || (call.receiver !== null && everybodys.test(call.name)) ? null : found
        const target = near === null ? null : overloadOf(near, otherOverloads.get(near.id) ?? [], call)
        const kinds = target === null ? undefined : overriders.get(target.id)
        if (kinds !== undefined) return callsOfKinds({ call, target, external: null }, kinds).map(note)
        const head = (call.receiver ?? call.name).split(/[.:(]/)[0] ?? ''
        return note({ call, target, external: target === null ? (aliases?.get(head) ?? null) : null })
      }),
    )
  }
  for (const { id, file } of scripts)
    callsOf.set(
      scriptRunId(file.path),
      (callsOf.get(id) ?? []).filter(({ call }) => call.closure === null),
    )
  linkHandedFunctions({
    symbols,
    callsOf,
    callers: [...symbols.values(), ...scripts],
    findFunction: (caller, { name, receiver, isResult }) => {
      const { file, symbol } = caller
      const madeBy =
        receiver === null && !isResult ? (symbol.madeBy.get(name) ?? (isTaken(name, symbol) ? undefined : file.script.madeBy.get(name))) : undefined
      // What bears the name of a variable or a parameter is what that holds.
      if (receiver === null && madeBy === undefined && (symbol.types.has(name) || isTaken(name, symbol))) return null
      const found = find(siteWithin(caller, madeBy ?? { name, receiver }))
      const handed = found === null || !(isResult || madeBy !== undefined) ? found : findMadeFunction(found, symbols)
      return handed !== null && /^(?:function|method)$/.test(handed.symbol.kind) ? handed : null
    },
    noteCaller: (called, caller, line) => pushTo(callersOf, withoutOverload(called.id), { caller, line }),
    variantOf: (linked, mark) => ({ ...linked, id: overloadId(linked.id, mark) }),
  })
  hoistUncalled(symbols, callsOf, callersOf)
  for (const { id } of symbols.values())
    for (const [line, made] of Map.groupBy(callsOf.get(id) ?? [], ({ call }) => call.closure?.line))
      if (line !== undefined) callsOf.set(closureId(id, line), made)
  return { symbols, byName, callsOf, callersOf }
}

/** Is it the name of a parameter? What comes in under it may be something else than what is put into it. */
const isTaken = (name: string, { signature }: ParsedSymbol): boolean => new RegExp(`[(,]\\s*\\*{0,2}${name.replaceAll('$', '\\$')}\\s*[,)=:?]`).test(signature)

const derivedMaker = /^(?:parse|parse_from|from_args|default)$/
const mostChoices = 3
/** Of a method whose owner is known by nothing but a variable's name. */
const shortestTelling = 7
/** What every object has there: somebody asks for it in passing, and what it takes to answer is none of the way. */
const everybodys = /^(?:equals|hashCode|toString|compareTo|Equals|GetHashCode|ToString|CompareTo)$/
const isBeside = (path: string): boolean =>
  /(?:^|\/)(?:bench(?:es|marks?)?|tests?|examples?|fuzz|(?:[\w-]+-)?(?:mocks?|fakes?))\/|[._-](?:bench|test|spec)\.\w+$/.test(path)

/** Callable by its bare name from there: no member of a type, unless of the same one. */
const isFree = (candidate: ParsedSymbol, caller: ParsedSymbol): boolean =>
  candidate.parent === null ||
  candidate.kind === 'class' ||
  candidate.kind === 'struct' ||
  (candidate.kind === 'function' && caller.qualifiedName.startsWith(candidate.parent))

/** Python: `def main(): from .core import main; main()` calls somebody else's. */
const importsWithin = ({ line, endLine }: ParsedSymbol, name: string, { language, text }: ParsedFile): boolean =>
  language === 'Python' &&
  new RegExp(`^\\s+from\\s+\\S+\\s+import\\s[^\\n]*\\b${name}\\b`, 'm').test(
    text
      .split('\n')
      .slice(line - 1, endLine)
      .join('\n'),
  )

/** Go: `fzf "github.com/junegunn/fzf/src"` → src, the folder that is meant by fzf. */
const folderOfAlias = (alias: string, { language, text }: ParsedFile): string | null =>
  language === 'Go' && /^\w+$/.test(alias) ? (new RegExp(`^[ \\t]*(?:import[ \\t]+)?${alias}[ \\t]+"[^"\\n]*?([^"/\\n]+)"`, 'm').exec(text)?.[1] ?? null) : null

const moduleNames = (path: string): string[] => {
  const parts = path.replace(/\.\w+$/, '').split('/')
  const stem = parts.at(-1) ?? ''
  return /^(?:index|mod|lib|__init__|main)$/.test(stem) ? [stem, parts.at(-2) ?? ''] : [stem, parts.at(-2) ?? '']
}
