// The parts of a repository as a newcomer would name them: its packages or crates where there are several, else the
// folders of its source, else its files. Who depends on whom follows from the imports between them.
import type { Part, Place, Quote } from '../../shared/analysis.ts'
import type { ImportGraph } from './import-graph.ts'
import { baseName, folderOf } from './languages.ts'
import type { Manifest } from './manifests/manifest.ts'
import type { RankedFile } from './rank.ts'
import { pushTo } from './resolvers/resolver.ts'

interface Group {
  name: string
  path: string
  kind: Part['kind']
  manifest: Manifest | null
}

const maxParts = 60
const giantFiles = 20
/** So many files side by side are the product's own level, however many lie in a folder beside them. */
const manyFiles = 4
/** Declarations of what lies elsewhere, and scripts. */
const besideProduct = /\.d\.[cm]?ts$|^bin\//
const giantShare = 0.8
const manifestKinds: Readonly<Record<string, Part['kind']>> = { cargo: 'crate' }

interface PartSources {
  ranked: readonly RankedFile[]
  /** Paths of the files that the product is made of: what lies beside them is no part. */
  product: ReadonlySet<string>
  manifests: readonly Manifest[]
  graph: ImportGraph
  /** Own words about a file or folder: a heading comment, a README beside it. */
  describe: (path: string) => Quote | null
}

export const findParts = ({ ranked, product, manifests, graph, describe }: PartSources): Part[] => {
  const groupOf = createGrouping(ranked, product, manifests)
  const members = new Map<string, RankedFile[]>()
  const groups = new Map<string, Group>()
  const partOf = new Map<string, string>()
  const languageOf = new Map(ranked.map(({ file }) => [file.path, file.language]))
  for (const file of ranked) {
    const group = groupOf(file.file.path)
    groups.set(group.path, group)
    partOf.set(file.file.path, group.path)
    pushTo(members, group.path, file)
  }
  const ofProduct = [...groups.values()].filter(({ path }) => members.get(path)?.some(({ file }) => product.has(file.path)) === true)
  const sameName = Map.groupBy(ofProduct, ({ name }) => name)
  /** Two folders of one name are told apart by their paths. */
  const nameOf = (path: string): string => {
    const name = groups.get(path)?.name ?? path
    return (sameName.get(name)?.length ?? 0) > 1 ? path : name
  }
  const parts = ofProduct.map((group): Part => {
    const files = members.get(group.path) ?? []
    const lines = files.reduce((sum, { file }) => sum + file.lines, 0)
    const own = group.manifest
    const described = own?.description
    return {
      name: nameOf(group.path),
      path: group.path,
      kind: group.kind,
      description:
        described != null
          ? { text: described.text, place: { file: own?.file ?? '', start_line: described.line, end_line: described.line } }
          : describe(group.path),
      files: files.length,
      lines,
      main_language: mainLanguage(files),
      depends_on: linksBetween(group.path, graph.edgesFrom, 'to'),
      used_by: linksBetween(group.path, graph.edgesTo, 'from'),
      central_files: files.slice(0, 5).map(({ file }) => file.path),
      place:
        own !== null
          ? { file: own.file, start_line: own.line, end_line: own.line }
          : { file: files[0]?.file.path ?? group.path, start_line: 1, end_line: Math.max(1, files[0]?.file.lines ?? 1) },
    }
  })
  const weight = (part: Part) => (members.get(part.path) ?? []).slice(0, 5).reduce((sum, { score }) => sum + score, 0) + Math.log1p(part.used_by.length) * 0.12
  return parts.sort((a, b) => weight(b) - weight(a) || (a.path < b.path ? -1 : 1)).slice(0, maxParts)

  function linksBetween(path: string, edges: ImportGraph['edgesFrom'], end: 'to' | 'from'): Part['depends_on'] {
    const counts = new Map<string, { imports: number; example: Place | null; named: Place | null }>()
    for (const { file } of members.get(path) ?? [])
      for (const edge of edges.get(file.path) ?? []) {
        const other = partOf.get(edge[end])
        if (other === undefined || other === path || !product.has(edge.from) || !product.has(edge.to)) continue
        // Ruby's constants are shared by name: one that is written like another part's says nothing of a need.
        if (edge.line === null && languageOf.get(edge.from) === 'Ruby') continue
        const known = counts.get(other) ?? { imports: 0, example: null, named: null }
        known.imports += 1
        // The line that says it, where one does.
        if (edge.line !== null) known.example ??= { file: edge.from, start_line: edge.line, end_line: edge.line }
        else known.named ??= { file: edge.from, start_line: 1, end_line: 1 }
        counts.set(other, known)
      }
    return [...counts]
      .flatMap(([other, { imports, example, named }]) => {
        const at = example ?? named
        return at === null ? [] : [{ part: nameOf(other), imports, example: at }]
      })
      .sort((a, b) => b.imports - a.imports || (a.part < b.part ? -1 : 1))
  }
}

const createGrouping = (ranked: readonly RankedFile[], product: ReadonlySet<string>, manifests: readonly Manifest[]): ((path: string) => Group) => {
  const own = ranked.filter(({ file }) => product.has(file.path))
  const folders = new Set(ranked.flatMap(({ file }) => ancestors(file.path)))
  const packages = manifests.filter((manifest) => manifest.name !== null && (manifest.folder === '' || folders.has(manifest.folder)))
  const byFolder = new Map(packages.map((manifest) => [manifest.folder, manifest]))
  const owned = new Set(own.map(({ file }) => ancestors(file.path).find((folder) => byFolder.has(folder)) ?? ''))
  if (owned.size >= 2 && !hasGiant(own, byFolder))
    return (path) => {
      const folder = ancestors(path).find((candidate) => byFolder.has(candidate)) ?? ''
      const manifest = byFolder.get(folder) ?? null
      // What no package owns is told by its top folder.
      if (manifest === null || folder === '') {
        const top = path.includes('/') ? path.slice(0, path.indexOf('/')) : path
        if (manifest === null || !path.startsWith('src/')) return { name: top, path: top, kind: path.includes('/') ? 'folder' : 'file', manifest: null }
      }
      // An address of Go is what others import; here people know the folder.
      const name = manifest.ecosystem === 'go' && folder !== '' ? folder : (manifest.name ?? folder)
      return { name, path: folder, kind: manifestKinds[manifest.ecosystem] ?? 'package', manifest }
    }
  // Where the product's code lies: declarations and scripts beside it don't say.
  const code = own.filter(({ file }) => !besideProduct.test(file.path))
  const root = sourceRoot((code.length > 0 ? code : own).map(({ file }) => file.path))
  const direct = own.filter(({ file }) => folderOf(file.path) === root)
  // Of a folder with hundreds of files the most important stand for themselves, the rest for the folder.
  const shown = new Set(direct.slice(0, direct.length <= 30 ? 30 : 20).map(({ file }) => file.path))
  return (path) => {
    // Of what lies beside the root, the first step off the way to it: lib/generators beside lib/till.
    const level = path.startsWith(`${root}/`) || root === '' ? root : (ancestors(root).find((folder) => isWithin(path, folder)) ?? '')
    const rest = level === '' ? path : path.slice(level.length + 1)
    const slash = rest.indexOf('/')
    if (slash !== -1) {
      const name = rest.slice(0, slash)
      return { name, path: level === '' ? name : `${level}/${name}`, kind: 'folder', manifest: null }
    }
    const own = path.slice(0, path.lastIndexOf('.'))
    if (level === root && withOwnFolder.test(path) && folders.has(own)) return { name: baseName(own), path: own, kind: 'folder', manifest: null }
    return level !== root || shown.has(path) || !product.has(path)
      ? { name: baseName(path), path, kind: 'file', manifest: null }
      : { name: root === '' ? 'root' : baseName(root), path: root, kind: 'folder', manifest: null }
  }
}

/** In Rust and by custom in Ruby and PHP a module's file lies beside the folder with the rest of it: `assets.rs` and `assets/`. */
const withOwnFolder = /\.(?:rs|rb|php)$/

const isWithin = (path: string, folder: string): boolean => folder === '' || path.startsWith(`${folder}/`)

/** One package with nearly all of the code, beside which the others are tools: its folders are the parts. */
const hasGiant = (product: readonly RankedFile[], byFolder: ReadonlyMap<string, Manifest>): boolean => {
  const counts = new Map<string, number>()
  for (const { file } of product) {
    const folder = ancestors(file.path).find((candidate) => byFolder.has(candidate))
    if (folder !== undefined) counts.set(folder, (counts.get(folder) ?? 0) + 1)
  }
  const largest = Math.max(0, ...counts.values())
  return largest >= giantFiles && largest >= product.length * giantShare
}

/** From the file's own folder up to the root. */
const ancestors = (path: string): string[] => {
  const folders: string[] = []
  for (let folder = folderOf(path); ; folder = folderOf(folder)) {
    folders.push(folder)
    if (folder === '') return folders
  }
}

/** The deepest folder that holds most of the source: `src/flask`, `lib`; the root where it lies everywhere. */
const sourceRoot = (paths: readonly string[]): string => {
  let root = ''
  for (;;) {
    const counts = new Map<string, number>()
    const prefix = root === '' ? '' : `${root}/`
    const within = paths.filter((path) => path.startsWith(prefix))
    for (const path of within) {
      const slash = path.indexOf('/', prefix.length)
      if (slash !== -1) counts.set(path.slice(0, slash), (counts.get(path.slice(0, slash)) ?? 0) + 1)
    }
    const [best] = [...counts].sort(([a, countA], [b, countB]) => countB - countA || (a < b ? -1 : 1))
    const direct = within.filter((path) => !path.slice(prefix.length).includes('/')).length
    if (best === undefined || direct >= manyFiles || best[1] < within.length * 0.8 || best[1] < paths.length * 0.6) return root
    root = best[0]
  }
}

const mainLanguage = (files: readonly RankedFile[]): string => {
  const lines = new Map<string, number>()
  for (const { file } of files) lines.set(file.language, (lines.get(file.language) ?? 0) + file.lines)
  return [...lines].sort(([a, linesA], [b, linesB]) => linesB - linesA || (a < b ? -1 : 1))[0]?.[0] ?? ''
}
