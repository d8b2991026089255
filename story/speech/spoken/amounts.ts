// Amounts: numbers with units, money, ranges, shares, powers, and the numbers of standards, which nobody reads as amounts.
import { units } from './lexicon.ts'
import { cardinal, decade, digits, ordinal, quantity, year } from './numbers.ts'
import { portNumber } from './paths.ts'
import type { Rule } from './rules.ts'

const part = (match: RegExpExecArray, index: number): string => match[index] ?? ''
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const unitNames = [...units.keys()].sort((a, b) => b.length - a.length)
/** These mean something else where they stand apart from the number, or are words of their own. */
const attachedOnly = new Set(['s', 'd', 'k', 'K', 'M', 'x', 'em', 'h', 'B', '×', 'min', 'rem'])
const attachedUnit = unitNames.map(escaped).join('|')
const partedUnit = unitNames
  .filter((unit) => !attachedOnly.has(unit))
  .map(escaped)
  .join('|')

const amount = (number: string, unit: string): string => {
  const [one, many] = units.get(unit) ?? ['', '']
  return `${quantity(number)} ${number === '1' ? one : many}`
}

/** Signs before a measure, where they are no version range. */
const bounds: Readonly<Record<string, string>> = { '~': 'about', '<': 'less than', '>': 'more than', '<=': 'at most', '>=': 'at least' }

const currencies: Readonly<Record<string, readonly [one: string, many: string]>> = {
  $: ['dollar', 'dollars'],
  '€': ['euro', 'euros'],
  '£': ['pound', 'pounds'],
  '¥': ['yen', 'yen'],
}
const scales: Readonly<Record<string, string>> = { k: 'thousand', K: 'thousand', M: 'million', B: 'billion', bn: 'billion' }
const money = (sign: string, number: string, scale: string): string => {
  const [one, many] = currencies[sign] ?? ['', '']
  if (scale !== '') return `${quantity(number)} ${scales[scale]} ${many}`
  const [whole = '', cents = '00'] = number.split('.')
  return `${quantity(whole)} ${whole === '1' ? one : many}${cents === '00' ? '' : ` ${cardinal(Number(cents))}`}`
}

export const amountPhrases: readonly Rule[] = [
  { name: 'give or take', pattern: /(?:±|\+\/-) ?(?=\d)/y, say: () => 'plus or minus ' },
  {
    name: 'bound of a measure',
    pattern: new RegExp(`(~|[<>]=?) ?(?=\\d[\\d,]*(?:\\.\\d+)?[ -]?(?:${partedUnit})(?!\\w))`, 'y'),
    say: (match) => `${bounds[part(match, 1)]} `,
  },
  { name: 'about', pattern: /~(?=\d[\d,]+(?![\d.,]*[.\w]))/y, say: () => 'about ' },
  {
    name: 'money',
    pattern: /([$€£¥]) ?(\d[\d,]*(?:\.\d+)?)(?: ?(bn|[kKMB]))?(?!\w)/y,
    say: (match) => money(part(match, 1), part(match, 2), part(match, 3)),
  },
  { name: 'power', pattern: /(\d+(?:\.\d+)?)\^(-?\d+)(?!\w)/y, say: (match) => `${quantity(part(match, 1))} to the power of ${quantity(part(match, 2))}` },
  {
    name: 'number of a standard',
    pattern: /(ISO|IEC|RFC) ?(\d{4,5})(?!\w)/y,
    say: (match) => `${[...part(match, 1)].join(' ')} ${portNumber(part(match, 2))}`,
  },
  { name: 'edition of JavaScript', pattern: /ES ?(20\d\d)(?!\w)/iy, say: (match) => `E S ${year(Number(match[1]))}` },
  { name: 'known weakness', pattern: /CVE-(\d{4})-(\d{4,7})(?!\w)/y, say: (match) => `C V E ${year(Number(match[1]))} ${digits(part(match, 2))}` },
  {
    name: 'range with a unit',
    pattern: new RegExp(`([\\d.,]+)\\s?[–-]\\s?([\\d.,]+)\\s?(${attachedUnit})(?![\\w])`, 'y'),
    say: (match) => `${quantity(part(match, 1))} to ${amount(part(match, 2), part(match, 3))}`,
  },
  {
    name: 'amount with a parted unit',
    pattern: new RegExp(`(\\d[\\d,_]*(?:\\.\\d+)?)[ -](${partedUnit})(?![\\w/])`, 'y'),
    say: (match) =>
      part(match, 0).includes('-') ? `${quantity(part(match, 1))} ${units.get(part(match, 2))?.[0] ?? ''}` : amount(part(match, 1), part(match, 2)),
  },
  { name: 'range', pattern: /(\d+(?:\.\d+)?)\s?–\s?(\d+(?:\.\d+)?)(?![\w.])/y, say: (match) => `${quantity(part(match, 1))} to ${quantity(part(match, 2))}` },
]

export const amountTokens: readonly Rule[] = [
  { name: 'lines of a screen', pattern: /^(\d{3,4})([pi])$/, say: (match) => `${portNumber(part(match, 1))} ${part(match, 2).toUpperCase()}` },
  { name: 'halves', pattern: /^50\/50$/, say: () => 'fifty fifty' },
  {
    name: 'fraction',
    pattern: /^([1-9])\/([2-9]|10)$/,
    say: (match) => {
      const [top, bottom] = [Number(match[1]), Number(match[2])]
      const name = bottom === 2 ? 'half' : bottom === 4 ? 'quarter' : ordinal(bottom)
      return `${cardinal(top)} ${top === 1 ? name : bottom === 2 ? 'halves' : `${name}s`}`
    },
  },
  { name: 'round the clock', pattern: /^24\/7$/, say: () => 'twenty-four seven' },
  { name: 'share of a whole', pattern: /^(\d+)\/(\d+)$/, say: (match) => `${quantity(part(match, 1))} of ${quantity(part(match, 2))}` },
  { name: 'decade', pattern: /^'?((?:1[5-9]|20)\d0)s$/, say: (match) => decade(Number(match[1])) },
  {
    name: 'unit per number',
    pattern: new RegExp(`^([-−+]?\\d[\\d,_]*(?:\\.\\d+)?)(${attachedUnit})$`),
    say: (match) => amount(part(match, 1), part(match, 2)),
  },
]
