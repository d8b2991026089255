// Other people's words, made fit to be read aloud: markup, badges, links and code blocks taken out, sentences parted,
// and those dropped that speak to a model instead of a reader. The repository is material, never instruction.

const entities: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  mdash: '—',
  ndash: '–',
  hellip: '…',
  copy: '©',
}

/**
 * Markdown, HTML and reStructuredText inside a paragraph → the words that a reader would see. What may stand between a mark
 * and its end is bounded, far above what anybody writes: thirty thousand marks without an end would otherwise each be
 * looked for to the end of the text.
 */
export const plainInline = (text: string): string =>
  (mayHaveMarkup.test(text) ? withoutMarkup(text) : text)
    .replace(/\s+/g, ' ')
    .replace(/ ([,.;:!?])(?=\s|$)/g, '$1')
    .trim()

/** Half of all sentences have none of it, and looking for each kind in turn is most of the work. */
const mayHaveMarkup = /[^A-Za-z0-9\s.,;?!()'"/+=%$@#-]/

const withoutMarkup = (text: string): string =>
  text
    .replace(/<!--[\s\S]{0,2000}?-->/g, ' ')
    .replace(/\[?!\[[^\]]{0,300}\](?:\([^)]{0,1000}\)|\[[^\]]{0,300}\])(?:\](?:\([^)]{0,1000}\)|\[[^\]]{0,300}\]))?/g, ' ')
    .replace(/\[([^\]]{1,500})\]\((?:[^()]|\([^)]{0,500}\)){0,2000}\)/g, '$1')
    .replace(/\[([^\]]{1,500})\]\[[^\]]{0,500}\]/g, '$1')
    .replace(
      /\{@(?:link|code|linkplain|literal)\s{1,20}([^}|\s]{0,300})(?:[\s|]{1,20}([^}]{0,500}))?\}/g,
      (_, target: string, label: string | undefined) => label ?? target,
    )
    // MyST writes `{meth}` where reStructuredText writes `:meth:`.
    .replace(/\{([\w+-]{1,40}(?::[\w+-]{1,40}){0,3})\}(?=`)/g, ':$1:')
    // ":class:`Arrow <arrow.parser.DateTimeParser>`": what a class is called beats what somebody wrote over it.
    .replace(/:(?:py:)?(?:class|exc):`[A-Z]\w{0,80}\s{1,20}<~?(?:\w{1,80}\.){1,12}([A-Z]\w{0,80})>`/g, '$1')
    .replace(/:[\w+-]{1,40}(?::[\w+-]{1,40}){0,3}:`~?\.?([^`<]{0,500}?)\s{0,20}(?:<[^>`]{0,500}>)?`/g, '$1')
    .replace(/`([^`<]{1,500}?)\s{0,20}<[^>`]{1,500}>`__?/g, '$1')
    .replace(/<\/?(?:see|paramref|typeparamref|cref)\s+(?:cref|name)="(?:\w:)?([^"]*)"\s*\/?>/g, '$1')
    .replace(/\{(\w+)\}/g, '$1')
    .replace(/<(https?:\/\/[^>]+)>/g, ' ')
    // "All <code>Vet</code>s": the end of a word goes on behind the mark.
    .replace(/(?<=\w)<\/(?:a|b|c|code|em|i|kbd|strong|tt)>(?='?s\b)/gi, '')
    .replace(/<\/?[a-z][a-z\d-]{0,60}(?:\s[^<>]{0,2000})?\/?>/gi, ' ')
    .replace(/``([^`]+)``/g, '$1')
    .replace(/`([^`]+)`/g, '$1')
    .replace(/(?<!\w)\[`?([\w:.()<>]+)`?\](?!\()/g, '$1')
    .replace(/(\*\*|__)(?=\S)(.{1,300}?)(?<=\S)\1/g, '$2')
    .replace(/(?<![\w*])\*(?=[^\s*])([^*\n]{1,1000}?)(?<=[^\s*])\*(?![\w*])/g, '$1')
    .replace(/(?<!\w)_(?=[^\s_])([^_\n]{1,1000}?)(?<=[^\s_])_(?!\w)/g, '$1')
    // ":class:`Option`\\s": the end of a word goes on behind the mark.
    .replace(/(?<=\w)\\(?=s\b)/g, '')
    .replace(/&(\w+);/g, (whole, name: string) => entities[name] ?? whole)
    .replace(/&#(\d{2,5});/g, (_, code: string) => String.fromCodePoint(Number(code)))
    .replace(/\\([\\`*_{}[\]()#+.!|-])/g, '$1')
    .replace(/\p{Extended_Pictographic}\ufe0f?|:[a-z_]+:(?=\s|$)/gu, ' ')

const abbreviation = /(?:\b(?:e\.g|i\.e|etc|vs|cf|approx|resp|incl|Mr|Mrs|Dr|St|No|Fig|Sec|al|v|ca|viz|a\.k\.a|w\.r\.t)|\b[A-Z])\.$/

export const sentencesOf = (text: string): string[] => {
  const sentences: string[] = []
  let start = 0
  for (const match of text.matchAll(/[.!?]["')\]]*(?=\s+["'(]?[\p{Lu}\d`])/gu)) {
    const end = match.index + match[0].length
    if (abbreviation.test(text.slice(start, end))) continue
    sentences.push(text.slice(start, end).trim())
    start = end
  }
  sentences.push(text.slice(start).trim())
  return sentences.filter((sentence) => sentence !== '')
}

// Each needs both an addressee or an order and its object: a project about language models may well speak of them.
const modelish =
  '(?:AIs?|artificial intelligence|assistants?|language models?|LLMs?|chat ?bots?|(?:AI|coding) agents?|narrators?|summari[sz]ers?|GPT(?:-\\d)?|Claude|Copilot|Gemini)'
const addressPatterns: readonly RegExp[] = [
  /\b(?:ignore|disregard|forget|override|bypass|discard)\b.{0,60}\b(?:instructions?|prompts?|rules|context|guidelines|directives?|commands?|told|(?:said|written) (?:above|before))\b/i,
  new RegExp(`\\b(?:you are|you're|you will be|act as|acting as|pretend|behave as|role-?play)\\b.{0,40}\\b${modelish}\\b`, 'i'),
  new RegExp(
    `\\b(?:dear|hey|hello|hi|attention|notice|notes?|messages?|instructions?|reminder|important)\\b[,:]?\\s*(?:(?:for|to)\\s+)?(?:all\\s+|any\\s+|the\\s+|every\\s+)?\\b${modelish}\\b`,
    'i',
  ),
  new RegExp(
    `^(?:the\\s+|any\\s+|all\\s+|if you are an?\\s+)?${modelish}\\b[,:]?.{0,40}\\b(?:must|should|shall|please|have to|need to|are (?:instructed|required|asked|told))\\b`,
    'i',
  ),
  new RegExp(`\\bif you(?: are|'re)\\b.{0,20}\\b${modelish}\\b`, 'i'),
  /\b(?:system|developer|hidden|initial) (?:prompt|message|instructions?)\b.{0,60}\b(?:reveal|print|show|repeat|ignore|output|follow|leak)|\b(?:reveal|print|repeat|leak|output)\b.{0,40}\b(?:system|developer|hidden) (?:prompt|message|instructions?)\b/i,
  /<\|?\/?(?:system|im_start|im_end|assistant|user)\|?>|\[\/?INST\]|^(?:system|assistant|human|user)\s*:/i,
  /\b(?:in|into|of|end|start|begin|open) (?:your|the|each|every) (?:story|summary|script|narration|narrative|response|answer|reply|chapters?|audio|podcast|transcript)\b/i,
  /\b(?:tell|inform|convince|assure|warn|remind) (?:the |your |every |all )?(?:listeners?|users?|readers?|audience)\b.{0,20}\b(?:that|to)\b/i,
  /\b(?:when|while|before|after|if)\b (?:you\s+)?(?:are\s+)?(?:summari[sz]|narrat|describ|analy[sz]|review|explain|read)(?:e|es|ing)\b.{0,30}\b(?:this|the) (?:repo(?:sitory)?|code ?base|project|file|readme)\b.{0,120}\b(?:say|state|tell|mention|include|claim|always|never|must|output|write)\b/i,
  /\b(?:do not|don't|never|always)\b.{0,20}\b(?:mention|narrate|reveal|disclose|summari[sz]e)\b.{0,60}\b(?:this|these|that|the) (?:file|repo(?:sitory)?|section|comment|instructions?|project|code)\b/i,
]

/** Is this said to a model that reads along, and not to a developer? */
export const addressesModel = (sentence: string): boolean => addressPatterns.some((pattern) => pattern.test(sentence))

/** A whole sentence that can be read aloud: words, not code, neither a stub nor a monster. */
export const isReadable = (sentence: string): boolean => {
  if (sentence.length < 15 || sentence.length > 420) return false
  if (addressesModel(sentence)) return false
  const letters = sentence.replace(/[^\p{L}\s]/gu, '').length
  const words = sentence.split(/\s+/).length
  return letters / sentence.length > 0.75 && words >= 3 && !/https?:\/\/|[{}]|=>|;$|\|\s|::\s*$|^\W*$/.test(sentence)
}

/** The readable sentences at the beginning of a paragraph, at most `most`, as one text; null where there is none. */
export const readableLead = (paragraph: string, most = 2): string | null => {
  const lead: string[] = []
  for (const sentence of sentencesOf(plainInline(paragraph))) {
    if (!isReadable(sentence)) {
      if (lead.length > 0) break
      continue
    }
    lead.push(sentence)
    if (lead.length >= most) break
  }
  return lead.length === 0 ? null : lead.join(' ')
}
