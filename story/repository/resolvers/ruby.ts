// Ruby: `require` searches the load path, which for a gem is its lib folders; constants that only one file opens lead
// there without a require, as autoloaders have it.
import { folderOf } from '../languages.ts'
import { joinPath } from '../manifests/manifest.ts'
import { filesOfNames } from './free-names.ts'
import { type CreateNeighbours, type CreateResolver, inside, outside, pushTo, unresolved } from './resolver.ts'

const standardLibraries = new Set(
  'abbrev base64 benchmark bigdecimal bundler cgi coverage csv date delegate digest English erb etc fcntl fiddle fileutils find forwardable getoptlong io ipaddr irb json logger matrix monitor mutex_m net objspace observer open-uri open3 openssl optparse ostruct pathname pp prettyprint prime pstore psych racc rbconfig rdoc readline resolv ripper ruby2_keywords rubygems securerandom set shellwords singleton socket stringio strscan syslog tempfile thread time timeout tmpdir tracer tsort un uri weakref webrick yaml zlib'.split(
    ' ',
  ),
)

export const createRubyResolver: CreateResolver = ({ files, paths }) => {
  const roots = [...new Set([...files.keys()].flatMap((path) => (/(?:^|\/)lib\//.test(path) ? [path.slice(0, path.lastIndexOf('lib/') + 3)] : [])))].sort()
  const findFile = (path: string | null): string | null => (path === null ? null : ([path, `${path}.rb`].find((candidate) => paths.has(candidate)) ?? null))
  return (file, raw) => {
    if (raw.form === 'relative' || raw.target.startsWith('.')) {
      const found = findFile(joinPath(folderOf(file.path), raw.target))
      return found === null ? unresolved : inside([found])
    }
    for (const root of roots) {
      const found = findFile(`${root}/${raw.target}`)
      if (found !== null) return found === file.path ? inside([]) : inside([found])
    }
    const name = raw.target.split('/')[0] ?? ''
    return outside(standardLibraries.has(name) ? name : raw.target.replaceAll('/', '-').startsWith(`${name}-`) ? name : raw.target, standardLibraries.has(name))
  }
}

export const createRubyNeighbours: CreateNeighbours = ({ files }) => {
  const names = new Map<string, string[]>()
  for (const file of files.values())
    if (file.language === 'Ruby' && file.kind === 'source') for (const name of file.scan.declares) pushTo(names, name, file.path)
  const sole = new Map([...names].filter(([, declaring]) => declaring.length === 1))
  return (file) => (file.language === 'Ruby' ? filesOfNames(file, sole) : [])
}
