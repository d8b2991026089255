// What a repository is, and what a story of it would cost and take: asked before anything is made.
import { z } from 'zod'
import { enginesSchema, storyDurationSchema } from './story.ts'

export const repoInspectionSchema = z.object({
  repo_url: z.string().describe('As a story would name it'),
  repo_name: z.string().describe('owner/name'),
  description: z.string().nullable(),
  default_branch: z.string().nullable(),
  private: z.boolean().nullable(),
  archived: z.boolean().nullable(),
  stars: z.int().nullable(),
  license: z.string().nullable(),
  topics: z.array(z.string()),
  languages: z.array(z.object({ name: z.string(), share: z.number().min(0).max(1) })).describe('Largest first'),
  source_files: z.int().nullable().describe('Null where nobody could be asked'),
  last_commit: z.object({ sha: z.string(), date: z.string().nullable(), subject: z.string().nullable() }).nullable(),
  suggested_focus_areas: z.array(z.string()),
  suggested_duration: storyDurationSchema,
  engines: enginesSchema,
  estimates: z
    .array(z.object({ duration_minutes: storyDurationSchema, cost_usd: z.number().min(0), seconds: z.number().min(0) }))
    .describe('One for each length: what it would cost, and how long making it would take'),
  warnings: z.array(z.string()).describe('What could not be found out, and why'),
})
export type RepoInspection = z.infer<typeof repoInspectionSchema>
