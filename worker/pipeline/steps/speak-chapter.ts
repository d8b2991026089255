// A chapter is spoken as soon as its text is final. The built-in voice knows nothing of its neighbours, so its sound is the
// same whatever the order; a service that keeps its prosody over the seam is told the next words where they are there already.
import { chapterText } from '../../../shared/script.ts'
import { secondVoice } from '../../../shared/voices.ts'
import { synthesizeChunk } from '../../../story/agents/claude/tools/synthesize-chunk.ts'
import { uploadToS3 } from '../../../story/agents/claude/tools/upload-to-s3.ts'
import { wrapChapterChunk } from '../../../story/audio/chapter-chunk.ts'
import type { ChapterToSpeak } from '../../../story/speech/speech.ts'
import { readParts, recordChapters, recordChunks } from '../record.ts'
import type { SpokenStep } from '../results.ts'
import { folderOf, type Step, type StoryRun } from '../run.ts'

/** Enough for a voice to pick up the tone; more is sent and paid for nothing. */
const contextCharacters = 600

const textOf = async ({ results, done }: StoryRun, chapter: number): Promise<string | null> =>
  done.write.has(chapter) ? chapterText(await results.write(chapter).get()) : null

const toSpeak = async (run: StoryRun, chapter: number): Promise<ChapterToSpeak & { predictedSeconds: number }> => {
  const { story, results } = run
  const [outline, direction, draft] = [await results.outline.get(), await results.direction.get(), await results.write(chapter).get()]
  const [before, after] = [await textOf(run, chapter - 1), await textOf(run, chapter + 1)]
  return {
    title: draft.title,
    paragraphs: draft.paragraphs,
    voiceOf: { host: story.voice, guest: secondVoice[story.voice] },
    pronunciations: direction.pronunciations,
    targetSeconds: outline.chapters[chapter]?.target_seconds ?? null,
    previousText: before?.slice(-contextCharacters) ?? null,
    nextText: after?.slice(0, contextCharacters) ?? null,
    predictedSeconds: draft.predicted_seconds,
  }
}

export const speakStep: Step<SpokenStep> = {
  agent: 'Synthesizer',
  cell: (results, chapter) => results.speak(chapter),
  run: async (run, context, chapter) => {
    const { story, speech, files } = run
    const wanted = await toSpeak(run, chapter)
    const { signal, log, budget } = context
    const progress = (seconds: number) => context.progress(Math.min(1, seconds / Math.max(1, wanted.predictedSeconds)))
    const number = chapter + 1
    const spoken = await synthesizeChunk(
      { chapter: number },
      { speech, chapters: new Map([[number, wanted]]), context: { signal, progress, log, budget, cache: run.speechCache } },
    )
    const desk = { files, folder: folderOf(story), signal }
    const { key, sizeBytes } = await uploadToS3({ name: `chapter-${number}.mp3`, content_type: 'audio/mpeg' }, wrapChapterChunk(spoken.frames), desk)
    const result: SpokenStep = {
      key,
      duration_seconds: spoken.durationSeconds,
      size_bytes: sizeBytes,
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
      log: { action: `Chapter ${number} spoken: ${wanted.title}`, details: { chapter: number, seconds: Math.round(spoken.durationSeconds) } },
    }
  },
}
