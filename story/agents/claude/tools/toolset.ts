// The tools of the agents that share the repository's digest. The service caches a prompt as tools, then system, then
// messages: so all of them send the same definitions in the same order, and who may really call what is enforced here.
import type { BetaRunnableTool } from '@anthropic-ai/sdk/lib/tools/BetaRunnableTool'
import type { ChatRepository } from '../../agents.ts'
import { addCodeExamplesTool } from './add-code-examples.ts'
import { analyzeDependenciesTool } from './analyze-dependencies.ts'
import { calculateTimingTool } from './calculate-timing.ts'
import { createOutlineTool, type OutlineDesk } from './create-outline.ts'
import { bindTool, oneAfterTheOther } from './define-tool.ts'
import { estimateDurationTool } from './estimate-duration.ts'
import { fetchGithubMetadataTool } from './fetch-github-metadata.ts'
import { identifyArchitectureTool } from './identify-architecture.ts'
import { parseGithubUrlTool } from './parse-github-url.ts'
import { readKeyFilesTool } from './read-key-files.ts'
import type { RepositoryDesk } from './repository-desk.ts'
import { runRepomixTool } from './run-repomix.ts'
import { type AnalysisDesk, submitAnalysisTool } from './submit-analysis.ts'
import { suggestFocusAreasTool } from './suggest-focus-areas.ts'
import { type ChapterDesk, writeChapterTool } from './write-chapter.ts'

export type Desk = { task: 'analysis'; on: AnalysisDesk } | { task: 'outline'; on: OutlineDesk } | { task: 'chapter'; on: ChapterDesk }

export const repositoryTools = (desk: Desk): BetaRunnableTool[] => {
  const repository: RepositoryDesk = desk.on
  const analysis = desk.task === 'analysis' ? desk.on : null
  const outline = desk.task === 'outline' ? desk.on : null
  const chapter = desk.task === 'chapter' ? desk.on : null
  return oneAfterTheOther([
    bindTool(runRepomixTool, repository),
    bindTool(fetchGithubMetadataTool, repository),
    bindTool(readKeyFilesTool, repository),
    bindTool(analyzeDependenciesTool, repository),
    bindTool(identifyArchitectureTool, repository),
    bindTool(submitAnalysisTool, analysis),
    bindTool(createOutlineTool, outline),
    bindTool(writeChapterTool, chapter),
    bindTool(addCodeExamplesTool, chapter),
    bindTool(calculateTimingTool, chapter),
  ])
}

/** What the intent agent may use: it has no digest to share. */
export const intentTools = (on: { repository: ChatRepository | null }): BetaRunnableTool[] => [
  bindTool(parseGithubUrlTool, on),
  bindTool(suggestFocusAreasTool, on),
  bindTool(estimateDurationTool, on),
]
