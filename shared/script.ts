// The script of a story: chapters of sentences, each sentence with the places in the repository that it rests on.
import { z } from 'zod'

export const sourceSchema = z.object({
  file: z.string(),
  start_line: z.int().min(1),
  end_line: z.int().min(1),
  commit: z.string().nullable().describe('Null for a folder that is no git checkout'),
  url: z.string().nullable().describe('The same lines at that commit on the web, where there is such a place'),
})
export type Source = z.infer<typeof sourceSchema>

export const codeExampleSchema = sourceSchema.extend({
  language: z.string(),
  code: z.string().describe('Verbatim'),
})
export type CodeExample = z.infer<typeof codeExampleSchema>

/** A chapter as a story record and the script show it. */
export const chapterSchema = z.object({
  title: z.string(),
  content: z.string().describe('Paragraphs, parted by an empty line'),
  code_examples: z.array(codeExampleSchema),
  duration_seconds: z.number().min(0),
  timestamp_start: z.number().min(0).describe('Seconds from the start of the story'),
  sources: z.array(sourceSchema),
})
export type Chapter = z.infer<typeof chapterSchema>

export const storyScriptSchema = z.object({
  title: z.string(),
  summary: z.string(),
  chapters: z.array(chapterSchema),
  total_duration_seconds: z.number().min(0),
  word_count: z.int().min(0),
})
export type StoryScript = z.infer<typeof storyScriptSchema>

/** Host is the voice that was asked for; guest is the second one, and only a podcast has it. */
export const speakerSchema = z.enum(['host', 'guest'])
export type Speaker = z.infer<typeof speakerSchema>

export const sentenceSchema = z.object({
  text: z.string().min(1).describe('True spelling, as the transcript shows it'),
  sources: z.array(sourceSchema),
})
export type Sentence = z.infer<typeof sentenceSchema>

export const paragraphSchema = z.object({ speaker: speakerSchema, sentences: z.array(sentenceSchema).min(1) })
export type Paragraph = z.infer<typeof paragraphSchema>

/** A finished chapter before it is spoken: what the architect hands to the voice director. */
export const chapterDraftSchema = z.object({
  title: z.string().min(1),
  paragraphs: z.array(paragraphSchema).min(1),
  code_examples: z.array(codeExampleSchema),
  predicted_seconds: z.number().min(0).describe('By the rate of the voice that will speak it'),
  notes: z.array(z.string()).describe('What was repaired, dropped or left shorter, for the log'),
})
export type ChapterDraft = z.infer<typeof chapterDraftSchema>

/** What the architect plans before a chapter is written. `brief` is the narrator's own: nobody else looks inside. */
export const outlineChapterSchema = z.object({
  title: z.string().min(1),
  purpose: z.string(),
  target_seconds: z.number().min(0),
  brief: z.json(),
})

export const storyOutlineSchema = z.object({
  title: z.string().min(1),
  summary: z.string(),
  chapters: z.array(outlineChapterSchema).min(1),
  warnings: z.array(z.string()).describe('For the listener: told when the repository has no more to tell, say'),
})
export type StoryOutline = z.infer<typeof storyOutlineSchema>

/** The chapter's text as a reader sees it. */
export const chapterText = (draft: Pick<ChapterDraft, 'paragraphs'>): string =>
  draft.paragraphs.map((paragraph) => paragraph.sentences.map((sentence) => sentence.text).join(' ')).join('\n\n')

/** Every place that a chapter cites, once each, in the order of first mention. */
export const chapterSources = (draft: Pick<ChapterDraft, 'paragraphs' | 'code_examples'>): Source[] => {
  const seen = new Map<string, Source>()
  const cited = draft.paragraphs.flatMap((paragraph) => paragraph.sentences.flatMap((sentence) => sentence.sources))
  for (const { file, start_line, end_line, commit, url } of [...cited, ...draft.code_examples]) {
    const key = `${file}:${start_line}-${end_line}`
    if (!seen.has(key)) seen.set(key, { file, start_line, end_line, commit, url })
  }
  return [...seen.values()]
}

export const countWords = (text: string): number => text.split(/\s+/u).filter((word) => /[\p{L}\p{N}]/u.test(word)).length
