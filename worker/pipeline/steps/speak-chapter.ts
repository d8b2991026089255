// A chapter is spoken as soon as its text is final. Nothing here depends on which chapter was ready first, so the sound
// is the same whatever the order.
import { chapterText } from '../../../shared/script.ts'
import { secondVoice } from '../../../shared/voices.ts'
import { wrapChapterChunk } from '../../../story/audio/chapter-chunk.ts'
import { readParts, recordChapters, recordChunks } from '../record.ts'
import type { SpokenStep } from '../results.ts'
import type { Step } from '../run.ts'

/** Enough for a voice to pick up the tone; more is sent and paid for nothing. */
const contextCharacters = 600

export const speakStep: Step<SpokenStep> = {
  agent: 'Synthesizer',
  cell: (results, chapter) => results.speak(chapter),
  run: async (run, context, chapter) => {
    const { story, speech, files, results } = run
    const [outline, direction, draft] = [await results.outline.get(), await results.direction.get(), await results.write(chapter).get()]
    const before = chapter === 0 ? null : await results.write(chapter - 1).get()
    const targetSeconds = outline.chapters[chapter]?.target_seconds ?? null
    const spoken = await speech.speakChapter(
      {
        title: draft.title,
        paragraphs: draft.paragraphs,
        voiceOf: { host: story.voice, guest: secondVoice[story.voice] },
        pronunciations: direction.pronunciations,
        targetSeconds,
        previousText: before === null ? null : chapterText(before).slice(-contextCharacters),
        nextText: null,
      },
      {
        signal: context.signal,
        progress: (seconds) => context.progress(Math.min(1, seconds / Math.max(1, draft.predicted_seconds))),
        log: context.log,
        budget: context.budget,
        cache: run.speechCache,
      },
    )
    const key = `stories/${story.id}/chapter-${chapter + 1}.mp3`
    const stored = await files.put(key, wrapChapterChunk(spoken.frames), { contentType: 'audio/mpeg', signal: context.signal })
    const result: SpokenStep = {
      key,
      duration_seconds: spoken.durationSeconds,
      size_bytes: stored.sizeBytes,
      sentences: spoken.sentences,
      peaks: spoken.peaks,
      engine: speech.engine,
      warnings: spoken.warnings,
    }
    const parts = await readParts(run)
    const all = new Map([...parts.spoken, [chapter, result] as const])
    return {
      result,
      story: { chapters: recordChapters({ ...parts, spoken: all }), audioChunks: recordChunks(all) },
      log: { action: `Chapter ${chapter + 1} spoken: ${draft.title}`, details: { chapter: chapter + 1, seconds: Math.round(spoken.durationSeconds) } },
    }
  },
}
