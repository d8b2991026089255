import { z } from 'zod'
import { countWords } from '../../../../shared/script.ts'
import { defineTool } from './define-tool.ts'
import type { ChapterDesk } from './write-chapter.ts'

export const calculateTimingInput = z.object({ text: z.string().min(1).describe('The text to measure, as it would be spoken') })

export const calculateTiming = ({ text }: z.output<typeof calculateTimingInput>, desk: Pick<ChapterDesk, 'secondsOf'>): { seconds: number; words: number } => ({
  seconds: Math.round(desk.secondsOf(text) * 10) / 10,
  words: countWords(text),
})

export const calculateTimingTool = defineTool({
  name: 'calculate_timing',
  description: 'How long the voice of this story takes for a text. A chapter that is handed in is measured anyway.',
  input: calculateTimingInput,
  run: (input, desk: ChapterDesk) => {
    const { seconds, words } = calculateTiming(input, desk)
    return `${words} words take ${seconds} seconds; the chapter should take ${Math.round(desk.targetSeconds)}.`
  },
})
