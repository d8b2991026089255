import { lineCounter } from '../lexers/scan.ts'
import { emptyManifest, type ManifestReader } from './manifest.ts'

const scopes: readonly [RegExp, 'development' | 'build' | 'peer' | 'runtime'][] = [
  [/^(?:test|androidTest|jvmTest|commonTest)/, 'development'],
  [/^(?:compileOnly|annotationProcessor|kapt|ksp)/, 'build'],
  [/./, 'runtime'],
]

/** A Gradle script is a program; its dependencies in plain literals can be read without running it. */
export const readGradle: ManifestReader = (file, text) => {
  const manifest = emptyManifest(file, 'maven')
  const lineAt = lineCounter(text)
  const folder = manifest.folder
  manifest.name = folder === '' ? null : (folder.split('/').at(-1) ?? null)
  const version = /^\s*version\s*=?\s*["']([^"'$]+)["']/m.exec(text)
  if (version !== null) manifest.version = { text: version[1] ?? '', line: lineAt(version.index + 1) }
  const pattern =
    /^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly|[aA]nnotationProcessor|kapt|ksp))\s*\(?\s*(?:platform\()?["']([\w.-]+):([\w.-]+)(?::([^"'@]+))?["']/gm
  for (const match of text.matchAll(pattern)) {
    const scope = scopes.find(([name]) => name.test(match[1] ?? ''))?.[1] ?? 'runtime'
    manifest.dependencies.push({ name: match[3] ?? '', version: match[4] ?? null, scope, line: lineCounter(text)(match.index + match[0].length) })
  }
  for (const match of text.matchAll(/^\s*(\w*(?:[iI]mplementation|[aA]pi|[cC]ompileOnly|[rR]untimeOnly))\s*\(?\s*(?:libs|deps|projects)\.([\w.]+)/gm)) {
    const scope = scopes.find(([name]) => name.test(match[1] ?? ''))?.[1] ?? 'runtime'
    manifest.dependencies.push({ name: (match[2] ?? '').replaceAll('.', '-'), version: null, scope, line: lineCounter(text)(match.index + match[0].length) })
  }
  return manifest.name === null && manifest.dependencies.length === 0 ? null : manifest
}
