import { z } from 'zod'
import { type StoryDuration, storyDurations, technicalDepthSchema } from '../../../../shared/story.ts'
import type { ChatRepository } from '../../agents.ts'
import { defineTool } from './define-tool.ts'

export const estimateDurationInput = z.object({
  source_files: z.number().int().min(0).nullable().describe('How many source files the repository has; null for what is known of it'),
  focus_areas: z.number().int().min(0).describe('How many areas the story should dwell on'),
  technical_depth: technicalDepthSchema.describe('How much the listener knows already'),
})

/**
 * Minutes that a repository of this size fills without padding: a handful of files is told in five, some hundred in
 * fifteen. Each area to dwell on asks for more, and a beginner needs more words for the same thing.
 */
export const estimateDuration = ({ source_files, focus_areas, technical_depth }: z.output<typeof estimateDurationInput>): StoryDuration => {
  const files = source_files ?? 50
  const minutes = 3 + 2.2 * Math.log2(1 + files / 8) + 1.5 * Math.max(0, focus_areas - 1) + { beginner: 2, intermediate: 0, advanced: -1 }[technical_depth]
  return storyDurations.reduce((best, duration) => (Math.abs(duration - minutes) < Math.abs(best - minutes) ? duration : best))
}

export const estimateDurationTool = defineTool({
  name: 'estimate_duration',
  description: 'Estimate how many minutes (5, 10, 15 or 20) a story should have, from the size of the repository and what is asked for.',
  input: estimateDurationInput,
  run: (input, { repository }: { repository: ChatRepository | null }) =>
    `${estimateDuration({ ...input, source_files: input.source_files ?? repository?.sourceFiles ?? null })} minutes`,
})
