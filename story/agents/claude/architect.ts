// Agent 3: the outline, then each chapter by itself, so that chapters can be written side by side.
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import { type ChapterDraft, chapterText, countWords, type StoryOutline } from '../../../shared/script.ts'
import type { StoryDuration } from '../../../shared/story.ts'
import { secondVoice } from '../../../shared/voices.ts'
import { showsLines } from '../../repository/digest.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import type { AgentContext, ChapterInput, OutlineInput } from '../agents.ts'
import { askedForMore, openChapterDesk } from './chapter-desk.ts'
import { cutAtLine, numberedLines } from './material.ts'
import type { Narrator } from './narrator.ts'
import { openOutlineDesk } from './outline-desk.ts'
import { repositoryPrefix } from './prefix.ts'
import { chapterPrompt } from './prompts/chapter.ts'
import { outlinePrompt } from './prompts/outline.ts'
import { runAgent } from './run-agent.ts'
import type { CreateOutlineInput } from './tools/create-outline.ts'
import { findPlace, placeText } from './tools/place.ts'
import { repositoryTools } from './tools/toolset.ts'

/** What a chapter needs to know of the plan; it travels with the outline, as JSON. */
const briefSchema = z.object({
  scene: z.string(),
  question: z.string(),
  turns: z.array(z.string()),
  tells: z.string(),
  hands_over: z.string(),
  handed_over: z.string().nullable(),
  evidence: z.array(z.string()),
})

/** About a hundred seconds each: a thought that fits between two stops of a train. */
const chaptersFor: Readonly<Record<StoryDuration, number>> = { 5: 4, 10: 6, 15: 9, 20: 12 }

/** With fewer lines of source a minute there may be too little to tell; with more, nobody needs to say that there is. */
const linesThatFillAMinute = 120

const lengthOf = (plan: CreateOutlineInput, requestedMinutes: number, sourceLines: number): { minutes: number; warnings: string[] } => {
  const enough = sourceLines >= requestedMinutes * linesThatFillAMinute || plan.fills_minutes > requestedMinutes * 0.95
  if (enough) return { minutes: requestedMinutes, warnings: [] }
  const told = Math.round(plan.fills_minutes)
  return {
    minutes: plan.fills_minutes,
    warnings: [
      `This repository has no more to tell than about ${told} ${told === 1 ? 'minute' : 'minutes'}, so the story is shorter than the ${requestedMinutes} asked for.`,
    ],
  }
}

export const outline = async (input: OutlineInput, narrator: Narrator, context: AgentContext): Promise<StoryOutline> => {
  const { intent, analysis } = input
  const snapshot = await input.snapshot()
  const chapters = chaptersFor[intent.duration_minutes]
  const desk = openOutlineDesk({ analysis, snapshot, check: narrator.checkerFor(snapshot, analysis.facts), mostChapters: chapters + 3 })
  const prefix = repositoryPrefix(analysis)
  const prompt = outlinePrompt({ intent, fullName: analysis.facts.full_name, chapters, suggestions: analysis.suggested_chapters })
  const plan = await runAgent<CreateOutlineInput>(
    {
      agent: 'Architect',
      purpose: 'outline',
      system: prefix.system,
      prefix: prefix.key,
      messages: [{ role: 'user', content: prompt }],
      tools: repositoryTools({ task: 'outline', on: desk }),
      format: null,
      maxTurns: 8,
      expectedOutputTokens: 5000,
      outcome: () => {
        const made = desk.isTaken() ? desk.finish() : null
        return made === null ? { missing: 'Hand in the plan by calling the tool create_outline.' } : { output: made }
      },
      whatThereIs: desk.finish,
    },
    narrator,
    context,
  )
  if (desk.repairs() > 0) context.log('The outline was corrected against the repository', { repairs: desk.repairs() })

  const { minutes, warnings } = lengthOf(plan, intent.duration_minutes, analysis.facts.counts.source_lines)
  const shares = plan.chapters.reduce((sum, chapter) => sum + chapter.share, 0)
  const turns = plan.chapters.map((chapter) => chapter.turn)
  return {
    title: plan.title,
    summary: plan.summary,
    chapters: plan.chapters.map((chapter, index) => ({
      title: chapter.title,
      purpose: chapter.turn,
      target_seconds: (minutes * 60 * chapter.share) / shares,
      brief: briefSchema.parse({
        scene: plan.scene,
        question: plan.question,
        turns,
        tells: chapter.tells,
        hands_over: chapter.hands_over,
        handed_over: plan.chapters[index - 1]?.hands_over ?? null,
        evidence: chapter.evidence,
      }),
    })),
    warnings: [...narrator.warnings(), ...warnings],
  }
}

/** About 3,000 tokens: the lines that a chapter rests on, with numbers. Those that the digest shows are named, and not paid for again. */
const mostEvidenceCharacters = 10_000
const mostLinesEach = 80

const evidenceText = async (places: readonly string[], snapshot: RepositorySnapshot, digest: string): Promise<string> => {
  const parts: string[] = []
  for (const named of places) {
    const place = findPlace(named)
    const text = place === null ? null : await snapshot.read(place.file)
    if (place === null || text === null) continue
    const [first, last] = [place.start_line, Math.min(place.end_line, place.start_line + mostLinesEach - 1)]
    if (showsLines(digest, { path: place.file, text, first, last })) parts.push(`## ${placeText(place)}\nas in the digest`)
    else parts.push(`## ${place.file}\n${numberedLines(text, first, last)}`)
  }
  return cutAtLine(parts.join('\n\n'), mostEvidenceCharacters)
}

export const writeChapter = async (input: ChapterInput, narrator: Narrator, context: AgentContext): Promise<ChapterDraft> => {
  const { intent, analysis, index, timing, voice } = input
  const chapter = input.outline.chapters[index]
  if (chapter === undefined) throw new CodeStoryError('internal', `There is no chapter ${index + 1} in the outline.`)
  const brief = briefSchema.parse(chapter.brief)
  const snapshot = await input.snapshot()
  const targetSeconds = chapter.target_seconds
  const words = Math.round(((targetSeconds - timing.chapterOverheadSeconds) / 60) * timing.wordsPerMinute(voice) * askedForMore)
  const desk = openChapterDesk({
    title: chapter.title,
    targetSeconds,
    words,
    evidence: brief.evidence,
    analysis,
    snapshot,
    check: narrator.checkerFor(snapshot, analysis.facts),
    timing,
    voiceOf: { host: voice, guest: secondVoice[voice] },
    twoVoices: intent.style === 'podcast',
  })
  const prefix = repositoryPrefix(analysis)
  const prompt = chapterPrompt({
    intent,
    storyTitle: input.outline.title,
    scene: brief.scene,
    question: brief.question,
    chapters: input.outline.chapters.map(({ title }, at) => ({ title, turn: brief.turns[at] ?? '' })),
    index,
    turn: chapter.purpose,
    tells: brief.tells,
    handsOver: brief.hands_over,
    handedOver: brief.handed_over,
    words,
    seconds: Math.round(targetSeconds),
    evidence: await evidenceText(brief.evidence, snapshot, analysis.digest),
  })
  const result = await runAgent(
    {
      agent: 'Architect',
      purpose: `chapter ${index + 1}`,
      system: prefix.system,
      prefix: prefix.key,
      messages: [{ role: 'user', content: prompt }],
      tools: repositoryTools({ task: 'chapter', on: desk }),
      format: null,
      // Looking up, the first version, two repairs, two rounds for length.
      maxTurns: 9,
      expectedOutputTokens: 4000,
      outcome: () => (desk.isTaken() ? { output: true } : { missing: 'Hand in the chapter by calling the tool write_chapter.' }),
      whatThereIs: () => true,
    },
    narrator,
    context,
  ).then(() => desk.finish())
  if (result === null) throw new CodeStoryError('narrator_failed', `Claude handed in nothing for chapter ${index + 1}.`)

  const { draft, versions, repairs, lengthRounds, dropped } = result
  context.log(`Chapter ${index + 1} is checked and measured`, {
    title: draft.title,
    words: countWords(chapterText(draft)),
    seconds: Math.round(draft.predicted_seconds),
    target_seconds: Math.round(targetSeconds),
    versions,
    repairs,
    length_rounds: lengthRounds,
    dropped,
  })
  if (dropped > 0)
    context.log(
      `Left out of chapter ${index + 1} what the repository does not bear out`,
      { sentences: draft.notes.filter((note) => note.startsWith('Dropped')).slice(0, 10) },
      'warning',
    )
  return draft
}
