import { emptyManifest, type ManifestReader } from './manifest.ts'

/** What `project(…)` and `find_package(…)` say in plain words. */
export const readCmake: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'cmake')
  if (manifest.folder !== '') return null
  // What is looked for under a condition, such as an option of the build, is needed by nobody who does not ask for it.
  let conditions = 0
  text.split('\n').forEach((line, index) => {
    if (/^\s*if\s*\(/i.test(line)) conditions += 1
    if (/^\s*endif\s*\(/i.test(line)) conditions -= 1
    const project = /^\s*project\s*\(\s*(\w[\w.-]*)/i.exec(line)
    if (project !== null && manifest.name === null) Object.assign(manifest, { name: project[1], line: index + 1 })
    const version = /\bVERSION\s+(\d+\.\d+[\w.]*)/.exec(line)
    if (version !== null && manifest.name !== null && manifest.version === null && !/cmake_minimum|find_package/i.test(line))
      manifest.version = { text: version[1] ?? '', line: index + 1 }
    const described = /\bDESCRIPTION\s+"([^"]+)"/.exec(line)
    if (described !== null) manifest.description = { text: described[1] ?? '', line: index + 1 }
    const needed = /^\s*find_package\s*\(\s*(\w+)(.*)/i.exec(line)
    if (needed !== null && !manifest.dependencies.some(({ name }) => name === needed[1]))
      manifest.dependencies.push({
        name: needed[1] ?? '',
        version: null,
        scope: conditions === 0 && /REQUIRED/.test(needed[2] ?? '') ? 'runtime' : 'optional',
        line: index + 1,
      })
  })
  return manifest.name === null ? null : manifest
}
