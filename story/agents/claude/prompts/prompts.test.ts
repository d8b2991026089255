import { describe, expect, it } from 'vitest'
import { storyStyles, technicalDepths } from '../../../../shared/story.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { analysisPrompt } from './analysis.ts'
import { type ChapterPrompt, chapterPrompt } from './chapter.ts'
import { chatRepositoryPrompt, chatSystemPrompt } from './chat.ts'
import { directionPrompt, directionSystemPrompt } from './direction.ts'
import { evidenceSheet } from './evidence-sheet.ts'
import { housePrompt } from './house.ts'
import { intentPrompt, intentSystemPrompt } from './intent.ts'
import { outlinePrompt } from './outline.ts'

const intent = {
  style: 'documentary' as const,
  technical_depth: 'intermediate' as const,
  duration_minutes: 10 as const,
  focus_areas: ['routing'],
  custom_instructions: 'Keep it light.',
}
const chapter: ChapterPrompt = {
  intent,
  storyTitle: 'The long way of a short answer',
  scene: 'One request.',
  question: 'Who answers?',
  chapters: [
    { title: 'In', turn: 'It is answered before it is asked.' },
    { title: 'Out', turn: 'It is thrown away.' },
  ],
  index: 0,
  turn: 'It is answered before it is asked.',
  tells: 'It comes in.',
  handsOver: 'Who has it now?',
  handedOver: null,
  words: 240,
  seconds: 100,
  evidence: '## lib/basket.js\n1: export const maxItems = 250',
}

describe('prompts', () => {
  it('say what they said before', () => {
    expect(housePrompt()).toMatchSnapshot('house')
    expect(analysisPrompt({ fullName: 'acme/shop', patterns: ['library'] })).toMatchSnapshot('analysis')
    expect(outlinePrompt({ intent, fullName: 'acme/shop', chapters: 6, suggestions: ['The answer before the question'] })).toMatchSnapshot('outline')
    expect(chapterPrompt(chapter)).toMatchSnapshot('first chapter')
    expect(chapterPrompt({ ...chapter, index: 1, handedOver: 'Who has it now?' })).toMatchSnapshot('last chapter')
    expect(intentSystemPrompt()).toMatchSnapshot('intent, system')
    expect(
      intentPrompt({ repoUrl: 'https://github.com/acme/shop', style: 'podcast', depth: 'beginner', minutes: 5, said: ['How do errors travel?'] }),
    ).toMatchSnapshot('intent')
    expect(directionSystemPrompt()).toMatchSnapshot('direction, system')
    expect(directionPrompt({ title: 'T', summary: 'S.', chapters: ['In', 'Out'], names: ['nginx'] })).toMatchSnapshot('direction')
    expect(chatSystemPrompt()).toMatchSnapshot('chat, system')
    expect(chatRepositoryPrompt({ unreadable: 'It is private.' })).toMatchSnapshot('chat, repository')
  })

  it('differ for every style and every depth', () => {
    const prompts = storyStyles.flatMap((style) =>
      technicalDepths.map((technical_depth) => chapterPrompt({ ...chapter, intent: { ...intent, style, technical_depth } })),
    )
    expect(new Set(prompts).size).toBe(storyStyles.length * technicalDepths.length)
  })

  it('the evidence sheet names the place of what was found, and nothing that was not', () => {
    const place = { file: 'lib/basket.js', start_line: 3, end_line: 4 }
    const facts = factsOf(snapshotOf({}), {
      surprises: [{ kind: 'lazy', expectation: 'it is read at once', fact: 'it is read at the first request', about: null, places: [place], commit: null }],
      rationales: [{ cue: 'because', quote: { text: 'because nobody pays for yesterday', place }, about: 'addItem' }],
    })
    const sheet = evidenceSheet(facts)
    expect(sheet).toContain('expected: it is read at once; instead: it is read at the first request → lib/basket.js:3-4')
    expect(sheet).toContain('addItem: “because nobody pays for yesterday” → lib/basket.js:3-4')
    expect(sheet).not.toContain('## Constants')
  })
})
