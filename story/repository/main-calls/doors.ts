// The front door of a JavaScript package: what `require('name')` gives. Entry files mostly hand on what another file makes,
// so the way is followed to the function or class itself.
import type { EntryPoint } from '../../../shared/analysis.ts'
import { folderOf } from '../languages.ts'
import { joinPath } from '../manifests/manifest.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'

interface Door {
  file: ParsedFile
  symbol: ParsedSymbol
}

const longestWay = 4
const endings = ['', '.ts', '.tsx', '.mts', '.js', '.mjs', '.cjs', '/index.ts', '/index.js']

/** @param entry path of the package's entry file. Null where it exports no one thing, or that thing isn't among the parsed. */
const findDoor = (entry: string, name: string, files: ReadonlyMap<string, ParsedFile>, depth = 0): Door | null => {
  const file = files.get(entry)
  if (file === undefined || depth > longestWay || !/^(?:JavaScript|TypeScript|TSX)$/.test(file.language)) return null
  const code = file.text.replace(/\/\*[\s\S]*?\*\//g, '')
  const from = /(?:^|\n)\s*module\.exports\s*=\s*require\(\s*['"](\.[^'"]*)['"]\s*\)|(?:^|\n)export\s*\{\s*default\s*\}\s*from\s*['"](\.[^'"]*)['"]/.exec(code)
  const next = from === null ? null : resolve(entry, from[1] ?? from[2] ?? '', files)
  if (next !== null) return findDoor(next, name, files, depth + 1)
  const exported =
    /(?:^|\n)\s*(?:exports\s*=\s*)?module\.exports\s*=\s*(?:new\s+)?([A-Za-z_$][\w$]*)\s*(?:;|\n|\(|$)/.exec(code)?.[1] ??
    /(?:^|\n)\s*(?:export\s+default|export\s*=)\s+(?:async\s+)?(?:function\s*\*?\s+|class\s+)?([A-Za-z_$][\w$]*)/.exec(code)?.[1] ??
    /(?:^|\n)\s*export\s*\{[^}]*?([\w$]+)\s+as\s+default\b/.exec(code)?.[1] ??
    // No default: then what bears the package's name is what people import.
    new RegExp(`(?:^|\\n)\\s*export\\s+(?:async\\s+)?(?:const|let|var|function\\s*\\*?|class)\\s+(${escaped(name)})\\b`).exec(code)?.[1]
  return exported === undefined ? null : findNamed(exported, file, files, depth)
}

const findNamed = (name: string, file: ParsedFile, files: ReadonlyMap<string, ParsedFile>, depth: number): Door | null => {
  const own = file.symbols.find((symbol) => symbol.qualifiedName === name && /^(?:function|class)$/.test(symbol.kind))
  if (own !== undefined) return { file, symbol: own }
  // `const got = create(defaults)`: the maker is the door.
  const maker = new RegExp(`(?:const|let|var)\\s+${escaped(name)}\\s*(?::[^=\\n]+)?=\\s*(?:new\\s+)?([A-Za-z_$][\\w$]*)\\(`).exec(file.text)?.[1]
  if (maker !== undefined && maker !== 'require' && maker !== name && depth < longestWay) return findNamed(maker, file, files, depth + 1)
  const imported = new RegExp(
    `import\\s+(?:${escaped(name)}\\b|[^'"]*\\{[^}]*\\b${escaped(name)}\\b[^}]*\\})[^'"]*from\\s*['"](\\.[^'"]*)['"]|\\b${escaped(name)}\\b[^=\\n]*=\\s*require\\(\\s*['"](\\.[^'"]*)['"]`,
  ).exec(file.text)
  const target = imported === null ? null : resolve(file.path, imported[1] ?? imported[2] ?? '', files)
  const other = target === null ? undefined : files.get(target)
  if (other === undefined || depth >= longestWay) return null
  return findNamed(name, other, files, depth + 1) ?? findDoor(other.path, name, files, depth + 1)
}

const escaped = (name: string): string => name.replaceAll('$', '\\$')

const resolve = (from: string, target: string, files: ReadonlyMap<string, ParsedFile>): string | null => {
  const path = joinPath(folderOf(from), target)
  if (path === null) return null
  // TypeScript names the file that will be there after the build.
  const stem = path.replace(/\.[cm]?js$/, '')
  return [...endings.map((ending) => path + ending), ...endings.map((ending) => stem + ending)].find((candidate) => files.has(candidate)) ?? null
}

/** Of each package's entry, the function or class that it hands out, where that is known: `file#qualified_name` → the entry's file. */
export const findDoors = (entries: readonly EntryPoint[], parsed: readonly ParsedFile[]): Map<string, string> => {
  const files = new Map(parsed.map((file) => [file.path, file]))
  return new Map(
    entries.flatMap((entry) => {
      const door = entry.kind === 'library' ? findDoor(entry.place.file, entry.name.replace(/^.*\//, ''), files) : null
      return door === null ? [] : [[`${door.file.path}#${door.symbol.qualifiedName}`, entry.place.file] as const]
    }),
  )
}
