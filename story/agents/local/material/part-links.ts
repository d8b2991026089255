// Which links between parts bear being told, and which parts say something of how the whole is arranged.
import type { Part } from '../../../../shared/analysis.ts'
import type { World } from './world.ts'

/** What every part uses tells nothing of how they are arranged. */
const plumbing = /^(?:_?utils?|helpers?|common|shared|_?types?|constants?|consts|_?compat|internal|support|misc|typings|__init__)(?:\.\w+)?$/i
export const isPlumbing = ({ name }: Pick<Part, 'name'>): boolean => plumbing.test(name.split('/').at(-1) ?? name)

const isTypeKind = /^(?:class|struct|interface|trait|enum)$/
/** What is raised is told with the errors: nobody begins to read there. */
export const isOfErrors = /(?:exceptions?|errors?)\.\w+$/i
/** A file that is entered once, for a small help, is no place to begin with. */
const fewestStops = 2

/** Files that a typical call passes, in its order, and the folder or package that it enters by, before what only surrounds it. */
export const alongThePath = (parts: readonly Part[], world: World): Part[] => {
  // A method is found by the type that it belongs to, be it in a file of its own.
  const files = (world.facts.call_paths[0]?.steps ?? []).flatMap(({ symbol, place }) => {
    const owner = world.findSymbol(world.findSymbol(symbol, place.file)?.parent ?? '')
    return [...(owner === null || !isTypeKind.test(owner.kind) ? [] : [owner.place.file]), place.file]
  })
  const passed = [
    ...Map.groupBy(
      files.flatMap((file) => world.partOf(file) ?? []),
      (part) => part,
    ),
  ]
  const told = passed.flatMap(([part, stops], at) =>
    parts.includes(part) && (at === 0 || (part.kind === 'file' && stops.length >= fewestStops && !isOfErrors.test(part.name))) ? [part] : [],
  )
  return [...told, ...parts.filter((part) => !told.includes(part))]
}

/** The telling ones before those that everybody has. */
export const tellingFirst = (parts: readonly Part[]): Part[] => [...parts.filter((part) => !isPlumbing(part)), ...parts.filter(isPlumbing)]

/** Opens onto the others, and holds nothing itself. */
export const isDoor = (path: string): boolean => /(?:^|\/)(?:__init__|index|mod|lib|__version__|version|_?types?)\.\w+$/.test(path)

/** Two parts that name each other: what the base takes from its users is most often an example in a comment, or a test. */
export const isIncidental = (part: Part, { part: other, imports }: Part['depends_on'][number], world: World): boolean => {
  const target = world.findPart(other)
  const back = target?.depends_on.find(({ part: name }) => name === part.name)?.imports ?? 0
  return back > imports && (back >= imports * 4 || part.used_by.length > (target?.used_by.length ?? 0))
}

/** Ruby's files of one gem see each other as well, but only those that are required are links here; PHP writes a class by its name. */
const requiring: ReadonlySet<string> = new Set(['Ruby', 'PHP'])

/** Files of one package see each other without a word: that one names another is no dependence. */
export const isSureOfLinks = (part: Part, { linkVerb }: World): boolean => part.kind !== 'file' || linkVerb === 'import' || requiring.has(part.main_language)
