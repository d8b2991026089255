// Calls by which one thing after the other is made known under a name: `token('url', …)`, `Register("s3", …)`. Whoever wants
// one more makes one more such call.
import type { Place } from '../../../../shared/analysis.ts'

export interface Registration {
  /** As it is called: `shop.sell`. */
  callee: string
  /** In one file, or once in each of several. */
  files: readonly string[]
  calls: number
  names: readonly string[]
  places: readonly Place[]
}

const fewestCalls = 6
const fewestFiles = 4
const call = /^(\s*)(?:[\w$.]+\s*=\s*)?([A-Za-z_$][\w$]*(?:(?:\.|::|->)[A-Za-z_$][\w$]*)*)!?[ (]\(?\s*(?:["'`]([\w:./@*-]{1,40})["'`]|:([a-z]\w+))\s*,/
/** What runs when all is set up: there one is registered after the other. */
const setsUp = /\b(?:\w*init\w*|regist\w*|setup\w*|set_up\w*|builtins?\w*|defin\w+|install\w*|bootstrap\w*)\b/i
const registers = /regist|provide|install/i
const isNoRegistration =
  /^(?:log|print\w*|get|has|is|assert\w*|expect|describe|it|test|throw|raise|error|warn\w*|debug|info|panic|require|import|env|write\w*|puts|emit|trigger|dispatch|send|push|replace|match|deprecate\w*|delete|remove)$/i

interface Call {
  callee: string
  name: string
  place: Place
}

const callsIn = (file: string, source: string, known: ReadonlySet<string>): Call[] => {
  const lines = source.split('\n')
  return lines.flatMap((line, at): Call[] => {
    const [, indent = '', callee = '', quoted, symbol] = call.exec(line) ?? []
    const name = quoted ?? symbol
    const last = callee.split(/\.|::|->/).at(-1) ?? ''
    if (name === undefined || !known.has(last) || isNoRegistration.test(last)) return []
    if (indent !== '') {
      // The nearest line that stands further out is what it is done in.
      const outer = lines.slice(0, at).findLast((before) => before.trim() !== '' && (/^\s*/.exec(before)?.[0].length ?? 0) < indent.length) ?? ''
      if (!setsUp.test(outer) && !/^\s*(?:class|module|static)\b/.test(outer)) return []
    }
    return [{ callee, name, place: { file, start_line: at + 1, end_line: at + 1 } }]
  })
}

/** `texts`: of the sources by path; `known`: functions and methods that they declare. The most first. */
export const readRegistrations = (texts: ReadonlyMap<string, string>, known: ReadonlySet<string>): Registration[] => {
  const calls = [...texts].flatMap(([file, source]) => callsIn(file, source, known))
  const lastOf = ({ callee }: Call): string => callee.split(/\.|::|->/).at(-1) ?? callee
  const found = [...Map.groupBy(calls, lastOf)].flatMap(([last, own]): Registration[] => {
    const tell = (some: readonly Call[]): Registration => ({
      callee: some[0]?.callee ?? last,
      files: [...new Set(some.map(({ place }) => place.file))],
      calls: some.length,
      names: [...new Set(some.map(({ name }) => name))],
      places: some.slice(0, 3).map(({ place }) => place),
    })
    const perFile = [...Map.groupBy(own, ({ place }) => place.file).values()]
    if (registers.test(last) && perFile.length >= fewestFiles && perFile.every(({ length }) => length <= 3)) return [tell(own)]
    const [most] = perFile.toSorted((a, b) => b.length - a.length)
    const names = new Set(most?.map(({ name }) => name))
    return most === undefined || names.size < fewestCalls || names.size < most.length * 0.8 ? [] : [tell(most)]
  })
  return found.toSorted((a, b) => b.names.length - a.names.length)
}
