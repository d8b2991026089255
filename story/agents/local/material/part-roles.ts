// What a part is for, where nobody wrote it down: read off what lies in it. A folder whose types are all built on one base,
// or that is divided into many small folders, says by that what it is.
import type { CodeSymbol, Part } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

const fewestOfFamily = 3
const fewestFolders = 4
const mostNamed = 3
const typeKind = /^(?:class|struct|enum)$/
const isError = (name: string): boolean => /(?:Error|Exception)\w*$/.test(name)

interface Family {
  base: CodeSymbol
  of: CodeSymbol[]
  /** Of the types of these files. */
  share: number
}
/** Less than this is one corner of a part, and says nothing of what it is. */
const leastShare = 0.25
const mostShare = 0.6

/** The base that most types of these files are built on, if it is one of the project's own that people know by one name. */
const findFamily = (files: ReadonlySet<string>, { facts: { symbols } }: World): Family | null => {
  const types = symbols.filter(({ kind, name, place }) => typeKind.test(kind) && files.has(place.file) && !name.startsWith('_') && !isError(name))
  const names = new Set(types.map(({ name }) => name))
  const families = Map.groupBy(
    types.flatMap((type) => type.extends.map((parent) => ({ type, parent: lastSegment(parent) }))),
    ({ parent }) => parent,
  )
  const [most] = [...families]
    .flatMap(([parent, members]): Family[] => {
      const bases = symbols.filter(({ name, kind, place }) => name === parent && /^(?:class|interface|trait|struct)$/.test(kind) && !isBeside(place.file))
      const of = [...new Map(members.map(({ type }) => [type.name, type])).values()].filter(({ name }) => name !== parent)
      const [base] = bases
      // Of two types of one name, nobody knows which is meant.
      return base === undefined || bases.length > 1 || isError(parent) || !base.exported ? [] : [{ base, of, share: of.length / names.size }]
    })
    .toSorted((a, b) => b.of.length - a.of.length)
  return most === undefined || most.of.length < fewestOfFamily || most.share < leastShare ? null : most
}

const familyMessage = ({ base, of, share }: Family, named: Named, part: Part, world: World, weight: number): Message => {
  const baseName = world.symbol(base.qualified_name, base.place.file)
  const shown = of.slice(0, mostNamed).map((type) => world.symbol(type.qualified_name, type.place.file))
  const list = (say: Say): string => joined(shown.map((one) => say.bare(one)))
  const isContract = base.kind === 'interface' || base.kind === 'trait'
  return {
    id: `part:${part.name}:family`,
    about: named,
    weight,
    places: [base.place, ...of.slice(0, mostNamed).map(({ place }) => place)],
    keywords: [part.name, part.path, base.name, ...of.map(({ name }) => name)],
    forms: claiming(`family ${part.path}`, [
      ...(isContract
        ? ways(
            (say) => `in ${say.name(named)} stand types that implement ${say.placed(baseName)}, such as ${list(say)}`,
            (say) => `${say.name(named)} is where ${say.placed(baseName)} is implemented, by ${list(say)} among others`,
          )
        : ways(
            (say) => `in ${say.name(named)} stand types that are built on ${say.placed(baseName)}, such as ${list(say)}`,
            (say) => (share < mostShare ? null : `what unites ${say.name(named)} is ${say.placed(baseName)}: ${list(say)} are built on it, for instance`),
          )),
      ...styled('technical', (say) => `${say.name(named)}: types built on ${say.bare(baseName)}, such as ${list(say)}`),
    ]),
  }
}

/** Folders right below it that hold code, the most central first. */
const foldersBelow = ({ path }: Part, world: World): { name: string; file: string }[] => {
  const extensions = new Set(world.facts.key_files.map((file) => file.path.slice(file.path.lastIndexOf('.'))))
  const ranked = new Map(world.facts.key_files.map((file, at) => [file.path, at]))
  const rankOf = (file: string): number => ranked.get(file) ?? ranked.size
  const found = new Map<string, string>()
  for (const file of world.paths) {
    if (!file.startsWith(`${path}/`) || isBeside(file) || !extensions.has(file.slice(file.lastIndexOf('.')))) continue
    const rest = file.slice(path.length + 1)
    const name = rest.includes('/') ? rest.slice(0, rest.indexOf('/')) : null
    const known = name === null ? undefined : found.get(name)
    if (name !== null && /^[a-z]/i.test(name) && (known === undefined || rankOf(file) < rankOf(known))) found.set(name, file)
  }
  return [...found].map(([name, file]) => ({ name, file })).toSorted((a, b) => rankOf(a.file) - rankOf(b.file) || (a.name < b.name ? -1 : 1))
}

/** Names of things, and not of how code is sorted anywhere. */
const isPlumbing = (name: string): boolean => /^(?:utils?|helpers?|common|core|internal|shared|lib|types?|impl|main|java|base)$/i.test(name)

const foldersMessage = (named: Named, part: Part, world: World, weight: number): Message[] => {
  const below = foldersBelow(part, world)
  const telling = below.filter(({ name }) => !isPlumbing(name)).slice(0, mostNamed + 1)
  if (below.length < fewestFolders || telling.length < mostNamed) return []
  const list = joined(telling.map(({ name }) => mark(name)))
  const more = below.length > telling.length ? ' among them' : ''
  return [
    {
      id: `part:${part.name}:folders`,
      about: named,
      weight,
      places: telling.map(({ file }) => world.top(file)),
      keywords: [part.name, part.path, ...telling.map(({ name }) => name)],
      forms: claiming(`folders ${part.path}`, [
        ...ways(
          (say) => `${say.name(named)} is divided into ${counted(below.length, 'folder')}, ${list}${more}`,
          (say) => `below ${say.name(named)} lie ${counted(below.length, 'folder')}, ${list}${more}`,
        ),
        ...styled('technical', (say) => `${say.name(named)}: ${counted(below.length, 'folder')}, ${list}${more}`),
      ]),
    },
  ]
}

/** @param files of the part, as far as they are known @param weight of the surest of these messages */
export const roleMessages = (part: Part, files: ReadonlySet<string>, world: World, weight: number): Message[] => {
  if (part.kind === 'file') return []
  const named = world.part(part.name)
  const family = findFamily(files, world)
  return [...foldersMessage(named, part, world, weight), ...(family === null ? [] : [familyMessage(family, named, part, world, weight - 0.04)])]
}
