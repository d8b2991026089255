// A function that is handed over by its name is called under the name of the parameter that takes it: `raw_main(program)`
// and, in there, `main_program(args)`. Where all callers hand over the same, that is what is called.
import { pushTo } from '../resolvers/resolver.ts'
import type { Handed } from '../syntax/handed-functions.ts'
import type { ParsedSymbol } from '../syntax/parsed-file.ts'
import { idOf, type LinkedCall, type LinkedSymbol } from './call-graph.ts'

type CallsOf = Map<string, LinkedCall[]>

interface Sources {
  symbols: ReadonlyMap<string, LinkedSymbol>
  callsOf: CallsOf
  /** Of all that call something, scripts as well. */
  callers: readonly LinkedSymbol[]
  /** The function that a name means where it is handed over; null where it means none. */
  findFunction: (caller: LinkedSymbol, handed: Handed) => LinkedSymbol | null
  noteCaller: (called: LinkedSymbol, caller: LinkedSymbol, line: number) => void
  /** A variant of a symbol: under an id of its own, and the same otherwise. */
  variantOf: (linked: LinkedSymbol, mark: string) => LinkedSymbol
}

interface Taker {
  parameters: string[]
  /** Itself, and what it makes. */
  users: LinkedSymbol[]
}

const isFunction = /^(?:function|method)$/
const handsOver = new Set(['JavaScript', 'TypeScript', 'TSX', 'Python'])
/** More are a dispatcher, and which of them runs is none of this way. */
const mostVariants = 4

/** The names of what a function takes, in order; the object that a method belongs to is no part of them. */
const parametersOf = ({ signature, name }: ParsedSymbol): string[] => {
  const start = signature.indexOf('(', Math.max(0, signature.indexOf(name)))
  if (start < 0) return []
  const parameters: string[] = []
  let depth = 0
  let from = start + 1
  for (let at = start; at < signature.length; at += 1) {
    const character = signature[at] ?? ''
    if (depth === 1 && (character === ',' || character === ')')) {
      parameters.push(signature.slice(from, at))
      from = at + 1
    }
    if ('([{'.includes(character)) depth += 1
    else if (')]}'.includes(character)) depth -= 1
    if (depth === 0) break
  }
  return parameters
    .map((parameter) => /^\s*(?:\.\.\.|\*{0,2})([A-Za-z_$][\w$]*)/.exec(parameter)?.[1] ?? '')
    .filter((parameter) => !/^(?:self|cls)$/.test(parameter))
}

/** Links the calls of parameters, in place. A function that is given this here and that there becomes one variant for each. */
export const linkHandedFunctions = ({ symbols, callsOf, callers, findFunction, noteCaller, variantOf }: Sources): void => {
  const takers = new Map<string, Taker>()
  for (const user of symbols.values()) {
    const { id, symbol, file } = user
    if (!handsOver.has(file.language) || !isFunction.test(symbol.kind)) continue
    const open = (callsOf.get(id) ?? []).filter(({ call, target }) => target === null && call.receiver === null)
    if (open.length === 0) continue
    // What a function makes may call what its maker has taken.
    const around = symbol.parent === null ? undefined : symbols.get(idOf(file.path, symbol.parent))
    for (const taker of [user, ...(around !== undefined && isFunction.test(around.symbol.kind) ? [around] : [])]) {
      const parameters = takers.get(taker.id)?.parameters ?? parametersOf(taker.symbol)
      if (!open.some(({ call }) => parameters.includes(call.name))) continue
      const users = takers.get(taker.id)?.users ?? []
      takers.set(taker.id, { parameters, users: [...users, user] })
    }
  }
  const given = new Map<string, { made: LinkedCall; own: LinkedCall[]; functions: Map<string, LinkedSymbol> }[]>()
  for (const caller of callers)
    for (const made of callsOf.get(caller.id) ?? []) {
      const parameters = made.target === null ? undefined : takers.get(made.target.id)?.parameters
      if (parameters === undefined || made.target === null || made.target.id === caller.id) continue
      const functions = new Map(
        made.call.handed.flatMap((handed) => {
          const parameter = typeof handed.as === 'string' ? handed.as : parameters[handed.as]
          const found = parameter === undefined || parameter === '' ? null : findFunction(caller, handed)
          return parameter === undefined || found === null || found.id === made.target?.id ? [] : [[parameter, found] as const]
        }),
      )
      pushTo(given, made.target.id, { made, own: callsOf.get(caller.id) ?? [], functions })
    }
  for (const [id, ways] of given) {
    const linked = symbols.get(id)
    const known = ways.filter(({ functions }) => functions.size > 0)
    const keyOf = ({ functions }: (typeof ways)[number]): string => [...functions].map(([name, { id: other }]) => `${name}=${other}`).join('&')
    const keys = new Set(ways.map(keyOf))
    if (linked === undefined || known.length === 0 || keys.size > mostVariants) continue
    const users = takers.get(id)?.users ?? []
    const resolved = (user: LinkedSymbol, functions: ReadonlyMap<string, LinkedSymbol>): LinkedCall[] =>
      (callsOf.get(user.id) ?? []).map((made) => {
        const target = made.target === null && made.call.receiver === null ? functions.get(made.call.name) : undefined
        if (target === undefined) return made
        noteCaller(target, user, made.call.line)
        return { ...made, target, external: null }
      })
    const [only] = known
    if (keys.size === 1 && only !== undefined) {
      for (const user of users) callsOf.set(user.id, resolved(user, only.functions))
      continue
    }
    if (!users.some((user) => user.id === id)) continue
    for (const way of known) {
      const variant = variantOf(linked, keyOf(way))
      callsOf.set(variant.id, resolved(linked, way.functions))
      way.own.splice(way.own.indexOf(way.made), 1, { ...way.made, target: variant })
    }
  }
}
