// A chapter as the model writes it, and the same as our draft: sentences one by one, each with the lines that it rests on.
import { z } from 'zod'
import type { ChapterDraft, CodeExample, Sentence } from '../../../../shared/script.ts'
import { speakerSchema } from '../../../../shared/script.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { defineTool } from './define-tool.ts'
import { findPlace, placeTextSchema, sourceAt } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const writeChapterInput = z.object({
  paragraphs: z
    .array(
      z.object({
        speaker: speakerSchema.default('host').describe('host; guest only where the style has two voices'),
        sentences: z
          .array(
            z.object({
              text: z.string().min(1).describe('One sentence for the ear, names spelled as in the code, no markup'),
              sources: z
                .array(placeTextSchema)
                .max(4)
                .default([])
                .describe('The lines that show it; needed wherever the sentence says something about the code'),
              optional: z.boolean().default(false).describe('True where the chapter still holds together without this sentence'),
            }),
          )
          .min(1)
          .describe('In order'),
      }),
    )
    .min(1)
    .max(40)
    .describe('The whole chapter, in order'),
})
export type WriteChapterInput = z.output<typeof writeChapterInput>

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

export const draftOf = (input: WriteChapterInput, title: string, codeExamples: readonly CodeExample[], snapshot: RepositorySnapshot): WrittenChapter => {
  const optional = new Set<Sentence>()
  const unreadable: string[] = []
  const paragraphs = input.paragraphs
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
  description:
    'Hand in a chapter, whole. The answer says whether it is taken, or exactly what is wrong with it: then correct that, keep the rest word for word, and hand it in again.',
  input: writeChapterInput,
  run: writeChapter,
})
