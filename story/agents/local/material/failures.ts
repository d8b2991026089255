// How errors are made, caught, kept and cleaned up after.
import type { ErrorFact } from '../../../../shared/analysis.ts'
import { sayStatement } from '../language/code-statement.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined, withArticle } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Named } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import { lastSegment, type World } from './world.ts'

const identifier = /^[A-Za-z_$][\w$.:!?]*$/

/** errors.New, bail!: what makes an error is not its name. */
const isConstructor = (name: string): boolean => /(?:^|[.:])(?:New|Errorf|Wrapf?|bail!?|ensure!?|err|error)$/i.test(name) && !/^[A-Z]\w*Error$/.test(name)

/** A type's name, not the variable that it was caught in. */
const isErrorName = (name: string): boolean =>
  identifier.test(name) && (/^[A-Z]\w{3,}/.test(lastSegment(name)) || /[a-z_](?:Error|Exception)$|_(?:error|exception)$/.test(name)) && name.length > 3

const formsOf = (error: ErrorFact, world: World, words: string | null): Form[] => {
  const name = mark(error.kind === 'error_type' ? lastSegment(error.name) : error.name)
  const owner = error.in_symbol === null ? null : world.symbol(error.in_symbol, error.place.file)
  const file = world.file(error.place.file)
  const where = (say: Parameters<Form['text']>[0]): string => (owner === null ? say.name(file) : say.placed(owner))
  const isName = isErrorName(error.name)
  switch (error.kind) {
    case 'error_type': {
      const predicate = error.doc === null ? null : docPredicate(error.doc.text, lastSegment(error.name))
      const own = error.doc === null || predicate !== null ? null : ownWords(error.doc.text, 20)
      if (predicate !== null)
        return [
          ...ways(
            (say) => `${name} in ${say.bare(file)} is an error type of its own and ${say.words(predicate)}`,
            (say) => `${name}, one of the error types, ${say.words(predicate)}`,
          ),
        ]
      if (own !== null)
        return ways(
          (say) => `the error type ${name} carries a comment: ${say.words(own)}`,
          (say) => `about the error ${name} it is written: ${say.words(own)}`,
        )
      return ways(
        (say) => `an error type called ${name} is defined in ${say.name(file)}`,
        (say) => `${say.name(file)} defines ${name} for failures of its own`,
      )
    }
    case 'raised':
      if (words !== null)
        return [
          ...ways(
            (say) => `${where(say)} can fail with the words "${words}"${isName && !isConstructor(error.name) ? `, as ${withArticle(name)}` : ''}`,
            (say) => `"${words}": that is what ${where(say)} says when it refuses`,
            (say) => `from ${where(say)} comes the message "${words}"`,
            (say) => `an error of ${where(say)} reads "${words}"`,
          ),
          ...styled(
            'fiction',
            (say) => `once in a while ${where(say)} cries "${words}", and the errand is over`,
            (say) => `"${words}" is a thing that ${where(say)} says on bad days`,
          ),
          ...styled(
            'tutorial',
            (say) => `if you read "${words}" on your screen, it came from ${where(say)}`,
            (say) => `try to cause this one: "${words}", from ${where(say)}`,
          ),
          ...styled('podcast', (say) => `if you've ever seen "${words}", that was ${where(say)}`),
        ]
      return isName && !isConstructor(error.name)
        ? [
            ...ways(
              (say) => `${where(say)} raises ${name}`,
              (say) => `an error of the kind ${name} comes out of ${where(say)}`,
              (say) => `when ${where(say)} refuses, it does so with ${name}`,
            ),
            ...styled('fiction', (say) => `in ${where(say)} somebody can cry ${name}, and then the errand is over`),
            ...styled('tutorial', (say) => `if you ever see ${name}, look into ${where(say)}`),
          ]
        : []
    case 'caught':
      return isName
        ? [
            ...ways(
              (say) => `${where(say)} catches ${name}`,
              (say) => `an error that gets as far as ${where(say)} is caught there as ${name}`,
              (say) => `there is a net in ${where(say)}, and it is held out for ${name}`,
            ),
          ]
        : ways((say) => `${where(say)} catches what goes wrong inside of it`)
    case 'stored':
      return ways(
        (say) => `${where(say)} puts an error into ${name}`,
        (say) => `in ${where(say)} an error is kept in ${name}`,
      )
    case 'cleanup': {
      const what = sayStatement(error.name)
      return [
        ...(what === null
          ? []
          : ways(
              (say) => `whatever happens in ${where(say)}, it ${what} at the very end`,
              (say) => `with or without an error, ${where(say)} ${what} before it is left`,
            )),
        ...plain(
          (say) => `part of ${where(say)} is put off to its very end, and runs whether or not there was an error`,
          (say) => `${where(say)} keeps something for the end that runs even after an error`,
        ),
        ...styled('fiction', (say) => `in ${where(say)} somebody stays until the very end, however the day went`),
      ]
    }
    case 'exit_code':
      return ways(
        (say) => `${where(say)} decides the exit code, ${name}`,
        (say) => `the exit code ${name} is set in ${where(say)}`,
      )
    case 'panic':
      // Only Go recovers from a panic by name, and only Go and Rust call it one.
      return /\.(?:go|rs)$/.test(error.place.file)
        ? ways(
            (say) =>
              `${where(say)} can panic${error.place.file.endsWith('.go') ? ', which ends the program unless somebody recovers' : ' instead of returning an error'}`,
            (say) => `a panic is possible in ${where(say)}`,
          )
        : ways(
            (say) => `there is a case in which ${where(say)} ends the whole program`,
            (say) => `${where(say)} would rather stop the program than go on in one case`,
          )
    case 'retry':
      return ways((say) => `${where(say)} tries again after a failure`)
  }
}

/** What the code itself says where it raises an error, by place; read beforehand, since facts hold names only. */
export type ErrorWords = ReadonlyMap<string, string>
export const errorKey = ({ place }: Pick<ErrorFact, 'place'>): string => `${place.file}:${place.start_line}`

export const failureMessages = (world: World, errorWords: ErrorWords): Message[] => {
  const { errors } = world.facts
  const messages: Message[] = []
  const perKind = new Map<string, number>()
  const seen = new Set<string>()
  for (const error of errors) {
    const key = `${error.kind} ${error.kind === 'error_type' ? lastSegment(error.name) : error.name} ${error.in_symbol ?? error.place.file}`
    if (seen.has(key)) continue
    seen.add(key)
    const count = perKind.get(error.kind) ?? 0
    perKind.set(error.kind, count + 1)
    if (count > (error.kind === 'raised' ? 12 : 7)) continue
    const about: Named = error.in_symbol === null ? world.file(error.place.file) : world.symbol(error.in_symbol, error.place.file)
    messages.push({
      id: `error-${error.kind}:${messages.length}`,
      about,
      weight: Math.max(0.2, 0.85 - count * 0.1) + (errorWords.has(errorKey(error)) ? 0.12 : 0),
      places: [error.place, ...(error.doc === null ? [] : [error.doc.place])],
      keywords: [error.name, error.place.file],
      forms: formsOf(error, world, errorWords.get(errorKey(error)) ?? null),
    })
  }
  const types = errors.filter(
    ({ kind, name }, index) =>
      kind === 'error_type' &&
      identifier.test(name) &&
      errors.findIndex((other) => other.kind === kind && lastSegment(other.name) === lastSegment(name)) === index,
  )
  if (types.length >= 3)
    messages.unshift({
      id: 'errors:types',
      about: null,
      weight: 0.9,
      places: types.slice(0, 3).map(({ place }) => place),
      forms: ways(
        () =>
          `${counted(types.length, 'error type')} belong to the project, ${joined(types.slice(0, 3).map(({ name }) => mark(lastSegment(name))))} among them`,
        () => `failure has ${counted(types.length, 'name')} here; three of them are ${joined(types.slice(0, 3).map(({ name }) => mark(lastSegment(name))))}`,
      ),
    })
  const ranking = [
    ...Map.groupBy(
      errors.filter(({ kind, name }) => kind === 'raised' && isErrorName(name)),
      ({ name }) => name,
    ),
  ].toSorted(([, a], [, b]) => b.length - a.length)
  const [raised, next] = ranking
  if (raised !== undefined && raised[1].length >= 3 && raised[1].length > (next?.[1].length ?? 0))
    messages.unshift({
      id: 'errors:common',
      about: null,
      weight: 0.88,
      places: raised[1].slice(0, 3).map(({ place }) => place),
      forms: [
        ...ways(
          () =>
            isConstructor(raised[0]) ? `more errors are made by ${mark(raised[0])} than in any other way` : `the error raised most often is ${mark(raised[0])}`,
          () =>
            isConstructor(raised[0])
              ? `when an error is needed, ${mark(raised[0])} is what makes it more often than anything else`
              : `no other error is raised in so many places as ${mark(raised[0])}`,
        ),
      ],
    })
  return messages.filter(({ forms }) => forms.length > 0)
}
