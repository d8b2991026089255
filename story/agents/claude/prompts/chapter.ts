import type { IntentResult } from '../../../../shared/intent.ts'
import { asMaterial } from '../material.ts'
import { wishes } from './outline.ts'
import { depthRules, styleRules } from './style.ts'

export interface ChapterPrompt {
  intent: Pick<IntentResult, 'style' | 'technical_depth' | 'focus_areas' | 'custom_instructions'>
  storyTitle: string
  scene: string
  question: string
  /** All chapters, so that this one neither repeats nor anticipates another. */
  chapters: readonly { title: string; turn: string }[]
  index: number
  turn: string
  tells: string
  handsOver: string
  /** How the chapter before ends, as planned; null for the first. */
  handedOver: string | null
  words: number
  seconds: number
  /** Numbered lines of the evidence. */
  evidence: string
}

export const chapterPrompt = (prompt: ChapterPrompt): string => {
  const { intent, chapters, index } = prompt
  const title = chapters[index]?.title ?? ''
  return `You are the Architect. Write chapter ${index + 1} of ${chapters.length} of “${prompt.storyTitle}”: “${title}”.

# Style
${styleRules[intent.style]}

# Depth
${depthRules[intent.technical_depth]}
${wishes(intent)}
# The story
Scene: ${prompt.scene}
Question: ${prompt.question}
${chapters.map((chapter, at) => `${at + 1}. ${chapter.title}: ${chapter.turn}${at === index ? ' (this one)' : ''}`).join('\n')}

# This chapter
It turns on: ${prompt.turn}
It tells: ${prompt.tells}
${prompt.handedOver === null ? 'It is the first: the scene begins here, with a moment and no preamble.' : `The chapter before leaves open: ${prompt.handedOver}`}
${index === chapters.length - 1 ? 'It is the last: its end answers the question of the beginning.' : `Its last sentence opens the next chapter: ${prompt.handsOver}`}

# Length
About ${prompt.words} words, which this voice speaks in ${prompt.seconds} seconds. It is measured. Mark about a quarter of the sentences as optional, spread over the chapter, each such that what stands around it still follows on: those are cut first if it is too long.

# Evidence
${asMaterial('evidence', prompt.evidence)}

Call add_code_examples with the one or two places that a listener would most like to see, and in the same reply write_chapter with the whole chapter.`
}
