import { emptyManifest, type ManifestReader } from './manifest.ts'

export const readGemspec: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'gem')
  text.split('\n').forEach((line, index) => {
    const field = /^\s*\w+\.(name|version|summary|description|license)\s*=\s*["']([^"']+)["']/.exec(line)
    if (field?.[2]?.includes('#{')) return
    const told = { text: field?.[2] ?? '', line: index + 1 }
    if (field?.[1] === 'name') Object.assign(manifest, { name: told.text, line: told.line })
    if (field?.[1] === 'version') manifest.version = told
    if (field?.[1] === 'summary' || (field?.[1] === 'description' && manifest.description === null)) manifest.description = told
    if (field?.[1] === 'license') manifest.license = told
    const programs = /^\s*\w+\.executables\s*=\s*(?:\[([^\]]*)\]|%w[[({]([^\])}]*)[\])}])/.exec(line)
    for (const [name] of (programs?.[1] ?? programs?.[2] ?? '').matchAll(/[\w.-]+/g))
      manifest.entries.push({
        kind: 'bin',
        name,
        target: `bin/${name}`,
        alternatives: [`exe/${name}`],
        symbol: null,
        reason: 'executable of the gem',
        line: index + 1,
      })
    const needed = /\badd_(runtime_|development_)?dependency\s*\(?\s*["']([\w-]+)["'](?:\s*,\s*["']([^"']+)["'])?/.exec(line)
    if (needed !== null)
      manifest.dependencies.push({
        name: needed[2] ?? '',
        version: needed[3] ?? null,
        scope: needed[1] === 'development_' ? 'development' : 'runtime',
        line: index + 1,
      })
  })
  manifest.name ??= file.slice(file.lastIndexOf('/') + 1).replace(/\.gemspec$/, '')
  return manifest
}

export const readGemfile: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'gem')
  let group = ''
  // Where the gem's own specification says what it needs, all else is for those who work on it.
  const hasSpecification = /^\s*gemspec\b/m.test(text)
  text.split('\n').forEach((line, index) => {
    const opened = /^\s*group\s+(.+?)\s+do/.exec(line)
    if (opened !== null) group = opened[1] ?? ''
    else if (/^end\b/.test(line)) group = ''
    const needed = /^\s*gem\s+["']([\w-]+)["'](?:\s*,\s*["']([^"']+)["'])?(.*)$/.exec(line)
    if (needed === null) return
    const isDevelopment = hasSpecification || /test|development/.test(group + (needed[3] ?? ''))
    manifest.dependencies.push({
      name: needed[1] ?? '',
      version: needed[2] ?? null,
      scope: isDevelopment || /^(?:rake|bundler|cocoapods|jazzy|fastlane|xcpretty|danger\S*|rubocop\S*)$/.test(needed[1] ?? '') ? 'development' : 'runtime',
      line: index + 1,
    })
  })
  return manifest
}
