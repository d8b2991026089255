import { lineCounter } from '../lexers/scan.ts'
import { emptyManifest, type ManifestReader } from './manifest.ts'

const scopes: readonly [RegExp, 'development' | 'build' | 'peer' | 'runtime'][] = [
  [/^(?:test|androidTest|jvmTest|commonTest)/, 'development'],
  [/^(?:compileOnly|annotationProcessor|kapt|ksp)/, 'build'],
  [/./, 'runtime'],
]

/** `commonTest { dependencies { … } }`: what stands within is for the tests, whatever the word before it. */
const testBlocks = (text: string): ((offset: number) => boolean) => {
  const blocks: { from: number; to: number }[] = []
  const open: { from: number; isTest: boolean }[] = []
  for (const { 0: brace, index } of text.matchAll(/[{}]/g)) {
    if (brace === '{') {
      const label = text.slice(text.lastIndexOf('\n', index) + 1, index)
      open.push({ from: index, isTest: /^\s*(?:val\s+)?\w*[tT]est\b/.test(label) })
    } else {
      const block = open.pop()
      if (block?.isTest === true) blocks.push({ from: block.from, to: index })
    }
  }
  return (offset) => blocks.some(({ from, to }) => from < offset && offset < to)
}

/** A Gradle script is a program; its dependencies in plain literals can be read without running it. */
export const readGradle: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'maven')
  const lineAt = lineCounter(text)
  const folder = manifest.folder
  const isForTests = testBlocks(text)
  const scopeOf = (configuration: string, offset: number): 'development' | 'build' | 'peer' | 'runtime' =>
    isForTests(offset) ? 'development' : (scopes.find(([name]) => name.test(configuration))?.[1] ?? 'runtime')
  manifest.name = folder === '' ? null : (folder.split('/').at(-1) ?? null)
  const version = /^\s*version\s*=?\s*["']([^"'$]+)["']/m.exec(text)
  if (version !== null) manifest.version = { text: version[1] ?? '', line: lineAt(version.index + 1) }
  const pattern =
    /^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[aA]nnotationProcessor|kapt|ksp))\s*\(?\s*(?:platform\()?["']([\w.-]+):([\w.-]+)(?::([^"'@]+))?["']/gm
  for (const match of text.matchAll(pattern)) {
    const line = lineAt(match.index + match[0].length)
    manifest.dependencies.push({ name: match[3] ?? '', version: match[4] ?? null, scope: scopeOf(match[1] ?? '', match.index), line })
  }
  for (const match of text.matchAll(/^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly))\s*\(?\s*(libs|deps|projects)\.([\w.]+)/gm)) {
    const [whole, configuration = '', from, name = ''] = match
    const scope = scopeOf(configuration, match.index)
    // `projects.okioTestingSupport` is another project of this build.
    if (from !== 'projects') manifest.dependencies.push({ name: name.replaceAll('.', '-'), version: null, scope, line: lineAt(match.index + whole.length) })
    else if (scope !== 'development') manifest.references.push(name.replaceAll('.', '/'))
  }
  for (const match of text.matchAll(
    /^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly))\s*\(?\s*project\(\s*(?:path\s*[:=]\s*)?["']:?([\w:.-]+)["']/gm,
  ))
    if (scopeOf(match[1] ?? '', match.index) !== 'development') manifest.references.push((match[2] ?? '').replaceAll(':', '/'))
  return manifest.name === null && manifest.dependencies.length === 0 ? null : manifest
}
