// Agent 1: what the listener wants. A filled-in form says it all, and then nobody is asked; only where somebody wrote
// sentences into the focus areas does Claude part them into areas and wishes.
import { betaZodOutputFormat } from '@anthropic-ai/sdk/helpers/beta/zod'
import { z } from 'zod'
import type { IntentResult } from '../../../shared/intent.ts'
import type { AgentContext, IntentInput } from '../agents.ts'
import type { Narrator } from './narrator.ts'
import { intentPrompt, intentSystemPrompt } from './prompts/intent.ts'
import { readJson } from './read-json.ts'
import { runAgent } from './run-agent.ts'
import { intentTools } from './tools/toolset.ts'

const partedSchema = z.object({
  focus_areas: z.array(z.string()).describe('Short names of what the story should dwell on'),
  custom_instructions: z.string().nullable().describe('Whatever else they want of the story, or null'),
})

/** "routing", "error handling in the parser": a name, and not a sentence that wants to be understood. */
const isName = (area: string): boolean => area.split(/\s+/).length <= 6 && !/[.!?;:]\s|[.!?]$|,.*,/.test(area)

export const understand = async ({ request, repoOwner, repoName }: IntentInput, narrator: Narrator, context: AgentContext): Promise<IntentResult> => {
  const plain: IntentResult = {
    repo_url: request.repoUrl,
    repo_owner: repoOwner,
    repo_name: repoName,
    focus_areas: request.focusAreas,
    technical_depth: request.technicalDepth,
    style: request.style,
    duration_minutes: request.duration,
    custom_instructions: null,
  }
  if (request.focusAreas.every(isName)) return plain
  const parted = await runAgent(
    {
      agent: 'Intent',
      purpose: 'intent',
      system: [{ type: 'text', text: intentSystemPrompt() }],
      prefix: null,
      messages: [
        {
          role: 'user',
          content: intentPrompt({
            repoUrl: request.repoUrl,
            style: request.style,
            depth: request.technicalDepth,
            minutes: request.duration,
            said: request.focusAreas,
          }),
        },
      ],
      tools: intentTools({ repository: null }),
      format: betaZodOutputFormat(partedSchema),
      maxTurns: 4,
      expectedOutputTokens: 1500,
      outcome: (reply) => readJson(reply, partedSchema),
      whatThereIs: () => null,
    },
    narrator,
    context,
  )
  const areas = parted.focus_areas.map((area) => area.trim().slice(0, 100)).filter((area) => area !== '')
  return { ...plain, focus_areas: areas.slice(0, 20), custom_instructions: parted.custom_instructions?.trim().slice(0, 1000) || null }
}
