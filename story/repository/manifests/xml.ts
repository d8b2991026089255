// Maven's pom.xml and .NET's project files: as much of XML as they use, with line numbers.
import { lineCounter } from '../lexers/scan.ts'
import { emptyManifest, joinPath, type ManifestReader } from './manifest.ts'

const withoutComments = (text: string): string => text.replace(/<!--[\s\S]*?-->/g, (comment) => comment.replace(/[^\n]/g, ' '))
const elementOf = (text: string, name: string): { text: string; offset: number } | null => {
  const found = new RegExp(`<${name}(?:\\s[^>]*)?>([\\s\\S]*?)</${name}>`).exec(text)
  return found === null ? null : { text: (found[1] ?? '').trim(), offset: found.index }
}

export const readPom: ManifestReader = (file, written) => {
  const text = withoutComments(written)
  const manifest = emptyManifest(file, 'maven')
  const lineAt = (offset: number) => lineCounter(text)(offset + 1)
  // The project's own elements: what stands in parent, dependencies, build and profiles isn't.
  const own = text.replace(
    /<(parent|dependencies|dependencyManagement|build|profiles|reporting|developers|licenses|properties|modules)>[\s\S]*?<\/\1>/g,
    (part) => part.replace(/[^\n]/g, ' '),
  )
  const artifact = elementOf(own, 'artifactId')
  if (artifact === null) return null
  manifest.name = artifact.text
  manifest.line = lineAt(artifact.offset)
  const version = elementOf(own, 'version')
  if (version !== null) manifest.version = { text: version.text, line: lineAt(version.offset) }
  const description = elementOf(own, 'description')
  if (description !== null) manifest.description = { text: description.text.replace(/\s+/g, ' '), line: lineAt(description.offset) }
  const license = elementOf(elementOf(text, 'licenses')?.text ?? '', 'name')
  if (license !== null) manifest.license = { text: license.text, line: lineAt(text.indexOf('<licenses>')) }
  manifest.workspaces = [...(elementOf(own, 'modules')?.text ?? elementOf(text, 'modules')?.text ?? '').matchAll(/<module>([^<]+)<\/module>/g)].map(
    (match) => match[1] ?? '',
  )
  // What is managed says which version a module gets that asks for it, and a profile is what some builds have beside.
  const needs = text.replace(/<(build|dependencyManagement|profiles)>[\s\S]*?<\/\1>/g, (part) => part.replace(/[^\n]/g, ' '))
  for (const match of needs.matchAll(/<dependency>([\s\S]*?)<\/dependency>/g)) {
    const name = elementOf(match[1] ?? '', 'artifactId')?.text
    const scope = elementOf(match[1] ?? '', 'scope')?.text
    if (name !== undefined)
      manifest.dependencies.push({
        name,
        version: elementOf(match[1] ?? '', 'version')?.text ?? null,
        scope:
          scope === 'test' ? 'development' : scope === 'provided' ? 'peer' : elementOf(match[1] ?? '', 'optional')?.text === 'true' ? 'optional' : 'runtime',
        line: lineAt(match.index),
        imports: elementOf(match[1] ?? '', 'groupId')?.text ?? name,
      })
  }
  return manifest
}

/** Of the group of items that it stands in: one framework of several that a project is built for. */
const groupCondition = (text: string, offset: number): string | undefined => {
  const group =
    text
      .slice(0, offset)
      .split(/<ItemGroup\b/)
      .at(-1) ?? ''
  return /^[^>]*\bCondition="([^"]+)"/.exec(group)?.[1]
}

export const readProjectFile: ManifestReader = (file, written) => {
  const text = withoutComments(written)
  const manifest = emptyManifest(file, 'nuget')
  const lineAt = (offset: number) => lineCounter(text)(offset + 1)
  manifest.name = elementOf(text, 'PackageId')?.text ?? elementOf(text, 'AssemblyName')?.text ?? file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  if (manifest.name.includes('$(')) manifest.name = file.slice(file.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  for (const [field, element] of [
    ['version', 'Version'],
    ['description', 'Description'],
    ['license', 'PackageLicenseExpression'],
  ] as const) {
    const found = elementOf(text, element)
    if (found !== null && !found.text.includes('$(')) manifest[field] = { text: found.text.replace(/\s+/g, ' '), line: lineAt(found.offset) }
  }
  manifest.references = [...text.matchAll(/<ProjectReference\s+Include="([^"]+)\.\w+proj"/g)].flatMap(
    ([, path = '']) => joinPath(manifest.folder, path.replaceAll('\\', '/').replace(/\/?[^/]*$/, '')) ?? [],
  )
  const isTest = /Test/.test(manifest.name)
  for (const match of text.matchAll(/<PackageReference\s+Include="([^"]+)"(?:\s+Version="([^"]+)")?/g)) {
    const condition =
      /\bCondition="([^"]+)"/.exec(`${match[0]}${text.slice(match.index + match[0].length).split('>')[0] ?? ''}`)?.[1] ?? groupCondition(text, match.index)
    const isBuild = /PrivateAssets="?all/i.test(text.slice(match.index, match.index + 200).split('/>')[0] ?? '')
    manifest.dependencies.push({
      name: match[1] ?? '',
      version: match[2] ?? null,
      scope: isTest || isBuild ? 'development' : 'runtime',
      line: lineAt(match.index),
      ...(condition === undefined ? {} : { condition }),
    })
  }
  return manifest
}
