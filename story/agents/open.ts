// Who writes: the configuration decides, and only it.
import type { Env } from '../../shared/node/env.ts'
import type { Agents } from './agents.ts'
import { openFindMetadata } from './find-metadata.ts'
import { openLocalAgents } from './local/open.ts'

export type NarratorEnv = Pick<
  Env,
  'ANTHROPIC_API_KEY' | 'ANTHROPIC_BASE_URL' | 'ANTHROPIC_MODEL' | 'GITHUB_TOKEN' | 'GITHUB_API_URL' | 'GITHUB_SERVER_URL' | 'SUPABASE_URL'
>

export const openAgents = async (env: NarratorEnv): Promise<Agents> => {
  const findMetadata = openFindMetadata(env)
  if (env.ANTHROPIC_API_KEY === undefined) return openLocalAgents({ findMetadata })
  // Claude's client is large: whoever needs none neither waits for it nor keeps it in memory.
  const [{ openClaudeAgents }, { makeAnalyse }] = await Promise.all([import('./claude/claude-agents.ts'), import('./claude/analyse-repository.ts')])
  return openClaudeAgents({ apiKey: env.ANTHROPIC_API_KEY, baseUrl: env.ANTHROPIC_BASE_URL, modelId: env.ANTHROPIC_MODEL, analyse: makeAnalyse(findMetadata) })
}
