// Functions that raise for others: `checkArgument(condition, message)`, `throw_till_error(…)`. Where there are such, most of
// what is raised is raised by them, and a search for the word finds only them.
import type { CodeSymbol, ErrorFact } from '../../../../../shared/analysis.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'
import { isConstructor, isErrorName } from './one-error.ts'

const raisesForOthers = /^(?:check|require|ensure|verify|validate|must|throw_?if|throw|raise|fail|panic_?if|guard|assert)(?:[A-Z_]\w*|With)$/
const fewestCallers = 5
const mostNamed = 2

interface Check {
  error: ErrorFact
  symbol: CodeSymbol
  callers: ReadonlySet<string>
}

/** Those that are called most; of two with one name nobody knows which is called. */
export const findChecks = ({ facts }: World): Check[] => {
  const raised = facts.errors.filter(
    ({ kind, name, in_symbol: owner }) =>
      kind === 'raised' && owner !== null && raisesForOthers.test(lastSegment(owner)) && isErrorName(name) && !isConstructor(name),
  )
  return raised
    .flatMap((error): Check[] => {
      const name = lastSegment(error.in_symbol ?? '')
      const [symbol, ...others] = facts.symbols.filter((one) => one.name === name)
      // Written for two kinds of arguments in one file, it is still one.
      if (symbol === undefined || symbol.place.file !== error.place.file || others.some(({ place }) => place.file !== symbol.place.file)) return []
      const callers = facts.symbols.filter(({ calls }) => calls.some((call) => lastSegment(call.name) === name))
      return callers.length < fewestCallers
        ? []
        : [{ error, symbol, callers: new Set(callers.map(({ qualified_name: caller, place }) => `${place.file}#${caller}`)) }]
    })
    .filter(({ symbol }, at, all) => all.findIndex((one) => one.symbol === symbol) === at)
    .toSorted((a, b) => b.callers.size - a.callers.size)
}

export const checkMessages = (world: World): Message[] => {
  const checks = findChecks(world).slice(0, mostNamed)
  const [first] = checks
  if (first === undefined) return []
  const named = checks.map(({ error, symbol }) => ({ about: world.symbol(symbol.qualified_name, symbol.place.file), error: mark(lastSegment(error.name)) }))
  return [
    {
      id: 'errors:checks',
      about: named[0]?.about ?? null,
      weight: 0.97,
      places: checks.flatMap(({ error, symbol }) => [symbol.place, error.place]),
      keywords: checks.map(({ symbol }) => symbol.name),
      title: `what ${first.symbol.name} refuses`,
      forms: ways(
        (say) =>
          `much of what goes wrong is refused by a helper: ${joined(named.map(({ about, error }) => `${say.placed(about)} raises ${error}`))}, and many functions call ${checks.length === 1 ? 'it' : 'one of the two'}`,
        (say) => `many functions leave it to a helper to refuse: ${joined(named.map(({ about, error }) => `${say.placed(about)} raises ${error}`))}`,
      ),
    },
  ]
}
