// Code said aloud: expressions, calls, generics, commands' flags. What a developer would say to a
// colleague who looks at the same line: brackets and semicolons are not said, "of" stands for what they enclose.
import { identifier } from './identifiers.ts'
import { operators, terms } from './lexicon.ts'
import { cardinal, digits, dotted, quantity } from './numbers.ts'

export const words = (parts: readonly string[]): string =>
  parts
    .filter((part) => part !== '')
    .join(' ')
    .replace(/ +,/g, ',')
    .replace(/\s+/g, ' ')
    .trim()

const keywords: ReadonlyMap<string, string> = new Map(
  Object.entries({
    fn: 'function',
    func: 'function',
    def: 'def',
    impl: 'impl',
    mut: 'mutable',
    dyn: 'dyn',
    pub: 'pub',
    const: 'const',
    async: 'async',
    struct: 'struct',
    enum: 'enum',
  }),
)

const atoms =
  /\/\/.*$|"[^"]*"|'[^']*'(?!\w)|`[^`]*`|=>|->|<-|::|\.\.\.|\.\.=?|===|!==|==|!=|<=>|<=|>=|&&|\|\||\?\?=?|\?\.|\+\+|\+=|-=|\*=|\*\*|:=|<<|>>|[A-Za-z_$][\w$]*!?|0[xXbBoO][\da-fA-F_]+|\d[\d_]*(?:\.\d+)*|\s+|./gs

const singleAtoms: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '(': '',
    ')': '',
    '[': '',
    ']': '',
    '{': '',
    '}': '',
    ';': ',',
    ':': '',
    ',': ',',
    '?': '',
    '"': '',
    "'": '',
    '`': '',
  }),
)

/** Closing angles of types go; two of them that no type has opened are a shift. */
const closersOnly = (closers: string, offset: number, whole: string): string => {
  const before = whole.slice(0, offset)
  const open = before.split('\u0001of').length - before.split('>').length
  return open >= closers.length || closers.length === 1 ? ' ' : closers
}

/** `[]` after a type, `[0]` after a name, `<T>` and `(a, b)` after either, rewritten so that the atoms can say them. */
const opened = (code: string): string =>
  code
    .replace(/\bmap\[([\w.*]+)\](?=[\w*[])/g, 'map \u0001of $1 \u0001to ')
    .replace(/(?<![\w\])])\[\](?=[\w*[])/g, ' \u0001slice \u0001of ')
    .replace(/(?<=\w)\[\]/g, ' \u0001array')
    .replace(/(?<=[\w)])\[(?=[^\]])/g, ' \u0001at ')
    .replace(/(?<=\w)!?\(\s*\)/g, ' ')
    .replace(/(?<=[\w>])\((?=[^)])/g, ' \u0001of ')
    .replace(/(?<=[\w:])<(?=[\w&'[(\s*?])/g, ' \u0001of ')
    .replace(/(?<=[\w\])>'*?.])>+(?!=)/g, closersOnly)

const isSpace = (atom: string | undefined): boolean => atom !== undefined && /^\s+$/.test(atom)
/** The last atom before this one, unless it is a word that `opened` put there. */
const saidBefore = (atoms: readonly string[], index: number): string => {
  const at = atoms.slice(0, index).findLastIndex((atom) => !isSpace(atom) && atom !== '\u0001')
  return atoms[at - 1] === '\u0001' ? '' : (atoms[at] ?? '')
}
/** As far from what is before it as from what comes after, as an operator of two values is; a pointer or an unpacking clings to one. */
const isBetween = (atoms: readonly string[], index: number): boolean => {
  const [before, after] = [atoms[index - 1], atoms[index + 1]]
  return after !== undefined && isSpace(before) === isSpace(after)
}

/** An expression: res.send(body), std::vector<T>, x => x + 1, Option<&str>. */
export const code = (text: string): string => {
  const isType = /^[A-Za-z_][\w:.]*</.test(text)
  const parts = (opened(text).match(atoms) ?? []).map((atom, index, all) => {
    if (/^\s+$/.test(atom)) return ''
    if (atom === '\u0001') return ''
    if (all[index - 1] === '\u0001') return atom
    if (/^["'`].+["'`]$/.test(atom)) return code(atom.slice(1, -1))
    if (/^\d/.test(atom)) return codeNumber(atom)
    // A mark after a name makes a macro of it only where it is called; elsewhere it vouches that there is a value.
    if (/^[A-Za-z_$]/.test(atom)) return codeName(/^\??\.$|^\)$/.test(all[index + 1] ?? '') ? atom.replace(/!$/, '') : atom)
    const isAfterValue = /[\w)\]]$/.test(saidBefore(all, index))
    if (atom === '**' && !(isAfterValue && isBetween(all, index))) return 'star star'
    if ((atom === '?' || atom === ':') && isSpace(all[index - 1])) return atom === '?' ? 'question mark' : isType ? '' : 'colon'
    if (atom === '|' && isType) return 'or'
    if (atom === '.' || atom === '?.') return 'dot'
    if (atom === '::') return ''
    if (atom === '&' && (/^[A-Za-z['(]/.test(all[index + 1] ?? '') || all[index + 1] === '\u0001') && !isAfterValue) return 'ref'
    if (atom === "'" && /^[a-z]/.test(all[index + 1] ?? '')) return 'tick'
    if (atom === '-' && /^\d/.test(all[index + 1] ?? '') && index === 0) return 'minus'
    if (atom === '-') return /\s/.test(all[index - 1] ?? '') ? 'minus' : ''
    return singleAtoms.get(atom) ?? operators.get(atom) ?? (/[\u0021-\u007e]/.test(atom) ? '' : atom)
  })
  return words(parts).replace(/,$/, '')
}

const codeName = (atom: string): string => {
  if (atom.endsWith('!')) return `${identifier(atom.slice(0, -1))} macro`
  return keywords.get(atom) ?? terms.get(atom) ?? identifier(atom)
}

export const codeNumber = (text: string): string => {
  const based = /^0([xXbBoO])([\da-fA-F_]+)$/.exec(text)
  if (based !== null) {
    const base = { x: 'hex', b: 'binary', o: 'octal' }[(based[1] ?? 'x').toLowerCase()] ?? 'hex'
    return `${base} ${digits((based[2] ?? '').replaceAll('_', '').slice(0, 8))}`
  }
  return (text.match(/\./g)?.length ?? 0) > 1 ? dotted(text) : quantity(text)
}

/** -D, --save-dev, --port=3000 */
export const flag = (text: string): string => {
  const [, dashes = '-', name = '', value] = /^(--?)([\w][\w.-]*)(?:=(.*))?$/.exec(text) ?? []
  const said =
    dashes === '-' && name.length <= 3
      ? [...name].map((letter) => (/\d/.test(letter) ? cardinal(Number(letter)) : letter.toUpperCase())).join(' ')
      : identifier(name)
  return words([dashes === '--' ? 'dash dash' : 'dash', said, value === undefined || value === '' ? '' : code(value)])
}

/** Four characters are enough to tell one commit from another aloud. */
export const hash = (text: string): string => digits(text.slice(0, 4))

/** n², n log n, 1, V + E: what stands inside the brackets of O(…). */
export const complexity = (letter: string, inside: string): string => {
  const said = inside
    .replace(/\^2|²/g, ' squared ')
    .replace(/\^3|³/g, ' cubed ')
    .replace(/\^\s*(\w+)|ⁿ/g, (_, power: string | undefined) => ` to the ${(power ?? 'n').toUpperCase()} `)
    .replace(/\*|·|×/g, ' times ')
    .replace(/\+/g, ' plus ')
    .replace(/!/g, ' factorial ')
    .replace(/√/g, ' square root of ')
    .replace(/\blog2?\b/gi, ' log ')
    .replace(/\b([a-z])\b/gi, (name) => name.toUpperCase())
    .replace(/\b([a-z])(?=log)/gi, (name) => `${name.toUpperCase()} `)
    .replace(/\d+/g, (number) => cardinal(Number(number)))
    .replace(/[()]/g, ' ')
  const letters: Readonly<Record<string, string>> = { Θ: 'theta', Ω: 'omega', o: 'little O' }
  return words([letters[letter] ?? 'O', 'of', said])
}
