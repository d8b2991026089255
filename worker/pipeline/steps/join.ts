// The chapters become one file, and the story's record is made whole.
import { buffer } from 'node:stream/consumers'
import { joinStory } from '../../../story/audio/join.ts'
import { toPlainText } from '../../../story/audio/transcript.ts'
import { readParts, recordChapters, recordChunks, recordTranscript } from '../record.ts'
import type { JoinResult } from '../results.ts'
import type { Step } from '../run.ts'

/** What a request for a length promises. */
const tolerance = 0.05

const distinct = (values: Iterable<string>): string => [...new Set(values)].join(' + ')

const lengthWarning = (durationSeconds: number, minutes: number): string[] => {
  const share = durationSeconds / (minutes * 60) - 1
  if (Math.abs(share) <= tolerance) return []
  const length = `${Math.floor(durationSeconds / 60)}:${String(Math.round(durationSeconds % 60)).padStart(2, '0')}`
  return share < 0
    ? [`The repository has no more to tell: the story takes ${length} instead of ${minutes} minutes.`]
    : [`The story takes ${length} instead of ${minutes} minutes.`]
}

export const joinStep: Step<JoinResult> = {
  agent: 'Synthesizer',
  cell: (results) => results.join,
  run: async (run, context) => {
    const { story, files, results } = run
    const parts = await readParts(run)
    const { outline, written, spoken } = parts
    const { facts, warnings } = await results.analysis.get()
    const cover = await results.cover.get()
    const chapters = recordChapters(parts)
    const predicted = chapters.reduce((sum, chapter) => sum + chapter.duration_seconds, 0)
    const lastCommit = facts.history?.last?.date
    const joined = joinStory({
      title: outline.title,
      artist: 'Code Story',
      album: story.repoName,
      language: 'eng',
      date: lastCommit === undefined ? null : new Date(lastCommit),
      url: story.localFolder === null ? story.repoUrl : null,
      coverPng: await buffer(await files.read(cover.key, undefined, context.signal)),
      transcript: toPlainText(recordTranscript(outline.title, chapters, spoken, predicted)),
      chapters: chapters.map((chapter, index) => {
        const part = spoken.get(index)
        if (part === undefined) throw new Error(`chapter ${index} is to be joined before it is spoken`)
        return {
          title: chapter.title,
          url: chapter.sources.find((source) => source.url !== null)?.url ?? null,
          durationSeconds: part.duration_seconds,
          sizeBytes: part.size_bytes,
          open: () => files.read(part.key, undefined, context.signal),
        }
      }),
    })
    const audioKey = `stories/${story.id}/audio.mp3`
    const stored = await files.put(audioKey, joined.stream, { contentType: 'audio/mpeg', signal: context.signal })
    const told = [...warnings, ...outline.warnings, ...[...spoken.values()].flatMap((part) => part.warnings)]
    const result: JoinResult = {
      title: outline.title,
      summary: outline.summary,
      commitSha: facts.commit,
      chapters: chapters.map((chapter, index) => ({ ...chapter, timestamp_start: joined.chapterStarts[index] ?? chapter.timestamp_start })),
      audioKey,
      audioSizeBytes: stored.sizeBytes,
      audioChunks: recordChunks(spoken),
      coverKey: cover.key,
      durationSeconds: joined.durationSeconds,
      engines: {
        narrator: distinct([...written.values()].map((chapter) => chapter.narrator)),
        voice: distinct([...spoken.values()].map((chapter) => chapter.engine)),
      },
      warnings: [...new Set([...told, ...(outline.warnings.length > 0 ? [] : lengthWarning(joined.durationSeconds, story.durationMinutes))])],
    }
    return { result, log: { action: 'Audio complete', level: 'success', details: { duration: Math.round(joined.durationSeconds), chapters: chapters.length } } }
  },
}
