// What the changelog or an upgrade guide says of the releases that changed much: support that was dropped, code that was
// rewritten, what came in, what went. A list of changes has dozens of points; those are told that a newcomer would ask for.
import type { Quote, ReleaseNote } from '../../shared/analysis.ts'
import { headingsOf } from './guide-headings.ts'
import { baseName } from './languages.ts'
import { addressesModel, isReadable, plainInline, sentencesOf } from './prose.ts'
import { readReleaseHeading } from './release-heading.ts'

const guideName = /(?:^|[-_.])(?:upgrad(?:e|ing)|migrat(?:e|ion|ing)|breaking)/i

/** `UPGRADING.md`, `docs/migration-v1-to-v2.md`, `docs/7.0-Upgrade.md`; how to come from another project is told elsewhere. */
export const isUpgradeGuide = (path: string): boolean =>
  /^(?:[^/]+|docs?\/(?:[\w-]+\/)?[^/]+)\.(?:md|rst|markdown|txt)$/i.test(path) && guideName.test(baseName(path)) && !/^CHANGE/i.test(baseName(path))

interface Cue {
  pattern: RegExp
  points: number
}
/** What changed the shape of the whole counts most, what was mended counts against. */
const cues: readonly Cue[] = [
  {
    points: 6,
    pattern:
      /\b(?:rewrit\w*|rewrote|from scratch|major re\w+|massive refactor|architecture|switch(?:ed|es|ing)? (?:from|to|over)|migrat(?:ed|es|ion|ing) (?:from|to)|renamed? (?:the )?(?:project|package|module)|adopt(?:ed|s)?|shift from|biggest change|rather than an?|extracted? (?:in)?to|package name)\b|\breplac(?:e[sd]?|ing) .+ (?:with|by) |\bmov(?:e[sd]?|ing) (?:\S+ )?(?:in)?to an? |\bnow (?:based on|written in)\b/i,
  },
  {
    points: 5,
    pattern:
      /\b(?:drop(?:s|ped|ping)? (?:the )?(?:support|compatibility)|drop(?:s|ped)? (?:Python|PHP|Node|Ruby|Java|Go|IE)|minimum (?:supported |required )?[\w.]+(?: \S+)? (?:version|is)|is now the minimum|requires? (?:at least )?(?:PHP|Python|Node(?:\.js)?|Ruby|Java|JDK|JRE|Kotlin|Go|Rust|\.NET|Jetty|Android))\b/i,
  },
  {
    points: 4,
    pattern:
      /\b(?:introduc\w+|reintroduc\w*|brings?|now uses?|add(?:s|ed)? (?:full |initial |first-class |experimental )?support for|new features?|first stable|first release)\b/i,
  },
  {
    points: 3,
    pattern:
      /\b(?:(?:removed?|removal of) (?:all|the|support|deprecated)|no longer|breaking|BC break|declarative|type (?:hint\w*|annotation\w*|declaration\w*)|async\w*|streaming)\b/i,
  },
  { points: 3, pattern: /\b(?:has|have) been (?:removed|replaced|rewritten|split)\b|\bswitch(?:es|ed)? to\b/i },
  { points: 2, pattern: /\b(?:by default|support for|signature|command[- ]line|removed?|new \w+)\b/i },
  { points: -5, pattern: /\b(?:fix(?:e[sd])?|bug ?fix\w*|typos?|regression|crash\w*|leak\w*|CVE)\b/i },
  {
    points: -3,
    pattern:
      /\b(?:deprecat\w+|error messages?|docs?|documentation|readme|badge|CI|build|Rakefile|Makefile|changelog|license|tests?|dependabot|bump\w*|update dependenc\w+)\b/i,
  },
  // That something changed, and not what.
  {
    points: -16,
    pattern:
      /\bthere (?:is|are|were) (?:an? )?(?:[\w-]+ ){0,4}changes?\b|\bwelcome to\b|\b(?:contains?|brings?|includes?|introduces?|has|comes with) (?:(?:an?|number|of|many|several|some|major|lots?|new|big|small|the|significant) ){0,4}(?:(?:breaking )?changes|enhancements|features|improvements)\b(?! (?:to|in|for|of|such|like))|\bmany (?:\w+ )?(?:APIs|things) (?:were|have|are)\b|\bwill be\b|\bnext (?:major|version|release)\b/i,
  },
  {
    points: -9,
    pattern:
      /\b(?:no changes|see the|see also|(?:migration|upgrade) guide|for (?:more )?details|changes (?:from|since)|this (?:guide|document|page)|below|following|full changelog|check out|exciting|what's new|thanks|sponsor|please|don't|you(?:r|'re)?|we|I)\b|^(?:same as|initial (?:release|version))/i,
  },
]
/** Two points of the same kind say the same of a release, or take each other back. */
const kindOf = (text: string): number => cues.findIndex(({ pattern }) => pattern.test(text))
/** A name of the code says little to whoever does not know it yet. */
const identifier = /\b[A-Za-z]\w*[._][A-Za-z]\w*|[a-z][A-Z]/g
const longest = 22
const rate = (text: string): number =>
  cues.reduce((sum, { pattern, points }) => sum + (pattern.test(text) ? points : 0), 0) -
  Math.max(0, text.split(/\s+/).length - longest) * 0.3 -
  Math.min(4, (text.match(identifier)?.length ?? 0) * 1.5)

/** Goes on from the sentence before it; "this release" is the one that is spoken of. */
const leans =
  /^(?:this(?! (?:major )?(?:release|version)\b)|that|these|those|it|its|they|their|due to|because of|as a result|also|additionally|however|but|and|so|thus|therefore|instead|in addition|both|each)\b/i

const clean = (text: string): string =>
  plainInline(text.replace(/:(?:pr|issue|ghsa|gh|cve):`[^`]*`,?/g, ' '))
    .replace(/^\[?#?\d{2,}\]?:?\s+/, '')
    .replace(/\s*[,;]?\s*\(?(?:see |fixes |closes |via |in )?(?:\[?(?:[\w-]+\/[\w-]+)?#\d+\]?(?:,? (?:and )?)?)+\)?/gi, ' ')
    .replace(/\s*\((?:by |thanks to )?@[\w-]+(?:(?:,| and) @[\w-]+)*\)|\s+by @[\w-]+\b/g, '')
    .replace(/\s*\((?:\p{Lu}[\p{L}.'-]+ ){1,2}\p{Lu}[\p{L}.'-]+\)/gu, '')
    .replace(/[,;]?\s*\b(?:pr|issue|ghsa)[- ]?\d[\w-]*/gi, '')
    .replace(/\s*https?:\/\/\S+/g, '')
    .replace(/\s*\[[\w/#-]+\]/g, '')
    .replace(/\(\s*[,;]?\s*\)/g, '')
    .replace(/\s+/g, ' ')
    .replace(/\s+([.,;:])(?=\s|$)/g, '$1')
    .replace(/,? which means\s*:$/, '')
    .replace(/[,;]\s*$/, '')
    .replace(/\.\.+$/, '.')
    .replace(/\s+by(?: \p{Lu}[\p{L}.'-]+){1,3}$/u, '')
    .replace(/^(?:new|breaking(?: change)?|BC break|features?|improvements?|enhancements?|changed?|added|removed)!?: +/i, '')
    .trim()

interface Point {
  text: string
  place: Quote['place']
  score: number
}

const ruler = /^\s*(?:[=~^*+-]{3,}|```.*|<!--.*|\|.*)\s*$/
const item = /^\s*(?:[-*+•]|\d+[.)])\s+(?:\[[ x]\]\s+)?/

const ofPackage = /^(?:deps?|dependenc(?:y|ies))\b/i

/** Below "Updated" stands "`Method` to be a struct": the heading is the verb of its points. */
const done = /^#{2,5}\s+(Added|Updated|Removed|Changed|Renamed|Dropped|Replaced)\s*:?\s*$/
const asItIsMeant = (text: string, section: string): string =>
  section !== '' && /^`?[\w.]+`? (?:\w+ )?(?:to|by|with|from|in favou?r of) /.test(text) && !/^\w+(?:ed|es|ing|s) /.test(text) ? `${section} ${text}` : text

/** Points of a list and paragraphs, each with the lines that it goes on in. */
const blocksOf = (file: string, lines: readonly string[], from: number, to: number): { text: string; place: Quote['place']; isItem: boolean }[] => {
  const blocks: { lines: string[]; start: number; isItem: boolean }[] = []
  let isCode = false
  let isOpen = false
  let section = ''
  /** Of a point that says only which package is newer: what stands below it changed there. */
  let indentOfPackage = Number.POSITIVE_INFINITY
  for (let at = from; at < to; at += 1) {
    const line = lines[at] ?? ''
    if (/^\s*```/.test(line)) isCode = !isCode
    if (/^#/.test(line)) section = done.exec(line)?.[1] ?? ''
    if (isCode || line.trim() === '' || ruler.test(line) || /^#/.test(line) || /^\s*>/.test(line)) {
      isOpen = false
      continue
    }
    const indent = /^\s*/.exec(line)?.[0].length ?? 0
    if (item.test(line) && indent <= indentOfPackage) indentOfPackage = ofPackage.test(line.replace(item, '')) ? indent : Number.POSITIVE_INFINITY
    if (indent > indentOfPackage) continue
    const last = blocks.at(-1)
    if (item.test(line) || !isOpen || last === undefined)
      blocks.push({ lines: [asItIsMeant(line.replace(item, ''), item.test(line) ? section : '')], start: at, isItem: item.test(line) })
    else last.lines.push(line.trim())
    isOpen = true
  }
  return blocks.map(({ lines: own, start, isItem }) => ({
    text: own.join(' '),
    isItem,
    place: { file, start_line: start + 1, end_line: start + own.length },
  }))
}

/** "Enabling some progress on" what stood behind it as a link. */
const isWhole = (sentence: string): boolean => !/\b(?:on|of|to|for|in|by|with|from|at|as|and|or|the|an?|see|via|like)[.,;]?$/i.test(sentence)

/** A picture, or a line of badges. */
const isWordless = ({ text }: { text: string }): boolean => !/\p{L}/u.test(clean(text))

const pointsOf = (file: string, lines: readonly string[], from: number, to: number): Point[] =>
  blocksOf(file, lines, from, to)
    .filter((block) => !isWordless(block))
    .flatMap(({ text, place, isItem }, order): Point[] => {
      // What stands as code in the middle of a sentence may be half of its words.
      const sentences = sentencesOf(clean(text))
      const usable = (sentence: string | undefined): sentence is string =>
        sentence !== undefined &&
        isWhole(sentence) &&
        isReadable(sentence) &&
        !addressesModel(sentence) &&
        !/[:,]$/.test(sentence) &&
        !/[`<>{}=|]|\w\(\)?|::/.test(sentence)
      return sentences.slice(0, isItem ? 1 : 4).flatMap((sentence, at): Point[] => {
        const score = rate(sentence) + (order === 0 && !isItem && at === 0 ? summaryPoints : 0)
        if (!usable(sentence) || leans.test(sentence)) return []
        const next = sentences[at + 1]
        // "These messages are immutable, and that prompted …": told with what it goes on from.
        if (!isItem && usable(next) && leans.test(next) && rate(next) >= fewestPoints)
          return [{ text: `${sentence} ${next}`, place, score: Math.max(score, rate(next)) + 1 }]
        return [{ text: sentence, place, score }]
      })
    })

/** What a release says of itself before it lists anything. */
const summaryPoints = 4
const fewestPoints = 3
/** A release that is none of a new generation has to say something great. */
const fewestOfMinor = 5
const mostOfRelease = 2
const mostLines = 120

interface Section {
  release: string
  from: number
  to: number
}
const numbers = (version: string): number[] => version.split(/[.\-a-z]+/i).map(Number)
/** "2" and "2.0" are 2.0.0. */
const generationOf = (version: string): string | null => {
  const [major = 0, minor = 0, patch = 0] = numbers(version)
  return Number.isNaN(major) || patch > 0 ? null : `${major}.${minor}.0`
}

const isCandidate = (version: string): boolean => /[a-z]/i.test(version.replace(/^v/i, ''))
/** "No changes since 2.0.0-rc.1": the release is what its candidates were. */
const pointsToCandidates = /\b(?:no (?:other |further )?changes|same as|identical to|changes (?:since|from)|candidates?|alphas?|betas?|rc\.?\d)\b/i

const changelogSections = (lines: readonly string[]): Section[] => {
  const starts = lines.flatMap((_, index) => {
    const found = readReleaseHeading(lines, index)
    return found === null ? [] : [{ index, release: found.name }]
  })
  const sections = starts.flatMap(({ index, release }, at) => {
    const generation = generationOf(release)
    const to = Math.min(starts[at + 1]?.index ?? lines.length, index + mostLines)
    return generation === null ? [] : [{ release: generation, isCandidate: isCandidate(release), from: index + 1, to }]
  })
  // What an early candidate brought may have gone before the release, and its day was another.
  const isTold = (section: (typeof sections)[number]): boolean =>
    !section.isCandidate ||
    sections.some(
      ({ release, isCandidate: other, from, to }) => release === section.release && !other && pointsToCandidates.test(lines.slice(from, to).join(' ')),
    )
  return sections.filter(isTold)
}

const version = String.raw`v?\.?(\d+(?:\.(?:\d+|x))*)`
const toVersion = [
  new RegExp(String.raw`\b${version}\s*(?:-?to-?|→|->|=>)\s*${version}(?![\w.]*\d)`, 'i'),
  new RegExp(String.raw`(?:\bto|\bversion|\bupgrad\w+|\bmigrat\w+|\bguide)(?:[ _-]\w+)?[ _-]+${version}`, 'i'),
  new RegExp(String.raw`^${version}\b`, 'i'),
  /\bv(\d+(?:\.\d+)*)\b/i,
]
const versionIn = (text: string): string | null => {
  for (const pattern of toVersion) {
    const found = pattern.exec(text)
    const named = found?.at(-1)?.replace(/\.x\b/g, '.0')
    if (named !== undefined && Number(named.split('.')[0]) < 1000) return generationOf(named)
  }
  return null
}

const guideSections = (path: string, lines: readonly string[]): Section[] => {
  const ofFile = versionIn(
    baseName(path)
      .replace(/\.\w+$/, '')
      .replaceAll('_', '-'),
  )
  const starts = lines.flatMap((line, index) => {
    const isHeading = /^#{1,3}\s/.test(line) || /^[=~-]{3,}\s*$/.test(lines[index + 1] ?? '')
    const release = isHeading ? versionIn(line.replace(/^#+\s*/, '')) : null
    return release === null ? [] : [{ index, release }]
  })
  // What is called after a version is about that one; others are mentioned in it.
  if (ofFile !== null || starts.length === 0) return ofFile === null ? [] : [{ release: ofFile, from: 0, to: Math.min(lines.length, mostLines) }]
  return starts.map(({ index, release }, at) => ({ release, from: index + 1, to: Math.min(starts[at + 1]?.index ?? lines.length, index + mostLines) }))
}

const headingNotes = (file: string, lines: readonly string[], { release, from, to }: Section, date: string | null): ReleaseNote[] => {
  const found = headingsOf(lines, from, to)
  const [first, last] = [found[0], found.at(-1)]
  if (first === undefined || last === undefined) return []
  const place = { file, start_line: first.line, end_line: last.line }
  return [{ release, date, is_guide: true, quote: { text: first.text, place }, headings: found.map(({ text }) => text), score: fewestPoints }]
}

const mostNotes = 24

/** `texts`: changelogs and upgrade guides by path; `dates`: of releases, by name without a "v". The best first. */
export const readReleaseNotes = (texts: ReadonlyMap<string, string>, dates: ReadonlyMap<string, string>): ReleaseNote[] => {
  // Some tag a release again, years later.
  const dateOf = (release: string): string | null => [release, release.replace(/\.0$/, '')].flatMap((name) => dates.get(name) ?? []).toSorted()[0] ?? null
  const sections = [...texts].flatMap(([file, text]) => {
    const lines = text.split('\n')
    const isGuide = isUpgradeGuide(file)
    return (isGuide ? guideSections(file, lines) : changelogSections(lines)).map((section) => ({ file, lines, isGuide, section }))
  })
  const all = sections.flatMap(({ file, lines, isGuide, section: { release, from, to } }) =>
    pointsOf(file, lines, from, to).map((point) => ({ ...point, release, isGuide, score: point.score + (isGuide ? 0.5 : 0) })),
  )
  const isMajor = (release: string): boolean => /^[1-9]\d*\.0\.0$/.test(release)
  const points = [...Map.groupBy(all, ({ release }) => release)].flatMap(([release, own]) =>
    own
      .filter(({ score }) => score >= (isMajor(release) ? fewestPoints : fewestOfMinor))
      .filter(({ text }, at, usable) => usable.findIndex((other) => other.text === text) === at)
      .toSorted((a, b) => b.score - a.score || a.place.start_line - b.place.start_line)
      .filter(({ text }, at, usable) => usable.findIndex((other) => kindOf(other.text) === kindOf(text)) === at)
      .slice(0, mostOfRelease)
      .map(
        ({ text, place, score, isGuide }): ReleaseNote => ({
          release,
          date: dateOf(release),
          is_guide: isGuide,
          quote: { text, place },
          score: Math.round((score + (isMajor(release) ? 3 : 0)) * 10) / 10,
        }),
      ),
  )
  // Only where nothing was said in a sentence.
  const said = new Set(points.map(({ release }) => release))
  const headings = sections.flatMap(({ file, lines, isGuide, section }) =>
    isGuide && isMajor(section.release) && !said.has(section.release) ? headingNotes(file, lines, section, dateOf(section.release)) : [],
  )
  return [...points, ...headings].toSorted((a, b) => b.score - a.score || (a.release < b.release ? 1 : -1)).slice(0, mostNotes)
}
