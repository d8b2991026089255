// A function that runs what somebody else gave it: where frameworks, middleware and adapters do their work, and where no name
// leads on.
import { deferredMark } from '../../../../repository/call-graph/given-calls.ts'
import { sayCondition } from '../../language/code-condition.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Form, Named } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { unspoken } from './read-steps.ts'

const ofParameter = (given: string, before: string, after: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} runs ${given}, a function that its caller handed to it`,
    (say) => `${before}the work leaves ${say.bare(named)} for ${given}, which came in as an argument`,
    (say) => `what ${say.bare(named)} calls as ${given}${after} was handed in by whoever called it`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls its argument ${given}`),
  ...styled('fiction', (say) => `${before}${say.bare(named)} opens the parcel that the caller brought, and runs what is in it, ${given}`),
]

/** `$handler = $options['handler']`: the caller has put it there. */
const ofEntry = (given: string, container: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} then runs the function that stands under ${given} in ${container}, which came in as an argument`,
    (say) => `${before}the work leaves ${say.bare(named)} for a function that the caller has put into ${container}, under the name ${given}`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${given}, taken from its argument ${container}`),
]

/** `const adapter = getAdapter(config)`, then `adapter(request)`. */
const ofResult = (given: string, maker: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}what ${maker} gives back, kept as ${given}, is itself a function, and ${say.bare(named)} calls it`,
    (say) => `${before}${say.bare(named)} calls ${given}, and that is a function which ${maker} gave it`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${given}, the function that ${maker} returned`),
]

const ofField = (field: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} then calls whatever was put into ${field} when the object was set up`,
    (say) => `${before}the call goes on to what ${say.bare(named)} finds in ${field}, and that was decided elsewhere`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls the function held in ${field}`),
]

const ofFieldsMethod = (field: string, method: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} calls ${method} on whatever was put into ${field}`,
    (say) => `${before}what stands in ${field} is asked by ${say.bare(named)} to do the next step, ${method}`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${method} on its field ${field}`),
]

/** `model.Update(msg)`, where a Model is what the users write. */
const ofContract = (contract: string, method: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} calls ${method} of ${contract}, which is not written here: whoever uses it brings it along`,
    (say) => `here other people's code has its turn: ${before}${say.bare(named)} calls ${method}, which every ${contract} has to have`,
  ).map((form) => ({ ...form, cost: -1 })),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${method}, part of the contract ${contract} that callers fulfil`),
]

/** `h := tree.FindRoute(path)`, then `h.ServeHTTP(w, r)`. */
const ofFound = (method: string, finder: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}what ${finder} has found is run in the end: ${say.bare(named)} calls its ${method}`,
    (say) => `${before}${say.bare(named)} goes on to what ${finder} gave back, and calls ${method} on it`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${method} on the result of ${finder}`),
]

/** `c.handlers[c.index](c)`. */
const ofElement = (list: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} runs one of the functions that stand in ${list}`,
    (say) => `${before}the call goes on to a function that ${say.bare(named)} takes out of ${list}`,
  ).map((form) => ({ ...form, cost: -1 })),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls an element of ${list}`),
]

/** `defer func() { cmd.After(ctx, cmd) }()`. */
const atTheEnd = (given: string, condition: string | null, named: Named): Form[] => {
  const maybe = condition === null ? '' : `${condition}, and `
  return [
    ...ways(
      (say) => `${maybe}only when all else is done, ${say.bare(named)} calls ${given}`,
      (say) => `${given} has its turn when ${say.bare(named)} is left, behind all the rest${condition === null ? '' : `, ${condition}`}`,
    ),
    ...styled('technical', (say) => `deferred in ${say.bare(named)}${condition === null ? '' : `, ${condition}`}: a call of ${given}`),
  ]
}

/** `listeners.forEach((listener) => listener())`. */
const ofEach = (list: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} calls the functions that stand in ${list}, one by one`,
    (say) => `${before}one by one, the functions in ${list} are called by ${say.bare(named)}`,
  ),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls the elements of ${list}`),
]

/** `factories[i].create(type)`. */
const onEach = (method: string, list: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} goes through ${list}, and calls ${method} on what stands there`,
    (say) => `${before}what stands in ${list} has its turn: ${say.bare(named)} calls its ${method}`,
  ).map((form) => ({ ...form, cost: -1 })),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${method} on elements of ${list}`),
]

/** `let currentReducer = reducer` in `createStore`, and `currentReducer(state, action)` in what it makes. */
const ofKept = (given: string, parameter: string, maker: string, before: string, named: Named): Form[] => [
  ...ways(
    (say) => `${before}${say.bare(named)} calls ${given}, and that is, to begin with, the ${parameter} that ${maker} was given`,
    (say) => `${before}here the work leaves the library: ${say.bare(named)} calls ${given}, at first the ${parameter} that was handed to ${maker}`,
  ).map((form) => ({ ...form, cost: -1 })),
  ...styled('technical', (say) => `${before}${say.bare(named)} calls ${given}, initially the argument ${parameter} of ${maker}`),
]

/** `text` as the analysis writes it: `next → parameter`, `handler → entry of options`, `transport.send → field → condition`. */
export const givenCallForms = (text: string, named: Named): Form[] => {
  const [written = '', marked, when] = text.split(' → ')
  const isDeferred = marked?.startsWith(deferredMark) === true
  const kind = isDeferred ? marked.slice(deferredMark.length) : marked
  const condition = when === undefined ? null : (sayCondition(when) ?? unspoken)
  const before = condition === null ? '' : `${condition}, `
  if (isDeferred) return atTheEnd(mark(written.split('.').at(-1) ?? written), condition, named)
  const asked = /^on each of (\S+)$/.exec(kind ?? '')?.[1]
  if (asked !== undefined) return onEach(mark(written), mark(asked), before, named)
  const list = /^each of (\S+)$/.exec(kind ?? '')?.[1]
  if (list !== undefined) return ofEach(mark(list), before, named)
  const [, parameter, around] = /^kept (\w+) of (\w+)$/.exec(kind ?? '') ?? []
  if (parameter !== undefined && around !== undefined) return ofKept(mark(written), mark(parameter), mark(around), before, named)
  if (kind === 'element') return ofElement(mark(written), before, named)
  if (kind === 'parameter') return ofParameter(mark(written), before, condition === null ? '' : ` ${condition}`, named)
  const [contract = '', part = ''] = kind === 'contract' ? written.split('.') : []
  if (kind === 'contract') return ofContract(mark(contract), mark(part), before, named)
  const finder = /^found by (\w+)$/.exec(kind ?? '')?.[1]
  if (finder !== undefined) return ofFound(mark(written.split('.').at(-1) ?? written), mark(finder), before, named)
  const container = /^entry of (\w+)$/.exec(kind ?? '')?.[1]
  if (container !== undefined) return ofEntry(mark(written), mark(container), before, named)
  const maker = /^result of (\w+)$/.exec(kind ?? '')?.[1]
  // Of several calls of it the one after a failure is told of the others too: then nothing is better.
  if (maker !== undefined && condition === 'if there is an error') return []
  if (maker !== undefined) return ofResult(mark(written), mark(maker), before, named)
  const [field = '', method] = written.split('.')
  return method === undefined ? ofField(mark(field), before, named) : ofFieldsMethod(mark(field), mark(method), before, named)
}
