import { emptyManifest, type ManifestReader } from './manifest.ts'

export const readGoMod: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'go')
  let inRequire = false
  text.split('\n').forEach((written, index) => {
    const line = written.replace(/\/\/.*$/, '').trim()
    const module = /^module\s+(\S+)/.exec(line)
    if (module !== null) {
      manifest.name = module[1]?.replace(/"/g, '') ?? null
      manifest.line = index + 1
    }
    if (/^require\s*\($/.test(line)) inRequire = true
    else if (line === ')') inRequire = false
    const needed = /^(?:require\s+)?([\w.~/-]+\.[\w.~/-]+)\s+(v\S+)/.exec(line)
    if (needed !== null && (inRequire || line.startsWith('require')))
      manifest.dependencies.push({
        name: needed[1] ?? '',
        version: needed[2] ?? null,
        scope: /\/\/\s*indirect/.test(written) ? 'optional' : 'runtime',
        line: index + 1,
      })
  })
  // Indirect ones are others' needs, not this project's.
  manifest.dependencies = manifest.dependencies.filter((dependency) => dependency.scope !== 'optional')
  return manifest.name === null ? null : manifest
}
