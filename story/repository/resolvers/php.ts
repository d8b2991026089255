// PHP: a name is a namespace and a type; Composer's PSR-4 says where such a file lies, but the declarations say it too.
import { folderOf } from '../languages.ts'
import { joinPath } from '../manifests/manifest.ts'
import { neighboursWithin } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, unresolved } from './resolver.ts'

export const createPhpResolver: CreateResolver = ({ files, paths, manifests }) => {
  const types = new Map<string, string[]>()
  for (const file of files.values()) {
    if (file.language !== 'PHP') continue
    const namespace = file.scan.packageName ?? ''
    for (const name of file.scan.declares) pushTo(types, namespace === '' ? name : `${namespace}\\${name}`, file.path)
  }
  const roots = manifests.filter((manifest) => manifest.ecosystem === 'composer').flatMap((manifest) => manifest.roots)
  return (file, raw) => {
    if (raw.form === 'relative') {
      const path = joinPath(folderOf(file.path), raw.target)
      return path !== null && paths.has(path) ? inside([path]) : unresolved
    }
    const found = types.get(raw.target)
    if (found !== undefined) return inside(found.slice(0, 1))
    // Written in passing: what leads nowhere here may be of another namespace.
    if (raw.form === 'path') return null
    const parts = raw.target.split('\\')
    // A whole namespace, or a function in one.
    if (roots.some(({ prefix }) => raw.target.startsWith(prefix.replace(/\\$/, '')))) return inside([])
    // Exceptions and other types without a namespace come with the language.
    return parts.length === 1 ? outside(raw.target, true) : outside(parts.slice(0, 2).join('\\'), false)
  }
}

export const createPhpNeighbours: CreateNeighbours = neighboursWithin(new Set(['PHP']), (file) => file.scan.packageName)
