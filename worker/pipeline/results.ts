// What the steps made, each in its schema: from memory where this run made it, from its row where an earlier one did.
// Rows are read when somebody asks: the analysis of a large repository is megabytes.
import { z } from 'zod'
import { chapterStep } from '../../db/steps.ts'
import { type AnalysisResult, analysisResultSchema } from '../../shared/analysis.ts'
import { spokenChapterSchema } from '../../shared/audio.ts'
import { type CitedSources, citedSourcesSchema } from '../../shared/cited-source.ts'
import { type IntentResult, intentResultSchema } from '../../shared/intent.ts'
import { chapterDraftSchema, chapterSchema, type StoryOutline, storyOutlineSchema } from '../../shared/script.ts'
import { enginesSchema } from '../../shared/story.ts'

/** A chapter remembers who made it: a story may be finished by another narrator or voice than began it. */
export const writtenChapterSchema = chapterDraftSchema.extend({ narrator: z.string() })
export type WrittenChapter = z.infer<typeof writtenChapterSchema>
export const spokenStepSchema = spokenChapterSchema.extend({ engine: z.string(), warnings: z.array(z.string()) })
export type SpokenStep = z.infer<typeof spokenStepSchema>

export const directionSchema = z.object({ pronunciations: z.record(z.string(), z.string()), coverIdea: z.string().nullable() })
export const coverResultSchema = z.object({ key: z.string() })
/** Everything that the finished story's row gets: a restart of a finished story needs nothing else. */
export const joinResultSchema = z.object({
  title: z.string(),
  summary: z.string(),
  commitSha: z.string().nullable(),
  chapters: z.array(chapterSchema),
  audioKey: z.string(),
  audioSizeBytes: z.int(),
  audioChunks: z.array(z.object({ key: z.string(), chapter: z.int(), durationSeconds: z.number(), sizeBytes: z.int() })),
  coverKey: z.string(),
  durationSeconds: z.number(),
  engines: enginesSchema,
  warnings: z.array(z.string()),
})
export type JoinResult = z.infer<typeof joinResultSchema>

export interface Cell<T> {
  get: () => Promise<T>
  set: (value: T) => void
}

export interface Results {
  intent: Cell<IntentResult>
  analysis: Cell<AnalysisResult>
  outline: Cell<StoryOutline>
  direction: Cell<z.infer<typeof directionSchema>>
  write: (chapter: number) => Cell<WrittenChapter>
  sources: Cell<CitedSources>
  speak: (chapter: number) => Cell<SpokenStep>
  cover: Cell<z.infer<typeof coverResultSchema>>
  join: Cell<JoinResult>
}

/** @param load the saved row's content; throws where there is none */
export const openResults = (load: (name: string) => Promise<unknown>): Results => {
  const cell = <T>(name: string, schema: z.ZodType<T>): Cell<T> => {
    let value: Promise<T> | null = null
    return {
      get: () => {
        value ??= load(name).then((saved) => schema.parse(saved))
        return value
      },
      set: (made) => {
        value = Promise.resolve(made)
      },
    }
  }
  const byChapter = <T>(work: 'write' | 'speak', schema: z.ZodType<T>) => {
    const cells = new Map<number, Cell<T>>()
    return (chapter: number): Cell<T> => {
      const existing = cells.get(chapter)
      if (existing !== undefined) return existing
      const made = cell(chapterStep(chapter, work), schema)
      cells.set(chapter, made)
      return made
    }
  }
  return {
    intent: cell('intent', intentResultSchema),
    analysis: cell('analysis', analysisResultSchema),
    outline: cell('outline', storyOutlineSchema),
    direction: cell('direction', directionSchema),
    write: byChapter('write', writtenChapterSchema),
    sources: cell('sources', citedSourcesSchema),
    speak: byChapter('speak', spokenStepSchema),
    cover: cell('cover', coverResultSchema),
    join: cell('join', joinResultSchema),
  }
}
