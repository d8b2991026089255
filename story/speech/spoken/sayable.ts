// What reaches a voice is printable ASCII, whatever was written: letters with marks lose them, Greek letters get their
// names, signs their words, emoji and control characters go. Another script cannot be said by an English voice: it is left
// out and reported, since a listener would miss it.

const letters: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  Æ: 'Ae',
  ø: 'o',
  Ø: 'O',
  œ: 'oe',
  Œ: 'Oe',
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ð: 'd',
  Ð: 'D',
  þ: 'th',
  Þ: 'Th',
  ı: 'i',
  ŋ: 'ng',
}
// biome-ignore format: a table reads best in rows.
const greek: Readonly<Record<string, string>> = {
  α: 'alpha', β: 'beta', γ: 'gamma', δ: 'delta', ε: 'epsilon', ζ: 'zeta', η: 'eta', θ: 'theta', ι: 'iota', κ: 'kappa', λ: 'lambda', μ: 'mu',
  ν: 'nu', ξ: 'xi', π: 'pi', ρ: 'rho', σ: 'sigma', ς: 'sigma', τ: 'tau', υ: 'upsilon', φ: 'phi', χ: 'chi', ψ: 'psi', ω: 'omega', ο: 'omicron',
}
const signs: Readonly<Record<string, string>> = {
  '©': '',
  '®': '',
  '™': '',
  '°': ' degrees ',
  '€': ' euros ',
  '£': ' pounds ',
  '¥': ' yen ',
  '§': ' section ',
  '¶': '',
  '†': '',
  '•': ', ',
  '·': ' ',
  '½': ' one half ',
  '¼': ' one quarter ',
  '¾': ' three quarters ',
  '²': ' squared ',
  '³': ' cubed ',
  '№': ' number ',
}

/** Quotes, dashes and spaces in their plain forms, before anything is recognised. One character for one: offsets stay. */
export const plainPunctuation = (text: string): string =>
  text
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″«»]/g, '"')
    .replace(/[‐‑]/g, '-')
    .replace(/\p{Zs}/gu, ' ')

/** Controls, format characters (zero-width and bidirectional ones among them), variation selectors: never meant to be heard. */
const inaudible = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}]|\p{Variation_Selector}|\p{Emoji_Modifier}/gu
const emoji = /\p{Extended_Pictographic}|[\u{1f1e6}-\u{1f1ff}]|\u20e3/gu

export const withoutInaudible = (text: string): string => text.replace(/[\t\r\n\v\f]/g, ' ').replace(inaudible, '')

/** Printable ASCII, and the words of other scripts that had to be left out. */
export const sayable = (text: string): { text: string; unsayable: string[] } => {
  const unsayable: string[] = []
  const ascii = text.replace(emoji, ' ').replace(/[^\x20-\x7e]+/g, (run) => {
    let said = ''
    let lost = ''
    for (const character of run.normalize('NFC')) {
      const lower = character.toLowerCase()
      const plain = character.normalize('NFKD').replace(/\p{M}+/gu, '')
      const known = letters[character] ?? signs[character] ?? (run.length <= 2 && greek[lower] !== undefined ? ` ${greek[lower]} ` : undefined)
      if (known !== undefined) said += known
      else if (/^[\x20-\x7e]*$/.test(plain)) said += plain
      else if (/[\p{L}\p{N}]/u.test(character)) lost += character
      else said += ' '
    }
    if (lost !== '') unsayable.push(lost)
    return lost === '' ? said : ' '
  })
  return { text: ascii, unsayable }
}
