// Go: an import is a folder below a module's path. Of its files those count whose names the importer uses.
import { folderOf } from '../languages.ts'
import { neighboursWithin } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, type ScannedFile, unresolved } from './resolver.ts'

const packageGroup = (path: string, packageName: string | null): string => `${folderOf(path)}#${packageName ?? ''}`

/** Of a package those files whose names stand behind its own: `viper.RemoteProvider`. It may be called otherwise where it is imported. */
const filesAsked = (file: ScannedFile, target: string, names: ReadonlyMap<string, readonly string[]>): string[] => {
  const asked = file.scan.uses.split(' ').flatMap((written) => {
    const [owner = '', name] = written.split('.')
    return name === undefined ? [] : [{ owner, name }]
  })
  const called = (target.split('/').findLast((part) => !/^v\d+$/.test(part)) ?? '').replace(/^go-|-go$/g, '')
  const byName = asked.filter(({ owner }) => owner === called)
  const found = (byName.length > 0 ? byName : asked).flatMap(({ name }) => names.get(name) ?? [])
  return [...new Set(found)].filter((path) => path !== file.path)
}

export const createGoResolver: CreateResolver = ({ files, manifests }) => {
  const modules = manifests
    .filter((manifest) => manifest.ecosystem === 'go' && manifest.name !== null)
    .map((manifest) => ({ name: manifest.name ?? '', folder: manifest.folder, needs: manifest.dependencies.map((dependency) => dependency.name) }))
    .sort((a, b) => b.name.length - a.name.length)
  const needs = [...new Set(modules.flatMap((module) => module.needs))].sort((a, b) => b.length - a.length)
  const folders = new Map<string, Map<string, string[]>>()
  for (const file of files.values()) {
    if (file.language !== 'Go' || file.path.endsWith('_test.go')) continue
    const names = folders.get(folderOf(file.path)) ?? new Map<string, string[]>()
    folders.set(folderOf(file.path), names)
    pushTo(names, '', file.path)
    for (const name of file.scan.declares) pushTo(names, name, file.path)
  }
  return (file, raw) => {
    const module = modules.find(({ name }) => raw.target === name || raw.target.startsWith(`${name}/`))
    if (module !== undefined) {
      const rest = raw.target.slice(module.name.length + 1)
      const names = folders.get([module.folder, rest].filter((part) => part !== '').join('/'))
      if (names === undefined) return unresolved
      const used = filesAsked(file, raw.target, names)
      return inside(used.length > 0 ? used : (names.get('') ?? []).slice(0, 1))
    }
    if (!(raw.target.split('/')[0] ?? '').includes('.')) return outside(raw.target, true)
    const needed = needs.find((name) => raw.target === name || raw.target.startsWith(`${name}/`))
    return outside(needed ?? raw.target.split('/').slice(0, 3).join('/'), false)
  }
}

export const createGoNeighbours: CreateNeighbours = neighboursWithin(new Set(['Go']), (file) => packageGroup(file.path, file.scan.packageName))
