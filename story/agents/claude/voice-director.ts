// Agent 4: how the names of this project are said, and a line for the cover. One small call, without the digest; its tools
// (synthesize_chunk, upload_to_s3, concatenate_audio, generate_cover) leave nothing to decide and are run by code.
import { betaZodOutputFormat } from '@anthropic-ai/sdk/helpers/beta/zod'
import { z } from 'zod'
import type { StoryOutline } from '../../../shared/script.ts'
import { readClaims } from '../../check/claims.ts'
import { addressesModel } from '../../repository/prose.ts'
import type { AgentContext, Direction, StoryInput } from '../agents.ts'
import type { Narrator } from './narrator.ts'
import { directionPrompt, directionSystemPrompt } from './prompts/direction.ts'
import { readJson } from './read-json.ts'
import { runAgent } from './run-agent.ts'

const directionSchema = z.object({
  pronunciations: z.array(z.object({ written: z.string().describe('The name as written'), spoken: z.string().describe('Plain English words') })),
  cover_idea: z.string().nullable().describe('At most eight words, or null'),
})

const mostNames = 120

const namesIn = ({ analysis, outline }: StoryInput & { outline: StoryOutline }): string[] => {
  const texts = [outline.title, outline.summary, ...outline.chapters.flatMap((chapter) => [chapter.title, chapter.purpose, JSON.stringify(chapter.brief)])]
  const named = texts.flatMap((text) => readClaims(text).names)
  return [...new Set([analysis.facts.name, ...named, ...analysis.facts.vocabulary])].slice(0, mostNames)
}

/** What may be handed to a voice: plain words, and not many more than the name has letters. */
const isSpeakable = ({ written, spoken }: { written: string; spoken: string }): boolean =>
  /^[A-Za-z][A-Za-z' -]*$/.test(spoken) && spoken.length <= 4 * written.length + 12 && written.trim().length > 1

export const direct = async (input: StoryInput & { outline: StoryOutline }, narrator: Narrator, context: AgentContext): Promise<Direction> => {
  const { title, summary, chapters } = input.outline
  const names = namesIn(input)
  const { pronunciations, cover_idea } = await runAgent(
    {
      agent: 'Synthesizer',
      purpose: 'voice direction',
      system: [{ type: 'text', text: directionSystemPrompt() }],
      prefix: null,
      messages: [{ role: 'user', content: directionPrompt({ title, summary, chapters: chapters.map((chapter) => chapter.title), names }) }],
      tools: [],
      format: betaZodOutputFormat(directionSchema),
      maxTurns: 2,
      expectedOutputTokens: 1500,
      outcome: (reply) => readJson(reply, directionSchema),
      // The built-in pronunciation is good: an answer that nobody can read is not worth a story.
      whatThereIs: () => {
        context.log('Claude gave no usable direction for the voice; names are said by rule', {}, 'warning')
        return { pronunciations: [], cover_idea: null }
      },
    },
    narrator,
    context,
  )
  const known = new Set(names)
  const usable = pronunciations.filter((one) => known.has(one.written) && isSpeakable(one))
  const idea = cover_idea?.trim() ?? ''
  const isIdea = idea !== '' && idea.length <= 80 && !addressesModel(idea)
  return { pronunciations: Object.fromEntries(usable.map(({ written, spoken }) => [written, spoken])), coverIdea: isIdea ? idea : null }
}
