// What a written name means from a file: of several that bear it the one in the same file, the only one that the file
// imports, or the only one of its folder. What stays ambiguous means none of them.
import type { ImportGraph } from '../import-graph.ts'
import { folderOf } from '../languages.ts'
import type { ParsedFile } from '../syntax/parsed-file.ts'
import { lastName } from '../syntax/row.ts'
import type { LinkedSymbol } from './call-graph.ts'
import { typeAliases } from './further-links.ts'
import { isType, type SymbolIndex, separatorOf } from './symbol-index.ts'

export interface NamesInSight {
  /** Of the symbols of one name the one that is meant. */
  pick: (candidates: readonly LinkedSymbol[] | undefined, from: ParsedFile) => LinkedSymbol | null
  pickType: (type: string, from: ParsedFile) => LinkedSymbol | null
  /** The member that a type has itself, or from what it descends from. */
  memberOf: (type: string, name: string, from: ParsedFile) => LinkedSymbol | null
  /** Is it the file itself, or does the file import it? */
  isReachable: (path: string, from: ParsedFile) => boolean
  /** Is it reachable, or in the same folder? */
  isNear: (path: string, from: ParsedFile) => boolean
  /** What a type is, by the other name that it is given here. */
  aliases: ReadonlyMap<string, string>
}

interface Sources {
  files: readonly ParsedFile[]
  graph: ImportGraph
  index: SymbolIndex
}

const mostBases = 4

export const findNamesInSight = ({ files, graph, index: { byName, byQualified } }: Sources): NamesInSight => {
  const reach = new Map(files.map((file) => [file.path, new Set([file.path, ...(graph.edgesFrom.get(file.path) ?? []).map((edge) => edge.to)])]))
  const aliases = typeAliases(files)
  const isReachable = (path: string, from: ParsedFile): boolean => reach.get(from.path)?.has(path) === true
  const isNear = (path: string, from: ParsedFile): boolean => isReachable(path, from) || folderOf(path) === folderOf(from.path)

  const pick = (candidates: readonly LinkedSymbol[] | undefined, from: ParsedFile): LinkedSymbol | null => {
    if (candidates === undefined || candidates.length === 0) return null
    if (candidates.length === 1) return candidates[0] ?? null
    const near = candidates.filter((candidate) => candidate.file.path === from.path)
    if (near.length > 0) return near[0] ?? null
    const reachable = candidates.filter((candidate) => isReachable(candidate.file.path, from))
    if (reachable.length === 1) return reachable[0] ?? null
    const sameFolder = candidates.filter((candidate) => folderOf(candidate.file.path) === folderOf(from.path))
    return sameFolder.length === 1 ? (sameFolder[0] ?? null) : null
  }

  /** Of several types of a name the outermost: a nested one is written with what it stands in. */
  const pickType = (type: string, from: ParsedFile): LinkedSymbol | null => {
    const candidates = byQualified.get(type) ?? byName.get(lastName(type))
    const found = pick(candidates, from)
    if (found !== null || candidates === undefined) return found
    const depthOf = ({ symbol }: LinkedSymbol): number => symbol.qualifiedName.split(/\.|::/).length
    const least = Math.min(...candidates.map(depthOf))
    const outermost = candidates.filter((candidate) => isType(candidate.symbol) && depthOf(candidate) === least)
    return outermost.length === 1 ? (outermost[0] ?? null) : null
  }

  /** @param member with the separator of the language that the search began in: `.run`, `::run` */
  const findMember = (written: string, member: string, from: ParsedFile, depth = 0): LinkedSymbol | null => {
    const type = byName.has(lastName(written)) ? written : (aliases.get(written) ?? written)
    // Of several types of a name, `Paper.Factory` and another Factory, it is one that the file can see.
    const rivals = new Set((byName.get(lastName(type)) ?? []).flatMap(({ symbol }) => (isType(symbol) ? [symbol.qualifiedName] : [])))
    const members = byQualified.get(`${type}${member}`)
    const found = pick(rivals.size > 1 ? members?.filter(({ file }) => isNear(file.path, from)) : members, from)
    if (found !== null || depth > mostBases) return found
    const owner = pickType(type, from)
    // By its last name, as its users write it: `CLI` of the module Puma.
    const whole = owner === null || owner.symbol.qualifiedName === type ? null : pick(byQualified.get(`${owner.symbol.qualifiedName}${member}`), from)
    if (whole !== null) return whole
    for (const base of owner?.symbol.extends ?? []) {
      const inherited = findMember(lastName(base), member, owner?.file ?? from, depth + 1)
      if (inherited !== null) return inherited
    }
    return null
  }

  const memberOf = (type: string, name: string, from: ParsedFile): LinkedSymbol | null => findMember(type, `${separatorOf(from.language)}${name}`, from)
  return { pick, pickType, memberOf, isReachable, isNear, aliases }
}
