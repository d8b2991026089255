// The head of every conversation over a repository: who we are, what was found, what the code looks like. The same bytes for
// every call of a story and for every story of the same commit, marked for the service's cache, so that it is paid for once.
// Whatever differs between two calls comes after it.
import { createHash } from 'node:crypto'
import type { BetaTextBlockParam } from '@anthropic-ai/sdk/resources/beta/messages/messages'
import type { AnalysisResult } from '../../../shared/analysis.ts'
import { asMaterial } from './material.ts'
import { evidenceSheet } from './prompts/evidence-sheet.ts'
import { housePrompt } from './prompts/house.ts'

export interface Prefix {
  system: BetaTextBlockParam[]
  key: string
}

export const repositoryPrefix = (analysis: Pick<AnalysisResult, 'facts' | 'digest'>): Prefix => {
  const sheet = asMaterial('evidence sheet', evidenceSheet(analysis.facts))
  const digest = analysis.digest === '' ? '' : `\n\n${asMaterial('digest', analysis.digest)}`
  const material = `# The repository ${analysis.facts.full_name}\n\n${sheet}${digest}`
  return {
    system: [
      { type: 'text', text: housePrompt() },
      { type: 'text', text: material, cache_control: { type: 'ephemeral' } },
    ],
    key: createHash('sha256').update(material).digest('hex'),
  }
}
