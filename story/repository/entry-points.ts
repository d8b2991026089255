// Where execution starts, or where a user's own code comes in: what manifests declare, main functions, routes, and the
// smallest examples.
import type { EntryPoint } from '../../shared/analysis.ts'
import { baseName, folderOf } from './languages.ts'
import { joinPath, type Manifest } from './manifests/manifest.ts'
import type { ScannedFile, ScannedRepository } from './resolvers/resolver.ts'
import { isAsidePath } from './telling-names.ts'

const order: readonly EntryPoint['kind'][] = ['bin', 'library', 'server', 'main', 'command', 'worker', 'route', 'script', 'example', 'export']
const asideFolder = /(?:^|\/)(?:tests?|__tests__|fixtures?|examples?|bench(?:es|marks)?|fuzz|e2e|docs?|website)(?:\/|$)/
const maxRoutes = 40
const maxExamples = 8
const fewestExampleLines = 4

/** `src/bin/a.rs` and `src/bin/b/main.rs`: programs that Cargo finds by itself. */
const addCargoPrograms = (folder: string, files: ReadonlyMap<string, ScannedFile>, add: (entry: EntryPoint) => void): void => {
  const start = folder === '' ? 'src/bin/' : `${folder}/src/bin/`
  for (const [file, { scan }] of files) {
    const name = file.startsWith(start) ? /^([^/]+?)(?:\.rs|\/main\.rs)$/.exec(file.slice(start.length))?.[1] : undefined
    if (name === undefined) continue
    const line = scan.mainLine ?? 1
    add({ kind: 'bin', name, symbol: 'main', reason: 'in src/bin, where Cargo looks for programs', place: { file, start_line: line, end_line: line } })
  }
}

/** Of what the package's own start script runs. */
export const startReason = 'npm start'

const runsFile = /(?:^|[\s;&|])(?:node|nodemon|tsx|ts-node|bun|bun run|deno run)\s+(?:-\S+\s+)*([\w./-]+\.[cm]?[jt]s)\b/
const runsScript = /(?:npm run|yarn(?: run)?|pnpm(?: run)?)\s+([\w:-]+)/

/** What `npm start` runs, by way of one other script at most. */
const findStarted = ({ ecosystem, scripts }: Manifest): { file: string } | null => {
  const commandOf = (name: string | undefined): string => scripts.find((script) => script.name === name)?.command ?? ''
  const start = ecosystem === 'npm' ? commandOf('start') : ''
  const file = (runsFile.exec(start) ?? runsFile.exec(commandOf(runsScript.exec(start)?.[1])))?.[1]
  return file === undefined ? null : { file }
}

export const findEntryPoints = (repository: ScannedRepository): EntryPoint[] => {
  const { files, manifests } = repository
  const found: (EntryPoint & { weight: number })[] = []
  const add = (entry: EntryPoint, weight: number) => {
    if (!found.some((known) => known.kind === entry.kind && known.place.file === entry.place.file && known.name === entry.name))
      found.push({ ...entry, weight })
  }
  for (const manifest of manifests) {
    const depth = manifest.folder === '' ? 0 : manifest.folder.split('/').length
    if (asideFolder.test(manifest.folder) || isAsidePath(`${manifest.folder}/`)) continue
    for (const entry of manifest.entries) {
      const targets = [entry.target, ...(entry.alternatives ?? [])].flatMap(
        (target) => resolveTarget(repository, manifest.folder, manifest.ecosystem, target) ?? [],
      )
      // A file of types says what is there, and not what happens.
      const file = targets.find((target) => files.has(target) && !/\.d\.[cm]?ts$/.test(target)) ?? targets[0] ?? null
      if (file === null || (entry.reason.startsWith('index file') && !files.has(file))) continue
      const line = entry.symbol === 'main' ? (files.get(file)?.scan.mainLine ?? 1) : 1
      add({ kind: entry.kind, name: entry.name, symbol: entry.symbol, reason: entry.reason, place: { file, start_line: line, end_line: line } }, depth)
    }
    const started = manifest.entries.some(({ kind, reason }) => kind === 'library' && !reason.startsWith('index file')) ? null : findStarted(manifest)
    const file = started === null ? null : resolveTarget(repository, manifest.folder, manifest.ecosystem, started.file)
    if (started !== null && file !== null && files.get(file)?.kind === 'source' && !isAsidePath(file))
      add({ kind: 'main', name: manifest.name ?? baseName(file), symbol: null, reason: startReason, place: { file, start_line: 1, end_line: 1 } }, depth)
    if (manifest.ecosystem === 'cargo') addCargoPrograms(manifest.folder, files, (entry) => add(entry, depth))
  }
  let routes = 0
  const languages = mainLanguages(files)
  const examples: ScannedFile[] = []
  for (const file of files.values()) {
    if (
      file.kind === 'example' &&
      /(?:^|\/)(?:index|main|app|server|example|hello\w*|basic|simple|Program|__init__|[^/]*example[^/]*)\.\w+$/i.test(file.path) &&
      !/HTML|CSS|SCSS/.test(file.language) &&
      file.lines >= fewestExampleLines
    )
      examples.push(file)
    if (file.kind !== 'source') continue
    addMain(file, manifests, languages, add)
    for (const route of file.scan.routes) {
      if (routes++ >= maxRoutes) break
      add(
        {
          kind: 'route',
          name: `${route.method} ${route.path}`,
          symbol: null,
          reason: 'route in the code',
          place: { file: file.path, start_line: route.line, end_line: route.line },
        },
        1,
      )
    }
  }
  addLibraries(repository, add, found)
  for (const file of examples.sort((a, b) => a.lines - b.lines || (a.path < b.path ? -1 : 1)).slice(0, maxExamples))
    add(
      {
        kind: 'example',
        name: folderOf(file.path).split('/').at(-1) ?? file.path,
        symbol: null,
        reason: 'example',
        place: { file: file.path, start_line: 1, end_line: Math.max(1, file.lines) },
      },
      2,
    )
  return found
    .sort(
      (a, b) =>
        a.weight - b.weight ||
        order.indexOf(a.kind) - order.indexOf(b.kind) ||
        (a.place.file < b.place.file ? -1 : a.place.file > b.place.file ? 1 : a.place.start_line - b.place.start_line),
    )
    .map(({ weight: _, ...entry }) => entry)
}

/** What a page looks like and what a database is filled with can outweigh the program. */
const pageLanguage = /^(?:CSS|SCSS|Less|HTML|SQL)$/

/** A script in another language than the project's is a tool of its makers. */
const mainLanguages = (files: ReadonlyMap<string, ScannedFile>): Set<string> => {
  const lines = new Map<string, number>()
  for (const file of files.values())
    if (file.kind === 'source' && !pageLanguage.test(file.language)) lines.set(file.language, (lines.get(file.language) ?? 0) + file.lines)
  const all = [...lines.values()].reduce((sum, count) => sum + count, 0)
  return new Set([...lines].filter(([, count]) => count >= all * 0.2).map(([language]) => language))
}

/** Go builds a program under the name of its folder, and at the module's root under the module's. */
const goProgramName = (path: string, manifests: readonly Manifest[]): string | undefined => {
  const module = manifests.find(({ ecosystem, folder }) => ecosystem === 'go' && folder === folderOf(path))?.name
  return (module?.replace(/\/v\d+$/, '') ?? folderOf(path)).split('/').at(-1)
}

const addMain = (file: ScannedFile, manifests: readonly Manifest[], languages: ReadonlySet<string>, add: (entry: EntryPoint, weight: number) => void): void => {
  const { mainLine } = file.scan
  const place = { file: file.path, start_line: mainLine ?? 1, end_line: mainLine ?? 1 }
  if (baseName(file.path) === '__main__.py')
    add({ kind: 'main', name: `python -m ${folderOf(file.path).split('/').at(-1) ?? ''}`, symbol: null, reason: '__main__.py', place }, 1)
  // A command without an ending is declared by its package, or a tool of its makers.
  else if (mainLine === null || !baseName(file.path).includes('.')) return
  // Elsewhere `fn main` stands in a string or an example of the documentation.
  else if (file.language === 'Rust' && !/(?:^|\/)(?:main|build)\.rs$|\/bin\/[^/]+\.rs$/.test(file.path)) return
  else {
    const tool =
      !languages.has(file.language) ||
      /(?:^|\/)(?:scripts?|tools?|ci|bench(?:es|marks?)?|metrics|perf|fuzz|build|hack|misc|support|docs?|etc)\/|Benchmark\w*\.\w+$/.test(file.path) ||
      /(?:^|\/)(?:build\.rs|setup\.py|noxfile\.py|conftest\.py)$/.test(file.path)
    const reasons: Readonly<Record<string, string>> = {
      Go: 'func main',
      Rust: 'fn main',
      Python: 'if __name__ == "__main__"',
      JavaScript: 'started directly',
      TypeScript: 'started directly',
    }
    const name = file.language === 'Go' ? (goProgramName(file.path, manifests) ?? 'main') : (baseName(file.path).split('.')[0] ?? 'main')
    // A script of JavaScript or Python runs from its top.
    const hasMain = /^(?:Go|Rust|Java|Kotlin|C|C\+\+|C#|Objective-C)$/.test(file.language)
    add(
      {
        kind: tool ? 'script' : 'main',
        name: name === '' ? 'main' : name,
        symbol: hasMain ? 'main' : null,
        reason: reasons[file.language] ?? 'main function',
        place,
      },
      // A package's name as folders is no depth.
      tool ? 3 : file.path.replace(/(^|\/)src\/\w+\/(?:java|kotlin|scala)\/.*\//, '$1').split('/').length > 5 ? 2 : 0,
    )
  }
}

/** A Python or Go package that others import says so only by its place. */
const addLibraries = ({ files, manifests }: ScannedRepository, add: (entry: EntryPoint, weight: number) => void, found: readonly EntryPoint[]): void => {
  for (const manifest of manifests) {
    if (
      manifest.name === null ||
      asideFolder.test(manifest.folder) ||
      isAsidePath(`${manifest.folder}/`) ||
      found.some((entry) => entry.kind === 'library' && entry.name === manifest.name)
    )
      continue
    if (manifest.ecosystem === 'pypi') {
      const name = manifest.name.toLowerCase().replaceAll('-', '_')
      const folder = manifest.folder === '' ? '' : `${manifest.folder}/`
      const init = [`${folder}src/${name}/__init__.py`, `${folder}${name}/__init__.py`, `${folder}src/${name}.py`, `${folder}${name}.py`].find((path) =>
        files.has(path),
      )
      if (init !== undefined)
        add(
          { kind: 'library', name: manifest.name, symbol: null, reason: `import ${name}`, place: { file: init, start_line: 1, end_line: 1 } },
          folder === '' ? 0 : 1,
        )
    }
    if (/^(?:maven|gem|composer|swift|nuget|cmake)$/.test(manifest.ecosystem)) {
      const main = namedLike(manifest.name, manifest.folder, files)
      const within = manifest.folder === '' ? '' : `${manifest.folder}/`
      const starts = [...files.values()].some(
        (file) =>
          file.kind === 'source' && file.scan.mainLine !== null && baseName(file.path).includes('.') && file.path.startsWith(within) && !isAsidePath(file.path),
      )
      const place =
        main !== null && (files.get(main)?.scan.mainLine ?? null) === null
          ? { file: main, start_line: 1, end_line: 1 }
          : starts
            ? null
            : { file: manifest.file, start_line: manifest.line, end_line: manifest.line }
      if (place !== null)
        add({ kind: 'library', name: manifest.name, symbol: null, reason: `the package ${manifest.name}`, place }, manifest.folder === '' ? 0 : 1)
    }
    if (manifest.ecosystem === 'go') {
      const own = [...files.values()].filter(
        (file) => file.kind === 'source' && file.language === 'Go' && folderOf(file.path) === manifest.folder && file.scan.packageName !== 'main',
      )
      const name =
        manifest.name
          .split('/')
          .filter((part) => !/^v\d+$/.test(part))
          .at(-1) ?? ''
      const main = own.find((file) => baseName(file.path) === `${name}.go`) ?? own.toSorted((a, b) => b.lines - a.lines)[0]
      if (main !== undefined)
        add(
          { kind: 'library', name, symbol: null, reason: `import "${manifest.name}"`, place: { file: main.path, start_line: 1, end_line: 1 } },
          manifest.folder === '' ? 0 : 1,
        )
    }
  }
}

/** The file that bears the package's name: Gson.java, sinatra.rb, Alamofire.swift; else the longest one named like a front door. */
const namedLike = (name: string, folder: string, files: ReadonlyMap<string, ScannedFile>): string | null => {
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const wanted = plain(name.split(/[/:]/).at(-1) ?? name)
  const within = [...files.values()].filter(
    (file) => file.kind === 'source' && baseName(file.path).includes('.') && !isAsidePath(file.path) && (folder === '' || file.path.startsWith(`${folder}/`)),
  )
  const named = within.find((file) => plain(baseName(file.path).replace(/\.\w+$/, '')) === wanted)
  const door = within
    .filter((file) => /^(?:app|application|main|base|core|client|api|format|lib)\.\w+$/i.test(baseName(file.path)))
    .toSorted((a, b) => b.lines - a.lines)[0]
  return named?.path ?? door?.path ?? null
}

const resolveTarget = ({ paths }: ScannedRepository, folder: string, ecosystem: string, target: string): string | null => {
  if (ecosystem === 'pypi') {
    const path = target.replaceAll('.', '/')
    return (
      [`src/${path}.py`, `src/${path}/__init__.py`, `${path}.py`, `${path}/__init__.py`, `src/${path}/__main__.py`]
        .map((candidate) => joinPath(folder, candidate) ?? '')
        .find((candidate) => paths.has(candidate)) ?? null
    )
  }
  const direct = joinPath(folder, target)
  if (direct === null) return null
  const stem = direct.replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '')
  const relative = target
    .replace(/^\.\//, '')
    .replace(/\.(?:d\.)?[cm]?[jt]sx?$/, '')
    .replace(/^(?:dist|distribution|build|lib|out|esm|cjs)\/(?:(?:esm|cjs|src|node)\/)*/, '')
  const guesses = [direct, ...['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js'].map((ending) => stem + ending)]
  const sources = [`src/${relative}`, `source/${relative}`, relative, 'src/index', 'source/index'].flatMap((guess) =>
    ['.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs'].map((ending) => joinPath(folder, guess + ending) ?? ''),
  )
  const isBuilt = /^(?:\.\/)?(?:dist|build|out)\//.test(target)
  return (isBuilt ? [...sources, ...guesses] : [...guesses, ...sources]).find((candidate) => candidate !== '' && paths.has(candidate)) ?? null
}
