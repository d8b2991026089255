// Where things are, said aloud: files, paths with their lines, packages at a version, addresses and ports.
import { words } from './code.ts'
import { identifier, spell, word } from './identifiers.ts'
import { extensions, terms } from './lexicon.ts'
import { cardinal, digits, dotted, quantity } from './numbers.ts'

export const extension = (name: string): string => {
  // *.{ts,tsx}
  if (/^\{.*\}$/.test(name)) return name.slice(1, -1).split(',').map(extension).join(' or ')
  if (/^\d+$/.test(name)) return cardinal(Number(name.slice(0, 6)))
  const known = extensions.get(name.toLowerCase())
  if (known !== undefined) return known
  const [first = '', ...rest] = name.split(/[-_]/)
  if (rest.length > 0) return identifier(name)
  return first.length <= 4 && !/^(?:html?|php)$/.test(first) && /[aeiou]/.test(first) && first.length === 4
    ? first.toLowerCase()
    : first.length <= 4
      ? spell(first)
      : identifier(first)
}

/** app.test.ts, .env, Makefile, *.py */
export const fileName = (name: string): string => {
  const known = terms.get(name)
  if (known !== undefined) return known
  if (/^\*+$/.test(name)) return name.length > 1 ? 'star star' : 'star'
  if (name === '.' || name === '..') return name === '.' ? 'dot' : 'dot dot'
  const [stem = '', ...ends] = name.split('.')
  const said = [stem === '' ? '' : placeholder(stem), ...ends.map((end) => `dot ${extension(end)}`)]
  return words(said)
}

/** [slug], {id}, <name>, :id, $HOME, * inside a path. */
const placeholder = (text: string): string => {
  const inner = text.replace(/[[\]{}<>():$%]/g, '')
  const stars = text.replace(/[^*]/g, '').length
  const bare = inner.replaceAll('*', '')
  return words([
    stars > 0 ? Array.from({ length: Math.min(2, stars) }, () => 'star').join(' ') : '',
    bare === '' ? '' : /^\d+$/.test(bare) ? cardinal(Number(bare.slice(0, 6))) : segment(bare),
  ])
}
const segment = (text: string): string => terms.get(text) ?? identifier(text)

const mostSegments = 6

/** src/app.ts:10-20, ./lib, ../x, /etc/hosts, @scope/package@1.2.3, owner/repo, docs/** */
export const path = (text: string): string => {
  const [, body = '', first, last] = /^(.*?)(?::(\d+)(?:[-:](\d+))?)?$/.exec(text) ?? []
  const [, plain = body, version] = /^(.+?)@([\^~]?v?\d[\w.-]*)$/.exec(body) ?? []
  const segments = plain.replaceAll('\\', '/').replace(/\/+$/, '').split('/')
  const shown = segments.length > mostSegments ? [...segments.slice(0, 2), '…', ...segments.slice(-3)] : segments
  const said = shown.map((item, index) => {
    if (item === '' && index === 0) return ''
    if (item === '~') return 'home'
    if (item === '…') return 'and so on'
    if (item.startsWith('@')) return `at ${identifier(item.slice(1))}`
    if (item.startsWith('#')) return identifier(item.slice(1))
    return fileName(item)
  })
  const lines = first === undefined ? '' : last === undefined ? `, line ${quantity(first)}` : `, lines ${quantity(first)} to ${quantity(last)}`
  const joined = said.length === 1 && said[0] === '' ? 'slash' : said.join(' slash ')
  return words([joined, version === undefined ? '' : `version ${versionNumber(version)}`, lines])
}

const labelNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    rc: 'release candidate',
    alpha: 'alpha',
    beta: 'beta',
    next: 'next',
    canary: 'canary',
    dev: 'dev',
    pre: 'pre',
  }),
)

/** 1.2.3-beta.1+build, v2, ^1.0, >=18 */
export const versionNumber = (text: string): string => {
  const [, sign = '', number = '', tail = ''] = /^(\^|~|>=|<=|>|<|=)?v?(\d+(?:\.(?:\d+|x|\*))*)(.*)$/i.exec(text) ?? []
  const signs: Readonly<Record<string, string>> = { '^': 'caret', '~': 'tilde', '>=': 'at least', '<=': 'at most', '>': 'above', '<': 'below', '=': 'exactly' }
  const label = /^[-.]?([a-z]+)[.-]?(\d*)/i.exec(tail.replace(/\+.*$/, ''))
  const labelled =
    label === null
      ? ''
      : `${labelNames.get((label[1] ?? '').toLowerCase()) ?? identifier(label[1] ?? '')}${label[2] === '' ? '' : ` ${digits(label[2] ?? '')}`}`
  return words([signs[sign] ?? '', dotted(number.replaceAll('*', 'x')), labelled])
}

/** 127.0.0.1 */
export const networkAddress = (text: string): string =>
  text
    .split('.')
    .map((part) => cardinal(Number(part)))
    .join(' dot ')

/** Said without scheme and query: nobody types an address that was read to them. */
export const url = (text: string): string => {
  const [, host = '', rest = ''] = /^[a-z][a-z\d+.-]*:\/\/(?:[^@/]*@)?([^/?#]*)([^?#]*)/i.exec(text) ?? []
  const [name = '', port] = host.replace(/^www\./, '').split(':')
  const hostSaid = /^\d+(?:\.\d+){3}$/.test(name) ? networkAddress(name) : fileName(name)
  const tail = rest.replace(/^\/|\/$/g, '')
  return words([hostSaid, port === undefined ? '' : `port ${portNumber(port)}`, tail === '' ? '' : `slash ${path(tail)}`])
}

/** 8080: eighty eighty, 443: four forty-three, 5432: fifty-four thirty-two, 8000: eight thousand. */
export const portNumber = (text: string): string => {
  if (!/^\d{3,5}$/.test(text) || /0{2,}$/.test(text)) return /^\d+$/.test(text) ? cardinal(Number(text.slice(0, 6))) : word(text)
  const pairs = text.length % 2 === 0 ? text.match(/\d\d/g) : [text.slice(0, 1), ...(text.slice(1).match(/\d\d/g) ?? [])]
  return (pairs ?? []).map((pair) => (pair.startsWith('0') && pair.length === 2 ? `oh ${cardinal(Number(pair))}` : cardinal(Number(pair)))).join(' ')
}
