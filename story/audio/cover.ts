// The cover: 1400 × 1400, drawn from the repository itself. Its name as large as it fits (it has to be read at 100 pixels),
// the parts as circles in the colours of their languages, the imports between them as lines, and the languages' shares as a
// bar. Nothing but the analysed commit goes in, so the same commit always gives the same bytes.
import { createRequire } from 'node:module'
import { Resvg, renderAsync } from '@resvg/resvg-js'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import { type CoverLink, type CoverNode, placeNodes } from './cover-layout.ts'
import { hashOf, languageColour } from './language-colours.ts'

export interface CoverSubject {
  /** The repository's name, without its owner. */
  name: string
  owner: string | null
  languages: { name: string; share: number }[]
  nodes: CoverNode[]
  links: CoverLink[]
}

const size = 1400
const margin = 100
const textWidth = size - 2 * margin
const family = 'Inter'
/** The name at 100 pixels is a fourteenth of this. */
const largestName = 250
const leastName = 60
const largestLine = 60
const mostNodes = 28

/** The parts of the repository and what they import of each other; its most important files where it has too few parts. */
export const coverSubject = (facts: RepositoryFacts): CoverSubject => {
  const [owner = '', name = ''] = facts.full_name.split('/')
  const titled = { name: name === '' ? facts.name : name, owner: name === '' ? null : owner, languages: facts.languages }
  const fromNames = (names: readonly string[], pairs: readonly (readonly [string, string])[]): CoverLink[] => {
    const places = new Map(names.map((item, index) => [item, index]))
    return pairs.flatMap(([from, to]) => {
      const [one, other] = [places.get(from), places.get(to)]
      return one === undefined || other === undefined ? [] : [{ from: one, to: other }]
    })
  }
  if (facts.parts.length >= 4) {
    const parts = facts.parts.slice(0, mostNodes)
    const nodes = parts.map((part) => ({ name: part.name, weight: part.lines, colour: languageColour(part.main_language) }))
    const pairs = parts.flatMap((part) => part.depends_on.map((other) => [part.name, other.part] as const))
    return {
      ...titled,
      nodes,
      links: fromNames(
        parts.map((part) => part.name),
        pairs,
      ),
    }
  }
  const files = facts.key_files.slice(0, mostNodes)
  const nodes = files.map((file) => ({ name: file.path, weight: file.lines, colour: languageColour(file.language) }))
  const pairs = files.flatMap((file) => file.imports.map((other) => [file.path, other] as const))
  return {
    ...titled,
    nodes,
    links: fromNames(
      files.map((file) => file.path),
      pairs,
    ),
  }
}

const escapes: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }
/** What the font can draw: another script would come out as nothing, without a word. */
const drawable = (text: string): string => text.normalize('NFC').replace(/[^\u0020-\u024f\u0370-\u03ff\u0400-\u04ff]/gu, '·')
const escapeXml = (text: string): string => drawable(text).replace(/[&<>"]/g, (character) => escapes[character] ?? character)

const require = createRequire(import.meta.url)
const font = {
  loadSystemFonts: false,
  fontFiles: [
    require.resolve('@expo-google-fonts/inter/800ExtraBold/Inter_800ExtraBold.ttf'),
    require.resolve('@expo-google-fonts/inter/500Medium/Inter_500Medium.ttf'),
  ],
  defaultFontFamily: family,
}

const widthAtHundred = (text: string, weight: number): number => {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="10" height="10"><text font-family="${family}" font-weight="${weight}" font-size="100">${escapeXml(text)}</text></svg>`
  return new Resvg(svg, { font }).getBBox()?.width ?? 0
}

/** Where a name may be broken: after a hyphen, underscore or dot, before a capital, and anywhere in a word that is too long. */
const pieces = (name: string): string[] => name.split(/(?<=[-_.\s])|(?<=[a-z\d])(?=[A-Z])/u).flatMap((piece) => piece.match(/.{1,18}/gu) ?? [])

const mostLines = 3
/** Every way to put the pieces on one to three lines, and the one that can be set largest. */
const breakName = (name: string): { lines: string[]; fontSize: number } => {
  const whole = name.length > 60 ? `${name.slice(0, 59)}…` : name
  const parts = pieces(whole)
  const cuts = (lines: number): string[][] => {
    if (lines === 1 || parts.length === 1) return [[whole]]
    const ways: string[][] = []
    for (let first = 1; first < parts.length; first += 1) {
      if (lines === 2) ways.push([parts.slice(0, first).join(''), parts.slice(first).join('')])
      for (let second = first + 1; lines === 3 && second < parts.length; second += 1)
        ways.push([parts.slice(0, first).join(''), parts.slice(first, second).join(''), parts.slice(second).join('')])
    }
    return ways
  }
  const candidates = Array.from({ length: mostLines }, (_, index) => cuts(index + 1))
    .flat()
    .slice(0, 40)
  const settings = candidates.map((lines) => {
    const widest = Math.max(...lines.map((line) => widthAtHundred(line.trim(), 800)))
    const byWidth = widest === 0 ? largestName : (textWidth / widest) * 100
    const byHeight = 460 / lines.length
    return { lines: lines.map((line) => line.trim()), fontSize: Math.max(leastName, Math.floor(Math.min(largestName, byWidth, byHeight))) }
  })
  return settings.reduce((best, setting) => (setting.fontSize > best.fontSize ? setting : best))
}

const languageBar = (languages: CoverSubject['languages'], y: number): string => {
  let x = margin
  return languages
    .slice(0, 8)
    .map(({ name, share }) => {
      const width = share * textWidth
      const bar = `<rect x="${x.toFixed(1)}" y="${y}" width="${Math.max(0, width - 6).toFixed(1)}" height="28" rx="6" fill="${languageColour(name)}"/>`
      x += width
      return bar
    })
    .join('')
}

const drawGraph = ({ nodes, links }: CoverSubject, box: { x: number; y: number; width: number; height: number }): string => {
  if (nodes.length === 0) return ''
  const placed = placeNodes(nodes, links, box)
  const lines = links.flatMap(({ from, to }) => {
    const [one, other] = [placed[from], placed[to]]
    if (one === undefined || other === undefined || from === to) return []
    return [`<line x1="${one.x.toFixed(1)}" y1="${one.y.toFixed(1)}" x2="${other.x.toFixed(1)}" y2="${other.y.toFixed(1)}"/>`]
  })
  const circles = placed.map(({ x, y, radius, colour }) => `<circle cx="${x.toFixed(1)}" cy="${y.toFixed(1)}" r="${radius.toFixed(1)}" fill="${colour}"/>`)
  return `<g transform="translate(${box.x} ${box.y})"><g stroke="#fff" stroke-opacity="0.38" stroke-width="5">${lines.join('')}</g>${circles.join('')}</g>`
}

const drawCover = (subject: CoverSubject, line: string | null): string => {
  const hue = hashOf(`${subject.owner ?? ''}/${subject.name}`) % 360
  const { lines, fontSize } = breakName(subject.name.trim() === '' ? 'code story' : subject.name)
  const lineHeight = fontSize * 1.08
  const barY = size - margin - 28
  const lineSize = line === null ? 0 : Math.min(largestLine, Math.floor((textWidth / Math.max(1, widthAtHundred(line, 500))) * 100))
  const lastBaseline = barY - 70 - (lineSize === 0 ? 0 : lineSize + fontSize * 0.2)
  const firstBaseline = lastBaseline - (lines.length - 1) * lineHeight
  const ownerBaseline = firstBaseline - fontSize * 0.82 - 24
  const graphHeight = ownerBaseline - (subject.owner === null ? 20 : 80) - margin
  const names = lines.map(
    (line, index) =>
      `<text x="${margin}" y="${(firstBaseline + index * lineHeight).toFixed(1)}" font-size="${fontSize}" font-weight="800" fill="#fff">${escapeXml(line)}</text>`,
  )
  const owner =
    subject.owner === null
      ? ''
      : `<text x="${margin}" y="${ownerBaseline.toFixed(1)}" font-size="56" font-weight="500" fill="#fff" fill-opacity="0.72">${escapeXml(subject.owner.slice(0, 39))}</text>`
  const lineText =
    line === null
      ? ''
      : `<text x="${margin}" y="${barY - 62}" font-size="${lineSize}" font-weight="500" fill="#fff" fill-opacity="0.86">${escapeXml(line)}</text>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" font-family="${family}">
<defs><linearGradient id="ground" x1="0" y1="0" x2="1" y2="1"><stop offset="0" stop-color="hsl(${hue}, 42%, 24%)"/><stop offset="1" stop-color="hsl(${(hue + 40) % 360}, 48%, 9%)"/></linearGradient></defs>
<rect width="${size}" height="${size}" fill="url(#ground)"/>
${drawGraph(subject, { x: margin, y: margin, width: textWidth, height: graphHeight })}
${owner}${names.join('')}${lineText}
${languageBar(subject.languages, barY)}
</svg>`
}

/** For lists: three pixels for each of the 96 at which a phone shows it, and a tenth of the bytes. */
export const smallCoverWidth = 320

interface CoverOptions {
  /** What the story is about, small under the name; null where nobody thought of one. */
  line?: string | null
  width?: number
}
export const makeCover = async (subject: CoverSubject, { line = null, width = size }: CoverOptions = {}): Promise<Uint8Array> => {
  const image = await renderAsync(drawCover(subject, line), { font, fitTo: { mode: 'width', value: width } })
  return image.asPng()
}
