// Java, Kotlin, Scala, Groovy: a name is a package and a type, wherever the file lies.
import { filesOfNames, neighboursWithin } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, unresolved } from './resolver.ts'

export const jvmLanguages = new Set(['Java', 'Kotlin', 'Scala', 'Groovy'])
const standardPackages = /^(?:java|javax|jdk|sun|kotlin|scala|groovy|jakarta\.annotation)\./

export const createJvmResolver: CreateResolver = ({ files }) => {
  const types = new Map<string, string[]>()
  const packages = new Map<string, Map<string, string[]>>()
  for (const file of files.values()) {
    if (!jvmLanguages.has(file.language)) continue
    const packageName = file.scan.packageName ?? ''
    const names = packages.get(packageName) ?? new Map<string, string[]>()
    packages.set(packageName, names)
    for (const name of file.scan.declares) {
      pushTo(types, packageName === '' ? name : `${packageName}.${name}`, file.path)
      pushTo(names, name, file.path)
    }
  }
  return (file, raw) => {
    if (raw.target.endsWith('.*')) {
      const names = packages.get(raw.target.slice(0, -2))
      if (names !== undefined) return inside(filesOfNames(file, names))
    }
    // Inner types and static members hang below the type that has a file.
    const parts = raw.target.replace(/\.\*$/, '').split('.')
    for (let length = parts.length; length > 0; length -= 1) {
      const found = types.get(parts.slice(0, length).join('.'))
      if (found !== undefined) return inside(found.filter((path) => path !== file.path).slice(0, 2))
    }
    // A top-level function of Kotlin: its package is ours, its name in no list of types.
    if (packages.has(parts.slice(0, -1).join('.'))) return inside([])
    if (standardPackages.test(raw.target)) return outside(parts.slice(0, 2).join('.'), true)
    return parts.length < 2 ? unresolved : outside(parts.slice(0, 3).join('.'), false)
  }
}

export const createJvmNeighbours: CreateNeighbours = neighboursWithin(jvmLanguages, (file) => file.scan.packageName)
