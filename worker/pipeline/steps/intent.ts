import type { IntentResult } from '../../../shared/intent.ts'
import { storyRequestSchema } from '../../../shared/story.ts'
import type { Step } from '../run.ts'

export const intentStep: Step<IntentResult> = {
  agent: 'Intent',
  cell: (results) => results.intent,
  run: async ({ story, agents }, context) => {
    context.log('Parsing user request', { repo: story.repoName, style: story.style, minutes: story.durationMinutes, depth: story.technicalDepth })
    const request = storyRequestSchema.parse({
      repoUrl: story.repoUrl,
      style: story.style,
      duration: story.durationMinutes,
      voice: story.voice,
      focusAreas: story.focusAreas,
      technicalDepth: story.technicalDepth,
    })
    const [repoOwner = '', repoName = ''] = story.repoName.includes('/') ? story.repoName.split('/') : ['local', story.repoName]
    const result = await agents.understand({ request, repoOwner, repoName }, context)
    return { result, log: { action: 'Intent extracted', details: { focus_areas: result.focus_areas, style: result.style }, level: 'success' } }
  },
}
