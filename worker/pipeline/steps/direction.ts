import type { Direction } from '../../../story/agents/agents.ts'
import type { Step } from '../run.ts'

export const directionStep: Step<Direction> = {
  agent: 'Synthesizer',
  cell: (results) => results.direction,
  run: async ({ story, agents, speech, results }, context) => {
    const [intent, analysis, outline] = [await results.intent.get(), await results.analysis.get(), await results.outline.get()]
    const result = await agents.direct({ intent, analysis, outline, voice: story.voice, timing: speech.timing }, context)
    const names = Object.keys(result.pronunciations).length
    return { result, log: { action: 'Voice directed', details: { voice: story.voice, engine: speech.engine, pronunciations: names } } }
  },
}
