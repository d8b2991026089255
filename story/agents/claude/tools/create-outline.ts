import { z } from 'zod'
import { defineTool } from './define-tool.ts'
import { placeTextSchema } from './place.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const outlineChapterInput = z.object({
  title: z.string().min(1).max(80).describe('Two to six words that make one curious; no “Introduction”, no “Conclusion”'),
  turn: z.string().describe('The surprise that the chapter turns on: a fact of this code against what one would expect'),
  tells: z.string().describe('What happens in it, in the order in which it is told'),
  hands_over: z
    .string()
    .describe('What its last sentence leaves open for the next chapter; for the last chapter, how it answers the question of the beginning'),
  evidence: z.array(placeTextSchema).min(1).max(12).describe('The lines that it rests on, the most important first'),
  share: z.number().min(0.2).max(4).describe('Its length against an average chapter: 1 is average'),
})

export const createOutlineInput = z.object({
  title: z.string().min(1).max(100).describe('Of the whole story, for a cover'),
  summary: z.string().min(1).max(600).describe('Two or three sentences for somebody who decides whether to listen; every name in it stands in the repository'),
  scene: z.string().describe('The one request, visit, call or search that enters in the first chapter and leaves in the last'),
  question: z.string().describe('The question that the first chapter raises and the last one answers'),
  fills_minutes: z
    .number()
    .min(1)
    .max(20)
    .describe('How many minutes this repository fills without padding; what was asked for, unless it is too small for that'),
  chapters: z.array(outlineChapterInput).min(2).max(14).describe('In the order in which they are told'),
})
export type CreateOutlineInput = z.output<typeof createOutlineInput>

export interface OutlineDesk extends RepositoryDesk {
  /** Looks at a proposal and keeps it if it holds; what it answers goes to the model. */
  review: (outline: CreateOutlineInput) => Promise<string>
}

export const createOutline = (input: CreateOutlineInput, desk: OutlineDesk): Promise<string> => desk.review(input)

export const createOutlineTool = defineTool({
  name: 'create_outline',
  description: 'Propose the outline of the story. The answer says whether it is taken, or what to change.',
  input: createOutlineInput,
  run: createOutline,
})
