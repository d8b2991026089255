import type { Dependency } from '../../../shared/analysis.ts'
import { asRecord, asText, asTexts, createKeyFinder, parseLooseJson } from './json-lines.ts'
import { emptyManifest, type Manifest, type ManifestReader, type Told } from './manifest.ts'

const sections: Readonly<Record<string, Dependency['scope']>> = {
  dependencies: 'runtime',
  peerDependencies: 'peer',
  optionalDependencies: 'optional',
  devDependencies: 'development',
}

export const readPackageJson: ManifestReader = (file, text) => {
  const json = asRecord(parseLooseJson(text))
  if (Object.keys(json).length === 0) return null
  const lineOf = createKeyFinder(text)
  const told = (key: string): Told | null => {
    const value = asText(json[key]) ?? asText(asRecord(json[key]).type)
    return value === null ? null : { text: value, line: lineOf([key]) }
  }
  const manifest: Manifest = {
    ...emptyManifest(file, 'npm'),
    name: asText(json.name),
    line: lineOf(['name']),
    version: told('version'),
    description: told('description'),
    license: told('license'),
    private: json.private === true,
    keywords: asTexts(json.keywords),
    workspaces: asTexts(Array.isArray(json.workspaces) ? json.workspaces : asRecord(json.workspaces).packages),
  }
  for (const [section, scope] of Object.entries(sections))
    for (const [name, version] of Object.entries(asRecord(json[section])))
      if (!manifest.dependencies.some((dependency) => dependency.name === name))
        manifest.dependencies.push({ name, version: asText(version), scope, line: lineOf([section, name]) })
  for (const [name, command] of Object.entries(asRecord(json.scripts)))
    if (typeof command === 'string') manifest.scripts.push({ name, command, line: lineOf(['scripts', name]) })
  readEntries(manifest, json, lineOf)
  return manifest
}

const readEntries = (manifest: Manifest, json: Record<string, unknown>, lineOf: (keys: readonly string[]) => number): void => {
  const bin = typeof json.bin === 'string' ? { [manifest.name?.split('/').at(-1) ?? 'bin']: json.bin } : asRecord(json.bin)
  for (const [name, target] of Object.entries(bin))
    if (typeof target === 'string') manifest.entries.push({ kind: 'bin', name, target, symbol: null, reason: 'bin in package.json', line: lineOf(['bin']) })
  for (const [subpath, target] of flattenConditions(json.exports, '.')) manifest.exports.push({ subpath, target })
  for (const [subpath, target] of flattenConditions(json.imports, '')) manifest.imports.push({ subpath, target })
  const root = manifest.exports.find(({ subpath }) => subpath === '.')
  const main = root?.target ?? asText(json.source) ?? asText(json.module) ?? asText(json.main)
  if (main !== null && main !== undefined) {
    const key = root !== undefined ? 'exports' : asText(json.source) !== null ? 'source' : asText(json.module) !== null ? 'module' : 'main'
    const exported = asRecord(json.exports)['.'] ?? json.exports
    const alternatives = [...leavesOf(exported), ...[json.source, json.module, json.main].flatMap((value) => asText(value) ?? [])]
    manifest.entries.push({
      kind: 'library',
      name: manifest.name ?? 'main',
      target: main,
      alternatives,
      symbol: null,
      reason: `${key} in package.json`,
      line: lineOf([key]),
    })
    if (root === undefined) manifest.exports.push({ subpath: '.', target: main })
  } else if (manifest.name !== null && json.bin === undefined)
    manifest.entries.push({ kind: 'library', name: manifest.name, target: 'index', symbol: null, reason: 'index file of the package', line: manifest.line })
}

/** Every file that some condition leads to. */
const leavesOf = (value: unknown): string[] =>
  typeof value === 'string'
    ? [value]
    : Object.entries(asRecord(value))
        .filter(([key]) => !key.startsWith('./'))
        .flatMap(([, inner]) => leavesOf(inner))

/** The condition that leads nearest to the source comes first. */
const conditionOrder = ['source', 'development', 'types', 'import', 'module', 'default', 'require', 'node', 'browser']

const flattenConditions = (value: unknown, subpath: string): [string, string][] => {
  if (typeof value === 'string') return [[subpath, value]]
  if (Array.isArray(value)) return flattenConditions(value[0], subpath)
  const record = asRecord(value)
  const keys = Object.keys(record)
  if (keys.some((key) => key.startsWith('.') || key.startsWith('#'))) return keys.flatMap((key) => flattenConditions(record[key], key))
  const best = conditionOrder.find((condition) => condition in record) ?? keys[0]
  return best === undefined ? [] : flattenConditions(record[best], subpath)
}
