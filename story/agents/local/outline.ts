// The plan of a story. Length and variation can only be judged on the whole, so the whole is worded here, once; a chapter's
// brief is its wording, and whoever writes the chapter later, in whatever process, writes the same.
import { z } from 'zod'
import { placeSchema } from '../../../shared/analysis.ts'
import { CodeStoryError } from '../../../shared/errors.ts'
import { type StoryOutline, speakerSchema } from '../../../shared/script.ts'
import { openChecker } from '../../check/check-chapter.ts'
import type { AgentContext, OutlineInput } from '../agents.ts'
import { confirmCalls } from './confirm-calls.ts'
import { readDetails } from './details/read-details.ts'
import { readAllStages } from './details/stage-comments.ts'
import { fitConfirmed } from './fit-confirmed.ts'
import { summarise } from './material/summary.ts'
import { tellableFacts } from './material/tellable-facts.ts'
import { createWorld } from './material/world.ts'
import { openChapters } from './plan/chapters.ts'
import { fitStory } from './plan/fit.ts'
import { makeFocus } from './plan/focus.ts'
import { gatherMaterial } from './plan/material.ts'
import { makeScene } from './plan/scene.ts'
import { titleChapters, titleStory } from './plan/titles.ts'
import { readDefinition } from './read-definition.ts'
import { readErrorWords } from './read-error-words.ts'
import { styleSheets } from './styles/styles.ts'

export const chapterBriefSchema = z.object({
  paragraphs: z
    .array(z.object({ speaker: speakerSchema, sentences: z.array(z.object({ text: z.string().min(1), places: z.array(placeSchema) })).min(1) }))
    .min(1),
  examples: z.array(placeSchema),
})
export type ChapterBrief = z.infer<typeof chapterBriefSchema>

/** As the contract asks; beyond it a listener is told. */
const allowedMiss = 0.03

export const outline = async ({ intent, analysis, voice, timing, snapshot }: OutlineInput, { signal, log, progress }: AgentContext): Promise<StoryOutline> => {
  signal.throwIfAborted()
  const repository = await snapshot()
  const definition = await readDefinition(analysis.facts, repository)
  const known = tellableFacts(await confirmCalls(analysis.facts, repository))
  const facts = definition === null ? known : { ...known, purpose: [definition, ...known.purpose] }
  const world = createWorld(
    facts,
    intent.style,
    // What others wrote lies here, and says nothing of how this project tests or is built.
    repository.files.flatMap(({ path, kind }) => (kind === 'vendored' ? [] : path)),
    await readAllStages(facts, repository),
  )
  const scene = makeScene(world)
  const sheet = styleSheets[intent.style]
  const errorWords = await readErrorWords(facts.errors, repository)
  const material = gatherMaterial(world, errorWords, await readDetails(facts, repository))
  const minutes = intent.duration_minutes
  const chapters = openChapters({ sheet, material, focus: makeFocus(intent.focus_areas), minutes, depth: intent.technical_depth })
  const seed = `${facts.commit ?? facts.full_name} ${intent.style}`
  const targetSeconds = minutes * 60
  const { story, seconds, totalSeconds } = await fitConfirmed(targetSeconds, {
    fit: (target) => fitStory({ chapters, sheet, scene, style: intent.style, depth: intent.technical_depth, seed }, target, timing, voice),
    check: openChecker({ snapshot: repository, facts: analysis.facts }),
    timing,
    voice,
    commit: repository.commit,
  })
  const texts = story.chapters.map(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences.map(({ text }) => text)).join(' '))
  const whole = texts.join(' ')
  const titles = titleChapters({ chapters, texts, chosen: story.chosen, sheet, scene, seed })
  progress(1)
  if (story.chapters.every(({ paragraphs }) => paragraphs.length === 0))
    throw new CodeStoryError(
      'repository_empty',
      `${facts.full_name} has nothing that a story could be made of. Choose a repository, or a folder of it, that holds code.`,
    )

  const warnings: string[] = []
  if (totalSeconds < targetSeconds * (1 - allowedMiss))
    warnings.push(`This repository has no more to tell: the story takes about ${Math.max(1, Math.round(totalSeconds / 60))} instead of ${minutes} minutes.`)
  const candidates = Object.values(material).reduce((sum, messages) => sum + messages.length, 0)
  log('Outline made', {
    chapters: story.chapters.length,
    titles,
    claims_found: candidates,
    sentences: story.chapters.reduce((sum, { paragraphs }) => sum + paragraphs.reduce((count, { sentences }) => count + sentences.length, 0), 0),
    predicted_seconds: Math.round(totalSeconds),
  })
  return {
    title: titleStory(sheet, scene, seed, whole),
    summary: summarise({ world, scene, style: intent.style, purpose: material.purpose[0] ?? null, told: whole, seed }),
    chapters: story.chapters.flatMap((chapter, index) => {
      const open = chapters[index]
      if (open === undefined || chapter.paragraphs.length === 0) return []
      const brief: ChapterBrief = {
        paragraphs: chapter.paragraphs.map(({ speaker, sentences }) => ({
          speaker,
          sentences: sentences.map(({ text, places }) => ({ text, places: [...places] })),
        })),
        examples: chapter.examples,
      }
      return [{ title: titles[index] ?? open.schema.role, purpose: open.schema.purpose, target_seconds: seconds[index] ?? 0, brief }]
    }),
    warnings,
  }
}
