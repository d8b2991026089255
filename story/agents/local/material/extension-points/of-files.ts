// Kinds that show in the files: those of one folder that are built alike, and folders with the same file in each.
import type { KeyFile } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Named } from '../../telling/message.ts'
import { findKind, inWords, singular } from '../kind-in-words.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { type ExtensionPoint, fewest, folderOf, kindFolder, mostOfKind, ofTheirKind, registryOf, usual } from './point.ts'

const stemOf = (file: string): string =>
  (file.split('/').at(-1) ?? file)
    .replace(/\.\w+$/, '')
    .toLowerCase()
    .replace(/[^a-z\d]/g, '')

/** Files of one folder, each with a type called like the file, that share the names of their methods. */
export const siblings = (world: World): ExtensionPoint[] => {
  const named = world.facts.symbols.filter(({ kind, name, place }) => /^(?:class|struct)$/.test(kind) && stemOf(place.file).includes(name.toLowerCase()))
  return [...Map.groupBy(named, ({ place }) => folderOf(place.file))].flatMap(([folder, types]): ExtensionPoint[] => {
    if (folder === '' || types.length < fewest) return []
    const methods = types.map((type) => ({
      type,
      names: new Set(
        world.facts.symbols
          .filter(({ parent, place, kind }) => kind === 'method' && parent === type.qualified_name && place.file === type.place.file)
          .map(({ name }) => name)
          .filter((name) => !usual.test(name)),
      ),
    }))
    const counts = new Map<string, number>()
    for (const { names } of methods) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
    const shared = [...counts].filter(([, count]) => count >= Math.max(fewest, types.length * 0.6)).map(([name]) => name)
    const [method] = shared
    if (method === undefined) return []
    const last = folder.split('/').at(-1) ?? folder
    const having = methods.filter(({ names }) => names.has(method)).map(({ type }) => type)
    const alike = ofTheirKind(having, singular(last), ({ name }) => name)
    if (alike.length < fewest) return []
    // The file that names them all, so that a new one has to be named there, too.
    const files = new Set(alike.map(({ place }) => place.file))
    const registry = registryOf(files, world)
    const part = world.facts.parts.find(({ path }) => path === folder)
    const home: Named = part === undefined ? { key: `folder ${folder}`, name: folder, role: 'folder', home: null } : world.part(part.name)
    // What they are called by: the last word that their types share, else the folder where that is a word for a kind.
    const ending = /([A-Z][a-z]{3,})$/.exec(alike[0]?.name ?? '')?.[1]
    const what =
      ending !== undefined && alike.every(({ name }) => name.endsWith(ending))
        ? findKind(ending, null)
        : kindFolder.test(last.split(/[-_]/).at(-1) ?? last)
          ? findKind(singular(last), null)
          : null
    if (what === null) return []
    return [
      {
        id: `siblings:${folder}`,
        what,
        about: home,
        examples: alike.slice(0, 3).map(({ place }) => world.file(place.file)),
        places: [...alike.slice(0, 3).map(({ place }) => place), ...(registry === undefined ? [] : [world.top(registry.path)])],
        how: (say) =>
          `it is a file in ${say.bare(home)} whose type has ${shared.length > 1 ? 'the methods' : 'the method'} ${joined(shared.slice(0, 2).map(mark))}${registry === undefined ? '' : `, and ${say.bare(world.file(registry.path))} has to name it`}`,
        weight: 0.95,
      },
    ]
  })
}

/** `URLRequest+Name.swift` adds to somebody else's type, and is no extension of this. */
const isKindOf = (file: string): boolean =>
  !/\+|(?:^|\/)(?:index|mod|__init__|base|common|utils?|types?|helpers?)\.\w+$|[._-](?:test|spec)\.|\.d\.ts$/i.test(file)

/** Those of them that are built alike: with a function of one name, or a type that descends from one. */
const alikeIn = (files: readonly KeyFile[], world: World): readonly KeyFile[] => {
  const traits = new Map(
    files.map(({ path }) => {
      const own = world.facts.symbols.filter(({ place }) => place.file === path)
      const names = own.filter(({ kind, name }) => (kind === 'function' || kind === 'method') && !usual.test(name)).map(({ name }) => name)
      return [path, new Set([...names, ...own.flatMap(({ extends: parents }) => parents.map(lastSegment))])]
    }),
  )
  const counts = new Map<string, number>()
  for (const names of traits.values()) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  const [shared, count] = [...counts].toSorted(([, one], [, other]) => other - one)[0] ?? ['', 0]
  return count >= Math.max(fewest, files.length * 0.5) ? files.filter(({ path }) => traits.get(path)?.has(shared)) : []
}

/** Ruby: beside files with a class each, one that holds nothing but modules is mixed into those, and is no further one of the kind. */
const holdsMixins = (files: readonly KeyFile[], world: World): boolean => {
  const ruby = files.filter(({ language }) => language === 'Ruby')
  const withClass = ruby.filter(({ path }) => world.facts.symbols.some(({ kind, place }) => kind === 'class' && place.file === path))
  return withClass.length > 0 && withClass.length < ruby.length
}

/** A folder called after a kind of thing, with a file for each. */
export const kindFolders = (world: World, taken: ReadonlySet<string>): ExtensionPoint[] => {
  // `language/languages.rs` holds them all, and `language_type.rs` says what one is.
  const isOfAll = (path: string): boolean => {
    const kind = stemOf(singular(folderOf(path).split('/').at(-1) ?? ''))
    return kind !== '' && new RegExp(`^${kind}(?:s|es|type|kind|list|map|registry|factory)?$`).test(stemOf(path))
  }
  const sources = world.facts.key_files.filter(
    ({ path, language }) =>
      language !== 'SQL' && kindFolder.test(folderOf(path).split('/').at(-1) ?? '') && isKindOf(path) && !isOfAll(path) && !isBeside(path),
  )
  return [...Map.groupBy(sources, ({ path }) => folderOf(path))]
    .filter(([, files]) => !holdsMixins(files, world))
    .map(([folder, files]): [string, readonly KeyFile[]] => {
      const own = ofTheirKind(files, singular(folder.split('/').at(-1) ?? folder), ({ path }) => stemOf(path))
      const isOneEach = own.length < files.length || registryOf(new Set(files.map(({ path }) => path)), world) !== undefined
      // What only lies in one folder need not be of one kind: the chain lies beside its links.
      return [folder, isOneEach ? own : alikeIn(own, world)]
    })
    .filter(([folder, files]) => files.length >= fewest && !taken.has(inWords(singular(folder.split('/').at(-1) ?? ''))))
    .toSorted(([, a], [, b]) => b.length - a.length)
    .slice(0, mostOfKind)
    .map(([folder, files], index): ExtensionPoint => {
      const part = world.facts.parts.find(({ path }) => path === folder)
      const home: Named = part === undefined ? { key: `folder ${folder}`, name: folder, role: 'folder', home: null } : world.part(part.name)
      return {
        id: `folder:${folder}`,
        what: inWords(singular(folder.split('/').at(-1) ?? folder)),
        about: home,
        examples: files.slice(0, 3).map(({ path }) => world.file(path)),
        places: files.slice(0, 3).map(({ path }) => world.top(path)),
        how: (say) => `it would be one more file in ${say.bare(home)}`,
        weight: 0.86 - index * 0.1,
      }
    })
}

const fewestFolders = 5

/** `src/middleware/cors/index.ts`, `src/middleware/jwt/index.ts` …: a folder for each of a kind, with the same file in it. */
export const folderFamilies = (world: World): ExtensionPoint[] => {
  const inner = world.paths.flatMap((path) => {
    const [, folder, name, file] = /^(.+)\/([\w.-]+)\/([\w.-]+)$/.exec(path) ?? []
    return folder === undefined || name === undefined || file === undefined || !kindFolder.test(folder.split('/').at(-1) ?? '') || isBeside(path)
      ? []
      : [{ folder, name, file }]
  })
  return [...Map.groupBy(inner, ({ folder }) => folder)]
    .flatMap(([folder, all]) => {
      const names = new Set(all.map(({ name }) => name))
      const [most] = [...Map.groupBy(all, ({ file }) => file)].toSorted(([, one], [, other]) => other.length - one.length)
      return most === undefined || names.size < fewestFolders || most[1].length < names.size * 0.7 ? [] : [{ folder, file: most[0], own: most[1] }]
    })
    .toSorted((a, b) => b.own.length - a.own.length)
    .slice(0, mostOfKind)
    .map(({ folder, file, own }, index): ExtensionPoint => {
      const examples = own.slice(0, 3)
      const home: Named = { key: `folder ${folder}`, name: folder, role: 'folder', home: null }
      return {
        id: `folders:${folder}`,
        what: inWords(singular(folder.split('/').at(-1) ?? folder)),
        about: home,
        examples: examples.map(({ name }) => ({ key: `folder ${folder}/${name}`, name, role: 'folder', home: null })),
        places: examples.map(({ name }) => world.top(`${folder}/${name}/${file}`)),
        how: (say) => `each has a folder of its own in ${say.bare(home)}, with a file ${mark(file)} in it`,
        weight: 0.97 - index * 0.1,
      }
    })
}
