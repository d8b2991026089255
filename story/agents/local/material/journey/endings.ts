// Where the followed path comes out: what is written, sent or handed back at the end of its main functions, from the last
// station back to the first.
import type { Place } from '../../../../../shared/analysis.ts'
import { type LastStatements, statementKey } from '../../details/last-statements.ts'
import { sayStatement } from '../../language/code-statement.ts'
import { gives } from '../../language/signature.ts'
import { withoutMarks } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'
import type { Journey } from './journeys.ts'

/** More ends are a list. */
const mostEnds = 3

/** Where something leaves the program, or the function's work is kept. */
const outward =
  /(?:write|send|end|flush|emit|save|store|insert|publish|respond\w*|reply|print\w*|append|push|commit|execute|render\w*|dispatch|pipe|finish|resolve)/i

const cleaned = (text: string): string =>
  text
    .replace(/^(?:yield\s+from|yield|await)\s+/, '')
    .replace(/^return\s+await\s+/, 'return ')
    .replace(/(?:\.await)?\??$/, '')
    .replace(/\.await\b/g, '')

const tellsNothing =
  /^(?:returns (?:nothing|true|false|something empty|err(?:or)?|ok|[A-Z][A-Z\d_]*|[\d.]+)$|returns the result of (?:tuple|list|dict|set|str|int|bool|len|sorted|String|Ok)$|calls (?:[\w.]*\.)?(?:[Pp]ut|unlock|close|free|done|log\w*|debug|info|warn\w*|assert\w*)$)/

/** A Rust function gives back what it ends with; elsewhere that is only done. */
const clauseOf = (text: string, file: string): string | null => {
  const code = cleaned(text)
  const isValue = file.endsWith('.rs') && !/[;=]|^(?:return|let)\b/.test(text) && !text.endsWith('?')
  // Of a chain only the first call would be said.
  const clause = /\)\s*(?:\??\.|->|::)\s*\w+\(/.test(code) ? null : sayStatement(isValue ? `return ${code}` : code)
  return clause === null || !/^(?:calls|returns) /.test(clause) || tellsNothing.test(withoutMarks(clause)) ? null : clause
}

const typeGiven = (named: Named, world: World): Named | null => {
  const { place } = named
  const symbol = place === undefined ? undefined : world.facts.symbols.find((one) => one.place.file === place.file && one.place.start_line === place.start_line)
  if (symbol === undefined || (symbol.kind !== 'function' && symbol.kind !== 'method')) return null
  const type = world.facts.symbols.find(
    ({ kind, name, qualified_name: whole }) =>
      /^(?:class|struct|interface|trait)$/.test(kind) && whole !== symbol.parent && gives(symbol.signature, symbol.name, name),
  )
  return type === undefined ? null : world.symbol(type.qualified_name, type.place.file)
}

export const endingMessages = (journey: Journey | undefined, statements: LastStatements, world: World): Message[] => {
  if (journey === undefined) return []
  const stations = journey.stations.filter((station, at, all) => all.findIndex(({ key }) => key === station.key) === at)
  const others = new Set(stations.map(({ name }) => lastSegment(name)))
  const [entry] = stations
  const ends = stations.toReversed().flatMap((station, at): Message[] => {
    const statement = station.place === undefined ? undefined : statements.get(statementKey(station.place))
    const clause = statement === undefined ? null : clauseOf(statement.text, statement.place.file)
    if (statement === undefined || clause === null) return []
    const isReturn = clause.startsWith('returns ')
    const called = /(?:calls|result of) [^\w]*([\w.]+)/.exec(clause)?.[1]
    // That the next station is called, the path has told.
    if (called !== undefined && others.has(lastSegment(called))) return []
    if (!(at === 0 || station === entry || (!isReturn && outward.test(called ?? '')))) return []
    return [endMessage(station, clause, [statement.place])]
  })
  const given = entry === undefined ? null : typeGiven(entry, world)
  return [...ends.slice(0, mostEnds), ...(given === null || entry === undefined ? [] : [givenMessage(entry, given)])]
}

const endMessage = (station: Named, clause: string, places: readonly Place[]): Message => ({
  id: `ending:${station.key}`,
  about: station,
  weight: 1.12,
  places,
  keywords: [station.name],
  forms: [
    ...ways(
      (say) => `where nothing has ended it before, the last thing that ${say.bare(station)} does is this: it ${clause}`,
      (say) => `at its end, ${say.bare(station)} ${clause}`,
      (say) => `${say.bare(station)} comes to its end with this: it ${clause}`,
    ),
    ...styled('technical', (say) => `last statement of ${say.bare(station)}, reached unless something returns before: it ${clause}`),
    ...styled('fiction', (say) => `the last thing that anybody sees of ${say.bare(station)} is this: it ${clause}`),
  ],
})

const givenMessage = (entry: Named, type: Named): Message => ({
  id: 'ending:given',
  about: entry,
  weight: 1.15,
  places: [entry.place, type.place].flatMap((place) => place ?? []),
  keywords: [entry.name, type.name],
  forms: [
    ...ways(
      (say) => `what the caller of ${say.bare(entry)} gets back in the end is of the type ${say.bare(type)}, by its signature`,
      (say) => `by its signature, ${say.bare(entry)} gives its caller something of the type ${say.bare(type)}`,
    ),
    ...styled('technical', (say) => `result type of ${say.bare(entry)}: ${say.bare(type)}`),
  ],
})
