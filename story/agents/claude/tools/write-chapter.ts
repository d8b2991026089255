// A chapter as the model writes it, and the same as our draft: sentences one by one, each with the lines that it rests on.
import { z } from 'zod'
import type { ChapterDraft, CodeExample, Sentence } from '../../../../shared/script.ts'
import { speakerSchema } from '../../../../shared/script.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { defineTool } from './define-tool.ts'
import { findPlace, placeTextSchema, sourceAt } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

const writtenSentenceSchema = z.object({
  text: z.string().min(1).describe('One sentence for the ear, names spelled as in the code, no markup'),
  sources: z.array(placeTextSchema).max(4).default([]).describe('The lines that show it; needed wherever the sentence says something about the code'),
  optional: z.boolean().default(false).describe('True where the chapter still holds together without this sentence'),
})
const writtenParagraphSchema = z.object({
  speaker: speakerSchema.default('host').describe('host; guest only where the style has two voices'),
  sentences: z.array(writtenSentenceSchema).min(1).describe('In order'),
})
export type WrittenParagraph = z.output<typeof writtenParagraphSchema>

export const writeChapterInput = z.object({
  paragraphs: z.array(writtenParagraphSchema).max(60).nullable().default(null).describe('The whole chapter, in order; null when changes are handed in'),
  changes: z
    .array(
      z.object({
        at: z.string().describe('Which sentence: number of the paragraph, a dot, number of the sentence in it, both counted from 1, as in 2.3'),
        sentences: z.array(writtenSentenceSchema).max(20).describe('What stands there instead: nothing to cut it, the sentence itself and more to extend it'),
      }),
    )
    .max(60)
    .default([])
    .describe('Changes to the version that was handed in last; whatever they do not name stays word for word'),
})
export type WriteChapterInput = z.output<typeof writeChapterInput>

/** @throws when there is nothing to change, or a place that is not in it */
export const applyChanges = (before: readonly WrittenParagraph[] | null, { paragraphs, changes }: WriteChapterInput): WrittenParagraph[] => {
  if (paragraphs !== null && paragraphs.length > 0) return paragraphs
  if (before === null) throw new Error('No version has been handed in yet: hand in the whole chapter in paragraphs.')
  if (changes.length === 0) throw new Error('There is nothing in it: hand in paragraphs or changes.')
  const instead = new Map(changes.map(({ at, sentences }) => [at.trim(), sentences]))
  const after = before.map((paragraph, index) => ({
    ...paragraph,
    sentences: paragraph.sentences.flatMap((sentence, at) => {
      const key = `${index + 1}.${at + 1}`
      const replacement = instead.get(key)
      instead.delete(key)
      return replacement ?? sentence
    }),
  }))
  if (instead.size > 0)
    throw new Error(
      `There is no sentence ${[...instead.keys()].join(', ')} in the last version, which has ${before.map((paragraph, index) => `${paragraph.sentences.length} in paragraph ${index + 1}`).join(', ')}.`,
    )
  return after.filter((paragraph) => paragraph.sentences.length > 0)
}

export interface WrittenChapter {
  draft: ChapterDraft
  /** Sentences that may go when the chapter is too long. */
  optional: ReadonlySet<Sentence>
  /** Citations that are no places at all, as written. */
  unreadable: string[]
}

export interface ChapterDesk extends RepositoryDesk {
  /** What add_code_examples has put beside the chapter so far. */
  codeExamples: CodeExample[]
  /** Measures and checks a version; what it answers goes to the model. */
  review: (input: WriteChapterInput) => Promise<string>
  /** Seconds of a text in the voice that will speak it. */
  secondsOf: (text: string) => number
  targetSeconds: number
}

/** Markup that a model slips in is not for the ear. */
const plainSentence = (text: string): string => text.replace(/[`*]/g, '').replace(/\s+/g, ' ').trim()

export const draftOf = (
  written: readonly WrittenParagraph[],
  title: string,
  codeExamples: readonly CodeExample[],
  snapshot: RepositorySnapshot,
): WrittenChapter => {
  const optional = new Set<Sentence>()
  const unreadable: string[] = []
  const paragraphs = written
    .map(({ speaker, sentences }) => ({
      speaker,
      sentences: sentences
        .map(({ text, sources, optional: mayGo }): Sentence => {
          const places = sources.flatMap((source) => {
            const place = findPlace(source)
            if (place === null) unreadable.push(source)
            return place ?? []
          })
          const sentence = { text: plainSentence(text), sources: places.map((place) => sourceAt(place, snapshot)) }
          if (mayGo) optional.add(sentence)
          return sentence
        })
        .filter((sentence) => sentence.text !== ''),
    }))
    .filter((paragraph) => paragraph.sentences.length > 0)
  return { draft: { title, paragraphs, code_examples: [...codeExamples], predicted_seconds: 0, notes: [] }, optional, unreadable }
}

export const writeChapter = (input: WriteChapterInput, desk: ChapterDesk): Promise<string> => desk.review(input)

export const writeChapterTool = defineTool({
  name: 'write_chapter',
  description: 'Hand in a chapter. The answer says whether it is taken, or exactly what is wrong with it: then hand in the changes.',
  input: writeChapterInput,
  run: writeChapter,
})
