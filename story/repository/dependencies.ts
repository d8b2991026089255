// What the project leans on, for what, and where in the code.
import type { Dependency } from '../../shared/analysis.ts'
import { purposeOf } from './dependency-purposes.ts'
import type { ImportGraph } from './import-graph.ts'
import type { Manifest } from './manifests/manifest.ts'
import { isOfProduct } from './product-files.ts'
import { pushTo, type ScannedFile } from './resolvers/resolver.ts'

/** How an import names what a manifest calls by another name. */
const importNames: Readonly<Record<string, string>> = {
  guava: 'com.google.common',
  truth: 'com.google.common',
  'jackson-databind': 'com.fasterxml.jackson',
  error_prone_annotations: 'com.google.errorprone',
  caliper: 'com.google.caliper',
  'protobuf-java': 'com.google.protobuf',
  pyyaml: 'yaml',
  beautifulsoup4: 'bs4',
  pillow: 'PIL',
  'scikit-learn': 'sklearn',
  'python-dateutil': 'dateutil',
  'python-dotenv': 'dotenv',
  pyjwt: 'jwt',
  'typing-extensions': 'typing_extensions',
  'opencv-python': 'cv2',
  attrs: 'attr',
  protobuf: 'google',
  msgpack: 'msgpack',
  mysqlclient: 'MySQLdb',
  psycopg: 'psycopg',
  'psycopg2-binary': 'psycopg2',
}
const maxUsedIn = 12

/** Does any manifest of the repository ask for what an import names? */
export const createDeclaredCheck = (manifests: readonly Manifest[]): ((external: string) => boolean) => {
  const declared = new Set<string>()
  for (const manifest of manifests) {
    if (manifest.name !== null) declared.add(normal(manifest.name))
    for (const { name } of manifest.dependencies) for (const written of writtenNames(name)) declared.add(normal(written))
  }
  const dotted = manifests.flatMap((manifest) =>
    manifest.ecosystem === 'composer' ? manifest.dependencies : manifest.dependencies.filter((dependency) => dependency.imports !== undefined),
  )
  return (external) =>
    declared.has(normal(external)) ||
    [...prefixes(external)].some((prefix) => declared.has(normal(prefix))) ||
    dotted.some((dependency) => isImportOf(external, dependency))
}

/** `org.junit` of junit:junit, `com.google.gson` of com.google.code.gson:gson. */
const isImportOf = (external: string, { name, imports }: { name: string; imports?: string }): boolean =>
  (external.includes('\\') && isNamespaceOf(external, name)) ||
  (imports !== undefined && (external.startsWith(imports) || external.split('.').includes(name) || external === importName(name)))

/** `Psr\\Http` of psr/http-message, `FastRoute\\Dispatcher` of nikic/fast-route. */
const isNamespaceOf = (namespace: string, name: string): boolean => {
  const plain = namespace.toLowerCase().replaceAll('\\', '/')
  return name.startsWith(plain) || name.split('/').at(-1)?.replaceAll('-', '') === plain.split('/')[0]
}

const normal = (name: string): string => name.toLowerCase().replaceAll('-', '_')
/** A dependency may be called `constructor`, which every object answers to. */
const importName = (name: string): string => (Object.hasOwn(importNames, name.toLowerCase()) ? (importNames[name.toLowerCase()] ?? name) : name)
const writtenNames = (name: string): string[] => [name, importName(name), name.replace(/^@types\//, '')]
function* prefixes(name: string): Generator<string> {
  for (let cut = name.lastIndexOf('/'); cut > 0; cut = name.lastIndexOf('/', cut - 1)) yield name.slice(0, cut)
}

const depthOf = ({ folder }: Manifest): number => (folder === '' ? 0 : folder.split('/').length)

interface DependencySources {
  manifests: readonly Manifest[]
  graph: ImportGraph
  files: ReadonlyMap<string, ScannedFile>
  /** Paths of the files that the product is made of. */
  product: ReadonlySet<string>
  rankOf: (path: string) => number
}

/** Every folder that one of the files lies in, at any depth. */
const foldersAbove = (paths: Iterable<string>): Set<string> => {
  const folders = new Set<string>()
  for (const path of paths)
    for (let cut = path.lastIndexOf('/'); cut > 0 && !folders.has(path.slice(0, cut)); cut = path.lastIndexOf('/', cut - 1)) folders.add(path.slice(0, cut))
  return folders
}

/** What a page, a benchmark or a trial beside the product asks for, the product itself does not need. */
const createBesideCheck = ({ files, product }: Pick<DependencySources, 'files' | 'product'>): ((manifest: Manifest) => boolean) => {
  const withSource = foldersAbove([...files.values()].flatMap(({ path, kind }) => (kind === 'source' ? [path] : [])))
  const withProduct = foldersAbove(product)
  return ({ folder }) => folder !== '' && !withProduct.has(folder) && (withSource.has(folder) || !isOfProduct(`${folder}/`))
}

/** What only measures the speed tests nothing, whatever its own name says. */
const measuring = /(?:^|\/)(?:bench(?:es|marks?)?|perf(?:ormance)?)(?:\/|\.\w+$)|[._-]bench(?:mark)?\.\w+$/i

export const listDependencies = ({ manifests, graph, files, product, rankOf }: DependencySources): Dependency[] => {
  const isBeside = createBesideCheck({ files, product })
  const ownNames = new Set(manifests.flatMap((manifest) => (manifest.name === null ? [] : [`${manifest.ecosystem}:${normal(manifest.name)}`])))
  const usesByName = new Map<string, { file: string; line: number; typeOnly: boolean }[]>()
  for (const [name, uses] of graph.externals) {
    for (const use of uses) pushTo(usesByName, normal(name), use)
  }
  const merged = new Map<string, Dependency>()
  const scopeOrder = ['runtime', 'peer', 'optional', 'build', 'development']
  // The root's own claim before those of packages below it: what a manifest is said to list has to be all of it.
  const byFolder = manifests.toSorted((a, b) => depthOf(a) - depthOf(b) || (a.folder < b.folder ? -1 : a.folder > b.folder ? 1 : 0))
  for (const manifest of byFolder) {
    if (/(?:^|\/)(?:tests?|fixtures?|__fixtures__|examples?)\//.test(manifest.file) || isBeside(manifest)) continue
    for (const dependency of manifest.dependencies) {
      const { name, version, scope, line, condition } = dependency
      const key = `${manifest.ecosystem}:${normal(name)}`
      const known = merged.get(key)
      // The strongest claim of several packages counts: runtime before development.
      if (known !== undefined && scopeOrder.indexOf(known.scope) <= scopeOrder.indexOf(scope)) continue
      const byName = writtenNames(name).flatMap((written) => usesByName.get(normal(written)) ?? [])
      const byImport =
        manifest.ecosystem === 'composer' || dependency.imports !== undefined
          ? [...graph.externals].flatMap(([external, list]) => (isImportOf(external, dependency) ? list : []))
          : []
      const all = [...byName, ...byImport]
      const running = new Set(all.filter(({ typeOnly }) => !typeOnly).map((use) => use.file))
      const used = [...new Set(all.map((use) => use.file))].sort(
        (a, b) =>
          Number(files.get(b)?.kind === 'source') - Number(files.get(a)?.kind === 'source') ||
          Number(running.has(b)) - Number(running.has(a)) ||
          rankOf(a) - rankOf(b) ||
          (a < b ? -1 : 1),
      )
      merged.set(key, {
        name,
        version,
        ecosystem: manifest.ecosystem,
        scope,
        ...(condition === undefined ? {} : { condition }),
        purpose: used.length > 0 && used.every((file) => measuring.test(file)) ? 'other' : purposeOf(name, scope),
        used_in: used.slice(0, maxUsedIn),
        use_count: used.length,
        internal: ownNames.has(key),
        place: { file: manifest.file, start_line: line, end_line: line },
      })
    }
  }
  return [...merged.values()].sort(
    (a, b) => scopeOrder.indexOf(a.scope) - scopeOrder.indexOf(b.scope) || b.use_count - a.use_count || (a.name < b.name ? -1 : 1),
  )
}
