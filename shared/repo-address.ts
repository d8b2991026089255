// What counts as a repository address, parsed once, for the server, the command line and the page.
import { CodeStoryError } from './errors.ts'

export interface RepoAddress {
  /** Lower-case host and port: github.com, or that of GITHUB_SERVER_URL. */
  host: string
  owner: string
  name: string
  /** A branch, tag or commit, still joined with the subfolder where the address does not tell them apart. */
  ref: { kind: 'branch'; path: string } | { kind: 'commit'; sha: string } | { kind: 'tag'; name: string } | null
}

export const acceptedAddresses =
  'https://github.com/owner/repo (with .git, /tree/<branch>[/folder], /commit/<sha> or /releases/tag/<tag>), git@github.com:owner/repo.git, or owner/repo'

const ownerPattern = /^[a-z\d](?:[a-z\d]|-(?=[a-z\d])){0,38}$/i
// Enterprise Managed Users carry an underscore; nothing else does.
const managedOwnerPattern = /^[a-z\d](?:[a-z\d-]){0,38}_[a-z\d]{1,10}$/i
const namePattern = /^(?!\.{1,2}$)[\w.-]{1,100}$/
// What git itself forbids in a ref name, and a leading dash, which would read as an option.
// biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
const badRefPattern = /^[-/]|\.\.|@\{|[\u0000-\u0020\u007f~^:?*[\\]|\/\/|\.lock(?:\/|$)|[./]$/

const loopbackPattern = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])$/

const refuse = (why: string, hosts: readonly string[]): never => {
  const also = hosts.filter((host) => host !== 'github.com')
  throw new CodeStoryError('repository_address', `${why} Accepted: ${acceptedAddresses}${also.length > 0 ? `; the same on ${also.join(', ')}` : ''}.`, {
    details: [{ field: 'repoUrl', message: why }],
  })
}

const parseRef = (rest: readonly string[], refuseWith: (why: string) => never): RepoAddress['ref'] => {
  const [kind, ...tail] = rest
  if (kind === undefined) return null
  const path = tail.join('/')
  if (kind === 'tree' && path !== '') {
    if (badRefPattern.test(path) || path.length > 1000) refuseWith('The branch or folder in this address is not one that git allows.')
    return { kind: 'branch', path }
  }
  if (kind === 'commit' && tail.length === 1) {
    if (!/^[\da-f]{7,64}$/i.test(path)) refuseWith('The commit in this address is not a commit hash.')
    return { kind: 'commit', sha: path.toLowerCase() }
  }
  if (kind === 'releases' && tail[0] === 'tag' && tail.length > 1) {
    const name = tail.slice(1).join('/')
    if (badRefPattern.test(name) || name.length > 250) refuseWith('The tag in this address is not one that git allows.')
    return { kind: 'tag', name }
  }
  return refuseWith('This address leads to something inside of a repository that is neither a branch, a folder, a commit nor a release.')
}

/**
 * Parses an address as people paste it.
 * @param text what was typed
 * @param extraHosts hosts (with port where it is not the default) besides github.com whose addresses are accepted
 * @throws {CodeStoryError} repository_address, with a message that says what is accepted
 */
export const parseRepoAddress = (text: string, extraHosts: readonly string[] = []): RepoAddress => {
  const hosts = ['github.com', ...extraHosts.map((host) => host.toLowerCase())]
  const refuseWith = (why: string): never => refuse(why, hosts)
  const typed = text.trim()
  if (typed === '') refuseWith('No repository was named.')

  const ssh = /^(?:ssh:\/\/)?git@([^/:]+)[:/](.+)$/i.exec(typed)
  const url = /^(https?):\/\/(.*)$/i.exec(typed)
  let host = 'github.com'
  let path = typed
  if (ssh) [, host = '', path = ''] = ssh
  else if (url) {
    let parsed: URL
    try {
      parsed = new URL(typed)
    } catch {
      return refuseWith('This is not a web address.')
    }
    if (parsed.username !== '' || parsed.password !== '') refuseWith('An address must not carry a user name or a password.')
    host = parsed.host
    // Nobody can listen in on the way to this machine's own mirror; everywhere else plain HTTP is no address to read from.
    if (parsed.protocol === 'http:' && hosts.includes(host) && !loopbackPattern.test(parsed.hostname)) refuseWith('Only HTTPS is read.')
    // An encoded slash is part of a name, and no name here has one.
    if (/%2f/i.test(parsed.pathname)) refuseWith('This is not a web address.')
    try {
      path = decodeURIComponent(parsed.pathname)
    } catch {
      refuseWith('This is not a web address.')
    }
  } else if (/^[a-z][a-z\d+.-]*:/i.test(typed) && !hosts.some((known) => typed.toLowerCase().startsWith(`${known}/`))) {
    refuseWith('Only addresses on GitHub over HTTPS are read.')
  } else {
    const withHost = [...hosts, 'www.github.com'].find((known) => typed.toLowerCase().startsWith(`${known}/`))
    if (withHost !== undefined) {
      host = withHost
      path = typed.slice(withHost.length)
    } else if (typed.startsWith('/')) refuseWith('This is a path, and folders are not read from here.')
  }
  host = host.toLowerCase().replace(/^www\.(?=github\.com$)/, '')
  if (!hosts.includes(host)) refuseWith(`${host} is not a place that stories are made from.`)

  const [owner = '', rawName = '', ...rest] = path.split('/').filter((segment, index, all) => segment !== '' || (index > 0 && index < all.length - 1))
  const name = rawName.replace(/\.git$/i, '')
  if (owner === '' || name === '') refuseWith('An owner and a repository are needed.')
  if (!ownerPattern.test(owner) && !managedOwnerPattern.test(owner)) refuseWith('The owner in this address is not a GitHub name.')
  if (!namePattern.test(name)) refuseWith('The repository in this address is not a GitHub name.')
  if (ssh !== null && rest.length > 0) refuseWith('An SSH address names a repository and nothing inside of it.')
  return { host, owner, name, ref: parseRef(rest, refuseWith) }
}

export const repoFullName = (address: Pick<RepoAddress, 'owner' | 'name'>): string => `${address.owner}/${address.name}`
