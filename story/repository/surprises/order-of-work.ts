// The order in which things are done: work before the check that discards it, errors that wait, what is built late, what is
// done twice or in a circle.
import type { Place, Surprise } from '../../../shared/analysis.ts'
import type { LinkedSymbol } from '../call-graph/link-calls.ts'
import { isOverloaded } from '../call-graph/overloads.ts'
import type { ParsedFile, ParsedSymbol } from '../syntax/parsed-file.ts'
import { oneLine } from '../syntax/row.ts'
import { place, type Rule, type SurpriseSources, surprise } from './rule.ts'

/** One calls the other, and that calls the first again. */
export const mutualCalls: Rule = ({ calls }) => {
  const found: Surprise[] = []
  const seen = new Set<string>()
  for (const [id, made] of calls.callsOf) {
    const from = calls.symbols.get(id)
    if (from === undefined) continue
    for (const { call, target } of made) {
      if (target === null || target.id === id || isOverloaded(target) || isOverloaded(from)) continue
      const back = calls.callsOf.get(target.id)?.find((other) => other.target?.id === id)
      const key = [id, target.id].sort().join(' ')
      if (back === undefined || seen.has(key) || !seen.add(key)) continue
      found.push(
        surprise(
          'cycle',
          `${from.symbol.qualifiedName} would hand the work down once`,
          // One of the two is made on a condition, or they would never end.
          `${from.symbol.qualifiedName} can call ${target.symbol.qualifiedName}, and that can call ${from.symbol.qualifiedName} again`,
          [place(from.file.path, call.line), place(target.file.path, back.call.line)],
          { about: from.symbol.qualifiedName },
        ),
      )
    }
  }
  return found.slice(0, 6)
}

/** Something is built up by several calls, then emptied under a condition: the work came before the check. */
export const workBeforeCheck: Rule = ({ parsed }) =>
  parsed
    .flatMap((file) => {
      const lines = file.text.split('\n')
      return file.symbols.flatMap((symbol) => {
        if (symbol.endLine - symbol.line < 25 || !/^(?:function|method)$/.test(symbol.kind)) return []
        for (let at = symbol.line + 10; at < symbol.endLine; at += 1) {
          const name = /^\s+(\w+)\s*=\s*(?:''|""|null|None|nil|\[\]|b""|b'');?\s*$/.exec(lines[at - 1] ?? '')?.[1]
          if (name === undefined) continue
          const before = lines
            .slice(symbol.line, at - 2)
            .flatMap((line, index) =>
              new RegExp(`\\b[\\w.]+\\([^()]*\\b${name}\\b`).test(line) && !/^\s*(?:if|\/\/|#|\*|for|while)\b/.test(line) ? [symbol.line + index + 1] : [],
            )
          const condition = symbol.remarks.findLast((remark) => remark.kind === 'condition' && remark.line < at && remark.endLine >= at)
          if (before.length < 2 || condition === undefined || /^(?:typeof|!|\w+ ===? (?:null|undefined|None))/.test(condition.text)) continue
          const cause = condition.text.split(' → ')[0] ?? ''
          return [
            surprise(
              'work_before_check',
              `${symbol.qualifiedName} would ask first and work afterwards`,
              `${symbol.qualifiedName} has passed ${name} through ${before.length === 2 ? 'two' : 'several'} calls before it asks whether ${oneLine(cause, 60)}, and then empties it`,
              [place(file.path, before[0] ?? at, before.at(-1) ?? at), place(file.path, condition.line, condition.endLine)],
              { about: symbol.qualifiedName },
            ),
          ]
        }
        return []
      })
    })
    .slice(0, 3)

/** An error that is put away in a field, and perhaps raised later by somebody else. */
export const storedErrors = ({ facts, parsed }: { facts: Pick<SurpriseSources['facts'], 'errors'>; parsed: SurpriseSources['parsed'] }): Surprise[] =>
  facts.errors
    .filter(({ kind, name }) => kind === 'stored' && !/^(?:e|err|error|exc|ex)\./.test(name))
    .filter((stored, index, all) => all.findIndex((other) => other.name === stored.name) === index)
    .slice(0, 4)
    .map((stored) => {
      const field = stored.name.split('.').at(-1) ?? stored.name
      const later = findSymbolWithLine(parsed, new RegExp(`\\b(?:raise|throw)\\s+(?:[\\w$]+\\.)*@?${field}\\b`), stored.place)
      const fact = `${stored.in_symbol ?? 'the code'} does not let the error out: it is stored in ${stored.name}${later === null ? '' : `, and ${later.symbol.qualifiedName} raises it later`}`
      return surprise(
        'error_stored',
        'An error would be raised where it happens',
        fact,
        [stored.place, ...(later === null ? [] : [place(later.file.path, later.line)])],
        { about: stored.in_symbol },
      )
    })

const findSymbolWithLine = (parsed: readonly ParsedFile[], pattern: RegExp, except: Place): { file: ParsedFile; symbol: ParsedSymbol; line: number } | null => {
  for (const file of parsed) {
    const index = file.text
      .split('\n')
      .findIndex(
        (line, at) =>
          pattern.test(line) && !/^\s*(?:#|\/\/|\*)/.test(line) && !(file.path === except.file && at + 1 >= except.start_line && at + 1 <= except.end_line),
      )
    const symbol = index === -1 ? undefined : file.symbols.findLast((candidate) => candidate.line <= index + 1 && candidate.endLine >= index + 1)
    if (symbol !== undefined) return { file, symbol, line: index + 1 }
  }
  return null
}

/** Set by somebody else as well: who asks for it first may find it there. */
const isSetElsewhere = (parsed: readonly ParsedFile[], file: ParsedFile, what: string, { line, endLine }: ParsedSymbol): boolean => {
  const set = new RegExp(`[.>@]${what.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}\\s*:?=(?!=)\\s*(?!(?:nil|null|None|undefined|false|0)\\b)`)
  return parsed.some(
    (other) =>
      other.language === file.language &&
      other.text.includes(what) &&
      other.text.split('\n').some((text, at) => set.test(text) && !(other === file && at + 1 >= line && at + 1 <= endLine)),
  )
}

/** Built when first asked for. */
export const lazies = ({ parsed }: Pick<SurpriseSources, 'parsed'>): Surprise[] =>
  parsed
    .flatMap((file) =>
      file.symbols.flatMap((symbol) =>
        symbol.remarks.flatMap((remark) => {
          const found =
            remark.kind === 'condition'
              ? /^(?:!|not )?\(?([\w.$]+)\)?(?: (?:===?|is|==) (?:null|undefined|None|nil))? → (?:const |let |var )?\1 = (?:new )?([A-Za-z_][\w.]*)\(/.exec(
                  remark.text,
                )
              : null
          if (found === null || !/^!|^not | (?:null|undefined|None|nil) →/.test(remark.text)) return []
          // What a function keeps for itself is gone when it returns: only a field, or a name with an underscore, is kept.
          if (!/\.|^_/.test(found[1] ?? '')) return []
          const what = (found[1] ?? '').replace(/^\w+\./, '')
          // Its own getter says so; elsewhere a missing value may only be given its default.
          if (!symbol.name.toLowerCase().replaceAll('_', '').includes(what.toLowerCase().replaceAll('_', ''))) return []
          if (isSetElsewhere(parsed, file, what, symbol)) return []
          return [
            surprise(
              'lazy',
              `${what} would be there from the start`,
              `${symbol.qualifiedName} builds ${what} only when it is first asked for, with ${found[2]}`,
              [place(file.path, remark.line, remark.endLine)],
              { about: symbol.qualifiedName },
            ),
          ]
        }),
      ),
    )
    .slice(0, 6)

/** The same work twice on one path. */
export const calledTwice: Rule = ({ facts, calls }) => {
  const [path] = facts.call_paths
  if (path === undefined) return []
  const onPath = new Set(path.steps.map(({ symbol, place: at }) => `${at.file}#${symbol}`))
  const found: Surprise[] = []
  for (const id of onPath) {
    const target = calls.symbols.get(id)
    if (target === undefined || target.symbol.endLine - target.symbol.line < 12 || /debug|log|print|trace|assert/i.test(target.symbol.name)) continue
    const callers = new Map<string, { caller: LinkedSymbol; line: number }>()
    for (const from of calls.callersOf.get(id) ?? []) if (onPath.has(from.caller.id) && !callers.has(from.caller.id)) callers.set(from.caller.id, from)
    if (callers.size < 2) continue
    const two = [...callers.values()].slice(0, 3)
    found.push(
      surprise(
        'called_twice',
        `${target.symbol.qualifiedName} would be needed once on the way`,
        `${target.symbol.qualifiedName} is called from ${two.length === 2 ? 'two' : 'three'} places on this path: ${two.map(({ caller }) => caller.symbol.qualifiedName).join(', ')}`,
        two.map(({ caller, line }) => place(caller.file.path, line)),
        { about: target.symbol.qualifiedName },
      ),
    )
  }
  return found.slice(0, 3)
}
