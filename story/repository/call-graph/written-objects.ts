// What the text before a call's dot says by itself of the type that it stands for: `Parser.parse()`,
// `new Parser(source).parse()`, `Worker::new(config).scan(paths)`.
import type { ParsedFile } from '../syntax/parsed-file.ts'
import type { LinkedSymbol } from './call-graph.ts'
import type { NamesInSight } from './names-in-sight.ts'
import type { SymbolIndex } from './symbol-index.ts'

const onTheSpot = /^\(?(?:new\s+)?(?:[\w\\]+(?:\.|::|\\))*([A-Z]\w*)(?:\.new)?\s?\((?:[^()]|\([^()]*\))*\)\)?$/
const derivedMaker = /^(?:parse|parse_from|from_args|default)$/

/** Null where a type is named that has no such member, and undefined where the text names none. */
export type FindByText = (object: string, name: string, file: ParsedFile) => LinkedSymbol | null | undefined

export const createWrittenObjects = ({ isTypeHere }: SymbolIndex, { memberOf }: NamesInSight): FindByText => {
  const inRust: FindByText = (object, name, file) => {
    // `Worker::new(config).scan(paths)`: of what the maker makes.
    const [, type = '', maker = ''] = /^(?:\w+::)*([A-Z]\w*)::(\w+)\(.*\)$/s.exec(object) ?? []
    const made = type === '' ? null : memberOf(type, maker, file)
    // `Cmd::parse()` of clap, `Options::default()`: what is derived makes one of its own type.
    const isDerived = made === null && derivedMaker.test(maker) && isTypeHere(type)
    const isOwn = made !== null && made.symbol.returns !== '' && /^(?:Self)?$/.test(made.symbol.returns.replace(type, ''))
    if (isDerived || isOwn) return memberOf(type, name, file)
    // `PaperBuilder::new(tray).size(4).build()`: however long the chain, a builder hands itself on.
    const builder = /^(?:\w+::)*(\w+Builder)::\w+\(/.exec(object)?.[1]
    return builder === undefined ? undefined : memberOf(builder, name, file)
  }

  return (object, name, file) => {
    const path = /^[\w$.:]+$/.test(object) ? object.replace(/^(?:crate|self|super)::/, '') : null
    const direct = path === null ? null : memberOf(path.split('::').at(-1) ?? object, name, file)
    if (direct !== null) return direct
    // A type of the project that has no such member: what it has, it has from somebody else.
    if (/^[A-Z]\w*$/.test(object) && isTypeHere(object)) return null
    const made = onTheSpot.exec(object)?.[1]
    if (made !== undefined && isTypeHere(made)) return memberOf(made, name, file)
    return file.language === 'Rust' ? inRust(object, name, file) : undefined
  }
}
