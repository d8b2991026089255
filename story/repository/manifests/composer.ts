import { asRecord, asText, asTexts, createKeyFinder, parseLooseJson } from './json-lines.ts'
import { emptyManifest, joinPath, type ManifestReader } from './manifest.ts'

export const readComposer: ManifestReader = (file, text) => {
  const json = asRecord(parseLooseJson(text))
  const lineOf = createKeyFinder(text)
  const manifest = { ...emptyManifest(file, 'composer'), name: asText(json.name), line: lineOf(['name']), keywords: asTexts(json.keywords) }
  for (const key of ['version', 'description', 'license'] as const) {
    const value = asTexts(json[key])[0]
    if (value !== undefined) manifest[key] = { text: value, line: lineOf([key]) }
  }
  for (const [section, scope] of [
    ['require', 'runtime'],
    ['require-dev', 'development'],
  ] as const)
    for (const [name, version] of Object.entries(asRecord(json[section])))
      if (name.includes('/')) manifest.dependencies.push({ name, version: asText(version), scope, line: lineOf([section, name]) })
  for (const [prefix, folders] of Object.entries(asRecord(asRecord(json.autoload)['psr-4'])))
    for (const folder of asTexts(folders)) manifest.roots.push({ prefix, folder: joinPath(manifest.folder, folder) ?? '' })
  for (const [name, command] of Object.entries(asRecord(json.scripts)))
    manifest.scripts.push({ name, command: asTexts(command).join(' && '), line: lineOf(['scripts', name]) })
  for (const target of asTexts(json.bin))
    manifest.entries.push({
      kind: 'bin',
      name: target.split('/').at(-1) ?? target,
      target,
      symbol: null,
      reason: 'bin in composer.json',
      line: lineOf(['bin']),
    })
  return manifest.name === null && manifest.dependencies.length === 0 ? null : manifest
}
