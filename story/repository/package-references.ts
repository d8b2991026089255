// Which package of a repository may use which, where the manifests say it. A name alone does not: namespaces of C# and
// packages of the JVM run across the packages of a repository, and the same word is declared in several of them.
import type { Manifest } from './manifests/manifest.ts'

const withReferences: ReadonlySet<string> = new Set(['nuget', 'maven'])
const lastOf = (path: string): string => (path.split('/').at(-1) ?? path).toLowerCase().replace(/[^a-z\d]/g, '')

/** All that a package reaches through those that it asks for; itself among them. */
const reachOf = (start: Manifest, direct: ReadonlyMap<Manifest, readonly Manifest[]>): ReadonlySet<string> => {
  const reached = new Set([start])
  for (const manifest of reached) for (const next of direct.get(manifest) ?? []) reached.add(next)
  return new Set([...reached].map(({ folder }) => folder))
}

/** May a file use another? Always within a package, and wherever no manifest of that kind names another of the repository. */
export const createReferenceCheck = (manifests: readonly Manifest[]): ((from: string, to: string) => boolean) => {
  const packages = manifests.filter(({ ecosystem, name }) => withReferences.has(ecosystem) && name !== null)
  const direct = new Map(
    packages.map((manifest): [Manifest, Manifest[]] => {
      const asked = new Set(manifest.dependencies.map(({ name }) => name))
      const isAsked = (other: Manifest): boolean =>
        manifest.references.some((path) => path === other.folder || lastOf(path) === lastOf(other.folder)) || (other.name !== null && asked.has(other.name))
      return [manifest, packages.filter((other) => other !== manifest && isAsked(other))]
    }),
  )
  if ([...direct.values()].every((others) => others.length === 0)) return () => true
  const reaches = new Map(packages.map((manifest) => [manifest.folder, reachOf(manifest, direct)]))
  const packageOf = (path: string): string | null => {
    for (let folder = path; folder !== ''; ) {
      folder = folder.includes('/') ? folder.slice(0, folder.lastIndexOf('/')) : ''
      if (folder !== '' && reaches.has(folder)) return folder
    }
    return null
  }
  return (from, to) => {
    const [user, used] = [packageOf(from), packageOf(to)]
    return user === null || used === null || user === used || reaches.get(user)?.has(used) === true
  }
}
