// Where a program starts, whether the project is one, and the handlers of one that answers by routes.
import type { LinkedSymbol } from '../call-graph/link-calls.ts'
import { pushTo } from '../resolvers/resolver.ts'
import type { MainCall, MainCallSources } from './main-call.ts'

export const findPrograms = ({ entries, calls, fileScore, usage }: MainCallSources): MainCall[] => {
  const typed = ({ entry }: MainCall): number => usage.commands.get(entry.name) ?? 0
  const inFile = new Map<string, LinkedSymbol[]>()
  for (const linked of calls.symbols.values()) pushTo(inFile, linked.file.path, linked)
  return (
    entries
      .flatMap((entry): MainCall[] => {
        if (entry.kind !== 'bin' && entry.kind !== 'main') return []
        const own = inFile.get(entry.place.file) ?? []
        const start =
          own.find(({ symbol }) => symbol.name === (entry.symbol?.split('.').at(-1) ?? 'main')) ?? own.find(({ symbol }) => /^[mM]ain$/.test(symbol.name))
        return start === undefined ? [] : [{ entry, start }]
      })
      // Of several commands the one that the README types most.
      .toSorted(
        (a, b) =>
          Number(b.entry.kind === 'bin') - Number(a.entry.kind === 'bin') || typed(b) - typed(a) || fileScore(b.start.file.path) - fileScore(a.start.file.path),
      )
  )
}

/** Does the README show it on a command line more than in code? Where it shows neither, a main function decides. */
export const isProgram = (programs: readonly MainCall[], { entries, calls, usage, name }: MainCallSources): boolean => {
  if (programs.length === 0) return false
  const names = new Set([name, ...programs.map(({ entry }) => entry.name)])
  const typed = [...names].reduce((sum, program) => sum + (usage.commands.get(program) ?? 0), 0)
  const called = new Set([...calls.symbols.values()].filter(({ symbol }) => symbol.exported && usage.isInReadme(symbol.name)).map(({ symbol }) => symbol.name))
    .size
  if (typed !== called) return typed > called
  const plain = (text: string) => text.toLowerCase().replace(/[^a-z\d]/g, '')
  const isLibrary = entries.some((entry) => entry.kind === 'library' && plain(entry.name) === plain(name))
  return !isLibrary || programs.some(({ entry }) => entry.kind === 'bin' && typed > 0)
}

/** An application answers by its routes: of those the handler that leads through most of it. */
export const findHandlers = ({ entries, calls, weightOf, usage }: MainCallSources): MainCall[] => {
  const routes = entries.filter((entry) => entry.kind === 'route')
  const isLibrary = entries.some((entry) => entry.kind === 'library') && [...calls.symbols.values()].some(({ symbol }) => usage.isInReadme(symbol.name))
  if (routes.length < 3 || isLibrary) return []
  const found = routes.flatMap((entry): (MainCall & { weight: number })[] => {
    const near = [...calls.symbols.values()].filter(
      ({ file, symbol }) =>
        file.path === entry.place.file &&
        /^(?:function|method)$/.test(symbol.kind) &&
        symbol.endLine >= entry.place.start_line &&
        symbol.line <= entry.place.start_line + 6,
    )
    // A decorator stands above its function; a registration stands in one that isn't the handler.
    const start = near.toSorted((a, b) => a.symbol.endLine - a.symbol.line - (b.symbol.endLine - b.symbol.line))[0]
    const beside = routes.filter(({ place }) => place.file === entry.place.file).length
    return start === undefined
      ? []
      : [
          {
            entry: { ...entry, symbol: start.symbol.qualifiedName },
            start,
            weight: weightOf(start) ** 0.6 * Math.log2(1 + beside) * (/^(?:GET|ROUTE) /.test(entry.name) ? 1.5 : 1),
          },
        ]
  })
  return found
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, 3)
    .map(({ entry, start }) => ({ entry, start }))
}
