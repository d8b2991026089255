// How each kind of thing that stands in a sentence about code is recognised. Two tables, each tried from the top:
// `phrases` may hold spaces and are looked for at the start of every token; `tokens` say one run of characters without
// spaces, its brackets and punctuation already taken off. The first that matches speaks.

import { amountPhrases, amountTokens } from './amounts.ts'
import { code, codeNumber, complexity, flag, hash } from './code.ts'
import { acronym, identifier, spell, word } from './identifiers.ts'
import { commands, operators, terms } from './lexicon.ts'
import { cardinal, digits, dotted, months, ordinal, quantity, year } from './numbers.ts'
import { extension, fileName, networkAddress, path, portNumber, url, versionNumber } from './paths.ts'

export interface Rule {
  name: string
  pattern: RegExp
  /** Null: not this after all, try the next rule. */
  say: (match: RegExpExecArray, context: RuleContext) => string | null
}
export interface RuleContext {
  /** What was written before this, to the start of the sentence. */
  before: string
  /** Speaks a part of the match by all rules, once more. */
  speak: (text: string) => string
  /** Speaks a part of the match as code. */
  speakCode: (text: string) => string
}

const part = (match: RegExpExecArray, index: number): string => match[index] ?? ''
const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&')

const fullMonths = months.join('|')
const shortMonths = months.map((month) => month.slice(0, 3)).join('|')
const date = (yearText: string, month: number, day: number): string | null => {
  const name = months[month - 1]
  return name === undefined || day < 1 || day > 31 ? null : `${name} ${ordinal(day)}, ${year(Number(yearText))}`
}
const yearBefore =
  /(?:\b(?:in|since|of|by|from|until|till|before|after|to|early|late|mid|year|spring|summer|autumn|fall|winter|copyright|and|through|during|Q[1-4])|\(c\)|[,(]|^)\s*$/i
const monthBefore = new RegExp(`\\b(?:${fullMonths}|${shortMonths})\\.?(?:\\s+\\d{1,2}(?:st|nd|rd|th)?,?)?\\s*$`)
const versionBefore =
  /\b(?:v|version|versions|python|node|node\.js|go|rust|php|java|ruby|postgres|postgresql|react|vue|django|rails|typescript|angular|swift|kotlin|scala|es|http|tls|npm|release|releases)\s*$/i
const statusBefore = /\b(?:status|code|http|error|an?|returns?|with|gets?|gives?|answers?|sends?|to|real|the|every)\s+$/i

const spellStatus = (text: string): string =>
  text[1] === '0' && text[2] !== '0' ? `${cardinal(Number(text[0]))} oh ${cardinal(Number(text[2]))}` : cardinal(Number(text))

export const phrases: readonly Rule[] = [
  { name: 'fenced code', pattern: /(?:```|~~~)[\s\S]*?(?:```|~~~|$)/y, say: () => '' },
  { name: 'HTML comment', pattern: /<!--[\s\S]*?-->/y, say: () => '' },
  {
    name: 'HTML tag',
    pattern: /<\/?(?:a|b|br|code|details|div|em|h[1-6]|hr|i|img|kbd|li|ol|p|pre|span|strong|sub|summary|sup|table|td|tr|ul)(?:\s[^<>]*)?\/?>/iy,
    say: () => '',
  },
  { name: 'Markdown image or link', pattern: /!?\[([^\][]*)\]\([^()\s]*(?:\s+"[^"]*")?\)/y, say: (match, { speak }) => speak(part(match, 1)) },
  { name: 'Markdown heading, quote or bullet', pattern: /(?:#{1,6}|>+|[-*+]|\d+\.) (?=\S)/y, say: (_, { before }) => (before.trim() === '' ? '' : null) },
  { name: 'inline code', pattern: /(`+)\s?(.+?)\s?\1/y, say: (match, { speakCode }) => speakCode(part(match, 2)) },
  { name: 'bold or emphasis', pattern: /(\*\*\*|\*\*|\*|~~)(?=[^\s*])([^*~]+?)(?<=\S)\1(?![\w*])/y, say: (match, { speak }) => speak(part(match, 2)) },
  { name: 'underscored emphasis', pattern: /(?<![\w])(__?)(?=[^\s_])([^_`]*\s[^_`]*?)(?<=\S)\1(?!\w)/y, say: (match, { speak }) => speak(part(match, 2)) },
  { name: 'complexity', pattern: /(?<![\w.])([OoΘΩ])\(((?:[^()]|\([^()]*\)){1,40})\)/y, say: (match) => complexity(part(match, 1), part(match, 2)) },
  {
    name: 'a command and its arguments',
    pattern: new RegExp(`(?:\\$ )?(?:${commands.join('|')}) (?:[a-z][\\w:-]* )*?(?=--?[a-z]|[.\\/@])`, 'iy'),
    say: (match, { before }) =>
      /[a-z]\s*$/i.test(before) && !/\b(?:run|running|runs|with|type|typing|use|call|and|then|execute|as|by)\s*$/i.test(before) && !match[0].startsWith('$')
        ? null
        : `${match[0]
            .replace('$ ', '')
            .trim()
            .split(' ')
            .map((item) => identifier(item))
            .join(' ')} `,
  },
  { name: 'date', pattern: /(\d{4})-(\d{2})-(\d{2})(?:T[\d:.]+Z?)?(?![\w-])/y, say: (match) => date(part(match, 1), Number(match[2]), Number(match[3])) },
  {
    name: 'month and day',
    pattern: new RegExp(`(${fullMonths}|${shortMonths})\\.? (\\d{1,2})(?:st|nd|rd|th)?(?![\\w.])`, 'y'),
    say: (match) => `${months.find((month) => month.startsWith(part(match, 1)))} ${ordinal(Number(match[2]))}`,
  },
  { name: 'half of a day', pattern: /(\d{1,2}) ?([ap])\.?m\b\.?/iy, say: (match) => `${cardinal(Number(match[1]))} ${part(match, 2).toUpperCase()} M` },
  {
    name: 'time of day',
    pattern: /(\d{1,2}):(\d{2})(?::\d{2})?( ?[ap]m\b)?(?![\w:])/iy,
    say: (match) =>
      Number(match[1]) > 24 || Number(match[2]) > 59
        ? null
        : `${cardinal(Number(match[1]))} ${match[2] === '00' ? (match[3] === undefined ? "o'clock" : '') : match[2]?.startsWith('0') ? `oh ${cardinal(Number(match[2]))}` : cardinal(Number(match[2]))}${match[3] === undefined ? '' : ` ${part(match, 3).trim().toUpperCase().split('').join(' ')}`}`,
  },
  ...amountPhrases,
  { name: 'map or slice of Go', pattern: /(?:map\[[\w.*]+\]|\[\])[\w.*[\]]*\w(?!\()/y, say: (match) => code(match[0]) },
  { name: 'first line of a script', pattern: /#!(?=\/)/y, say: () => 'shebang ' },
  { name: 'generic type', pattern: /[A-Za-z_][\w:.]*<(?![=\s/])(?:[^<>\n]|<(?:[^<>\n]|<[^<>\n]*>)*>)*>(?:\[\])?(?:\(\))?/y, say: (match) => code(match[0]) },
  {
    name: 'type with parameters in brackets',
    pattern:
      /(?:list|dict|tuple|set|type|List|Dict|Tuple|Set|Optional|Union|Callable|Iterable|Iterator|Sequence|Mapping|Literal)\[(?!\d)(?:[^[\]\n]|\[[^[\]\n]*\]){1,80}\]/y,
    say: (match) =>
      code(
        match[0]
          .replace(/(?<!\w)\[([^[\]]*)\]/g, '$1')
          .replaceAll('[', '<')
          .replaceAll(']', '>'),
      ),
  },
  {
    name: 'call with arguments',
    pattern: /[A-Za-z_$][\w.$:]*!?\([^()\n]{1,80}\)/y,
    say: (match) => (/\((?:s|es)\)$/.test(match[0]) ? match[0].replace(/[()]/g, '') : code(match[0])),
  },
  { name: 'initials before more words', pattern: /(?:[A-Z]\.){2,}(?= [a-z])/y, say: (match) => spell(match[0].replaceAll('.', '')) },
  { name: 'dash', pattern: /(?: ?— ?| – | - | -- (?!-))/y, say: () => ', ' },
  { name: 'ellipsis', pattern: /(?<=\w)(?:…|\.\.\.)(?=\s|$)/y, say: () => ', ' },
]

const readNumber = (text: string, { before }: RuleContext): string => {
  if (/^\d{4}$/.test(text)) {
    const value = Number(text)
    const mayBeYear = value >= 1900 && value < 2100
    if (mayBeYear && (yearBefore.test(before) || monthBefore.test(before))) return year(value)
  }
  if (/^[1-5]\d\d$/.test(text) && statusBefore.test(before)) return spellStatus(text)
  if (/^0\d+$/.test(text)) return digits(text)
  return quantity(text)
}

export const tokens: readonly Rule[] = [
  { name: 'address', pattern: /^[a-z][a-z\d+.-]*:\/\/\S+$/i, say: (match) => url(match[0]) },
  {
    name: 'e-mail',
    pattern: /^([\w.+-]+)@([\w-]+(?:\.[\w-]+)+)$/,
    say: (match) => (/^\d/.test(part(match, 2)) ? null : `${identifier(part(match, 1).replace(/\./g, '_'))} at ${fileName(part(match, 2))}`),
  },
  { name: 'address of a clone', pattern: /^git@([\w.-]+):(.+)$/, say: (match) => `git at ${fileName(part(match, 1))} slash ${path(part(match, 2))}` },
  { name: 'escaped character', pattern: /^\\([a-z0\\])$/, say: (match) => `backslash ${digits(part(match, 1))}` },
  { name: 'initials', pattern: /^(?:[A-Za-z]\.)+[A-Za-z]$/, say: (match) => spell(match[0].replaceAll('.', '')) },
  { name: 'end of flags', pattern: /^--$/, say: () => 'dash dash' },
  { name: 'operator', pattern: /^[^\w\s]+$/, say: (match) => operators.get(match[0]) ?? null },
  { name: 'version range', pattern: /^(?:\^|~|>=?|<=?|=)v?\d[\w.*-]*$/, say: (match) => versionNumber(match[0]) },
  {
    name: 'version',
    pattern: /^v\d+(?:\.(?:\d+|x))*(?:-[\w.]+)?$|^\d+(?:\.(?:\d+|x)){2,}(?:[-+][\w.+-]+)?$|^\d+\.x$/,
    say: (match) => (/^\d+(?:\.\d+){3}$/.test(match[0]) ? networkAddress(match[0]) : `${/^v/i.test(match[0]) ? 'version ' : ''}${versionNumber(match[0])}`),
  },
  {
    name: 'package at a version',
    pattern: /^([a-z][\w.-]*)@([\^~]?v?\d[\w.-]*|latest|next)$/i,
    say: (match) =>
      `${fileName(part(match, 1))} ${/^[a-z]/.test(part(match, 2)) && !/^v\d/.test(part(match, 2)) ? part(match, 2) : `version ${versionNumber(part(match, 2))}`}`,
  },
  {
    name: 'host and port',
    pattern: /^([a-z][\w.-]*|\d+(?:\.\d+){3})?:(\d{2,5})$/i,
    say: (match) => {
      const host = part(match, 1)
      return /\.(?:[a-z]{1,4})$/i.test(host) && !/\.(?:com|org|net|io|dev|local)$/i.test(host)
        ? null
        : `${host === '' ? '' : /^\d/.test(host) ? networkAddress(host) : fileName(host)} port ${portNumber(part(match, 2))}`
    },
  },
  { name: 'two ports', pattern: /^(\d{4,5}):(\d{2,5})$/, say: (match) => `${portNumber(part(match, 1))} to ${portNumber(part(match, 2))}` },
  ...amountTokens,
  { name: 'issue number', pattern: /^#(\d+)$/, say: (match) => `number ${quantity(part(match, 1))}` },
  { name: 'colour', pattern: /^#([\da-f]{3}|[\da-f]{6})$/i, say: (match) => `hash ${digits(part(match, 1))}` },
  { name: 'ordinal', pattern: /^(\d[\d,]*)(?:st|nd|rd|th)$/, say: (match) => ordinal(Number(part(match, 1).replaceAll(',', ''))) },
  { name: 'number base', pattern: /^0[xXbBoO][\da-fA-F_]+$/, say: (match) => codeNumber(match[0]) },
  {
    name: 'scientific number',
    pattern: /^(\d+(?:\.\d+)?)e([+-]?\d+)$/i,
    say: (match) => `${quantity(part(match, 1))} times ten to the ${quantity(part(match, 2))}`,
  },
  { name: 'decimal after a product', pattern: /^\d+\.\d+$/, say: (match, { before }) => (versionBefore.test(before) ? dotted(match[0]) : quantity(match[0])) },
  { name: 'number', pattern: /^[-−+]?(?:\d{1,3}(?:,\d{3})+|[\d_]*\d)(?:\.\d+)?$/, say: (match, context) => readNumber(match[0], context) },
  { name: 'number range', pattern: /^(\d+)-(\d+)$/, say: (match) => `${quantity(part(match, 1))} to ${quantity(part(match, 2))}` },
  {
    name: 'number and word',
    pattern: /^(\d+)-([a-z].*)$/i,
    say: (match, { speak }) => `${cardinal(Number(part(match, 1).slice(0, 9)))} ${speak(part(match, 2))}`,
  },
  { name: 'status class', pattern: /^([1-5])xx$/i, say: (match) => `${cardinal(Number(match[1]))} hundreds` },
  { name: 'hash', pattern: /^(?=[a-f]*\d)(?=\d*[a-f])[\da-f]{7,64}$/, say: (match) => hash(match[0]) },
  { name: 'unique id', pattern: /^[\da-f]{8}-[\da-f]{4}-[\da-f]{4}-[\da-f]{4}-[\da-f]{12}$/i, say: (match) => hash(match[0]) },
  { name: 'flag', pattern: /^--?[A-Za-z][\w.-]*(?:=\S*)?$/, say: (match) => flag(match[0]) },
  { name: 'decorator or handle', pattern: /^@([A-Za-z_][\w.]*)(?:\(.*\))?$/, say: (match) => `at ${code(part(match, 1))}` },
  { name: 'scoped package or path', pattern: /^@?[\w.~*[\]{}$:()@#-]*(?:[/\\](?:\{[\w,.*-]+\}|[\w.*[\]{}$:()@+#^~-])*)+$/, say: (match) => path(match[0]) },
  { name: 'file and line', pattern: /^[\w.-]+\.[a-z]{1,5}:\d+(?:[-:]\d+)?$/i, say: (match) => path(match[0]) },
  {
    name: 'extension',
    pattern: /^\*?\.([a-z][\w.-]*)$/i,
    say: (match) =>
      `${match[0].startsWith('*') ? 'star ' : ''}${part(match, 1)
        .split('.')
        .map((end) => `dot ${extension(end)}`)
        .join(' ')}`,
  },
  {
    name: 'file',
    pattern:
      /^[\w*-]+(?:\.[\w-]+)*\.(?:jsx?|tsx?|mjs|cjs|mts|cts|json[lc5]?|ya?ml|toml|py[ic]?|rs|go|rb|java|kts?|cs|cpp|cc|cxx|[ch]|hpp|hs|php|swift|scala|sh|bash|zsh|ps1|bat|md|mdx|rst|txt|html?|css|s[ac]ss|less|svg|png|jpe?g|gif|ico|xml|sql|lock|env|ini|cfg|conf|log|csv|tsv|mod|sum|proto|graphql|vue|svelte|ex|exs|erl|clj|lua|pl|r|jl|dart|zig|tf|ipynb|wasm|so|dll|exe|zip|gz|tar|pem|key|example|local|com|org|net|io|dev)$/i,
    say: (match) => fileName(match[0]),
  },
  { name: 'variable of a shell', pattern: /^\$\{?([A-Za-z_]\w*)\}?$/, say: (match) => identifier(part(match, 1)) },
  { name: 'private field', pattern: /^#([a-z_]\w*)$/i, say: (match) => `hash ${identifier(part(match, 1))}` },
  { name: 'letter', pattern: /^[B-HJ-Zb-hj-z]$/, say: (match) => match[0].toUpperCase() },
  { name: 'acronym', pattern: /^[A-Z]{2,}s?$/, say: (match) => acronym(match[0]) },
  { name: 'acronym of somebody', pattern: /^([A-Z]{2,})'s$/, say: (match) => `${acronym(part(match, 1))}'s` },
  {
    name: 'word of somebody',
    pattern: /^([A-Za-z][\w.]*)'(s|t|re|ve|ll|d|m)$/,
    say: (match, { speak }) => `${/^[A-Za-z][a-z]*$/.test(part(match, 1)) ? word(part(match, 1)) : speak(part(match, 1))}'${part(match, 2)}`,
  },
  { name: 'word', pattern: /^[A-Za-z]+$/, say: (match) => word(match[0]) },
  {
    name: 'hyphenated words',
    pattern: /^[A-Za-z]+(?:-[A-Za-z]+)+$/,
    say: (match) =>
      part(match, 0)
        .split('-')
        .map((item) => (/^[A-Z]{2,}$/.test(item) ? acronym(item) : word(item)))
        .join(' '),
  },
  { name: 'identifier', pattern: /^[\w$-]+$/, say: (match) => identifier(match[0]) },
  { name: 'code', pattern: /^[\x21-\x7e]+$/, say: (match) => code(match[0]) },
]

/** Terms that hold a space or begin or end with a sign: looked for before a token's punctuation is taken off. */
export const wholeTerms = (own: Readonly<Record<string, string>>): RegExp => {
  const keys = [...Object.keys(own), ...[...terms.keys()]].filter((key) => key !== '').sort((a, b) => b.length - a.length)
  return new RegExp(`(?:${keys.map(escaped).join('|')})(?![\\w])`, 'y')
}
