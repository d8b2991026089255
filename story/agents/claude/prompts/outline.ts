import type { IntentResult } from '../../../../shared/intent.ts'
import { depthRules, styleRules } from './style.ts'

export interface OutlinePrompt {
  intent: Pick<IntentResult, 'style' | 'technical_depth' | 'duration_minutes' | 'focus_areas' | 'custom_instructions'>
  fullName: string
  chapters: number
  suggestions: readonly string[]
}

/** What a listener asked for, word for word: from a person, but still not from us. */
export const wishes = ({ focus_areas, custom_instructions }: Pick<IntentResult, 'focus_areas' | 'custom_instructions'>): string => {
  const lines = [
    ...(focus_areas.length === 0 ? [] : [`The listener wants it to dwell on: ${focus_areas.join('; ')}.`]),
    ...(custom_instructions === null ? [] : [`In the listener's words: ${custom_instructions}`]),
  ]
  return lines.length === 0 ? '' : `\n# Wishes\n${lines.join('\n')}\n`
}

export const outlinePrompt = ({
  intent,
  fullName,
  chapters,
  suggestions,
}: OutlinePrompt): string => `You are the Architect. Plan a story of ${fullName}, ${intent.duration_minutes} minutes long, in about ${chapters} chapters.

# Style
${styleRules[intent.style]}

# Depth
${depthRules[intent.technical_depth]}
${wishes(intent)}
# What the Analyzer would tell
${suggestions.map((line) => `- ${line}`).join('\n')}

# The plan
Choose the one scene that meets the most of what is worth telling: follow a call path of the evidence sheet from where it starts to where it ends. Give each chapter one turn, and lines of evidence that really show it: read them with read_key_files first if the digest doesn't show them with certainty. Chapters need not be equally long; share says how long each is against the average. If the repository is too small to fill ${intent.duration_minutes} minutes without padding, say in fills_minutes how many it fills.

Hand in the plan by calling the tool create_outline.`
