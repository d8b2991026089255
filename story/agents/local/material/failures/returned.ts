// Languages in which a failure is not raised but handed back: how a caller learns of it there.
import type { CodeSymbol } from '../../../../../shared/analysis.ts'
import { type Details, errorPlaceKey, noDetails } from '../../details/read-details.ts'
import { ownWords } from '../../language/doc-clause.ts'
import { goResult } from '../../language/go-result.ts'
import { joined } from '../../language/lists.ts'
import { shareInWords } from '../../language/shares.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named, Say } from '../../telling/message.ts'
import { claiming, plain, styled, ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { isReturnedCode } from './one-error.ts'

interface Manner {
  languages: RegExp
  /** By the signature, as written, or by what `resultOf` takes from it. */
  returns: RegExp
  resultOf?: (signature: string) => string
  what: string
  /** What a caller does with it. */
  consequence: string
}

const manners: readonly Manner[] = [
  {
    languages: /^Go$/,
    returns: /(?:^|[\s,(])error\)?$/,
    resultOf: goResult,
    what: 'an error as the last result',
    consequence: 'it is for the caller to look at it',
  },
  {
    languages: /^C\+\+$/,
    returns: /^(?:virtual |static |inline |constexpr |\[\[nodiscard\]\] )*(?:\w+::)*Status(?:Or<.*>)?\s+[\w:~]+\s*\(/,
    what: 'a Status',
    consequence: 'a caller asks it whether all went well',
  },
  { languages: /^Rust$/, returns: /->\s*(?:[\w:]+::)?Result\b/, what: 'a Result', consequence: 'a caller passes the error on or deals with it' },
]

/** Fewer would be an accident. */
const fewest = 5
/** As many files as the analysis reads in full at most. */
const mostRead = 120

/** C has neither exceptions nor results: a code says that it failed, and mostly something else says why. */
const codeMessages = (world: World): Message[] => {
  const raised = world.facts.errors.filter(({ kind, name, place, in_symbol }) => kind === 'raised' && isReturnedCode(name, place.file) && in_symbol !== null)
  const [most] = [...Map.groupBy(raised, ({ name }) => name)].toSorted(([, a], [, b]) => b.length - a.length)
  if (most === undefined || most[1].length < fewest) return []
  const [code, all] = most
  const [first, second] = all
    .map(({ in_symbol: name, place }) => world.symbol(name ?? '', place.file))
    .filter(({ key }, at, list) => list.findIndex((other) => other.key === key) === at)
  if (first === undefined || second === undefined) return []
  const explained = world.facts.errors.find(({ kind, doc }) => kind === 'error_type' && doc !== null && ownWords(doc.text, 28) !== null)
  const words = explained?.doc == null ? null : ownWords(explained.doc.text, 28)
  return [
    {
      id: 'errors:codes',
      about: null,
      weight: 0.98,
      places: all.slice(0, 2).map(({ place }) => place),
      title: `what ${code} means`,
      forms: ways(
        (say) => `there are no exceptions in C: ${say.bare(first)} and ${say.bare(second)}, like others, say by returning ${mark(code)} that they have failed`,
        (say) => `a function that fails returns a code, most often ${mark(code)}, as ${say.bare(first)} and ${say.bare(second)} do`,
      ),
    },
    ...(words === null || explained?.doc == null
      ? []
      : [
          {
            id: 'errors:codes-why',
            about: null,
            weight: 0.97,
            places: [explained.doc.place, explained.place],
            forms: claiming(
              `what ${words}`,
              ways(
                (say) => `beside the codes, ${say.bare(world.file(explained.place.file))} says what they mean: ${say.words(words)}`,
                (say) => `where ${mark(lastSegment(explained.name))} is defined, a comment tells how it works: ${say.words(words)}`,
              ),
            ),
          },
        ]),
  ]
}

/** "StatusBadRequest" as a person says it: what the number means is known to whoever writes web applications. */
const statusInWords = (status: string): string =>
  /^\d+$/.test(status)
    ? status
    : status
        .replace(/^Status(?=[A-Z])/, '')
        .replace(/^HTTP_\d+_/, '')
        .replaceAll('_', ' ')
        .replace(/([a-z])([A-Z])/g, '$1 $2')
        .toLowerCase()

const mostStatuses = 4

/** What whoever sent a request gets to see of a failure, and of which error of its own. */
const answerMessages = (world: World, { outcomes }: Pick<Details, 'outcomes'>): Message[] => {
  const own = world.facts.errors.filter(({ kind }) => kind === 'error_type').map(({ name }) => lastSegment(name))
  const answers = world.facts.errors.filter(({ kind, place }) => kind === 'answered' && !isBeside(place.file))
  const groups = [...Map.groupBy(answers, ({ name }) => statusInWords(name))].toSorted(([, a], [, b]) => b.length - a.length).slice(0, mostStatuses)
  const told = groups.map(([status, all]) => {
    const caused = all.flatMap((answer) => {
      const condition = outcomes.get(errorPlaceKey(answer))?.condition ?? ''
      const cause = own.find((name) => new RegExp(`\\b${name}\\b`).test(condition))
      return cause === undefined ? [] : [{ cause, place: answer.place }]
    })
    const one = caused[0]?.place ?? all[0]?.place
    return { status, causes: [...new Set(caused.map(({ cause }) => cause))].slice(0, 2), place: one, by: all.find(({ in_symbol: by }) => by !== null) ?? null }
  })
  const [first] = told
  if (answers.length < fewest || first === undefined) return []
  const list = (say: Say): string =>
    joined(
      told.map(({ status, causes, by }, at) => {
        if (causes.length > 0) return `${status} where ${joined(causes.map(mark), 'or')} comes back`
        return at === 0 && by?.in_symbol != null ? `${status}, as from ${say.bare(world.symbol(by.in_symbol, by.place.file))}` : status
      }),
    )
  return [
    {
      id: 'errors:answered',
      about: null,
      weight: 0.99,
      places: told.flatMap(({ place }) => place ?? []),
      keywords: ['status', 'HTTP'],
      title: 'what a failure looks like from outside',
      forms: ways(
        (say) => `whoever sent a request sees a failure as a status: ${list(say)}`,
        (say) => `towards the outside an error becomes an HTTP status: ${list(say)}`,
      ),
    },
  ]
}

/** What is missing when the program starts. */
const startMessages = (world: World, { startFailures }: Pick<Details, 'startFailures'>): Message[] => {
  if (startFailures === null) return []
  const { file, call, words, place } = startFailures
  const named = world.file(file)
  const said = words === null ? '' : `, for instance with the words "${words}"`
  return [
    {
      id: 'errors:start',
      about: named,
      weight: 0.93,
      places: [place],
      keywords: [file, call],
      title: 'what stops it at the start',
      forms: ways(
        (say) => `what fails while it starts ends the program at once: ${say.bare(named)} gives up by ${mark(call)}${said}`,
        (say) => `at the start nothing is forgiven: ${say.bare(named)} calls ${mark(call)} when something essential fails${said}`,
      ),
    },
  ]
}

export const returnedMessages = (world: World, details: Details = noDetails): Message[] => {
  const answered = [...answerMessages(world, details), ...startMessages(world, details)]
  if (/^C(?:\+\+)?$/.test(world.facts.languages[0]?.name ?? '')) answered.push(...codeMessages(world))
  const manner = manners.find(({ languages }) => languages.test(world.facts.languages[0]?.name ?? ''))
  if (manner === undefined) return answered
  const functions = world.facts.symbols.filter(({ kind, place }) => (kind === 'function' || kind === 'method') && !isBeside(place.file))
  const failing = functions.filter(({ signature }) => manner.returns.test(manner.resultOf?.(signature) ?? signature))
  const share = shareInWords(failing.length / Math.max(1, functions.length))
  // C++ may do either: nothing is thrown as a rule only where nothing was found that is.
  const isThrown =
    /^C\+\+$/.test(world.facts.languages[0]?.name ?? '') && world.facts.errors.some(({ kind, place }) => kind === 'raised' && !isBeside(place.file))
  if (failing.length < fewest || isThrown) return answered
  const known = (symbol: CodeSymbol): number => (symbol.exported ? 0 : 2) + (symbol.doc === null ? 1 : 0)
  const examples: Named[] = failing
    // What a status has methods for is how it is made.
    .filter(({ parent }) => lastSegment(parent ?? '') !== 'Status')
    .toSorted((a, b) => known(a) - known(b) || b.reference_count - a.reference_count)
    .slice(0, 2)
    .map(({ qualified_name: name, place }) => world.symbol(name, place.file))
  const names = (say: Say): string => joined(examples.map((example) => say.bare(example)))
  // A share of what was read in full is one of the whole only where all was.
  const isWhole = !world.facts.read_in_part && world.facts.key_files.length < mostRead
  const many = share === null || !isWhole ? 'many of the functions' : `${share} of the functions`
  return [
    ...answered,
    {
      id: 'errors:returned',
      about: null,
      weight: 0.98,
      places: examples.flatMap(({ place }) => place ?? []),
      title: 'errors that are handed back',
      forms: [
        ...ways(
          (say) => `nothing is thrown here as a rule: ${many}, ${names(say)} among them, hand back ${manner.what}, and ${manner.consequence}`,
          (say) => `a failure travels as a value: ${names(say)}, like ${many}, return ${manner.what}, and ${manner.consequence}`,
        ),
        ...plain((say) => `${many} return ${manner.what}, as ${names(say)} do`),
        ...styled('technical', (say) => `${many} return ${manner.what}; examples: ${names(say)}`),
      ],
    },
  ]
}
