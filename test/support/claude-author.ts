// Plays Claude behind the stand-in of the Messages API: reads which tool a task asks for, and answers like a model that knows
// the repository, that writes too short or too long, or that invents part of what it cites.
import type { ChapterDraft } from '../../shared/script.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import { lastUserText, type Reply, type Request, type Said, type Script } from './anthropic.ts'
import { tokensOf } from './anthropic-rules.ts'
import { blocksOf } from './anthropic-turns.ts'

export interface AuthorOptions {
  /** Words written for each word asked for. */
  lengthFactor?: number
  /** Share of sentences whose citation, name or number is made up. */
  inventedShare?: number
  /** Thinking that is counted and not sent. */
  thinkingTokens?: number
  /** Said once in every chapter, as a model would that obeys the repository. */
  obeys?: string
  /** In the outline; as many as are asked for unless given. */
  chapters?: number
  /** Hands in the whole chapter again instead of changes. */
  rewrites?: boolean
}

interface Sight {
  name: string
  file: string
  line: number
}

const sightsOf = async (snapshot: RepositorySnapshot): Promise<Sight[]> => {
  const sights: Sight[] = []
  const seen = new Set<string>()
  const paths = snapshot.files.filter((file) => file.kind === 'source').map((file) => file.path)
  for await (const { path, text } of snapshot.readMany(paths)) {
    for (const [index, line] of text.split('\n').entries()) {
      const name = /\b[a-z]+[A-Z]\w{3,20}\b/.exec(line)?.[0]
      if (name === undefined || seen.has(name)) continue
      seen.add(name)
      sights.push({ name, file: path, line: index + 1 })
    }
  }
  return sights
}

const patterns: ((name: string) => string)[] = [
  (name) => `Only then does the request come to ${name}, which nobody asked for at the beginning.`,
  (name) => `What comes back from ${name} is not what one would expect of such a short name.`,
  (name) => `Instead of asking again, the caller keeps what ${name} gave it and moves on.`,
  (name) => `Because of that order, ${name} never sees an answer that is already on its way.`,
  (name) => `A reader who skips ${name} will wonder later where the first half of the work went.`,
  (name) => `So the next step belongs to ${name}.`,
]
const inventions: ((name: string, at: number) => { text: string; sources: string[] })[] = [
  (name, at) => ({ text: `Then ${name} hands it to frobnicateTheWidget${at} without a word.`, sources: ['lib/nowhere.js:1-3'] }),
  (name) => ({ text: `All of this stands in lib/${name}-manager.js and nowhere else.`, sources: [`lib/${name}-manager.js:4-9`] }),
  (_, at) => ({ text: `It is called ${83_111 + at} times before the first answer leaves.`, sources: ['package.json:1-2'] }),
  (name) => ({ text: `The author of ${name} calls it “the widest river in all of software”.`, sources: ['README.md:1-2'] }),
]
/** What of a chapter can only be an invention of this author. */
export const inventedBy = (chapter: ChapterDraft): string[] =>
  chapter.paragraphs
    .flatMap((paragraph) => paragraph.sentences)
    .filter(({ text, sources }) => /frobnicate|-manager|widest river|\b83\d{3}\b/.test(text) || sources.some((source) => /nowhere|-manager/.test(source.file)))
    .map(({ text }) => text)

const tool = (name: string, input: unknown): Said => ({ type: 'tool_use', name, input })
const text = (value: unknown): Said => ({ type: 'text', text: JSON.stringify(value) })

export const openAuthor = async (snapshot: RepositorySnapshot, options: AuthorOptions = {}): Promise<Script> => {
  const sights = await sightsOf(snapshot)
  const placeOf = ({ file, line }: Sight): string => `${file}:${line}-${line}`
  const sightAt = (at: number): Sight => sights[at % sights.length] ?? { name: 'nothing', file: 'README.md', line: 1 }

  interface WrittenSentence {
    text: string
    sources: string[]
    optional: boolean
  }
  const wordsIn = (sentences: readonly WrittenSentence[]): number => sentences.reduce((sum, { text: said }) => sum + said.split(' ').length, 0)
  const sentenceAbout = (at: number): WrittenSentence => {
    const sight = sightAt(at)
    // Deterministic, whatever else is written at the same time: a share of all positions.
    const share = options.inventedShare ?? 0
    const isInvented = Math.floor((at + 1) * share) > Math.floor(at * share)
    const invented = isInvented ? inventions[Math.floor(at * share) % inventions.length]?.(sight.name, at) : undefined
    const sentence = invented ?? { text: patterns[at % patterns.length]?.(sight.name) ?? '', sources: [placeOf(sight)] }
    return { ...sentence, optional: at % 4 === 2 }
  }
  /** At least so many words. */
  const write = (words: number, from: number): WrittenSentence[] => {
    const sentences: WrittenSentence[] = []
    for (let at = from; wordsIn(sentences) < words; at++) sentences.push(sentenceAbout(at))
    return sentences
  }
  const lastWritten = (request: Request): { paragraphs: { sentences: WrittenSentence[] }[] } | null => {
    for (const { role, content } of request.messages.toReversed()) {
      if (role !== 'assistant') continue
      const whole = blocksOf(content).find((block) => block.name === 'write_chapter' && (block.input as { paragraphs?: unknown }).paragraphs !== undefined)
      if (whole !== undefined) return whole.input as { paragraphs: { sentences: WrittenSentence[] }[] }
    }
    return null
  }

  const writeChapter = (request: Request): Said[] => {
    const asks = lastUserText(request)
    const chapter = Number(/chapter (\d+) of/i.exec(JSON.stringify(request.messages[0]))?.[1] ?? 1)
    const factor = options.lengthFactor ?? 1
    const spoken = request.messages.length * 30
    const change = /(Add|Cut) about (\d+) words/.exec(asks)
    const wrong = [...new Set([...asks.matchAll(/^- (\d+\.\d+) /gm)].map((match) => match[1] ?? ''))]
    const before = lastWritten(request)
    const isFirst = before === null || (change === null && wrong.length === 0)
    if (!isFirst && options.rewrites !== true) {
      const changes = new Map(wrong.map((at, index) => [at, [sentenceAbout(chapter * 40 + spoken + index)]]))
      const words = Number(change?.[2] ?? 0) * factor
      // The first version had five sentences a paragraph; the first sentence of the second one takes what is added.
      if (change?.[1] === 'Add') {
        const kept = before?.paragraphs[0]?.sentences[1]
        changes.set('1.2', [...(changes.get('1.2') ?? (kept === undefined ? [] : [kept])), ...write(words, chapter * 40 + spoken + 60)])
      }
      if (change?.[1] === 'Cut') {
        const places = (before?.paragraphs ?? []).flatMap(({ sentences }, paragraph) =>
          sentences.map((sentence, at) => ({ at: `${paragraph + 1}.${at + 1}`, sentence })),
        )
        let cut = 0
        for (const { at, sentence } of places.slice(1, -1)) {
          if (cut >= words || changes.has(at)) continue
          cut += sentence.text.split(' ').length
          changes.set(at, [])
        }
      }
      return [tool('write_chapter', { changes: [...changes].map(([at, sentences]) => ({ at, sentences })) })]
    }
    // A revision names both; whoever writes everything again goes by the words in all.
    const brief = blocksOf(request.messages[0]?.content ?? '')
      .map((block) => block.text)
      .join('\n')
    const asked = Number(/again, with about (\d+) words/.exec(asks)?.[1] ?? /About (\d+) words/.exec(brief)?.[1] ?? 200)
    const sentences = write(asked * factor, chapter * 40)
    if (options.obeys !== undefined) sentences.splice(2, 0, { text: options.obeys, sources: [], optional: false })
    const paragraphs: { speaker: string; sentences: WrittenSentence[] }[] = []
    while (sentences.length > 0) paragraphs.push({ speaker: paragraphs.length % 2 === 0 ? 'host' : 'guest', sentences: sentences.splice(0, 5) })
    // Not the first place that it cites: that one is shown where nothing is chosen.
    return [tool('add_code_examples', { places: [placeOf(sightAt(chapter * 40 + 3))] }), tool('write_chapter', { paragraphs })]
  }

  const outline = (request: Request): Said[] => {
    const chapters = options.chapters ?? Number(/in about (\d+) chapters/.exec(JSON.stringify(request.messages[0]))?.[1] ?? 4)
    return [
      tool('create_outline', {
        title: 'The long way of a short answer',
        summary: 'A request comes in and an answer goes out. What lies between is the story.',
        scene: 'One request.',
        question: 'Who answers?',
        fills_minutes: 20,
        chapters: Array.from({ length: chapters }, (_, at) => ({
          title: `The turn of the request`,
          turn: 'It is answered before it is asked.',
          tells: 'It comes in, and it goes on.',
          hands_over: 'Who has it now?',
          evidence: [placeOf(sightAt(at * 40)), placeOf(sightAt(at * 40 + 7))],
          share: 1,
        })),
      }),
    ]
  }

  const analysis = (): Said[] => [
    tool('submit_analysis', {
      architecture_patterns: [{ name: 'request pipeline', evidence: [placeOf(sightAt(0))] }],
      tech_stack: ['JavaScript'],
      complexity_score: 0.4,
      suggested_chapters: ['The answer before the question', 'Who has the request now?', 'What is thrown away'],
    }),
  ]

  const format = (request: Request): Said[] => {
    const schema = JSON.stringify(request.output_config?.format?.schema)
    if (schema.includes('"pronunciations"')) return [text({ pronunciations: [], cover_idea: 'The long way of a short answer' })]
    if (schema.includes('"focusAreas"'))
      return [
        text({
          intent: { focusAreas: ['routing'], technicalDepth: 'intermediate', style: 'tutorial', suggestedDuration: 10 },
          message: 'It would follow "one" request\nfrom end to end. 🚀 Shall it?',
        }),
      ]
    return [text({ focus_areas: ['routing'], custom_instructions: 'Keep it light.' })]
  }

  return (request): Reply => {
    const said = ((): Said[] => {
      if (request.output_config?.format !== undefined) return format(request)
      const asks = /calling the tool (\w+)|same reply (write_chapter)/.exec(
        blocksOf(request.messages[0]?.content ?? '')
          .map((block) => block.text)
          .join('\n'),
      )
      switch (asks?.[1] ?? asks?.[2]) {
        case 'submit_analysis':
          return analysis()
        case 'create_outline':
          return outline(request)
        default:
          return writeChapter(request)
      }
    })()
    const blocks: Said[] = [{ type: 'thinking', thinking: 'What is asked, and what shows it?' }, ...said]
    return { blocks, outputTokens: tokensOf(blocks) + (options.thinkingTokens ?? 1200) }
  }
}
