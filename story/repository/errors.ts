// How errors are handled: the types and values that are the project's own, where they are raised, where they are caught and
// what becomes of them there, and with which code a program ends.
import type { ErrorFact } from '../../shared/analysis.ts'
import { docAbove } from './code-facts.ts'
import { enclosingOf } from './enclosing.ts'
import { classKey, errorFamilies } from './error-families.ts'
import { findHandler, findLogged, findPromiseHandlers } from './error-treatment.ts'
import { answersOf, exitCodesOf } from './failures-outside.ts'
import { lineCounter } from './lexers/scan.ts'
import { quoteOfDoc } from './quotes.ts'
import { textOfLines } from './syntax/lines.ts'
import type { ParsedFile } from './syntax/parsed-file.ts'
import { lastName } from './syntax/row.ts'
import { isAsidePath } from './telling-names.ts'
import { findMacroEvents, type MacroEvent } from './thrown-by-macro.ts'

/** Of each kind, so that a thousand raised errors leave room for the ones that tell more. */
const most: Readonly<Record<ErrorFact['kind'], number>> = {
  exit_code: 30,
  answered: 60,
  stored: 20,
  error_type: 200,
  cleanup: 40,
  caught: 160,
  panic: 40,
  raised: 240,
  logged: 40,
}
const kinds = Object.keys(most) as ErrorFact['kind'][]
const maxPlaces = 6

/** The kinds of which there may be more than are listed: their limit was reached, or not all of the code was parsed. */
export const kindsCut = (errors: readonly ErrorFact[], isWhole: boolean): ErrorFact['kind'][] =>
  kinds.filter((kind) => !isWhole || errors.filter((error) => error.kind === kind).length >= most[kind])

export const listErrors = (files: readonly ParsedFile[]): ErrorFact[] => {
  const telling = files.filter((file) => !isAsidePath(file.path))
  const families = errorFamilies(telling)
  const own = telling.flatMap((file) => [...typesOf(file, families), ...valuesOf(file)])
  const names = new Set(own.map(({ name }) => lastName(name)))
  const events = [...telling.flatMap((file) => eventsOf(file, names)), ...findMacroEvents(telling).map(factOfMacro)]
  const raised = Map.groupBy(
    events.filter(({ kind }) => kind === 'raised' || kind === 'panic'),
    ({ name }) => lastName(name),
  )
  const caught = events.filter(({ kind }) => kind === 'caught')
  const told = own
    .map((type): ErrorFact => {
      const name = lastName(type.name)
      const catching = caught.filter((event) => new RegExp(`\\b${name}\\b`).test(event.name))
      return { ...type, raised_in: placesOf(raised.get(name) ?? []), caught_in: placesOf(catching) }
    })
    // What is never raised by what was read says least.
    .sort((a, b) => (b.raised_in?.length ?? 0) - (a.raised_in?.length ?? 0))
  // The project's own errors before those of its language.
  const rank = ({ kind, name, becomes }: ErrorFact) =>
    kind === 'caught' ? (becomes == null ? 1 : 0) : names.has(lastName(name)) ? 0 : /^[a-z]\w*[.!]?/.test(name) && !name.includes('::') ? 2 : 1
  const rest = [...events, ...telling.flatMap(exitCodesOf), ...telling.flatMap(answersOf)]
    .map((event, order) => ({ event, order }))
    .sort((a, b) => rank(a.event) - rank(b.event) || a.order - b.order)
    .map(({ event }) => event)
  return kinds.flatMap((kind) => (kind === 'error_type' ? told : rest.filter((event) => event.kind === kind)).slice(0, most[kind]))
}

const placesOf = (events: readonly ErrorFact[]): { symbol: string | null; place: ErrorFact['place'] }[] =>
  events.slice(0, maxPlaces).map(({ in_symbol, place }) => ({ symbol: in_symbol, place }))

/** `OrderError::noneGiven($till)`, `OrderError.noneGiven(till)`: a function of the error's own makes it. */
const madeBy = (written: string, own: ReadonlySet<string>): string => {
  const maker = /^\\?((?:\w+(?:::|\\|\.))*([A-Z]\w*))(?:::|\.)[a-z]\w*\s*\(/.exec(written)
  return maker !== null && (own.has(maker[2] ?? '') || errorName.test(maker[2] ?? '')) ? (maker[1] ?? written) : written
}

const factOfMacro = ({ kind, name, through, handedTo, file, line }: MacroEvent): ErrorFact => ({
  kind,
  name,
  in_symbol: enclosingOf(file, line)?.qualifiedName ?? null,
  doc: null,
  ...(kind === 'caught' ? { becomes: null, handed_to: handedTo, through } : {}),
  place: { file: file.path, start_line: line, end_line: line },
})

const eventsOf = (file: ParsedFile, own: ReadonlySet<string>): ErrorFact[] => [
  ...file.errors.map((error): ErrorFact => {
    const inside =
      error.kind === 'caught' ? file.errors.find((other) => other.kind === 'raised' && other.line > error.line && other.endLine <= error.endLine) : undefined
    // Raised again as it came is no translation, and one that is raised in some cases only is none of all.
    const becomes =
      inside === undefined || /^[a-z_]\w{0,12}$|again/.test(inside.name) || isUnderACondition(file.text, { from: error.line, to: inside.line })
        ? null
        : inside.name
    return {
      kind: error.kind,
      name: error.kind === 'raised' ? madeBy(error.name, own) : error.name,
      in_symbol: error.inSymbol,
      doc: docAbove(file, error.line),
      ...(error.kind === 'caught' ? { becomes, rethrown: inside !== undefined && !isTypeName(becomes), handed_to: findHandler(file, error) } : {}),
      place: { file: file.path, start_line: error.line, end_line: Math.min(error.endLine, error.line + 40) },
    }
  }),
  ...findPromiseHandlers(file).map(
    ({ name, line }): ErrorFact => ({
      kind: 'caught',
      name: 'any error',
      in_symbol: enclosingOf(file, line)?.qualifiedName ?? null,
      doc: null,
      becomes: null,
      handed_to: { name, sometimes: false },
      place: { file: file.path, start_line: line, end_line: line },
    }),
  ),
  ...findLogged(file).flatMap(({ line, endLine }): ErrorFact[] => {
    const within = enclosingOf(file, line)
    const place = { file: file.path, start_line: line, end_line: endLine }
    return within === undefined || within.kind === 'macro' ? [] : [{ kind: 'logged', name: 'any error', in_symbol: within.qualifiedName, doc: null, place }]
  }),
  ...recoveriesOf(file),
  ...returnedCodesOf(file),
]

/** `"no paper"`, which Ruby raises as it stands, is no type. */
const isTypeName = (name: string | null): boolean => name !== null && /^(?:\w+(?:::|\.|\\))*[A-Z]\w*$/.test(name)

const question = /^\s*\}?\s*(?:if|unless|elif|elsif|else|case|when|switch|match|while|for)\b/
/** Is something asked between the lines, or on the last of them, as Ruby does? */
const isUnderACondition = (text: string, { from, to }: { from: number; to: number }): boolean => {
  const lines = textOfLines(text, from + 1, to).split('\n')
  return lines.some((line) => question.test(line)) || /^\s*raise\b.*\s(?:if|unless)\s/.test(lines.at(-1) ?? '')
}

const errorName = /(?:Error|Exception|Fault)(?:Kind|Type|Code)?s?$/

/** Where only what descends from an error can be raised, no class is one by its name: a middleware may be called Error. */
const descends = /^(?:Java|Kotlin|C#|PHP|Ruby|Python|JavaScript|TypeScript|TSX)$/
/** `OnError` is a function. */
const isNamedError = ({ name, kind }: ParsedFile['symbols'][number], language: string): boolean =>
  errorName.test(name) && !/^On[A-Z]/.test(name) && !(kind === 'class' && descends.test(language))

const typesOf = (file: ParsedFile, families: ReadonlySet<string>): ErrorFact[] =>
  file.symbols
    .filter(
      (symbol) =>
        /^(?:class|struct|enum|interface|type)$/.test(symbol.kind) &&
        // `type Error = …` of a trait is somebody else's type, an interface of that name widens the language's own.
        !(symbol.name === 'Error' && /^(?:type|interface)$/.test(symbol.kind)) &&
        ((isNamedError(symbol, file.language) && !(symbol.kind === 'class' && symbol.name.endsWith('s'))) ||
          (symbol.kind !== 'class' && symbol.kind !== 'struct' && symbol.extends.some((base) => /(?:Error|Exception|Throwable)$/.test(base))) ||
          families.has(classKey(file.path, symbol))),
    )
    .map((symbol) => ({
      kind: 'error_type',
      name: symbol.qualifiedName,
      in_symbol: null,
      doc: quoteOfDoc(symbol.doc, file.path),
      extends: [...symbol.extends],
      place: { file: file.path, start_line: symbol.line, end_line: symbol.endLine },
    }))

/** Go and JavaScript make errors as values: `ErrAbort = errors.New("…")`, `FST_ERR_X = createError(…)`. */
const valuePattern =
  /^[ \t]*(?:var[ \t]+|(?:export[ \t]+)?const[ \t]+)?((?:Err|err)[A-Z]\w*|\w*_?ERR_\w+)\s*[:=]\s*(?:errors\.New|fmt\.Errorf|createError|new \w*Error|makeNodeErrorWithCode)\(/gm

/** C names the codes that its functions return: `#define TILL_ERR_IO 1`. */
const codePattern = /^[ \t]*#[ \t]*define[ \t]+([A-Z][A-Z\d]*_(?:(?:ERR|ERROR)(?:_[A-Z\d_]+)?|E_[A-Z\d_]+))[ \t]+\(?-?\d+\)?/gm
const isC = ({ language }: ParsedFile): boolean => language === 'C' || language === 'C++'

const valuesOf = (file: ParsedFile): ErrorFact[] => {
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(isC(file) ? codePattern : valuePattern)].map((match) => {
    const line = lineAt(match.index + match[0].length)
    return {
      kind: 'error_type',
      name: match[1] ?? '',
      in_symbol: null,
      doc: docAbove(file, line),
      place: { file: file.path, start_line: line, end_line: line },
    }
  })
}

const returnedCode = /\breturn\s+\(?([A-Z][A-Z\d]*_(?:(?:ERR|ERROR)(?:_[A-Z\d_]+)?|E_[A-Z\d_]+))\)?\s*;/g

/** Where C has no exceptions, an error is raised by returning its code. In C++ what is called so may be a level or a kind. */
const returnedCodesOf = (file: ParsedFile): ErrorFact[] => {
  if (file.language !== 'C') return []
  const lineAt = lineCounter(file.text)
  return [...file.text.matchAll(returnedCode)].map((match) => {
    const line = lineAt(match.index + match[0].length)
    const within = enclosingOf(file, line)
    return {
      kind: 'raised',
      name: match[1] ?? '',
      in_symbol: within?.qualifiedName ?? null,
      doc: null,
      place: { file: file.path, start_line: line, end_line: line },
    }
  })
}

/** Go catches a panic by asking for it. */
const recoveriesOf = (file: ParsedFile): ErrorFact[] =>
  file.language !== 'Go'
    ? []
    : file.symbols.flatMap((symbol) =>
        symbol.calls
          .filter((call) => call.name === 'recover' && call.receiver === null)
          .map((call) => ({
            kind: 'caught' as const,
            name: 'panic',
            in_symbol: symbol.qualifiedName,
            doc: docAbove(file, call.line),
            becomes: null,
            place: { file: file.path, start_line: call.line, end_line: call.line },
          })),
      )
