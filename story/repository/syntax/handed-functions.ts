// What a call hands over by its name, `run(main_program=program)`, `getLoad(parse)`: where it is a function, whoever takes it
// may call it.
import { textOf } from './row.ts'
import { childOf, childOfType, type SyntaxNode } from './tree.ts'

export interface Handed {
  name: string
  receiver: string | null
  /** Which parameter takes it: by its place, or by its name. */
  as: number | string
  /** Not that itself, but what its call gives: `getLoad(getParse(parser))`. */
  isResult: boolean
}

export const nothingHanded: readonly Handed[] = []

/** A function is named there as any other value is. */
export const functionsAreValues = (language: string): boolean => /^(?:JavaScript|TypeScript|TSX|Python|PHP)$/.test(language)

/** Only plain names, and what an object names as its own. */
export const readHanded = (call: SyntaxNode, text: string): readonly Handed[] => {
  const list = childOf(call, 'arguments') ?? childOfType(call, 'argument_list', 'arguments')
  if (list === null) return nothingHanded
  const found = list.children
    .filter(({ type }) => type !== 'comment')
    .flatMap((argument, at): Handed[] => {
      const [, method] = argument.type === 'argument' ? (ownMethod.exec(textOf(argument, text)) ?? []) : []
      if (method !== undefined) return [{ name: method, receiver: '$this', as: at, isResult: false }]
      const isNamed = argument.type === 'keyword_argument'
      const value = isNamed ? childOf(argument, 'value') : argument
      const isResult = value?.type === 'call_expression' || value?.type === 'call'
      const named = isResult ? childOf(value, 'function') : value
      const [, owner, name] = (named !== null && handedNodes.has(named.type) && plainName.exec(textOf(named, text))) || []
      return name === undefined || notAFunction.test(name)
        ? []
        : [{ name, receiver: owner ?? null, as: isNamed ? textOf(childOf(argument, 'name'), text) : at, isResult }]
    })
  return found.length === 0 ? nothingHanded : found
}

/** PHP: `[$this, 'part']`. */
const ownMethod = /^(?:\[|array\()\s*(?:\$this|self::class|static::class|__CLASS__)\s*,\s*['"](\w+)['"]\s*[\])]$/
const plainName = /^(?:(self|this)\.)?(#?[A-Za-z_$][\w$]*)$/
const handedNodes = new Set(['identifier', 'attribute', 'member_expression'])
const notAFunction = /^(?:self|this|cls|None|True|False|null|undefined|true|false)$/
