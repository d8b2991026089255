import { lineCounter } from '../lexers/scan.ts'
import { emptyManifest, type ManifestReader } from './manifest.ts'

export const readSwiftPackage: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'swift')
  const name = /Package\(\s*name:\s*"([^"]+)"/.exec(text)
  if (name === null) return null
  manifest.name = name[1] ?? null
  manifest.line = lineCounter(text)(name.index + name[0].length)
  for (const match of text.matchAll(/\.package\(\s*(?:name:\s*"[^"]+",\s*)?url:\s*"([^"]+)"(?:,\s*(?:from:|exact:|\.upToNext\w+\(from:)\s*"([^"]+)")?/g)) {
    const dependency =
      (match[1] ?? '')
        .replace(/\.git$/, '')
        .split('/')
        .at(-1) ?? ''
    manifest.dependencies.push({ name: dependency, version: match[2] ?? null, scope: 'runtime', line: lineCounter(text)(match.index + 1) })
  }
  for (const match of text.matchAll(/\.executable(?:Target)?\(\s*name:\s*"([^"]+)"/g))
    manifest.entries.push({
      kind: 'bin',
      name: match[1] ?? '',
      target: `Sources/${match[1] ?? ''}/main.swift`,
      symbol: null,
      reason: 'executable in Package.swift',
      line: lineCounter(text)(match.index + 1),
    })
  return manifest
}
