// Who is there for errors: functions and types whose name says that they handle failures, in the words of their comments.
import { docPredicate } from '../../language/doc-clause.ts'
import type { Message } from '../../telling/message.ts'
import { claiming, styled, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'

const handlesFailure =
  /(?:^on_?|handle\w*|handling\w*|catch\w*|server|exit)_?(?:error|exception|failure)s?|(?:error|exception)s?_?(?:handl|middleware|boundary|filter|page)|recover(?:er|y)|^error$|panic_?handl|get_?(?:last_?)?error(?:ptr|string|message)?$|^str_?error$/i
/** A logger's `error` writes a line: only what its comment says makes it one that handles a failure. */
const ends = /\b(?:fail|exit|abort|throw|rais|exception|invalid|terminat)/i
const mostHandlers = 3

export const handlerMessages = (world: World): Message[] => {
  const types = new Set(world.facts.errors.filter(({ kind }) => kind === 'error_type').map(({ name }) => lastSegment(name)))
  return world.facts.symbols
    .flatMap((symbol) => {
      const { name, kind, doc, place } = symbol
      if (
        !handlesFailure.test(name) ||
        /^(?:is|has)(?=[A-Z_])/.test(name) ||
        types.has(name) ||
        !/^(?:function|method|class|struct)$/.test(kind) ||
        doc === null ||
        (/^error$/i.test(name) && !ends.test(doc.text)) ||
        /\.d\.[cm]?ts$/.test(place.file)
      )
        return []
      const predicate = docPredicate(doc.text, name, kind === 'function' || kind === 'method')
      return predicate === null ? [] : [{ symbol, doc, predicate }]
    })
    .slice(0, mostHandlers)
    .map(({ symbol, doc, predicate }, index): Message => {
      const named = world.symbol(symbol.qualified_name, symbol.place.file)
      return {
        id: `error-handler:${symbol.place.file}#${symbol.qualified_name}`,
        about: named,
        weight: 0.76 - index * 0.06,
        places: [doc.place, symbol.place],
        keywords: [symbol.qualified_name, symbol.place.file, 'error'],
        title: `${named.name}, for bad days`,
        forms: claiming(`what ${predicate}`, [
          ...ways(
            (say) => `for failures there is ${say.placed(named)}, which ${say.words(predicate)}`,
            (say) => `${say.placed(named)} is there for the bad case: it ${say.words(predicate)}`,
          ),
          ...styled('fiction', (say) => `when things go wrong, one runs to ${say.placed(named)}, who ${say.words(predicate)}`),
          ...styled('technical', (say) => `failure handling: ${say.placed(named)} ${say.words(predicate)}`),
        ]),
      }
    })
}
