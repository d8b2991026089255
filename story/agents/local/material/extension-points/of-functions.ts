// Kinds that show in functions: those by which a caller decides, and those that requests are led to.
import { mark } from '../../telling/marked-names.ts'
import type { World } from '../world.ts'
import { type ExtensionPoint, fewest } from './point.ts'

const fewestFunctions = 6

const rows: readonly { prefix: string; what: string }[] = [
  { prefix: 'With', what: 'option' },
  { prefix: 'use', what: 'hook' },
]

/** `WithInput`, `WithOutput` …: of functions that decide for a caller, another is one more beside them. */
export const namedFunctions = (world: World): ExtensionPoint[] =>
  rows.flatMap(({ prefix, what }): ExtensionPoint[] => {
    const functions = world.facts.symbols.filter(
      ({ kind, name, parent, exported }) =>
        kind === 'function' && parent === null && exported && name.startsWith(prefix) && /^[A-Z]/.test(name.slice(prefix.length)),
    )
    const [most] = [...Map.groupBy(functions, ({ place }) => place.file).values()].toSorted((a, b) => b.length - a.length)
    const [first] = most ?? []
    if (most === undefined || first === undefined || most.length < fewestFunctions) return []
    const file = world.file(first.place.file)
    return [
      {
        id: `functions:${first.place.file}:${prefix}`,
        what,
        about: file,
        examples: most.slice(0, 3).map(({ qualified_name: name, place }) => world.symbol(name, place.file)),
        places: most.slice(0, 3).map(({ place }) => place),
        how: (say) => `it would stand among the functions in ${say.bare(file)} whose names begin with ${mark(prefix)}`,
        weight: 0.9,
      },
    ]
  })

/** Where requests are led to code. */
export const routes = (world: World): ExtensionPoint[] => {
  // The routes of a library are its users' own; those within are of an example, or of a page for itself.
  if (world.isLibrary) return []
  const all = world.facts.entry_points.filter(({ kind }) => kind === 'route')
  const [most] = [...Map.groupBy(all, ({ place }) => place.file)].toSorted(([, a], [, b]) => b.length - a.length)
  if (most === undefined || most[1].length < fewest) return []
  const [path, own] = most
  const file = world.file(path)
  return [
    {
      id: 'routes',
      what: 'route',
      about: file,
      examples: [],
      places: own.slice(0, 3).map(({ place }) => place),
      // Where most are is not known: of many routes the first are read, and not every way to write one.
      how: (say) => `it is registered in ${say.bare(file)}, as others are`,
      weight: 0.96,
    },
  ]
}
