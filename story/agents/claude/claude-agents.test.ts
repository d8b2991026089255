import { afterEach, describe, expect, it } from 'vitest'
import { type ChapterDraft, chapterText } from '../../../shared/script.ts'
import type { Script } from '../../../test/support/anthropic.ts'
import { blocksOf, withoutMarks } from '../../../test/support/anthropic-turns.ts'
import { type AuthorOptions, openAuthor } from '../../../test/support/claude-author.ts'
import { shopDigest, shopSnapshot, shopTexts } from '../../../test/support/shop.ts'
import { openTelling, type Told, taskOf } from '../../../test/support/told-by-claude.ts'
import { checkChapter } from '../../check/check-chapter.ts'

const { tell, close } = openTelling()
afterEach(close)

const placesShown = (chapters: readonly ChapterDraft[]): string[] =>
  chapters.flatMap((chapter) => chapter.code_examples.map((example) => `${example.file}:${example.start_line}-${example.end_line}`)).toSorted()
const placesChosen = (replies: Told['replies']): string[] => {
  const calls = replies.flatMap((reply) => ('blocks' in reply ? reply.blocks : [])).filter((said) => said.type === 'tool_use')
  return calls
    .filter((call) => call.name === 'add_code_examples')
    .flatMap((call) => (call.input as { places: string[] }).places)
    .toSorted()
}

describe('a story', () => {
  it('is written without a broken rule, on time, and with nothing in it that the repository does not hold', async () => {
    const { standIn, story, snapshot, replies } = await tell()
    const { chapters, seconds, outline, usage } = await story()
    expect(standIn.violations).toEqual([])
    expect(outline.chapters).toHaveLength(6)
    expect(Math.abs(seconds / 600 - 1)).toBeLessThan(0.03)
    for (const chapter of chapters) {
      expect(await checkChapter(chapter, { snapshot, facts: null })).toEqual([])
    }
    // What its writer chose in the same reply, not merely something.
    expect(placesShown(chapters)).toEqual(placesChosen(replies))
    expect(standIn.calls).toHaveLength(usage.calls.length)
  })

  it('pays for its digest once: the prefix is the same to the byte, and four fifths of what is read comes from the cache', async () => {
    const { standIn, story } = await tell()
    const { usage } = await story()
    const prefixes = standIn.calls.filter((call) => taskOf(call.request) !== 'format').map(({ request }) => withoutMarks([request.tools, request.system]))
    expect(new Set(prefixes).size).toBe(1)
    expect(standIn.calls.filter((call) => (call.usage?.cache_creation_input_tokens ?? 0) > 0)).toHaveLength(1)
    expect(usage.cache_read_tokens / (usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens)).toBeGreaterThan(0.8)
    expect(usage.cost_usd).toBeLessThan(1)
  })

  it('shows the code that its writer chose, also where it chose after the chapter was handed in', async () => {
    const author = await openAuthor(shopSnapshot(), { chapters: 2 })
    const reversed: Script = (request, call) => {
      const reply = author(request, call)
      return 'blocks' in reply ? { ...reply, blocks: [...reply.blocks.slice(0, 1), ...reply.blocks.slice(1).toReversed()] } : reply
    }
    const { story, replies } = await tell({ script: reversed, story: { request: { duration: 5 } } })
    const { chapters } = await story()
    expect(placesShown(chapters)).toEqual(placesChosen(replies))
  })

  it('shows a chapter the lines that it rests on, but not those that the digest shows already', async () => {
    const lines = (shopTexts['lib/basket.js'] ?? '').trimEnd().split('\n')
    const numbered = lines.map((line, at) => `${`${at + 1}`.padStart(`${lines.length}`.length)}: ${line}`)
    const { standIn, story } = await tell({ digest: `<file path="lib/basket.js">\n${numbered.slice(0, 200).join('\n')}\n</file>\n${shopDigest}` })
    const { outline } = await story()
    const isShown: boolean[] = []
    for (const [index, { brief }] of outline.chapters.entries()) {
      const call = standIn.calls.find(({ request }) => taskOf(request) === `chapter ${index + 1}`)
      const asked = blocksOf(call?.request.messages[0]?.content ?? '').map((block) => block.text)
      for (const place of (brief as { evidence: string[] }).evidence) {
        const [file = '', line = ''] = place.split(/[:-]/)
        isShown.push(Number(line) <= 200)
        expect(asked[0]).toContain(Number(line) <= 200 ? `## ${place}\nas in the digest` : `## ${file}\n${line}: `)
      }
    }
    expect(new Set(isShown)).toEqual(new Set([true, false]))
  })

  it('asks nobody about a complete request, and about the voice once', async () => {
    const { standIn, story } = await tell()
    await story()
    expect(standIn.calls.filter((call) => taskOf(call.request) === 'format')).toHaveLength(1)
  })

  it('asks what sentences among the focus areas want', async () => {
    const { standIn, story } = await tell({ story: { request: { focusAreas: ['routing', 'I would like to hear how errors travel, please.'] } } })
    const { intent } = await story()
    expect(standIn.violations).toEqual([])
    expect(intent).toMatchObject({ focus_areas: ['routing'], custom_instructions: 'Keep it light.', style: 'documentary', duration_minutes: 10 })
  })

  it('of the chapters of a resumed story, one goes ahead and the others find the cache warm', async () => {
    const snapshot = shopSnapshot()
    const first = await tell({ snapshot })
    const { analysis, outline } = await first.story()
    const resumed = await tell({ snapshot, story: { saved: { analysis, outline } }, standIn: { firstTokenMs: 40 } })
    await resumed.story()
    const chapters = resumed.standIn.calls.filter((call) => taskOf(call.request).startsWith('chapter'))
    expect(chapters.filter((call) => (call.usage?.cache_creation_input_tokens ?? 0) > 0)).toHaveLength(1)
    const [ahead, ...others] = chapters
    for (const other of others) expect(other.startedMs).toBeGreaterThanOrEqual(ahead?.firstTokenMs ?? Number.POSITIVE_INFINITY)
  })

  it('of the successors is asked as they want, and its default is replaced when it is gone', async () => {
    const { standIn, story } = await tell({ standIn: { gone: ['claude-opus-4-5-20251101'] } })
    const { outline, usage } = await story()
    expect(standIn.violations).toEqual([])
    expect(new Set(usage.calls.map((call) => call.model))).toEqual(new Set(['claude-opus-5-5']))
    expect(outline.warnings).toEqual(['Anthropic no longer offers claude-opus-4-5-20251101, so this story is written by its successor, claude-opus-5-5.'])
  })

  it('of a podcast has two voices, any other one', async () => {
    const speakers = async (style: 'podcast' | 'technical') => {
      const { story } = await tell({ story: { request: { style, duration: 5 } } })
      return new Set((await story()).chapters.flatMap((chapter) => chapter.paragraphs.map((paragraph) => paragraph.speaker)))
    }
    expect(await speakers('podcast')).toEqual(new Set(['host', 'guest']))
    expect(await speakers('technical')).toEqual(new Set(['host']))
  })
})

describe('on time', () => {
  const lengths = [5, 10, 20] as const
  const models: [string, AuthorOptions][] = [
    ['30 % too short', { lengthFactor: 0.7 }],
    ['50 % too long', { lengthFactor: 1.5 }],
  ]
  const rewriters: [string, AuthorOptions][] = [
    ['30 % too short, all of it again each time', { lengthFactor: 0.7, rewrites: true }],
    ['50 % too long, all of it again each time', { lengthFactor: 1.5, rewrites: true }],
  ]
  const cases = [
    ...models.flatMap(([name, author]) => lengths.map((duration) => ({ name, author, duration }))),
    ...rewriters.map(([name, author]) => ({ name, author, duration: 10 as const })),
  ]
  it.each(cases)('$duration minutes, by a model that writes $name', async ({ author, duration }) => {
    const { standIn, story } = await tell({ author, story: { request: { duration } } })
    const { seconds, outline } = await story()
    expect(standIn.violations).toEqual([])
    expect(Math.abs(seconds / (duration * 60) - 1)).toBeLessThan(0.03)
    // Analysis, outline, direction; then a version and two rounds for each chapter at most.
    expect(standIn.calls.length).toBeLessThanOrEqual(3 + 3 * outline.chapters.length)
  })
})

describe('true', () => {
  it('of a model that invents a quarter of its citations nothing invented remains, after two repairs at most', async () => {
    const { standIn, story, snapshot } = await tell({ author: { inventedShare: 0.25 } })
    const { chapters, seconds, logs } = await story()
    for (const chapter of chapters) {
      expect(await checkChapter(chapter, { snapshot, facts: null })).toEqual([])
      expect(chapterText(chapter)).not.toMatch(/frobnicate|-manager|widest river|83\d\d\d/)
    }
    for (const { details } of logs.filter((line) => / is checked and measured$/.test(line.action))) expect(details.repairs).toBeLessThanOrEqual(2)
    expect(Math.abs(seconds / 600 - 1)).toBeLessThan(0.03)
    expect(standIn.violations).toEqual([])
  })

  it('what was left out is in the log', async () => {
    const { story } = await tell({ author: { inventedShare: 0.9 } })
    const { logs } = await story()
    expect(logs.filter((line) => line.action.startsWith('Left out')).length).toBeGreaterThan(0)
  })

  it('a chapter of which nothing holds fails, and is not passed off as one', async () => {
    const { story } = await tell({ author: { inventedShare: 1 } })
    await expect(story()).rejects.toMatchObject({ code: 'narrator_failed' })
  })
})
