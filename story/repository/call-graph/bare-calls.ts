// A call without a receiver → the function that it means: one within the caller, one of its file, one that the file
// imports, or where the language allows it a method of the caller's own object.
import { folderOf } from '../languages.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { idOf, type LinkedSymbol } from './call-graph.ts'
import { type FindTarget, innerSite, mostFollowed } from './call-site.ts'
import type { NamesInSight } from './names-in-sight.ts'
import { bareFields, implicitSelf } from './own-object.ts'
import { isMade, type SymbolIndex, separatorOf } from './symbol-index.ts'

interface Sources {
  index: SymbolIndex
  names: NamesInSight
  find: FindTarget
}

export const createBareCalls = ({ index, names: { memberOf, isReachable }, find }: Sources): FindTarget => {
  const { symbols, byName, ownerOf } = index

  /** Of functions that can be called from there by their bare name. */
  const amongFree = (candidates: readonly LinkedSymbol[], file: ParsedFile): LinkedSymbol | null => {
    const local = candidates.find((candidate) => candidate.file.path === file.path)
    if (local !== undefined) return local
    const samePackage = file.language === 'Go' ? candidates.filter((candidate) => folderOf(candidate.file.path) === folderOf(file.path)) : []
    if (samePackage.length === 1) return samePackage[0] ?? null
    const reachable = candidates.filter((candidate) => isReachable(candidate.file.path, file) && candidate.symbol.exported)
    if (reachable.length === 1) return reachable[0] ?? null
    // Neither the package's own types nor those of C#'s namespaces are imported by name.
    const types = bareFields.has(file.language) && file.language !== 'C++' ? candidates.filter(({ symbol }) => isMade(symbol)) : []
    const beside = types.filter((candidate) => folderOf(candidate.file.path) === folderOf(file.path))
    if (types.length === 1 || beside.length === 1) return (beside.length === 1 ? beside[0] : types[0]) ?? null
    // C's functions have one name for the whole program, and are included by a header that only declares them.
    if (file.language !== 'C') return null
    const global = candidates.filter((candidate) => candidate.symbol.exported && candidate.symbol.kind === 'function')
    return global.length === 1 ? (global[0] ?? null) : null
  }

  return (site) => {
    const { file, symbol, call, depth } = site
    const { name } = call
    const nested = symbols.get(idOf(file.path, `${symbol.qualifiedName}${separatorOf(file.language)}${name}`))
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
    const free = amongFree(candidates, file)
    if (free !== null) return free
    // Java, C#, Ruby and Swift call the object's own methods without naming it.
    const owner = implicitSelf.has(file.language) ? ownerOf(symbol) : null
    return owner === null ? null : memberOf(owner, name, file)
  }
}

/** Is it the name of a parameter? What comes in under it may be something else than what is put into it. */
export const isTaken = (name: string, { signature }: ParsedSymbol): boolean =>
  new RegExp(`[(,]\\s*\\*{0,2}${name.replaceAll('$', '\\$')}\\s*[,)=:?]`).test(signature)

/** Callable by its bare name from there: no member of a type, unless of the same one. */
const isFree = (candidate: ParsedSymbol, caller: ParsedSymbol): boolean =>
  candidate.parent === null || isMade(candidate) || (candidate.kind === 'function' && caller.qualifiedName.startsWith(candidate.parent))

/** Python: `def main(): from .core import main; main()` calls somebody else's. */
const importsWithin = ({ line, endLine }: ParsedSymbol, name: string, { language, text }: ParsedFile): boolean =>
  language === 'Python' &&
  new RegExp(`^\\s+from\\s+\\S+\\s+import\\s[^\\n]*\\b${name}\\b`, 'm').test(
    text
      .split('\n')
      .slice(line - 1, endLine)
      .join('\n'),
  )
