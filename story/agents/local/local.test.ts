// The narrator on a real repository: this one. What is promised must hold whatever its code is today.
import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { AnalysisResult } from '../../../shared/analysis.ts'
import { type ChapterDraft, chapterDraftSchema, countWords, type StoryOutline, storyOutlineSchema } from '../../../shared/script.ts'
import { type StoryStyle, storyStyles, type TechnicalDepth } from '../../../shared/story.ts'
import { checkChapter } from '../../check/check-chapter.ts'
import { openFolderSnapshot } from '../../repository/folder-snapshot.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import type { SpeechTiming } from '../../speech/speech.ts'
import type { AgentContext } from '../agents.ts'
import { tellableFacts } from './material/tellable-facts.ts'
import { openLocalAgents } from './open.ts'

const seconds = (text: string): number => countWords(text) / 2.5 + 0.3
const timing: SpeechTiming = {
  paragraphSeconds: ({ sentences }) => sentences.reduce((sum, { text }) => sum + seconds(text), 0.4),
  sentenceSeconds: seconds,
  chapterOverheadSeconds: 2,
  wordsPerMinute: () => 150,
}
const context: AgentContext = {
  signal: new AbortController().signal,
  log: () => undefined,
  budget: { check: async () => undefined, record: async () => undefined },
  progress: () => undefined,
}
const agents = openLocalAgents()
let snapshot: RepositorySnapshot
let analysis: AnalysisResult

const intentOf = (style: StoryStyle, minutes: 5 | 10 | 15 | 20, depth: TechnicalDepth, focus: string[]) => ({
  repo_url: 'x/y',
  repo_owner: 'x',
  repo_name: 'y',
  focus_areas: focus,
  technical_depth: depth,
  style,
  duration_minutes: minutes,
  custom_instructions: null,
})

beforeAll(async () => {
  snapshot = await openFolderSnapshot(resolve('.'))
  analysis = await agents.analyze({ intent: intentOf('documentary', 10, 'intermediate', []), snapshot: async () => snapshot }, context)
}, 60_000)
afterAll(() => snapshot.close())

interface Story {
  outline: StoryOutline
  drafts: ChapterDraft[]
}
const tellAnew = async (style: StoryStyle, minutes: 5 | 10 | 15 | 20, depth: TechnicalDepth, focus: string[]): Promise<Story> => {
  const input = { intent: intentOf(style, minutes, depth, focus), analysis, voice: 'Rachel', timing, snapshot: async () => snapshot } as const
  // As another process would find it: through JSON.
  const outline = storyOutlineSchema.parse(JSON.parse(JSON.stringify(await agents.outline(input, context))))
  const drafts = await Promise.all(outline.chapters.map((_, index) => agents.writeChapter({ ...input, outline, index }, context)))
  return { outline, drafts: drafts.map((draft) => chapterDraftSchema.parse(draft)) }
}
const told = new Map<string, Promise<Story>>()
/** Several promises are held against one story. */
const tell = (style: StoryStyle, minutes: 5 | 10 | 15 | 20 = 10, depth: TechnicalDepth = 'intermediate', focus: string[] = []): Promise<Story> => {
  const key = [style, minutes, depth, ...focus].join(' ')
  const story = told.get(key) ?? tellAnew(style, minutes, depth, focus)
  told.set(key, story)
  return story
}
const sentencesOf = ({ drafts }: Story) => drafts.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences))
const textOf = (story: Story): string =>
  sentencesOf(story)
    .map(({ text }) => text)
    .join('\n')
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_$@./'-]*[\p{L}\p{N}_$]/gu) ?? []
const grams = (words: readonly string[], size: number): string[] => words.slice(0, words.length - size + 1).map((_, at) => words.slice(at, at + size).join(' '))

describe.each(storyStyles)('a %s of ten minutes', (style) => {
  let story: Story
  beforeAll(async () => {
    story = await tell(style)
  })

  it('is as long as it was asked to be', () => {
    const total = story.drafts.reduce((sum, { predicted_seconds }) => sum + predicted_seconds, 0)
    expect(total).toBeGreaterThan(600 * 0.97)
    expect(total).toBeLessThan(600 * 1.03)
    expect(story.outline.warnings).toEqual([])
    expect(story.drafts.length).toBeGreaterThanOrEqual(4)
    expect(story.drafts.length).toBeLessThanOrEqual(8)
  })

  it('does not repeat itself', () => {
    const texts = sentencesOf(story).map(({ text }) => text)
    expect(new Set(texts).size).toBe(texts.length)
    const sixes = Map.groupBy(
      texts.flatMap((text) => grams(wordsOf(text), 6)),
      (six) => six,
    )
    expect([...sixes].filter(([, uses]) => uses.length > 2).map(([six]) => six)).toEqual([])
    const threes = grams(wordsOf(texts.join(' ')), 3)
    expect(new Set(threes).size / threes.length).toBeGreaterThan(0.75)
  })

  it('makes at least six claims a minute that have a source', () => {
    expect(sentencesOf(story).filter(({ sources }) => sources.length > 0).length / 10).toBeGreaterThanOrEqual(6)
  })

  it('says nothing that the checker cannot find', async () => {
    const problems = await Promise.all(story.drafts.map((draft) => checkChapter(draft, { snapshot, facts: analysis.facts })))
    expect(problems.flat()).toEqual([])
  })
})

describe('a story', () => {
  it('is the same when it is told again', async () => {
    expect(await tellAnew('podcast', 5, 'intermediate', [])).toEqual(await tell('podcast', 5))
  })

  it.each([5, 20] as const)('fills %i minutes', async (minutes) => {
    const { drafts } = await tell('documentary', minutes)
    const total = drafts.reduce((sum, { predicted_seconds }) => sum + predicted_seconds, 0)
    expect(Math.abs(total / 60 / minutes - 1)).toBeLessThan(0.03)
  })

  it('lets only a podcast have a guest, and lets both speak in it', async () => {
    const speakers = (story: Story): Set<string> => new Set(story.drafts.flatMap(({ paragraphs }) => paragraphs.map(({ speaker }) => speaker)))
    expect(speakers(await tell('podcast', 5))).toEqual(new Set(['host', 'guest']))
    expect(speakers(await tell('tutorial', 5))).toEqual(new Set(['host']))
  })

  it('talks to the listener in a tutorial and names paths in a technical story', async () => {
    const share = (text: string, pattern: RegExp): number => (text.match(pattern)?.length ?? 0) / wordsOf(text).length
    const [tutorial, technical] = [textOf(await tell('tutorial', 5)), textOf(await tell('technical', 5))]
    expect(share(tutorial, /\byou(?:r)?\b/gi)).toBeGreaterThan(3 * share(technical, /\byou(?:r)?\b/gi))
    expect(share(technical, /\b[\w-]+(?:\/[\w.-]+)+\b/g)).toBeGreaterThan(2 * share(tutorial, /\b[\w-]+(?:\/[\w.-]+)+\b/g))
    expect(technical).not.toContain('?')
  })

  it('explains terms to beginners only', async () => {
    const beginner = await tell('documentary', 5, 'beginner')
    const advanced = await tell('documentary', 5, 'advanced')
    const explanation = /\b(?:To import is to|A default is what|A commit is one saved|Routing is deciding|To parse a text is|A cache keeps|An interface says)\b/
    expect(textOf(beginner)).toMatch(explanation)
    expect(textOf(advanced)).not.toMatch(explanation)
  })

  it('gives a focus area more of the time', async () => {
    const about = (story: Story): number => sentencesOf(story).filter(({ sources }) => sources.some(({ file }) => /test/.test(file))).length
    expect(about(await tell('documentary', 10, 'intermediate', ['testing']))).toBeGreaterThan(about(await tell('documentary')))
  })

  it('is summed up in at most two sentences that name the project and not its chapters', async () => {
    const { outline } = await tell('documentary', 5)
    expect(outline.summary.match(/[.!?](?:\s|$)/g)?.length).toBeLessThanOrEqual(2)
    expect(outline.chapters.filter(({ title }) => outline.summary.includes(title))).toEqual([])
  })

  it('takes no setting, error or usage from what stands beside the product', () => {
    const place = (file: string) => ({ file, start_line: 1, end_line: 1 })
    const setting = (file: string) => ({ name: 'TOKEN', kind: 'environment', default: null, of: null, place: place(file), description: null }) as const
    const raised = (file: string) => ({ kind: 'raised', name: 'CodeError', in_symbol: null, doc: null, place: place(file) }) as const
    const usage = (code: string) => tellableFacts({ ...analysis.facts, usage_example: { language: 'console', code, place: place('README.md') } }).usage_example
    const facts = tellableFacts({
      ...analysis.facts,
      settings: ['src/app.ts', 'scripts/release.ts', 'test/app.ts'].map(setting),
      errors: ['src/app.ts', 'bench/run.ts'].map(raised),
    })
    expect(facts.settings.map((one) => one.place.file)).toEqual(['src/app.ts'])
    expect(facts.errors.map((one) => one.place.file)).toEqual(['src/app.ts'])
    expect(usage('git clone x\nmake check')).toBeNull()
    expect(usage('npm i x\nx --help')).not.toBeNull()
  })

  it('shows code verbatim', async () => {
    const { drafts } = await tell('tutorial', 5)
    const examples = drafts.flatMap(({ code_examples }) => code_examples)
    expect(examples.length).toBeGreaterThan(0)
    for (const { file, start_line, end_line, code } of examples) {
      const text = await snapshot.read(file)
      expect(
        text
          ?.split('\n')
          .slice(start_line - 1, end_line)
          .join('\n'),
      ).toBe(code)
    }
  })
})
