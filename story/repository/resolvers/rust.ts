// Rust: `mod` statements make a tree of modules below each crate's root; `use` walks that tree, through names handed on
// by `pub use`, and into the other crates of the workspace.
import { baseName, folderOf } from '../languages.ts'
import { joinPath } from '../manifests/manifest.ts'
import { type CreateResolver, inside, outside, type ScannedFile, type ScannedRepository, unresolved } from './resolver.ts'

interface Crate {
  name: string
  folder: string
  root: string
}

const standardCrates = new Set(['std', 'core', 'alloc', 'proc_macro', 'test'])

export const createRustResolver: CreateResolver = (repository) => {
  const { files, paths } = repository
  const crates = listCrates(repository)
  const libraries = new Map(crates.filter((crate) => crate.root.endsWith('lib.rs') || crate.name !== '').map((crate) => [crate.name, crate]))
  const externals = new Set(
    repository.manifests
      .filter((manifest) => manifest.ecosystem === 'cargo')
      .flatMap((manifest) => manifest.dependencies.map(({ name }) => name.replaceAll('-', '_'))),
  )
  /** File → its crate and module path; module path → file. */
  const moduleOf = new Map<string, { crate: Crate; path: string[] }>()
  const fileOf = new Map<string, string>()
  const keyOf = (crate: Crate, path: readonly string[]) => `${crate.root}#${path.join('::')}`
  const findChild = (file: string, name: string): string | null => {
    const folder = moduleFolder(file, moduleOf.get(file)?.crate.root === file)
    return [`${folder}${name}.rs`, `${folder}${name}/mod.rs`].find((path) => paths.has(path)) ?? null
  }
  const addModule = (crate: Crate, file: string, path: string[]): void => {
    if (moduleOf.has(file)) return
    moduleOf.set(file, { crate, path })
    fileOf.set(keyOf(crate, path), file)
    for (const raw of files.get(file)?.scan.imports ?? []) {
      const child = raw.form === 'module' ? findChild(file, raw.target) : raw.form === 'relative' ? joinPath(folderOf(file), raw.target) : null
      if (child !== null && paths.has(child)) addModule(crate, child, [...path, raw.form === 'module' ? raw.target : baseName(child).replace(/\.rs$/, '')])
    }
  }
  for (const crate of crates) addModule(crate, crate.root, [])

  /** Longest part of the path that is a module; then, if that module hands the next name on, where it comes from. */
  const walk = (crate: Crate, path: readonly string[], hops: number): string | null => {
    for (let length = path.length; length >= 0; length -= 1) {
      const file = fileOf.get(keyOf(crate, path.slice(0, length)))
      if (file === undefined) continue
      const next = path[length]
      const handedOn = next === undefined || hops === 0 ? null : followReexport(file, next, path.slice(length + 1), hops)
      return handedOn ?? file
    }
    return null
  }
  const followReexport = (file: string, name: string, rest: readonly string[], hops: number): string | null => {
    for (const raw of files.get(file)?.scan.imports ?? []) {
      if (raw.form !== 'reexport') continue
      const alias = raw.names?.[0] ?? raw.target.split('::').at(-1)
      if (alias !== name) continue
      const found = find(file, [...raw.target.split('::'), ...rest], hops - 1)
      if (found !== null && found !== file) return found
    }
    return null
  }
  const find = (from: string, written: readonly string[], hops: number): string | null => {
    const here = moduleOf.get(from)
    if (here === undefined || hops < 0) return null
    const [first = '', ...rest] = written
    if (first === 'crate') return walk(here.crate, rest, hops)
    if (first === 'self') return walk(here.crate, [...here.path, ...rest], hops)
    if (first === 'super') {
      let up = here.path.slice(0, -1)
      let tail = rest
      while (tail[0] === 'super') {
        up = up.slice(0, -1)
        tail = tail.slice(1)
      }
      return walk(here.crate, [...up, ...tail], hops)
    }
    if (fileOf.has(keyOf(here.crate, [...here.path, first]))) return walk(here.crate, [...here.path, first, ...rest], hops)
    const library = libraries.get(first)
    if (library !== undefined) return walk(library, rest, hops)
    // Until the edition of 2018 a path began at the crate's root, whoever wrote it.
    if (!externals.has(first) && fileOf.has(keyOf(here.crate, [first]))) return walk(here.crate, written, hops)
    const root = files.get(here.crate.root)?.scan.imports.find((raw) => raw.form === 'reexport' && raw.names?.[0] === first)
    return root === undefined ? null : find(here.crate.root, [...root.target.split('::'), ...rest], hops - 1)
  }

  return (file, raw) => {
    if (raw.form === 'module' || raw.form === 'relative') {
      const child = raw.form === 'module' ? findChild(file.path, raw.target) : joinPath(folderOf(file.path), raw.target)
      return child !== null && paths.has(child) ? inside([child]) : unresolved
    }
    const written = raw.target.split('::').filter((part) => part !== '')
    const found = find(file.path, written, 3)
    if (found !== null) return inside(found === file.path ? [] : [found])
    const first = written[0] ?? ''
    if (standardCrates.has(first)) return outside(first, true)
    if (externals.has(first)) return outside(first, false)
    // A path written in passing may start with any local name: only what is known is a dependency.
    if (raw.form === 'path') return null
    return ['crate', 'self', 'super'].includes(first)
      ? unresolved
      : /^[a-z]/.test(first) && declaresName(file, first)
        ? inside([])
        : /^[A-Z]/.test(first)
          ? inside([])
          : unresolved
  }
}

/** `use local::…` of an inline module. */
const declaresName = (file: ScannedFile, name: string): boolean =>
  file.scan.imports.some((raw) => raw.form !== 'module' && raw.target.split('::').at(-1) === name)

const moduleFolder = (file: string, isRoot: boolean): string => {
  const folder = folderOf(file) === '' ? '' : `${folderOf(file)}/`
  return isRoot || baseName(file) === 'mod.rs' ? folder : `${folder}${baseName(file).replace(/\.rs$/, '')}/`
}

const listCrates = ({ manifests, paths, files }: ScannedRepository): Crate[] => {
  const crates: Crate[] = []
  for (const manifest of manifests) {
    if (manifest.ecosystem !== 'cargo' || manifest.name === null) continue
    for (const entry of manifest.entries) {
      const root = joinPath(manifest.folder, entry.target)
      if (root !== null && paths.has(root))
        crates.push({ name: entry.kind === 'library' ? entry.name.replaceAll('-', '_') : '', folder: manifest.folder, root })
    }
    const folder = manifest.folder === '' ? '' : `${manifest.folder}/`
    for (const path of files.keys()) {
      const inside = path.startsWith(folder) ? path.slice(folder.length) : ''
      // Each file of these folders, or a folder's main.rs, is a crate of its own.
      if (/^(?:src\/bin|tests|benches|examples)\/(?:[^/]+\.rs|[^/]+\/main\.rs)$/.test(inside) || inside === 'build.rs')
        crates.push({ name: '', folder: manifest.folder, root: path })
    }
  }
  return crates
}
