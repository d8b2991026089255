// Kinds that show in the types: what implements or extends the same, and what bears the same last word.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Say } from '../../telling/message.ts'
import { findKind, inWords } from '../kind-in-words.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { type ExtensionPoint, fewest, folderOf, isError, kindFolder, mostOfKind } from './point.ts'

/** `ActiveJob::Base` is none of `Formatters::Base`: what a parent is called with has to be around it, or be a module of small letters. */
const isMeant = (parent: string, { qualified_name: qualified, parent: owner, place }: CodeSymbol, child: CodeSymbol): boolean => {
  const segments = parent
    .replace(/<.*$/s, '')
    .split(/::|[.\\]/)
    .filter((segment) => segment !== '')
  const around = segments.at(-2)
  if (around === undefined)
    // Within another type, it is known by this name only to that type's own.
    return owner === null || child.place.file === place.file || child.qualified_name.startsWith(owner)
  return !/^[A-Z]/.test(around) || [...qualified.split(/::|[.\\]/), ...place.file.split('/')].some((name) => name.toLowerCase() === around.toLowerCase())
}

const many = 6

const mostAsked = 3
/** What an interface asks for. */
const asked = (base: CodeSymbol, { facts }: World): string => {
  if (base.kind !== 'interface' && base.kind !== 'trait') return ''
  const methods = facts.symbols.filter(
    ({ kind, parent, place }) =>
      kind === 'method' &&
      parent === base.qualified_name &&
      place.file === base.place.file &&
      // What an extension adds to it nobody has to write.
      place.start_line >= base.place.start_line &&
      place.end_line <= base.place.end_line,
  )
  const names = [...new Set(methods.toSorted((a, b) => a.place.start_line - b.place.start_line).map(({ name }) => name))]
  if (names.length === 0) return ''
  const shown = names.slice(0, mostAsked).map(mark)
  return `, ${names.length > mostAsked ? `whose methods are ${shown.join(', ')} and others` : `whose ${names.length === 1 ? 'method is' : 'methods are'} ${joined(shown)}`}`
}

const fewestMade = 3
const leastMade = 0.2
/** One place may make most of them: there a new one is made, too. */
const madeIn = (all: readonly CodeSymbol[], world: World, say: Say): string => {
  const keys = new Set(all.map(({ qualified_name: name, place }) => `${place.file}#${name}`))
  // In some languages nobody says which type is made but by its name, which then has to be of this one alone.
  const alone = new Map(
    all
      .filter(({ name }) => world.facts.symbols.filter((other) => other.name === name && /^(?:class|struct)$/.test(other.kind)).length === 1)
      .map(({ name, qualified_name, place }) => [name, `${place.file}#${qualified_name}`]),
  )
  const keyOf = (name: string, resolved: string | null): string | undefined =>
    resolved === null ? alone.get(lastSegment(name)) : keys.has(resolved) ? resolved : undefined
  const makers = world.facts.symbols
    .filter(({ kind, place }) => (kind === 'function' || kind === 'method') && !isBeside(place.file))
    .map((symbol) => ({ symbol, made: new Set(symbol.calls.flatMap(({ name, resolved }) => keyOf(name, resolved) ?? [])).size }))
    .filter(({ made }) => made >= Math.max(fewestMade, all.length * leastMade))
    .toSorted((a, b) => b.made - a.made)
  const [most] = makers
  return most === undefined
    ? ''
    : // Calls may be missing from a long function: how many it makes nobody can tell.
      `; several of them are made in ${say.bare(world.symbol(most.symbol.qualified_name, most.symbol.place.file))}`
}

/** The types that others implement or extend. */
export const families = (world: World): ExtensionPoint[] => {
  const types = world.facts.symbols.filter(({ kind }) => /^(?:class|interface|trait|struct)$/.test(kind))
  const isContract = ({ kind }: CodeSymbol): boolean => kind === 'interface' || kind === 'trait'
  const children = new Map<CodeSymbol, CodeSymbol[]>()
  for (const type of types)
    for (const parent of type.extends) {
      const bases = types.filter((base) => base.name === lastSegment(parent) && base.qualified_name !== type.qualified_name && isMeant(parent, base, type))
      // Of two with one name nobody knows which is meant.
      const [base] = bases
      // Of `Converter.Factory` some languages leave only `Factory`: far from the one that is called so alone, it may be another.
      const isOneOfMany = types.filter(({ name }) => name === lastSegment(parent)).length > 1
      if (base !== undefined && isOneOfMany && folderOf(base.place.file) !== folderOf(type.place.file)) continue
      if (base !== undefined && (isBeside(base.place.file) || /bench/i.test(base.place.file))) continue
      if (base === undefined || bases.length > 1 || isError(base.name) || isError(type.name) || /Options$/.test(base.name)) continue
      // A contract that widens another fulfils none.
      if (isContract(base) && isContract(type)) continue
      children.set(base, [...(children.get(base) ?? []), type])
    }
  return [...children]
    .map(([base, all]) => ({ base, all: all.filter((child, at) => all.findIndex(({ name }) => name === child.name) === at) }))
    .flatMap(({ base, all }) => {
      const what = findKind(base.name, base.parent)
      return what === null || all.length < fewest || !/[A-Z]?[a-z]{3}/.test(base.name) ? [] : [{ base, all, what }]
    })
    .toSorted((a, b) => b.all.length - a.all.length)
    .slice(0, mostOfKind + 1)
    .map(({ base, all, what }, index): ExtensionPoint => {
      const named = world.symbol(base.qualified_name, base.place.file)
      const verb = /^(?:interface|trait)$/.test(base.kind) ? 'implements' : 'is built on'
      return {
        id: `family:${base.qualified_name}`,
        what,
        about: named,
        examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: [base.place, ...all.slice(0, 3).map(({ place }) => place)],
        how: (say) => `it ${verb} ${say.placed(named)}${asked(base, world)}`,
        made: (say) => madeIn(all, world, say),
        // Where many stand behind one, another is what people come to add.
        weight: (all.length >= many ? 0.98 : 0.9) - index * 0.06,
      }
    })
}

/** `CurlHandler`, `MockHandler`, `StreamHandler`: a kind that is only told by its name. */
export const namedAlike = (world: World, taken: ReadonlySet<string>): ExtensionPoint[] => {
  const types = world.facts.symbols.filter(
    ({ kind, parent, name, extends: parents }) =>
      /^(?:class|struct)$/.test(kind) && parent === null && ![name, ...parents].some(isError) && !name.startsWith('_'),
  )
  const kindOf = (name: string): string => /[a-z\d]([A-Z][a-z]{3,})$/.exec(name)?.[1] ?? ''
  return [...Map.groupBy(types, ({ name }) => kindOf(name))]
    .filter(
      ([kind, all]) =>
        kind !== '' &&
        !taken.has(kind.toLowerCase()) &&
        // A class in several files is still one.
        new Set(all.map(({ name }) => name)).size >= fewest &&
        findKind(kind, null) !== null &&
        kindFolder.test(kind),
    )
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostOfKind)
    .flatMap(([kind, all], index): ExtensionPoint[] => {
      const files = new Set(all.map(({ place }) => place.file))
      const [file] = files
      const folders = new Set([...files].map(folderOf))
      const [folder] = folders
      const first = all[0]
      // Where they lie far apart, nobody is told where another would go.
      if (folders.size !== 1 || (files.size > 1 && folder === '')) return []
      return [
        {
          id: `alike:${kind}`,
          what: inWords(kind),
          about: first === undefined ? world.project : world.symbol(first.qualified_name, first.place.file),
          examples: all.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
          places: all.slice(0, 3).map(({ place }) => place),
          how: (say) =>
            files.size === 1 && file !== undefined
              ? `it would stand beside them in ${say.bare(world.file(file))}`
              : `it would be another file in ${mark(folder ?? '')}`,
          weight: 0.74 - index * 0.1,
        },
      ]
    })
}
