// What a package says of itself: name, what it needs, where it starts, how it is run. A reader per kind of file.
import type { Dependency, EntryPoint } from '../../../shared/analysis.ts'

interface ManifestDependency {
  name: string
  version: string | null
  scope: Dependency['scope']
  line: number
  /** Under which alone it is needed: an older language, another system. */
  condition?: string
  /** How imports begin where that isn't the name: Maven's group. */
  imports?: string
}

interface ManifestEntry {
  kind: EntryPoint['kind']
  name: string
  /** Relative to the manifest's folder, or a module's dotted name for Python. */
  target: string
  /** What else may stand for it: other conditions of the same export, `main` beside `exports`. */
  alternatives?: readonly string[]
  symbol: string | null
  reason: string
  line: number
}

export interface Told {
  text: string
  line: number
}

export interface Manifest {
  file: string
  /** '' is the repository's root. */
  folder: string
  ecosystem: string
  name: string | null
  /** The line that names it. */
  line: number
  version: Told | null
  description: Told | null
  license: Told | null
  private: boolean
  keywords: string[]
  dependencies: ManifestDependency[]
  entries: ManifestEntry[]
  scripts: { name: string; command: string; line: number }[]
  /** JavaScript: what `import 'name/sub'` leads to. */
  exports: { subpath: string; target: string }[]
  imports: { subpath: string; target: string }[]
  /** Other packages of the repository that this one asks for by their path: folders, as far as they are known. */
  references: string[]
  /** Other packages inside, as patterns: a monorepo's root. */
  workspaces: string[]
  /** PHP: namespace prefix → folder. Rust: crate roots by kind. */
  roots: { prefix: string; folder: string }[]
}

export const emptyManifest = (file: string, ecosystem: string): Manifest => ({
  file,
  folder: file.includes('/') ? file.slice(0, file.lastIndexOf('/')) : '',
  ecosystem,
  name: null,
  line: 1,
  version: null,
  description: null,
  license: null,
  private: false,
  keywords: [],
  dependencies: [],
  entries: [],
  scripts: [],
  exports: [],
  imports: [],
  references: [],
  workspaces: [],
  roots: [],
})

export type ManifestReader = (file: string, text: string) => Manifest | null

/** Path joined and `.` and `..` resolved; null where it leads out of the repository. */
export const joinPath = (folder: string, relative: string): string | null => {
  // Asked for a hundred thousand times, and mostly there is nothing to be resolved.
  if (!/(?:^|\/)(?:\.\.?)?(?:\/|$)/.test(relative)) return folder === '' ? relative : `${folder}/${relative}`
  const parts = folder === '' ? [] : folder.split('/')
  for (const part of relative.split('/')) {
    if (part === '..') {
      if (parts.pop() === undefined) return null
    } else if (part !== '.' && part !== '') parts.push(part)
  }
  return parts.join('/')
}
