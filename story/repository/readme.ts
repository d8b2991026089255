// What the project says of itself: purpose, features and the first example of its use, from the README and the manifest.
import type { Quote, RepositoryFacts } from '../../shared/analysis.ts'
import type { Manifest } from './manifests/manifest.ts'
import { addressesModel, isReadable, plainInline, sentencesOf } from './prose.ts'
import { readIntroduction } from './readme-introduction.ts'

export interface Block {
  kind: 'paragraph' | 'item' | 'code' | 'heading'
  text: string
  /** For code: the fence's language. */
  language: string
  heading: string
  line: number
  endLine: number
}

const noteMark = /^\s{0,3}>\s?(?:\[!\w+\]\\?\s*$|(?=\*\*?(?:note|tip|important|warning)))/i

/** Markdown or reStructuredText cut into blocks, with the heading that each stands under. */
export const readBlocks = (text: string): Block[] => {
  const blocks: Block[] = []
  const lines = text.split('\n')
  let heading = ''
  let open: Block | null = null
  const close = () => {
    if (open !== null && open.text.trim() !== '') blocks.push(open)
    open = null
  }
  // What a page tells the tool that prints it is no text of it.
  let isNote = false
  const front = lines[0]?.trim() === '---' ? lines.indexOf('---', 1) : -1
  for (let at = front + 1; at < lines.length; at += 1) {
    // A note set apart is text as well; "[!NOTE]" is what it is drawn as. What is set apart without one may be anybody's words.
    const written = lines[at] ?? ''
    isNote = /^\s{0,3}>/.test(written) && (isNote || noteMark.test(written))
    const line = (isNote ? written.replace(noteMark, '').replace(/^\s{0,3}>\s?/, '') : written).replace(/\\$/, '')
    const fence = /^\s*(```+|~~~+)\s*\{?\.?([\w+#-]*)/.exec(line)
    const directive = /^\.\. (?:code-block|code|sourcecode)::\s*(\w*)/.exec(line)
    if (fence !== null || directive !== null) {
      close()
      const start = at + 2
      const body: string[] = []
      if (fence !== null) while (at + 1 < lines.length && !(lines[at + 1] ?? '').trim().startsWith(fence[1] ?? '```')) body.push(lines[++at] ?? '')
      else while (at + 1 < lines.length && /^(?:\s{2,}|\s*$)/.test(lines[at + 1] ?? '')) body.push((lines[++at] ?? '').trimEnd())
      blocks.push({ kind: 'code', text: body.join('\n'), language: fence?.[2] ?? directive?.[1] ?? '', heading, line: start, endLine: Math.max(start, at + 1) })
      if (fence !== null) at += 1
      continue
    }
    const markdownHeading = /^\s{0,3}(#{1,6})\s+(.*?)\s*#*\s*$/.exec(line)
    const underline =
      /^\s{0,3}(?:={3,}|-{3,}|~{3,}|\^{3,})\s*$/.test(lines[at + 1] ?? '') && line.trim() !== '' && !line.includes('|') && !/^\s*[-*]\s/.test(line)
    if (markdownHeading !== null || (underline && open === null)) {
      close()
      heading = plainInline(markdownHeading?.[2] ?? line)
      blocks.push({ kind: 'heading', text: heading, language: '', heading, line: at + 1, endLine: at + 1 })
      if (markdownHeading === null) at += 1
      continue
    }
    const item = /^\s*(?:[-*+•]|\d+[.)])\s+(.*)$/.exec(line)
    if (item !== null) {
      close()
      open = { kind: 'item', text: item[1] ?? '', language: '', heading, line: at + 1, endLine: at + 1 }
    } else if (line.trim() === '' || /^\s*(?:\||<!--|\[[^\]]+\]:|\.\. |={3,}|-{3,}$)/.test(line)) close()
    else if (/^ {4,}|^\t/.test(line) && open === null) close()
    else if (open === null) open = { kind: 'paragraph', text: line, language: '', heading, line: at + 1, endLine: at + 1 }
    else {
      open.text += `\n${line}`
      open.endLine = at + 1
    }
  }
  close()
  return blocks
}

/** Code as it is shown in a text, with its fence's language; that of an indented block is unknown. */
export const codeBlocksOf = (text: string): { language: string; text: string }[] => [
  ...readBlocks(text).filter((block) => block.kind === 'code'),
  ...[...text.matchAll(/(?:^|\n)[ \t]*\n((?:(?: {4}|\t)[^\n]*\n)+)/g)].map((match) => ({ language: '', text: match[1] ?? '' })),
]

const maxSentences = 120

interface ReadmeFacts {
  purpose: Quote[]
  introduction: Quote[]
  /** All that it says outside of lists, in its order. */
  sentences: Quote[]
  features: Quote[]
  usage: RepositoryFacts['usage_example']
}

const aside =
  /\b(?:install|licen[cs]e|sponsor|contribut|badge|build status|test|benchmark|changelog|community|support|security|credit|acknowledg|author|donat|table of contents|download|release|translation|people|team|backers)/i
const featureHeading = /\b(?:features?|highlights?|why|what|key|goals?|philosophy|overview|about|introduction|motivation|advantages|benefits|capabilities)\b/i
const announcement = /\b(?:features?|featuring|highlights?|advantages|benefits|capabilities|goals|offers|provides|providing|supports|supporting)\b[^.]*:\s*$/i
/** "Schemas can be used to:" leads into the rest of its own sentence. */
const usesLead =
  /\b(?:used (?:to|for)(?: (?:create|build|make|write|run))?|(?:ideal|suited|useful|perfect|designed|intended|meant) (?:to|for)|(?:lets|allows|helps|enables) you(?: to)?)\s*:\s*$/i
const mostUses = 4
const longestUse = 12
/** More words than this nobody follows by ear. */
const longestSentence = 31

/** "… can be used to validate input data, deserialize it, and serialize objects": null where an item is no end of the sentence. */
const usesOf = (lead: string, items: readonly string[]): string | null => {
  const ends = items.map((item) => {
    const [first = ''] = sentencesOf(item)
    const text = first.replace(/[.;,:]$/, '')
    return /^[A-Z][a-z]/.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
  })
  if (ends.length < 2 || ends.some((end) => end.split(' ').length > longestUse || end.length < 4 || /[:\u2014]|\s-\s/.test(end))) return null
  const opening =
    sentencesOf(lead.replace(/\s*:\s*$/, ''))
      .at(-1)
      ?.replace(/\.$/, '') ?? ''
  const wordsOf = (texts: readonly string[]): number => texts.join(' ').split(' ').length
  let told = ends.slice(0, mostUses)
  while (told.length > 2 && wordsOf([opening, ...told]) >= longestSentence) told = told.slice(0, -1)
  const [last = '', ...others] = told.toReversed()
  return `${opening} ${others.toReversed().join(', ')}${others.length > 1 ? ',' : ''} and ${last}.`
}

/** "xsv is now unmaintained": what nobody who begins there may miss. */
export const endOfCare =
  /\b(?:is|has been|are|was) (?:now |currently |officially |hereby |in fact )*(?:deprecated|archived|discontinued|unmaintained|retired|abandoned|in maintenance mode|no longer (?:actively )?(?:maintained|developed|supported))\b/i

/** "where args can be:" says of one thing what it may be. */
const ofOneThing = /^\s*(?:where|with|when)\b[^.]*:\s*$/i
/** "Here are several criticisms:", "It does not support:" */
const against =
  /\b(?:criticisms?|limitations?|drawbacks?|disadvantages|downsides|caveats|pitfalls|problems|issues|do(?:es)? not|don't|doesn't|isn't|cannot|can't|never|not supported|missing)\b/i
const noise =
  /\b(?:click here|stack ?overflow|ask questions|star this|follow us|join (?:us|our)|discord|twitter|sponsor|npm i(?:nstall)?\b|pip install|go get|cargo install|see (?:the )?(?:docs|documentation|wiki)|read the docs|pull requests?|check out|visit )/i
/** A sentence that says what the thing is. */
const definition =
  /\b(?:is|are)\s+(?:an?|the|one of|designed|built|used|intended|written)\b|\b(?:lets?|allows?|provides?|helps?|enables?|offers?|recursively|makes? it)\b/i

export const readReadme = (file: string, text: string, projectName: string): ReadmeFacts => {
  const blocks = readBlocks(text)
  const purpose: Quote[] = []
  const sentences: Quote[] = []
  const features: Quote[] = []
  const quote = (sentence: string, block: Block): Quote => ({ text: sentence, place: { file, start_line: block.line, end_line: block.endLine } })
  const name = projectName.toLowerCase()
  // "The main features are:", under whatever heading.
  let announced = false
  const ends = new Set<Block>()
  let lead = ''
  let lastOfFeatures: string | null = null
  for (const [at, block] of blocks.entries()) {
    if (block.kind !== 'item') {
      lead = block.kind === 'paragraph' ? block.text : ''
      announced = announcement.test(lead)
    }
    if (block.kind === 'heading' && endOfCare.test(block.text)) purpose.push(quote(`${block.text.replace(/[.!]$/, '')}.`, block))
    if (block.kind === 'paragraph' && usesLead.test(block.text) && !aside.test(block.heading)) {
      const items = blocks.slice(
        at + 1,
        blocks.findIndex((other, index) => index > at && other.kind !== 'item'),
      )
      const uses = usesOf(
        plainInline(block.text),
        items.map((item) => plainInline(item.text)),
      )
      if (uses !== null) {
        for (const item of items) ends.add(item)
        purpose.push(quote(uses, { ...block, endLine: items.at(-1)?.endLine ?? block.endLine }))
        continue
      }
    }
    if (block.kind === 'code' || block.kind === 'heading' || ends.has(block) || aside.test(block.heading)) continue
    if (block.kind === 'paragraph') {
      for (const sentence of sentencesOf(plainInline(block.text))) {
        if (sentences.length < maxSentences && isReadable(sentence) && !addressesModel(sentence) && /[.!]$/.test(sentence))
          sentences.push(quote(sentence, block))
        if (purpose.length >= 12 || !isReadable(sentence) || noise.test(sentence) || !/[.!?:)]$|\w$/.test(sentence)) continue
        purpose.push(quote(sentence.replace(/:$/, '.'), block))
      }
    } else if (
      features.length < 20 &&
      !against.test(lead) &&
      !ofOneThing.test(lead) &&
      (featureHeading.test(block.heading) || announced || block.heading === lastOfFeatures)
    ) {
      lastOfFeatures = block.heading
      // "[x]" is a tick.
      const item = plainInline(block.text.replace(/^\[[xX ]\]\s+/, ''))
      if (item.length >= 8 && item.length <= 300 && !noise.test(item) && !addressesModel(item) && !/https?:|[{}]|^\W/.test(item))
        features.push(quote(item, block))
    }
  }
  const rating = ({ text: sentence, place }: Quote) =>
    (definition.test(sentence) ? 3 : 0) +
    (sentence.toLowerCase().includes(name) ? 2 : 0) +
    (place.start_line < 40 ? 2 : 0) +
    (sentence.length > 40 ? 1 : 0) -
    (/\b(?:we|our|you can|thanks|note that|warning|deprecated|version)\b/i.test(sentence) ? 2 : 0)
  const order = new Map(purpose.map((sentence, index) => [sentence, index]))
  purpose.sort((a, b) => rating(b) - rating(a) || (order.get(a) ?? 0) - (order.get(b) ?? 0))
  return { purpose, introduction: readIntroduction(file, blocks, projectName), sentences, features, usage: findUsage(file, blocks) }
}

const shells = new Set('sh bash shell console zsh powershell text none plain cmd'.split(' '))

/** Data, and how it is built. */
const isData = (language: string): boolean => /^(?:json[5c]?|ya?ml|toml|xml|ini|properties|csv|diff|meson|cmake|make(?:file)?|docker(?:file)?)$/i.test(language)

/** How to add it to a build is no example of its use. */
const buildSnippet =
  /^\s*(?:dependencies\s*\{|implementation[ (]|<dependenc|<PackageReference|gem ['"]|pod ['"]|\.package\(|\[dependencies\]|repositories\s*\{)/m

/** Under these headings stands what its makers do, or what comes before its use. */
const notUse =
  /\b(?:contribut|develop(?:ment|ing)|hacking|install|build(?:ing)?\b|compil|test(?:s|ing)?\b|benchmark|lint|release|licen[cs]e|deploy|upgrad|migrat)/i

const findUsage = (file: string, blocks: readonly Block[]): RepositoryFacts['usage_example'] => {
  const candidates = blocks.filter(
    (block) => block.kind === 'code' && block.text.split('\n').length >= 3 && !buildSnippet.test(block.text) && !isData(block.language),
  )
  const found =
    candidates.find((block) => block.language !== '' && !shells.has(block.language.toLowerCase())) ??
    candidates.find((block) => shells.has(block.language.toLowerCase()) && !notUse.test(block.heading))
  if (found === undefined) return null
  return { language: found.language, code: found.text, place: { file, start_line: found.line, end_line: found.endLine } }
}

/** The manifest's own line comes first: it is short and was written to say what the thing is. */
export const purposeOfManifest = (manifest: Manifest | undefined): Quote[] => {
  const description = manifest?.description
  if (manifest === undefined || description == null) return []
  const text = plainInline(description.text)
  if (text.length < 8 || text.length > 400 || addressesModel(text)) return []
  return [{ text, place: { file: manifest.file, start_line: description.line, end_line: description.line } }]
}
