import type { IntentResult } from '../../../../shared/intent.ts'
import type { AgentContext, IntentInput } from '../../agents.ts'

/** A form needs no guessing: what was asked for, with doubles taken out. */
export const understand = async ({ request, repoOwner, repoName }: IntentInput, { signal }: AgentContext): Promise<IntentResult> => {
  signal.throwIfAborted()
  const byKey = new Map(request.focusAreas.map((area) => [area.toLowerCase(), area]))
  return {
    repo_url: request.repoUrl,
    repo_owner: repoOwner,
    repo_name: repoName,
    focus_areas: [...byKey.values()],
    technical_depth: request.technicalDepth,
    style: request.style,
    duration_minutes: request.duration,
    custom_instructions: null,
  }
}
