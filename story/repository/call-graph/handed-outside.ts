// A function that is handed by its name to somebody else's code: `onFinished(res, logRequest)`, `array_map([$this, 'part'], …)`.
// What goes through a list calls it on the spot; all others keep it, and call it in their time.
import type { Handed } from '../syntax/handed-functions.ts'
import type { LinkedCall, LinkedSymbol } from './call-graph.ts'

interface Sources {
  callsOf: Map<string, LinkedCall[]>
  /** Of all that call something, scripts as well. */
  callers: readonly LinkedSymbol[]
  /** The function that a name means where it is handed over; null where it means none. */
  findFunction: (caller: LinkedSymbol, handed: Handed) => LinkedSymbol | null
  noteCaller: (called: LinkedSymbol, caller: LinkedSymbol, line: number) => void
}

/** They go through a list, and are done with it when they return. */
const callsAtOnce =
  /^(?:map|filter|forEach|flatMap|some|every|find|findIndex|findLast|reduce|reduceRight|sort|toSorted|sorted|replace|array_map|array_filter|array_walk|array_reduce|u[ak]?sort|call_user_func(?:_array)?|preg_replace_callback)$/
/** They keep what they are given for what is to come. */
const callsLater =
  /^(?:on|once|then|catch|finally|add(?:Event)?Listener|set(?:Timeout|Interval|Immediate)|nextTick|queueMicrotask|createServer|Thread|Process|Timer|submit|run_in_executor|call_(?:soon|later)|add_done_callback|add_signal_handler|signal|register_shutdown_function|set_(?:error|exception)_handler)$/
/** A package's function may look at it instead, or copy it. */
const looksAtIt =
  /^(?:is\w*|assert\w*|expect|debug|log|info|warn|error|inspect|inherits|wraps|deprecate\w*|signature|assign|extend|merge|mixin|define\w*|set\w*)$/

/** The words of a call's condition where somebody else makes it: `the function of line 7 is called by onFinished`. */
export const calledByOthers = /^the function of line \d+ is called by ([\w$]+)$/

/** Adds the calls that others make of what they are handed, in place, behind the call that hands it over. */
export const linkHandedOutside = ({ callsOf, callers, findFunction, noteCaller }: Sources): void => {
  for (const caller of callers) {
    const own = callsOf.get(caller.id) ?? []
    const found = own.flatMap((made): LinkedCall[] => {
      const { call, target, external } = made
      const isAtOnce = callsAtOnce.test(call.name)
      if (target !== null || !(isAtOnce || callsLater.test(call.name) || (external !== null && !looksAtIt.test(call.name)))) return [made]
      const handed = call.handed.flatMap((one): LinkedCall[] => {
        const meant = one.isResult ? null : findFunction(caller, one)
        if (meant === null || meant.id === caller.id) return []
        noteCaller(meant, caller, call.line)
        const { line } = call
        const later = { when: `the function of line ${line} is called by ${call.name}`, closure: { line, endLine: line } }
        return [{ call: { ...call, name: one.name, receiver: one.receiver, handed: [], ...(isAtOnce ? {} : later) }, target: meant, external: null }]
      })
      return [made, ...handed]
    })
    if (found.length > own.length) callsOf.set(caller.id, found)
  }
}
