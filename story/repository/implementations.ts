// Go says nowhere which interfaces a type implements: it has their methods, and that is all. For a reader it is the same as
// if it had been written down, so it is found here and kept where other languages write it.
import type { ParsedFile, ParsedSymbol } from './syntax/parsed-file.ts'

/** One method of that name is soon found by chance. */
const fewestMethods = 2

/** The names of an interface's methods, as its lines show them; empty where it is made of others. */
const methodsOf = (file: ParsedFile, symbol: ParsedSymbol): string[] => {
  const lines = file.text.split('\n').slice(symbol.line, Math.max(symbol.line, symbol.endLine - 1))
  const code = lines.map((line) => line.replace(/\/\/.*$/, '').trim()).filter((line) => line !== '' && !/^\/?\*/.test(line))
  if (code.some((line) => /^[\w.]+$/.test(line))) return []
  return code.flatMap((line) => /^(\w+)\s*\(/.exec(line)?.[1] ?? [])
}

const folderOf = (path: string): string => path.slice(0, path.lastIndexOf('/') + 1)

/** Adds to the types of Go what they implement; all else stays as it is. */
export const withImplementations = (files: readonly ParsedFile[]): ParsedFile[] => {
  const go = files.filter(({ language }) => language === 'Go')
  const interfaces = go.flatMap((file) =>
    file.symbols
      .filter(({ kind }) => kind === 'interface')
      .map((symbol) => ({ name: symbol.qualifiedName, folder: folderOf(file.path), methods: methodsOf(file, symbol) }))
      .filter(({ methods }) => methods.length >= fewestMethods),
  )
  if (interfaces.length === 0) return [...files]
  const owned = new Map<string, Set<string>>()
  for (const file of go)
    for (const { kind, parent, name } of file.symbols) {
      if (kind !== 'method' || parent === null) continue
      const key = `${folderOf(file.path)}#${parent}`
      owned.set(key, (owned.get(key) ?? new Set()).add(name))
    }
  return files.map((file) =>
    file.language !== 'Go'
      ? file
      : {
          ...file,
          symbols: file.symbols.map((symbol) => {
            const methods = owned.get(`${folderOf(file.path)}#${symbol.qualifiedName}`)
            if (methods === undefined || !/^(?:struct|type)$/.test(symbol.kind)) return symbol
            const implemented = interfaces.filter(
              ({ name, folder, methods: wanted }) =>
                (name !== symbol.qualifiedName || folder !== folderOf(file.path)) && wanted.every((method) => methods.has(method)),
            )
            const named = implemented.map(({ name }) => name).filter((name) => !symbol.extends.includes(name))
            return named.length === 0 ? symbol : { ...symbol, extends: [...symbol.extends, ...named] }
          }),
        },
  )
}
