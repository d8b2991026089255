import type { Dependency } from '../../../shared/analysis.ts'
import { lineCounter } from '../lexers/scan.ts'
import { emptyManifest, type Manifest, type ManifestReader } from './manifest.ts'
import { readToml, tomlField, tomlText, tomlTexts } from './toml-lines.ts'

const requirement = /^([A-Za-z\d][\w.-]*)(?:\[[^\]]*\])?\s*(.*)$/

const conditionOf = (condition: string | null): { condition?: string } => (condition === null ? {} : { condition })

const addRequirement = (manifest: Manifest, written: string, scope: Dependency['scope'], line: number): void => {
  const found = requirement.exec(written.trim())
  if (found === null) return
  // What some users need, its makers often list once more for themselves.
  const known = manifest.dependencies.findIndex((dependency) => dependency.name.toLowerCase() === found[1]?.toLowerCase())
  const isStronger = known >= 0 && manifest.dependencies[known]?.scope === 'development' && scope !== 'development'
  if (known >= 0 && !isStronger) return
  if (known >= 0) manifest.dependencies.splice(known, 1)
  const version = (found[2] ?? '')
    .replace(/;.*$/, '')
    .replace(/^\(|\)$/g, '')
    .trim()
  const condition = /;\s*(.+)$/.exec(written.trim())?.[1] ?? null
  manifest.dependencies.push({
    name: found[1] ?? '',
    version: version === '' || version.startsWith('@') ? null : version,
    scope,
    line,
    ...conditionOf(condition),
  })
}

const scopeOfGroup = (group: string): Dependency['scope'] =>
  /dev|test|lint|doc|typing|type|ci|build|style|check|pre-commit/i.test(group) ? 'development' : 'optional'

export const readPyproject: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'pypi')
  const lines = text.split('\n')
  const lineOf = (needle: string, from: number): number => {
    const index = lines.findIndex((line, at) => at >= from - 1 && line.includes(needle))
    return index === -1 ? from : index + 1
  }
  for (const { section, key, raw, line } of readToml(text)) {
    const value = tomlText(raw)
    if (section === 'project' || section === 'tool.poetry') {
      if (key === 'name') Object.assign(manifest, { name: value, line })
      if (key === 'version' && value !== null) manifest.version = { text: value, line }
      if (key === 'description' && value !== null) manifest.description = { text: value, line }
      if (key === 'license') {
        const license = value ?? tomlField(raw, 'text')
        if (license !== null) manifest.license = { text: license, line }
      }
      if (key === 'keywords') manifest.keywords = tomlTexts(raw)
      if (key === 'dependencies') for (const need of tomlTexts(raw)) addRequirement(manifest, need, 'runtime', lineOf(need, line))
    }
    if (section === 'project.optional-dependencies') for (const need of tomlTexts(raw)) addRequirement(manifest, need, scopeOfGroup(key), lineOf(need, line))
    if (section === 'dependency-groups') for (const need of tomlTexts(raw)) addRequirement(manifest, need, 'development', lineOf(need, line))
    if (section === 'build-system' && key === 'requires') for (const need of tomlTexts(raw)) addRequirement(manifest, need, 'build', line)
    const poetry = /^tool\.poetry(?:\.group\.([\w-]+))?\.(dev-)?dependencies$/.exec(section)
    if (poetry !== null && key !== '' && key !== 'python')
      manifest.dependencies.push({
        name: key,
        version: value ?? tomlField(raw, 'version'),
        scope: poetry[1] || poetry[2] ? 'development' : tomlField(raw, 'optional') === 'true' ? 'optional' : 'runtime',
        line,
        ...conditionOf(tomlField(raw, 'markers') ?? tomlField(raw, 'python')),
      })
    if ((section === 'project.scripts' || section === 'tool.poetry.scripts' || section === 'project.gui-scripts') && value !== null) {
      const [target = '', symbol] = value.split(':')
      manifest.entries.push({ kind: 'bin', name: key, target, symbol: symbol?.trim() ?? null, reason: 'script in pyproject.toml', line })
    }
  }
  return manifest.name === null && manifest.dependencies.length === 0 ? null : manifest
}

export const readRequirements: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'pypi')
  const scope = /dev|test|doc|lint|ci/i.test(file) ? 'development' : 'runtime'
  text.split('\n').forEach((line, index) => {
    if (!/^\s*(?:#|-|$)|:\/\//.test(line)) addRequirement(manifest, line.replace(/\s+#.*$/, ''), scope, index + 1)
  })
  return manifest
}

/** setup.py is a program; what its call of `setup` says in plain literals can be read without running it. */
export const readSetupPy: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'pypi')
  const lineAt = lineCounter(text)
  const literal = (key: string) => {
    const found = new RegExp(`\\b${key}\\s*=\\s*["']([^"'\\n]+)["']`).exec(text)
    return found === null ? null : { text: found[1] ?? '', line: lineAt(found.index + 1) }
  }
  manifest.name = literal('name')?.text ?? null
  manifest.line = literal('name')?.line ?? 1
  manifest.version = literal('version')
  manifest.description = literal('description')
  manifest.license = literal('license')
  const required = /install_requires\s*=\s*\[([^\]]*)\]/.exec(text)
  if (required !== null)
    for (const match of (required[1] ?? '').matchAll(/["']([^"']+)["']/g))
      addRequirement(manifest, match[1] ?? '', 'runtime', lineAt(required.index + (match.index ?? 0) + 18))
  for (const match of text.matchAll(/["']([\w-]+)\s*=\s*([\w.]+):([\w.]+)["']/g))
    manifest.entries.push({
      kind: 'bin',
      name: match[1] ?? '',
      target: match[2] ?? '',
      symbol: match[3] ?? null,
      reason: 'console script in setup.py',
      line: lineAt(match.index + 1),
    })
  return manifest.name === null && manifest.dependencies.length === 0 ? null : manifest
}

export const readSetupCfg: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'pypi')
  let section = ''
  let key = ''
  text.split('\n').forEach((written, index) => {
    const header = /^\[([^\]]+)\]/.exec(written)
    if (header !== null) section = header[1] ?? ''
    const pair = /^(\w[\w.-]*)\s*=\s*(.*)$/.exec(written)
    if (pair !== null) key = pair[1] ?? ''
    const value = (pair?.[2] ?? (/^\s+\S/.test(written) ? written : '')).trim()
    if (value === '' || value.startsWith('#')) return
    if (section === 'metadata' && key === 'name') Object.assign(manifest, { name: value, line: index + 1 })
    if (section === 'metadata' && key === 'version' && !/:/.test(value)) manifest.version = { text: value, line: index + 1 }
    if (section === 'metadata' && key === 'description') manifest.description = { text: value, line: index + 1 }
    if (section === 'metadata' && key === 'license') manifest.license = { text: value, line: index + 1 }
    if (section === 'options' && key === 'install_requires') addRequirement(manifest, value, 'runtime', index + 1)
    const script = section === 'options.entry_points' ? /^([\w-]+)\s*=\s*([\w.]+):([\w.]+)$/.exec(value) : null
    if (script !== null)
      manifest.entries.push({
        kind: 'bin',
        name: script[1] ?? '',
        target: script[2] ?? '',
        symbol: script[3] ?? null,
        reason: 'console script in setup.cfg',
        line: index + 1,
      })
  })
  return manifest.name === null ? null : manifest
}
