import type { Dependency } from '../../../shared/analysis.ts'
import { emptyManifest, type Manifest, type ManifestReader } from './manifest.ts'
import { readToml, type TomlEntry, tomlField, tomlText, tomlTexts } from './toml-lines.ts'

const scopes: readonly [RegExp, Dependency['scope']][] = [
  [/(?:^|\.)dev-dependencies(?:\.|$)/, 'development'],
  [/(?:^|\.)build-dependencies(?:\.|$)/, 'build'],
  [/(?:^|\.)dependencies(?:\.|$)/, 'runtime'],
]

export const readCargoToml: ManifestReader = (file, text) => {
  const entries = readToml(text)
  const manifest = emptyManifest(file, 'cargo')
  const told = (entry: TomlEntry) => {
    const value = tomlText(entry.raw)
    return value === null ? null : { text: value, line: entry.line }
  }
  const targets: { kind: 'bin' | 'library'; name: string | null; path: string | null; line: number }[] = []
  for (const entry of entries) {
    const { section, key, raw, line } = entry
    if (key === '' && (section === 'bin' || section === 'lib')) targets.push({ kind: section === 'bin' ? 'bin' : 'library', name: null, path: null, line })
    const target = targets.at(-1)
    if ((section === 'bin' || section === 'lib') && target !== undefined) {
      if (key === 'name') target.name = tomlText(raw)
      if (key === 'path') target.path = tomlText(raw)
    }
    if (section === 'package') readPackageKey(manifest, entry, told(entry))
    if (section === 'workspace' && key === 'members') manifest.workspaces = tomlTexts(raw)
    readDependency(manifest, entry)
  }
  if (manifest.name === null) return manifest.workspaces.length > 0 || manifest.dependencies.length > 0 ? manifest : null
  for (const { kind, name, path, line } of targets)
    manifest.entries.push({
      kind,
      name: name ?? manifest.name,
      target: path ?? (kind === 'bin' ? 'src/main.rs' : 'src/lib.rs'),
      symbol: kind === 'bin' ? 'main' : null,
      reason: `[${kind === 'bin' ? '[bin]' : 'lib'}] in Cargo.toml`,
      line,
    })
  const has = (kind: string) => manifest.entries.some((entry) => entry.kind === kind)
  // Cargo's own layout, where the manifest is silent.
  if (!has('library'))
    manifest.entries.push({ kind: 'library', name: manifest.name, target: 'src/lib.rs', symbol: null, reason: 'src/lib.rs', line: manifest.line })
  if (!has('bin'))
    manifest.entries.push({ kind: 'bin', name: manifest.name, target: 'src/main.rs', symbol: 'main', reason: 'src/main.rs', line: manifest.line })
  return manifest
}

const readPackageKey = (manifest: Manifest, { key, raw, line }: TomlEntry, told: { text: string; line: number } | null): void => {
  if (key === 'name') {
    manifest.name = told?.text ?? null
    manifest.line = line
  }
  if (key === 'version') manifest.version = told
  if (key === 'description') manifest.description = told === null ? null : { text: told.text.replace(/\\\n\s*/g, '').replace(/\s+/g, ' '), line: told.line }
  if (key === 'license') manifest.license = told
  if (key === 'publish' && raw === 'false') manifest.private = true
  if (key === 'keywords') manifest.keywords = tomlTexts(raw)
}

const readDependency = (manifest: Manifest, { section, key, raw, line }: TomlEntry): void => {
  if (section.startsWith('workspace') || section.startsWith('patch')) return
  const scope = scopes.find(([pattern]) => pattern.test(section))?.[1]
  if (scope === undefined) return
  const target = /^target\.(.+?)\.(?:[\w-]*dependencies)(?:\.|$)/.exec(section)?.[1]
  const condition = target === undefined ? {} : { condition: target.replace(/^['"]|['"]$/g, '') }
  // `[dependencies.foo]` is a section of its own, `foo = …` a line.
  const named = /dependencies\.([^.]+)$/.exec(section)?.[1]
  if (named !== undefined) {
    const known = manifest.dependencies.find((dependency) => dependency.name === named && (dependency.scope === scope || dependency.scope === 'optional'))
    if (known === undefined) manifest.dependencies.push({ name: named, version: key === 'version' ? tomlText(raw) : null, scope, line, ...condition })
    else if (key === 'version') known.version = tomlText(raw)
    else if (key === 'optional' && raw === 'true') known.scope = 'optional'
    return
  }
  if (key === '') return
  const isOptional = tomlField(raw, 'optional') === 'true'
  manifest.dependencies.push({
    name: key.replace(/\.workspace$/, ''),
    version: tomlText(raw) ?? tomlField(raw, 'version'),
    scope: isOptional ? 'optional' : scope,
    line,
    ...condition,
  })
}
