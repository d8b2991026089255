import { chapterText, countWords } from '../../../shared/script.ts'
import { readParts, recordChapters } from '../record.ts'
import type { WrittenChapter } from '../results.ts'
import type { Step } from '../run.ts'

export const writeStep: Step<WrittenChapter> = {
  agent: 'Architect',
  cell: (results, chapter) => results.write(chapter),
  run: async (run, context, chapter) => {
    const { story, agents, speech, results, snapshot } = run
    const [intent, analysis, outline] = [await results.intent.get(), await results.analysis.get(), await results.outline.get()]
    const draft = await agents.writeChapter({ intent, analysis, outline, index: chapter, voice: story.voice, timing: speech.timing, snapshot }, context)
    for (const note of draft.notes) context.log(note, { chapter: chapter + 1 })
    const result: WrittenChapter = { ...draft, narrator: agents.narrator }
    const parts = await readParts(run)
    return {
      result,
      story: { chapters: recordChapters({ ...parts, written: new Map([...parts.written, [chapter, result]]) }) },
      log: {
        action: `Chapter ${chapter + 1} written: ${draft.title}`,
        details: {
          chapter: chapter + 1,
          words: countWords(chapterText(draft)),
          seconds: Math.round(draft.predicted_seconds),
          code_examples: draft.code_examples.length,
        },
      },
    }
  },
}
