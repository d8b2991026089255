// What a failure looks like from outside: the status and words of an answer, the exit code, and when it comes to that.
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import type { Outcome } from '../../details/outcomes.ts'
import { type Details, errorPlaceKey } from '../../details/read-details.ts'
import { sayCondition } from '../../language/code-condition.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import type { World } from '../world.ts'

const mostAnswers = 3
const mostExits = 2

/** `error.kind() == ErrorKind::BrokenPipe`, `err.code === 'EPIPE'` */
const errorKindIn = (condition: string): string | null => {
  const kind = /^[\w.()]+ ===? (?:(?:::)?\w+::)*ErrorKind::(\w+)$/.exec(condition)?.[1] ?? /^\w+\.code ===? ['"](E[A-Z]+)['"]$/.exec(condition)?.[1]
  return kind === undefined ? null : `if the error is ${mark(kind)}`
}

interface Known {
  error: ErrorFact
  outcome: Outcome
  condition: string | null
}

const knownOf = (world: World, { outcomes }: Details, kind: ErrorFact['kind']): Known[] => {
  const told = new Set<string>()
  return world.facts.errors.flatMap((error): Known[] => {
    const outcome = error.kind === kind && !isBeside(error.place.file) ? outcomes.get(errorPlaceKey(error)) : undefined
    if (outcome === undefined) return []
    const condition = outcome.condition === null ? null : (errorKindIn(outcome.condition) ?? sayCondition(outcome.condition))
    const key = `${error.name} ${outcome.words}${kind === 'exit_code' ? ` ${error.place.file}:${error.place.start_line}` : ''}`
    if ((condition === null && outcome.words === null && !(outcome.isAfterError && kind === 'exit_code')) || told.has(key)) return []
    told.add(key)
    return [{ error, outcome, condition }]
  })
}

const answers = (known: readonly Known[]): Message[] => {
  const some = known.filter(({ outcome, error }) => outcome.words !== null && /^\d{3}$/.test(error.name)).slice(0, mostAnswers)
  const [first] = some
  if (first === undefined) return []
  const clauses = some.map(
    ({ error, outcome, condition }) =>
      `${mark(error.name)}${outcome.isWhole ? '' : ' and words like'} "${outcome.words}"${condition === null ? '' : ` ${condition}`}`,
  )
  const list = clauses.length === 1 ? (clauses[0] ?? '') : `${clauses.slice(0, -1).join('; ')}; and ${clauses.at(-1)}`
  return [
    {
      id: 'errors:outcome:answers',
      about: null,
      weight: 0.99,
      places: some.map(({ outcome }) => outcome.place),
      keywords: ['status', 'HTTP'],
      title: 'what a failure looks like from outside',
      forms: [
        ...ways(
          () => `a request that cannot be served is answered with a status and a message: ${list}`,
          () => `towards the outside a failure is a status with words: ${list}`,
        ),
        ...styled('technical', () => `answers on failure: ${list}`),
      ],
    },
  ]
}

/** Of several ends of one function with one code, the one that an error leads to; of the others none is the only case. */
const perFunction = (known: readonly Known[], { facts }: World): (Known & { isOneOfSeveral: boolean })[] => {
  const ends = ({ name, in_symbol: owner, place }: ErrorFact): string => `${name} ${place.file}#${owner}`
  const all = Map.groupBy(
    facts.errors.filter(({ kind }) => kind === 'exit_code'),
    ends,
  )
  return [...Map.groupBy(known, ({ error }) => ends(error))].flatMap(([key, some]) => {
    const best =
      some.find(({ outcome, condition }) => outcome.isAfterError || condition === afterError) ?? some.find(({ outcome }) => outcome.words !== null) ?? some[0]
    return best === undefined ? [] : [{ ...best, isOneOfSeveral: (all.get(key)?.length ?? 1) > 1 }]
  })
}
const afterError = 'if there is an error'

const exits = (world: World, known: readonly Known[]): Message[] =>
  perFunction(known, world)
    .slice(0, mostExits)
    .map(({ error, outcome, condition, isOneOfSeveral }, index): Message => {
      const where = error.in_symbol === null ? world.file(error.place.file) : world.symbol(error.in_symbol, error.place.file)
      const said = outcome.words === null ? '' : `, after a message ${outcome.isWhole ? 'that reads' : 'with the words'} "${outcome.words}"`
      const caught = outcome.isAfterError ? 'after an error' : ''
      const when = condition === null ? caught : caught === '' ? condition : `${caught}, ${condition}`
      const code = mark(error.name)
      const least = isOneOfSeveral
        ? `in more than one case${when === '' && said === '' ? '' : `, for instance ${when === '' ? said.replace(/^, /, '') : `${when}${said}`}`}`
        : `${when}${said}`
      const cased = least.startsWith(',') ? least : ` ${least}`
      return {
        id: `errors:outcome:exit:${index}`,
        about: where,
        weight: 0.93 - index * 0.08,
        places: [outcome.place],
        keywords: [`exit ${error.name}`, error.place.file],
        forms: ways(
          (say) => `${say.placed(where)} ends the program with the exit code ${code}${cased}`,
          (say) => `with the exit code ${code} the program ends in ${say.placed(where)}${cased}`,
        ),
      }
    })

export const outcomeMessages = (world: World, details: Details): Message[] => [
  ...answers(knownOf(world, details, 'answered')),
  // That all went well is no failure.
  ...exits(
    world,
    knownOf(world, details, 'exit_code').filter(({ error }) => error.name !== '0'),
  ),
]
