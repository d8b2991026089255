// C#: `using` opens a namespace; which of its files are meant, the names tell. A namespace sees those above it.
import { filesOfNames } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, type ScannedRepository } from './resolver.ts'

const standardNamespaces = /^(?:System|Microsoft\.(?:CSharp|Win32|VisualBasic))(?:\.|$)/

const namespacesOf = ({ files }: ScannedRepository): Map<string, Map<string, string[]>> => {
  const namespaces = new Map<string, Map<string, string[]>>()
  for (const file of files.values()) {
    if (file.language !== 'C#') continue
    const name = file.scan.packageName ?? ''
    const names = namespaces.get(name) ?? new Map<string, string[]>()
    namespaces.set(name, names)
    for (const declared of file.scan.declares) pushTo(names, declared, file.path)
  }
  return namespaces
}

export const createCSharpResolver: CreateResolver = (repository) => {
  const namespaces = namespacesOf(repository)
  return (file, raw) => {
    const names = namespaces.get(raw.target)
    if (names !== undefined) return inside(filesOfNames(file, names))
    if (standardNamespaces.test(raw.target)) return outside(raw.target.split('.').slice(0, 2).join('.'), true)
    return [...namespaces.keys()].some((name) => name.startsWith(`${raw.target}.`)) ? inside([]) : outside(raw.target.split('.').slice(0, 2).join('.'), false)
  }
}

export const createCSharpNeighbours: CreateNeighbours = (repository) => {
  const namespaces = namespacesOf(repository)
  return (file) => {
    const found = new Set<string>()
    for (let name = file.scan.packageName ?? ''; name !== ''; name = name.includes('.') ? name.slice(0, name.lastIndexOf('.')) : '') {
      const names = namespaces.get(name)
      if (names !== undefined) for (const path of filesOfNames(file, names)) found.add(path)
    }
    return [...found]
  }
}
