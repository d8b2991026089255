// Node's resolution with TypeScript's on top: relative paths with guessed endings, tsconfig paths and baseUrl, packages
// of the same workspace by name and exports, package imports (#…). Built output leads back to the source it's made from.
import { builtinModules } from 'node:module'
import { folderOf } from '../languages.ts'
import { asRecord, asText, asTexts, parseLooseJson } from '../manifests/json-lines.ts'
import { joinPath, type Manifest } from '../manifests/manifest.ts'
import { type CreateResolver, inside, outside, type ScannedRepository, unresolved } from './resolver.ts'

const builtins = new Set(builtinModules)
/** What an import without its ending may mean, in the order of preference. */
const endings = ['.ts', '.tsx', '.js', '.jsx', '.mts', '.mjs', '.cts', '.cjs', '.d.ts', '.json', '.vue', '.svelte']
const builtEnding = /\.(?:d\.)?([cm]?)jsx?$|\.d\.([cm]?)ts$/

/** Path without its ending → file; a folder's name → its index file, unless a file has that name. */
const indexStems = (paths: ReadonlySet<string>): Map<string, string> => {
  const files = new Map<string, { path: string; rank: number }>()
  const put = (stem: string, path: string, rank: number) => {
    const known = files.get(stem)
    if (known === undefined || rank < known.rank) files.set(stem, { path, rank })
  }
  for (const path of paths) {
    const ending = /(?:\.d)?\.[a-z]+$/.exec(path)?.[0] ?? ''
    const rank = endings.indexOf(ending)
    if (rank === -1) continue
    const stem = path.slice(0, -ending.length)
    put(stem, path, rank)
    if (stem === 'index' || stem.endsWith('/index')) put(stem.slice(0, -6).replace(/\/$/, ''), path, rank + endings.length)
  }
  return new Map([...files].map(([stem, { path }]) => [stem, path]))
}

interface PathMapping {
  folder: string
  /** Pattern parts around the star, and the targets. */
  paths: { before: string; after: string; isExact: boolean; targets: string[] }[]
  baseUrl: string | null
}

export const createJavaScriptResolver: CreateResolver = (repository) => {
  const { paths } = repository
  const packages = repository.manifests.filter((manifest) => manifest.ecosystem === 'npm')
  const byName = new Map(packages.flatMap((manifest) => (manifest.name === null ? [] : [[manifest.name, manifest] as const])))
  const byFolder = new Map(packages.map((manifest) => [manifest.folder, manifest]))
  const mappings = readMappings(repository)

  const byStem = indexStems(paths)
  const findFile = (path: string | null): string | null => {
    if (path === null || path === '') return path === '' ? (byStem.get('') ?? null) : null
    if (paths.has(path)) return path
    // TypeScript's ESM writes the name of the output: './x.js' is x.ts.
    return byStem.get(path) ?? (builtEnding.test(path) ? (byStem.get(path.replace(builtEnding, '')) ?? null) : null)
  }
  /** A file that is made by the build, led back to what it's made from. */
  const findSource = (folder: string, target: string): string | null => {
    const plain = target.replace(/^\.\//, '')
    const direct = findFile(joinPath(folder, plain))
    if (direct !== null && !/(?:^|\/)(?:dist|build|lib|out)\//.test(plain)) return direct
    const stem = plain.replace(/^(?:dist|build|lib|out|esm|cjs|es|types)\/(?:(?:esm|cjs|es|types|src|node|browser)\/)*/, '').replace(builtEnding, '')
    for (const guess of [`src/${stem}`, `lib/${stem}`, stem, 'src/index', 'index', 'lib/index']) {
      const found = findFile(joinPath(folder, guess))
      if (found !== null) return found
    }
    return direct
  }
  const findInPackage = (manifest: Manifest, subpath: string): string | null => {
    for (const { subpath: pattern, target } of manifest.exports) {
      if (pattern === subpath) return findSource(manifest.folder, target)
      const [before = '', after] = pattern.split('*')
      if (after !== undefined && subpath.startsWith(before) && subpath.endsWith(after)) {
        const found = findSource(manifest.folder, target.replaceAll('*', subpath.slice(before.length, subpath.length - after.length)))
        if (found !== null) return found
      }
    }
    return findSource(manifest.folder, subpath === '.' ? 'src/index' : subpath)
  }
  /** What holds for all files of a folder: asked for each of their imports. */
  const around = new Map<string, { own: Manifest | undefined; mappings: readonly PathMapping[] }>()
  const aroundOf = (folder: string): { own: Manifest | undefined; mappings: readonly PathMapping[] } => {
    const known = around.get(folder)
    if (known !== undefined) return known
    const found = {
      own: nearest(folder),
      mappings: mappings.filter((mapping) => mapping.folder === '' || folder === mapping.folder || folder.startsWith(`${mapping.folder}/`)),
    }
    around.set(folder, found)
    return found
  }
  const nearest = (start: string): Manifest | undefined => {
    for (let folder = start; ; folder = folderOf(folder)) {
      const manifest = byFolder.get(folder)
      if (manifest !== undefined || folder === '') return manifest
    }
  }

  /** What a package of the workspace is asked for, each of its users asks for again. */
  const inWorkspace = new Map<string, string>()
  return (file, raw) => {
    const target = raw.target.replace(/[?!].*$/, '')
    if (target.startsWith('.')) {
      const found = findFile(joinPath(folderOf(file.path), target)) ?? findSource(folderOf(file.path), target)
      return found === null ? unresolved : inside([found])
    }
    if (target.startsWith('node:') || builtins.has(target) || builtins.has(target.split('/')[0] ?? ''))
      return outside(target.startsWith('node:') ? target : `node:${target}`, true)
    const name = target.startsWith('@') ? target.split('/').slice(0, 2).join('/') : (target.split('/')[0] ?? '')
    const workspace = byName.get(name)
    if (workspace !== undefined) {
      const found = inWorkspace.get(target) ?? findInPackage(workspace, target === name ? '.' : `.${target.slice(name.length)}`)
      if (found !== null) {
        inWorkspace.set(target, found)
        return inside([found])
      }
    }
    const { own, mappings: reaching } = aroundOf(folderOf(file.path))
    const mapped = findMapped(reaching, target, findFile)
    if (mapped !== null) return inside([mapped])
    if (target.startsWith('#') && own !== undefined) {
      const entry = own.imports.find(({ subpath }) => subpath === target || (subpath.includes('*') && target.startsWith(subpath.split('*')[0] ?? '')))
      const found = entry === undefined ? null : findSource(own.folder, entry.target.replaceAll('*', target.slice((entry.subpath.split('*')[0] ?? '').length)))
      if (found !== null) return inside([found])
    }
    // `@/…` and `~/…` are what bundlers map to the source folder, often in a file that can't be read without running it.
    const alias = /^[@~]\/(.+)$/.exec(target)?.[1]
    if (alias !== undefined) {
      for (const folder of ['src', 'app', '']) {
        const found = findFile(joinPath(own?.folder ?? '', folder === '' ? alias : `${folder}/${alias}`))
        if (found !== null) return inside([found])
      }
      return unresolved
    }
    return /^(?:@[\w.-]+\/)?[\w.-]+$/.test(name) ? outside(name, false) : unresolved
  }
}

const readMappings = ({ configurations }: ScannedRepository): PathMapping[] => {
  const mappings: PathMapping[] = []
  for (const [path, text] of configurations) {
    if (!/(?:^|\/)[tj]sconfig[^/]*\.json$/.test(path)) continue
    const options = asRecord(asRecord(parseLooseJson(text)).compilerOptions)
    const base = asText(options.baseUrl)
    const folder = folderOf(path)
    const root = base === null ? folder : joinPath(folder, base)
    if (root === null || (base === null && options.paths === undefined)) continue
    mappings.push({
      folder,
      baseUrl: base === null ? null : root,
      paths: Object.entries(asRecord(options.paths)).map(([pattern, targets]) => {
        const [before = '', after = ''] = pattern.split('*')
        return { before, after, isExact: !pattern.includes('*'), targets: asTexts(targets).flatMap((target) => joinPath(root, target) ?? []) }
      }),
    })
  }
  // The nearest configuration decides.
  return mappings.sort((a, b) => b.folder.length - a.folder.length)
}

/** @param mappings of the file's folder and of those above it */
const findMapped = (mappings: readonly PathMapping[], target: string, findFile: (path: string) => string | null): string | null => {
  for (const { paths, baseUrl } of mappings) {
    for (const { before, after, isExact, targets } of paths) {
      const fits = isExact ? target === before : target.startsWith(before) && target.endsWith(after) && target.length >= before.length + after.length
      if (!fits) continue
      for (const pattern of targets) {
        const found = findFile(pattern.replace('*', target.slice(before.length, target.length - after.length)))
        if (found !== null) return found
      }
    }
    const found = baseUrl === null ? null : findFile(joinPath(baseUrl, target) ?? '')
    if (found !== null) return found
  }
  return null
}
