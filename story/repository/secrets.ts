// Takes keys and passwords out of a file's text, before anything else sees it: prompts, digests, scripts and logs are made
// from what this leaves. Secretlint knows the services' formats; the patterns here add what it leaves alone because a
// linter must not cry wolf, while for us a needless [redacted] costs nothing: key ids, cut-off private keys, and random
// looking values beside a telling name.
//
// A replacement keeps the line ends of what it replaces, so that lines keep their numbers. The same text always gives the
// same result, since digests are cached by commit.
export const redactedMark = '[redacted]'

type Range = readonly [start: number, end: number]

// The preset obeys comments in the file that switch it off. A stranger's file does not decide that: the word is broken
// in the copy that is looked through, at the same length, so that ranges still fit.
const directivePattern = /secretlint-(?=disable|enable)/g

// A literal part of every format that the preset knows, so that the files without any (nearly all) cost one quick look
// instead of thirty slow ones.
const presetTrigger = new RegExp(
  [
    'A3T|A(?:KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA)[A-Z0-9]',
    '[Ss](?:ECRET|ecret)_?[Aa](?:CCESS|ccess)',
    '[Aa](?:CCOUNT|ccount)_?[Ii][Dd]',
    'PRIVATE KEY',
    'x-oauth-basic|_authToken|npm_\\w{36}|T3BlbkFJ|lin_api_|dckr_pat_|github_pat|glpat-|tskey-|figd_|hooks\\.slack\\.com|ops_ey',
    'x(?:ox[bpaor]|app)-',
    's(?:k-ant-|k_live|k_test|hp(?:pa|ca|at|ss)_)|rk_(?:live|test)|gsk_|hf_|ntn_|SG\\.|gh[pousr]_|gl(?:c|sa)_|hv[sbr]\\.|vc[piark]_|dapi[A-Fa-f0-9]|cf(?:k|ut|at)_',
    ':\\/\\/[^\\s:/@]{1,256}:[^\\s@/]{1,256}@',
  ].join('|'),
)

// Every repetition below has an upper bound, and whatever can fail late starts rarely: a stranger's line of 5 MB must not
// cost more than a look.
const keyStartPattern = /-----BEGIN[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g
const keyEndPattern = /-----END[A-Z0-9 ]{0,30}PRIVATE KEY(?: BLOCK)?-----/g
// A key of 16,384 bits, in source where each line is quoted, has half of this.
const longestKeyCharacters = 30_000
/** What can stand in a cut-off key; in source the line ends may be written as `\n` between quotes. */
const keyBodyPattern = /(?:[\s"'`+,]|\\[nr]|[A-Za-z0-9+/=:-]{16,400}){0,2000}/y

/** Private keys, from their first line to their last; or, where that is missing, to the last line that can be part of one. */
const findPrivateKeys = (text: string): Range[] => {
  const ranges: Range[] = []
  const ends = Array.from(text.matchAll(keyEndPattern), ({ index, 0: { length } }) => index + length)
  let nextEnd = 0
  let done = 0
  for (const { index: start, 0: begin } of text.matchAll(keyStartPattern)) {
    if (start < done) continue
    while ((ends[nextEnd] ?? Number.POSITIVE_INFINITY) <= start) nextEnd += 1
    const end = ends[nextEnd]
    if (end !== undefined && end - start <= longestKeyCharacters) done = end
    else {
      keyBodyPattern.lastIndex = start + begin.length
      done = start + begin.length + (keyBodyPattern.exec(text)?.[0].length ?? 0)
    }
    ranges.push([start, done])
  }
  return ranges
}

// Formats by service: documented prefixes, lengths as loose as the prefix allows.
const formats: readonly RegExp[] = [
  /\b(?:A3T[A-Z0-9]|AKIA|AGPA|AIDA|AROA|AIPA|ANPA|ANVA|ASIA)[A-Z0-9]{16}\b/g,
  /\bgh[pousr]_[A-Za-z0-9]{20,255}\b/g,
  /\bgithub_pat_[A-Za-z0-9_]{30,255}/g,
  /\bsk-(?:ant-|proj-|svcacct-|or-v1-)[\w-]{20,}/g,
  /\bsk-[A-Za-z0-9]{32,}\b/g,
  /\b(?:sk|rk|pk)_(?:live|test)_[A-Za-z0-9]{16,}\b/g,
  /\bsk_[0-9a-f]{40,64}\b/g,
  /\bsb_secret_[\w-]{16,}/g,
  /\bAIza[\w-]{35}/g,
  /\bya29\.[\w-]{20,}/g,
  /\bGOCSPX-[\w-]{20,}/g,
  /\beyJ[\w-]{10,400}\.eyJ[\w-]{10,4000}\.[\w-]{10,}/g,
  /\b\d{8,10}:AA[\w-]{32,34}\b/g,
  /\bAccountKey=[A-Za-z0-9+/=]{40,}/g,
  /\bwhsec_[A-Za-z0-9+/=]{24,}/g,
  /\bxox[a-z]-[A-Za-z0-9-]{20,}/g,
  /\bpypi-[\w-]{50,}/g,
  /\bdop_v1_[0-9a-f]{64}\b/g,
  /\bSK[0-9a-f]{32}\b/g,
]

const tellingWord = String.raw`(?:secret|passw(?:or)?d|passphrase|token|api[_-]?key|access[_-]?key|private[_-]?key|auth[_-]?key|signing[_-]?key|encryption[_-]?key|credential)[\w.-]{0,60}`
/** `name: "value"`, `name = 'value'`, `name => "value"`, `"name": "value"` */
const quotedPattern = new RegExp(String.raw`${tellingWord}["'\]]*\s{0,3}(?::=|=>|[:=])\s{0,3}["'\x60]([^\s"'\x60]{16,512})["'\x60]`, 'gi')
/** NAME=value on a line of its own, as environment files and properties have it. */
const barePattern = new RegExp(String.raw`^[ \t]*(?:export[ \t]+)?[\w.-]{0,60}?${tellingWord}[ \t]{0,3}[=:][ \t]{0,3}([^\s"'#]{16,512})[ \t]*$`, 'gim')
/** In a file that exists to hold secrets, every one of them is real. */
const secretsFilePattern =
  /(?:^|\/)(?:\.env(?:\.(?!example|sample|template|dist|defaults)[\w-]+)*|\.npmrc|\.pypirc|\.netrc|\.pgpass|\.htpasswd|credentials|secrets?\.(?:ya?ml|json|toml|ini|env))$/i
const anyAssignmentPattern = new RegExp(
  String.raw`^[ \t]*(?:export[ \t]+)?["']?[\w.-]{0,60}?${tellingWord}["']?[ \t]*[=:][ \t]*["']?([^\s"'][^\n"']{2,511}?)["']?,?[ \t]*$`,
  'gim',
)

const placeholderPattern = /example|sample|placeholder|change.?me|your[_-]|dummy|replace|xxx|\*\*\*|<|\$\{|\{\{|process\.env|%\(/i

const entropyPerCharacter = (text: string): number => {
  const counts = new Map<string, number>()
  for (const character of text) counts.set(character, (counts.get(character) ?? 0) + 1)
  let bits = 0
  for (const count of counts.values()) bits -= (count / text.length) * Math.log2(count / text.length)
  return bits
}

// Random text of 20 letters and digits has near 4 bits a character, hexadecimal near 3.5; identifiers and sentences of
// that length stay below 3.5 or hold no digits.
const looksRandom = (value: string): boolean => {
  if (placeholderPattern.test(value) || !/^[\w+/=.~:-]+$/.test(value)) return false
  if (/^[0-9a-f]{24,}$/i.test(value)) return entropyPerCharacter(value) > 2.8
  return (value.match(/\d/g)?.length ?? 0) >= 2 && /[A-Za-z]/.test(value) && entropyPerCharacter(value) > 3.4
}

const matchRanges = (text: string, pattern: RegExp): Range[] =>
  Array.from(text.matchAll(pattern), ({ index, 0: { length } }) => [index, index + length] as const)

/** The range of the first group, where `accept` says that it is a secret. */
const valueRanges = (text: string, pattern: RegExp, accept: (value: string) => boolean): Range[] =>
  Array.from(text.matchAll(new RegExp(pattern.source, `${pattern.flags}d`))).flatMap((match) => {
    const range = match.indices?.[1]
    return range !== undefined && accept(text.slice(...range)) ? [range] : []
  })

// The preset's work for a finding grows with the text that it is in, so a text is given to it in pieces, at line ends where
// there are some near; only private keys span lines, and those are found here. The overlap is for lines longer than a
// piece, and longer than any one token.
const pieceCharacters = 16_384
const overlapCharacters = 1024

const cutPieces = function* (text: string): Generator<{ start: number; piece: string }> {
  for (let start = 0; start < text.length; ) {
    const limit = start + pieceCharacters
    const lineEnd = limit >= text.length ? text.length : text.lastIndexOf('\n', limit) + 1
    const end = lineEnd > start ? lineEnd : limit
    yield { start, piece: text.slice(start, end) }
    start = lineEnd > start ? end : end - overlapCharacters
  }
}

const presetRanges = async (path: string, text: string): Promise<Range[]> => {
  const ranges: Range[] = []
  for (const { start, piece } of cutPieces(text)) {
    if (!presetTrigger.test(piece)) continue
    // Loaded where it is first needed: a small repository is read in the time that this takes.
    const { findPresetSecrets } = await import('./preset-secrets.ts')
    const found = await findPresetSecrets(path, piece.replace(directivePattern, 'secretlint_'))
    ranges.push(...found.map((range) => [start + range[0], start + range[1]] as const))
  }
  return ranges
}

const replaceRanges = (text: string, ranges: readonly Range[]): string => {
  let out = ''
  let done = 0
  for (const [start, end] of ranges.toSorted((a, b) => a[0] - b[0] || b[1] - a[1])) {
    if (end <= done) continue
    // What overlaps an earlier one is part of the same secret.
    out += start < done ? '' : text.slice(done, start) + redactedMark
    out += text.slice(Math.max(start, done), end).replace(/[^\n]+/g, '')
    done = end
  }
  return out + text.slice(done)
}

const nameTrigger = /secret|passw|passphrase|token|key|credential/i
const formatTrigger =
  /A3T|A(?:KIA|GPA|IDA|ROA|IPA|NPA|NVA|SIA)|gh[pousr]_|github_pat_|sk[-_]|[rp]k_|sb_secret_|AIza|ya29|GOCSPX|eyJ|:AA|AccountKey|whsec_|xox|pypi-|dop_v1_|SK[0-9a-f]{8}/

/** The text without its secrets, with as many lines as before. */
export const redactSecrets = async (path: string, text: string): Promise<string> => {
  const ranges = await presetRanges(path, text)
  if (text.includes('PRIVATE KEY')) ranges.push(...findPrivateKeys(text))
  if (formatTrigger.test(text)) for (const format of formats) ranges.push(...matchRanges(text, format))
  if (nameTrigger.test(text)) {
    ranges.push(...valueRanges(text, quotedPattern, looksRandom), ...valueRanges(text, barePattern, looksRandom))
    if (secretsFilePattern.test(path)) ranges.push(...valueRanges(text, anyAssignmentPattern, (value) => !placeholderPattern.test(value)))
  }
  return ranges.length === 0 ? text : replaceRanges(text, ranges)
}
