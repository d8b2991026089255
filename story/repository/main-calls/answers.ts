// What runs for a request.
import { idOf, type LinkedSymbol } from '../call-graph/link-calls.ts'
import { answersRequest, isCalledBack } from '../telling-names.ts'
import type { Candidate } from './candidates.ts'
import type { MainCallSources } from './main-call.ts'

/** What only hands on. */
const thinLines = 8

/** One of many that stand before the work, each with a part of its own: what is called in a row is no way in. */
const isStationed = ({ symbol, file }: LinkedSymbol): boolean =>
  file.language === 'Ruby' &&
  (/(?:^|\/)middlewares?\//.test(file.path) ||
    file.symbols.some(({ qualifiedName, extends: bases }) => qualifiedName === symbol.parent && bases.some((base) => /(?:^|::|\.)Middleware$/.test(base))))

/** In the central file, of the type that users meet, leading through the most. */
export const findAnswers = (
  candidates: readonly Candidate[],
  { calls, fileScore, usage, name }: MainCallSources,
  reachOf: (start: LinkedSymbol) => ReadonlySet<string>,
): LinkedSymbol[] => {
  const answers = candidates
    .map(({ linked }) => linked)
    .filter((linked) => answersRequest(linked.symbol, linked.file.language) && !isStationed(linked))
    // A function that a method makes and hands out has no name to be called by: the way to it begins with its maker.
    .map((linked) => {
      const maker = linked.symbol.parent === null ? undefined : calls.symbols.get(idOf(linked.file.path, linked.symbol.parent))
      // One that its maker calls is a part of that one's work.
      const isPart = maker !== undefined && /^(?:function|method)$/.test(maker.symbol.kind) && calls.callersOf.has(linked.id)
      return maker !== undefined && (isPart || (maker.symbol.kind === 'method' && !calls.callersOf.has(linked.id))) ? maker : linked
    })
    .filter((linked, at, all) => all.findIndex(({ id }) => id === linked.id) === at)
  const ids = new Set(answers.map(({ id }) => id))
  // `__call__` that only hands on to `wsgi_app` is not where it happens.
  const isThin = ({ id, symbol }: LinkedSymbol) => {
    const made = (calls.callsOf.get(id) ?? []).filter(({ target }) => target !== null)
    const target = made[0]?.target
    return made.length === 1 && target != null && target.symbol.parent === symbol.parent && symbol.endLine - symbol.line <= thinLines && ids.has(target.id)
  }
  // `$app = AppFactory::create()` shows an App without its name.
  const given = new Set([...calls.symbols.values()].flatMap(({ symbol }) => (symbol.returns !== '' && usage.isInReadme(symbol.name) ? [symbol.returns] : [])))
  const own = name.toLowerCase()
  const weigh = (linked: LinkedSymbol) => {
    const owner = linked.symbol.parent?.split(/\.|::/).at(-1)
    const isMet = owner !== undefined && (usage.mentions(owner) || given.has(owner))
    // What bears the project's name holds all the others; a station on the way is one of many.
    const part =
      owner?.toLowerCase() === own
        ? 3
        : owner !== undefined && /Middleware|Filter|Decorator|Plugin|Strategy|Response$/.test(owner)
          ? 0.5
          : /^(?:App|Application|API|Base|Server|Engine|Kernel|Router|Dispatcher)$/.test(owner ?? '')
            ? 1.5
            : 1
    // What a server calls by a name that servers know comes before what is handed on to.
    const standing = isCalledBack(linked.symbol.name) ? 2 : 1
    return (1 + 3 * fileScore(linked.file.path)) * Math.log2(2 + reachOf(linked).size) * (isMet ? 2 : 1) * part * standing
  }
  return answers
    .filter((linked) => !isThin(linked))
    .map((linked) => ({ linked, weight: weigh(linked) }))
    .toSorted((a, b) => b.weight - a.weight || (a.linked.id < b.linked.id ? -1 : 1))
    .map(({ linked }) => linked)
}
