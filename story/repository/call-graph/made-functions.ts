// A function that makes another and gives it back: `getParse(parser)` returns its inner `parse`.
import { idOf, type LinkedSymbol } from './call-graph.ts'

const given = /\breturn\s+(?:async\s+)?(?:function\s*\*?\s*)?([A-Za-z_$][\w$]*)\s*[(<;\n]/g

/** The last of the named functions within it that it returns; null where it returns none. */
export const findMadeFunction = ({ symbol, file }: LinkedSymbol, symbols: ReadonlyMap<string, LinkedSymbol>): LinkedSymbol | null => {
  if (symbol.kind !== 'function') return null
  const body = file.text
    .split('\n')
    .slice(symbol.line - 1, symbol.endLine)
    .join('\n')
  const separator = file.language === 'PHP' ? '::' : '.'
  const made = [...body.matchAll(given)].flatMap(([, own = '']) => symbols.get(idOf(file.path, `${symbol.qualifiedName}${separator}${own}`)) ?? [])
  return made.findLast((inner) => inner.symbol.kind === 'function') ?? null
}
