// What the project is called. A repository fetched from a server bears its name there. A folder is called whatever its
// owner likes ("repo", "src", "checkout-2"): there the manifest is asked first.
import type { Manifest } from './manifests/manifest.ts'

/** Names of a place in a repository, and not of what is made there. */
const placeName =
  /^(?:root|workspaces?|monorepo|project|package|packages|source|src|main|app|lib|core|test|tests|example|examples|docs?|template|private|code)$/i

/** "javalin-parent": the manifest above the others, not what they make. */
const aboveOthers = /[-_](?:parent|root|monorepo|workspace|aggregator|project)$/i

/** "@scope/shop", "github.com/acme/shop/v2" and "org.acme:shop" are all shop. */
const lastPart = (name: string): string | undefined =>
  name
    .split(/[/:]/)
    .filter((part) => part !== '' && !/^v\d+$/.test(part))
    .at(-1)
    ?.replace(aboveOthers, '')

const fewestNamesakes = 2
/** `axum` of axum, axum-core, axum-extra and axum-macros: what most members of a workspace are called after. */
const findNameOfMembers = (manifests: readonly Pick<Manifest, 'folder' | 'name'>[]): string | undefined => {
  const names = [...new Set(manifests.flatMap(({ name }) => (name === null ? [] : (lastPart(name) ?? []))))]
  const namesakesOf = (name: string): number => names.filter((other) => other.startsWith(`${name}-`) || other.startsWith(`${name}_`)).length
  return names.filter((name) => namesakesOf(name) >= Math.max(fewestNamesakes, (names.length - 1) / 2)).toSorted((a, b) => namesakesOf(b) - namesakesOf(a))[0]
}

const plain = (name: string): string => name.toLowerCase().replace(/[^a-z\d]/g, '')

/**
 * @param fullName `owner/name` of a repository with an address, else the folder's own name
 */
export const findProjectName = (fullName: string, manifests: readonly Pick<Manifest, 'folder' | 'name'>[]): string => {
  const own = fullName.split('/').at(-1) ?? fullName
  if (fullName.includes('/')) return own
  const declared = manifests.flatMap(({ folder, name }) => (folder === '' && name !== null ? (lastPart(name) ?? []) : []))
  // Of several manifests at the root the one that the folder agrees with: others may be a tool's or the documentation's.
  const agreed = declared.find((name) => plain(name) === plain(own))
  // "Jinja2" is how the package of jinja is published.
  if (agreed !== undefined || declared.some((name) => plain(name).replace(/\d+$/, '') === plain(own))) return agreed ?? own
  return (
    declared.find((name) => /^[\w.-]+$/.test(name) && !placeName.test(name)) ?? (declared.length > 0 ? own : (findNameOfMembers(published(manifests)) ?? own))
  )
}

/** Examples are packages too, and bear names of their own. */
const published = (manifests: readonly Pick<Manifest, 'folder' | 'name'>[]): Pick<Manifest, 'folder' | 'name'>[] =>
  manifests.filter(({ folder }) => !/(?:^|\/)(?:examples?|tests?|fixtures?|benches|bench|docs?)(?:\/|$)/.test(folder))
