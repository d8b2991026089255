import type { StoryOutline } from '../../../shared/script.ts'
import { recordChapters } from '../record.ts'
import type { Step } from '../run.ts'

export const outlineStep: Step<StoryOutline> = {
  agent: 'Architect',
  cell: (results) => results.outline,
  run: async ({ story, agents, speech, results, snapshot }, context) => {
    context.log('Generating narrative', { narrator: agents.narrator, style: story.style })
    const [intent, analysis] = [await results.intent.get(), await results.analysis.get()]
    const result = await agents.outline({ intent, analysis, voice: story.voice, timing: speech.timing, snapshot }, context)
    return {
      result,
      story: {
        title: result.title,
        summary: result.summary,
        warnings: [...new Set([...analysis.warnings, ...result.warnings])],
        chapters: recordChapters({ outline: result, written: new Map(), spoken: new Map() }),
        engines: { narrator: agents.narrator, voice: speech.engine },
      },
      log: { action: 'Outline ready', details: { title: result.title, chapters: result.chapters.map((chapter) => chapter.title) } },
    }
  },
}
