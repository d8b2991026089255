// Which classes are errors: those that descend from one, whatever they are called. A base is looked for as the language does,
// from the class outwards, since half of a Ruby project may be built on as many classes called Base.
import type { ParsedFile, ParsedSymbol } from './syntax/parsed-file.ts'

/** Of the languages themselves. */
const builtIn = /(?:Error|Exception|Throwable)$|^(?:std\.)?(?:exception|(?:runtime|logic|range|system|domain|length|out_of_range)_error|bad_\w+)$/
const errorName = /(?:Error|Exception|Fault)$/

const dotted = (name: string): string => name.replace(/::|\\|#/g, '.').replace(/^\.+/, '')
const lastOf = (name: string): string => name.slice(name.lastIndexOf('.') + 1)
export const classKey = (path: string, { qualifiedName, line }: Pick<ParsedSymbol, 'qualifiedName' | 'line'>): string => `${path}:${line}#${qualifiedName}`

interface Class {
  key: string
  name: string
  bases: readonly string[]
  isInterface: boolean
}

/** `\\Exception`, `::StandardError`, `java.lang.Exception`, beside a class of one's own by that name. */
const isOfLanguage = (written: string): boolean => /^(?:\\|::)|^(?:java|kotlin|System|std)(?:\.|::)/.test(written)

/** `Versioner.Path < Base` → Versioner.Base before Base; null where several could be meant. */
const findBase = (written: string, { name: of }: Class, byLastName: ReadonlyMap<string, readonly Class[]>): Class | null => {
  const base = dotted(written)
  const candidates = byLastName.get(lastOf(base)) ?? []
  for (let scope = of; scope !== ''; ) {
    scope = scope.includes('.') ? scope.slice(0, scope.lastIndexOf('.')) : ''
    const within = scope === '' ? base : `${scope}.${base}`
    const found = candidates.filter(({ name }) => name === within)
    if (found.length === 1) return found[0] ?? null
  }
  const [only, other] = candidates.filter(({ name }) => name === base || name.endsWith(`.${base}`) || base.endsWith(`.${name}`))
  return other === undefined ? (only ?? null) : null
}

/** Keys of the classes that descend from an error. */
export const errorFamilies = (files: readonly ParsedFile[]): ReadonlySet<string> => {
  const classes = files.flatMap(({ path, symbols }) =>
    symbols
      .filter(({ kind }) => kind === 'class' || kind === 'struct' || kind === 'interface')
      .map(
        (symbol): Class => ({
          key: classKey(path, symbol),
          name: dotted(symbol.qualifiedName),
          bases: symbol.kind === 'interface' ? [] : symbol.extends,
          isInterface: symbol.kind === 'interface',
        }),
      ),
  )
  const byLastName = Map.groupBy(classes, ({ name }) => lastOf(name))
  const basesOf = new Map(classes.map((one) => [one, one.bases.flatMap((base) => findBase(base, one, byLastName) ?? [])]))
  const known = new Set<Class>()
  for (let before = -1; before !== known.size; ) {
    before = known.size
    for (const [one, bases] of basesOf)
      if (
        // What is declared here is known by what it is, and not by its name.
        one.bases.some((base) => builtIn.test(dotted(base)) && (!byLastName.has(lastOf(dotted(base))) || isOfLanguage(base))) ||
        bases.some((base) => known.has(base) || (base.isInterface && errorName.test(base.name)))
      )
        known.add(one)
  }
  return new Set([...known].map(({ key }) => key))
}
