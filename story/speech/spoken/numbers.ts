// Numbers in words. Every voice reads digits its own way, and some not at all: what is written out is said the same by all.

// biome-ignore format: a table reads best in rows.
const small = [
  'zero', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten',
  'eleven', 'twelve', 'thirteen', 'fourteen', 'fifteen', 'sixteen', 'seventeen', 'eighteen', 'nineteen',
] as const
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety'] as const
const scales = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
  [1e3, 'thousand'],
] as const
/** Beyond this a number is a row of digits, not a quantity. */
const largest = 1e15

const below100 = (value: number): string => {
  const word = small[value]
  if (word !== undefined) return word
  const rest = value % 10
  return `${tens[Math.floor(value / 10)]}${rest === 0 ? '' : `-${small[rest]}`}`
}

export const cardinal = (value: number): string => {
  if (value < 100) return below100(value)
  if (value < 1000) {
    const rest = value % 100
    return `${small[Math.floor(value / 100)]} hundred${rest === 0 ? '' : ` ${below100(rest)}`}`
  }
  const [size, name] = scales.find(([scale]) => value >= scale) ?? [1e3, 'thousand']
  const rest = value % size
  return `${cardinal(Math.floor(value / size))} ${name}${rest === 0 ? '' : ` ${cardinal(rest)}`}`
}

const mostDigits = 12
export const digits = (text: string): string =>
  [...text.slice(0, mostDigits)].map((digit) => (/\d/.test(digit) ? small[Number(digit)] : digit.toUpperCase())).join(' ')

// biome-ignore format: a table reads best in rows.
const irregularOrdinals: Readonly<Record<string, string>> = {
  one: 'first', two: 'second', three: 'third', five: 'fifth', eight: 'eighth', nine: 'ninth', twelve: 'twelfth',
}

export const ordinal = (value: number): string =>
  cardinal(value).replace(/[a-z]+$/, (last) => irregularOrdinals[last] ?? (last.endsWith('y') ? `${last.slice(0, -1)}ieth` : `${last}th`))

/** 2009: two thousand nine, 2016: twenty sixteen, 1905: nineteen oh five, 1900: nineteen hundred. */
export const year = (value: number): string => {
  if (value >= 2000 && value < 2010) return cardinal(value)
  const [century, rest] = [Math.floor(value / 100), value % 100]
  return `${below100(century)} ${rest === 0 ? 'hundred' : rest < 10 ? `oh ${below100(rest)}` : below100(rest)}`
}

/** 1990: nineteen nineties. */
export const decade = (value: number): string =>
  year(value)
    .replace(/y$/, 'ies')
    .replace(/(ten|hundred|thousand)$/, '$1s')

/** "1,234.50", with or without separators and a minus. */
export const quantity = (text: string): string => {
  const [, sign = '', whole = '0', fraction = ''] = /^([-−+]?)([\d,_]*)(?:\.(\d+))?$/.exec(text) ?? []
  const value = Number(whole.replace(/[,_]/g, '') || '0')
  const spoken = value < largest ? cardinal(value) : digits(whole)
  const signWord = sign === '' ? '' : sign === '+' ? 'plus ' : 'minus '
  return `${signWord}${spoken}${fraction === '' ? '' : ` point ${digits(fraction)}`}`
}

/** The parts of a version, each as a number: 18.17.1 is eighteen point seventeen point one. */
export const dotted = (text: string): string =>
  text
    .split('.')
    .map((part) => (/^\d{1,4}$/.test(part) ? cardinal(Number(part)) : part === 'x' ? 'X' : digits(part)))
    .join(' point ')

// biome-ignore format: a table reads best in rows.
export const months = [
  'January', 'February', 'March', 'April', 'May', 'June',
  'July', 'August', 'September', 'October', 'November', 'December',
] as const
