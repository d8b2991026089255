// Kinds that show in the types: what implements or extends the same, and what bears the same last word.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { mark } from '../../telling/marked-names.ts'
import { findKind, inWords } from '../kind-in-words.ts'
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
        how: (say) => `it ${verb} ${say.placed(named)}`,
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
