// Which source files the product is made of. Benchmarks, pages and applications that try it out lie beside it: they need it,
// and it needs none of them. What is told of the whole (its parts, its shape) is told of the product alone.
import type { EntryPoint } from '../../shared/analysis.ts'
import { withoutPackage } from './file-kind.ts'
import type { ImportGraph } from './import-graph.ts'
import type { Manifest } from './manifests/manifest.ts'
import type { RankedFile } from './rank.ts'
import { syntaxRows } from './syntax/rows.ts'
import { isAsidePath } from './telling-names.ts'

const besideFolder =
  /(?:^|\/)(?:_?examples?|samples?|demos?|docs?|benches|tutorials?|snippets|website|playgrounds?|sandbox|codemods?|fuzz\w*|e2e|integration\w*|spec|__tests__|\.[\w-]+)\//i
/** Deeper down these are names of the product's own subjects. */
const besideTop = /^(?:assets|build|contrib|extras?|perf(?:ormance)?|perf-[\w-]+|public|vendor-bin|ci|etc|hack|runtime-tests|test[-_]\w+)\//i

/** Of the product, as far as its folder tells. @param path of a file, or of a folder with a slash at its end */
export const isOfProduct = (path: string): boolean => !isAsidePath(path) && !besideFolder.test(withoutPackage(path)) && !besideTop.test(path)

interface ProductSources {
  ranked: readonly RankedFile[]
  manifests: readonly Manifest[]
  graph: ImportGraph
  entries: readonly EntryPoint[]
}

/** In these a package keeps its code in one folder, from which alone others import. In Go every folder is a package to import. */
const withOneFolder: ReadonlySet<string> = new Set(['npm', 'pypi', 'gem', 'composer', 'cargo'])
const mostInMain = 0.5

/** Paths of the product's files. All source files where the rules would leave none. */
export const findProductFiles = ({ ranked, manifests, graph, entries }: ProductSources): ReadonlySet<string> => {
  const candidates = ranked.map(({ file }) => file).filter(({ path, language }) => syntaxRows[language] !== undefined && isOfProduct(path))
  const paths = withoutExamples(candidates.map(({ path }) => path))
  const trying = new Set(foldersThatTryIt(paths, { manifests, graph, entries }))
  const product = paths.filter((path) => !trying.has(topOf(path)))
  return new Set(product.length > 0 ? product : ranked.map(({ file }) => file.path))
}

const packageRoot = /(?:^|\/)src\/\w+\/(?:java|kotlin|scala|groovy)\//
const commonFolder = (paths: readonly string[]): string => {
  const [first = '', ...others] = paths
  let folder = first.slice(0, first.lastIndexOf('/') + 1)
  while (folder !== '' && !others.every((path) => path.startsWith(folder))) folder = folder.slice(0, folder.lastIndexOf('/', folder.length - 2) + 1)
  return folder
}

/** On the JVM `org/springframework/samples` is a name that all of it shares; below what is shared, `examples` are examples. */
const withoutExamples = (paths: readonly string[]): string[] => {
  const roots = Map.groupBy(paths, (path) => {
    const found = packageRoot.exec(path)
    return found === null ? null : path.slice(0, found.index + found[0].length)
  })
  const shared = new Map(
    [...roots].flatMap(([root, below]) => {
      const folder = root === null ? null : commonFolder(below)
      return folder === null ? [] : below.map((path): [string, string] => [path, folder])
    }),
  )
  return paths.filter((path) => !besideFolder.test(path.slice(shared.get(path)?.length ?? path.length)))
}

const topOf = (path: string): string => (path.includes('/') ? path.slice(0, path.indexOf('/')) : '')

/** Folders at the top that use a library as its users do: nothing of it needs them, nothing that is published begins there. */
const foldersThatTryIt = (paths: readonly string[], { manifests, graph, entries }: Omit<ProductSources, 'ranked'>): string[] => {
  const isLibrary = entries.some(({ kind, symbol }) => kind === 'library' && symbol === null)
  const root = manifests.find(({ folder, name, ecosystem }) => folder === '' && name !== null && withOneFolder.has(ecosystem))
  if (!isLibrary || root === undefined) return []
  const folders = Map.groupBy(paths, topOf)
  const [main] = [...folders].toSorted(([, a], [, b]) => b.length - a.length)
  if (main === undefined || main[0] === '' || main[1].length < paths.length * mostInMain) return []
  const begins = new Set(entries.filter(({ kind, symbol }) => kind === 'bin' || (kind === 'library' && symbol === null)).map(({ place }) => topOf(place.file)))
  const named = new Set(manifests.filter(({ name }) => name !== null).map(({ folder }) => topOf(`${folder}/`)))
  return [...folders].flatMap(([folder, files]) => {
    if (folder === '' || folder === main[0] || begins.has(folder) || named.has(folder)) return []
    const usesMain = files.some((path) => graph.edgesFrom.get(path)?.some(({ to }) => topOf(to) === main[0]) === true)
    // Ruby's constants are shared by name: one that is written like another file's says nothing of a need.
    const isNeed = ({ from, line }: { from: string; line: number | null }): boolean =>
      topOf(from) !== folder && isOfProduct(from) && (line !== null || root.ecosystem !== 'gem')
    const isUsed = files.some((path) => graph.edgesTo.get(path)?.some(isNeed) === true)
    return usesMain && !isUsed ? [folder] : []
  })
}
