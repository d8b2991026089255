// The chapters become one file, and the story's record is made whole.
import { buffer } from 'node:stream/consumers'
import { concatenateAudio } from '../../../story/agents/claude/tools/concatenate-audio.ts'
import { uploadToS3 } from '../../../story/agents/claude/tools/upload-to-s3.ts'
import { toPlainText } from '../../../story/audio/transcript.ts'
import { readParts, recordChapters, recordChunks, recordTranscript } from '../record.ts'
import type { JoinResult } from '../results.ts'
import { folderOf, type Step } from '../run.ts'

/** What a request for a length promises. */
const tolerance = 0.05

const distinct = (values: Iterable<string>): string => [...new Set(values)].join(' + ')

/**
 * Null where the length is as it was asked for, or where the plan was shorter already: then the outline has said so.
 * Static analysis tells all that it found; of what a model wrote, only what the repository bears out was kept.
 */
const findLengthWarning = (seconds: { heard: number; planned: number; requested: number }, narrator: string): string | null => {
  const isOff = (value: number): boolean => Math.abs(value / seconds.requested - 1) > tolerance
  if (!isOff(seconds.heard) || isOff(seconds.planned)) return null
  const length = `${Math.floor(seconds.heard / 60)}:${String(Math.floor(seconds.heard % 60)).padStart(2, '0')}`
  const told = `he story takes ${length} instead of ${seconds.requested / 60} minutes.`
  if (seconds.heard > seconds.requested) return `T${told}`
  return narrator === 'local' ? `The repository has no more to tell: t${told}` : `${narrator} wrote no more that the repository bears out: t${told}`
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
    const desk = { files, folder: folderOf(story), signal: context.signal }
    const chunks = chapters.map((chapter, index) => {
      const part = spoken.get(index)
      if (part === undefined) throw new Error(`chapter ${index} is to be joined before it is spoken`)
      const url = chapter.sources.find((source) => source.url !== null)?.url ?? null
      return { key: part.key, title: chapter.title, duration_seconds: part.duration_seconds, size_bytes: part.size_bytes, url }
    })
    const joined = concatenateAudio(
      { chunks },
      {
        title: outline.title,
        artist: 'Code Story',
        album: story.repoName,
        language: 'eng',
        date: lastCommit === undefined ? null : new Date(lastCommit),
        url: story.localFolder === null ? story.repoUrl : null,
        coverPng: await buffer(await files.read(cover.key, undefined, context.signal)),
        transcript: toPlainText(recordTranscript(outline.title, chapters, spoken, predicted)),
      },
      desk,
    )
    const stored = await uploadToS3({ name: 'audio.mp3', content_type: 'audio/mpeg' }, joined.stream, desk)
    const told = [...warnings, ...outline.warnings, ...[...spoken.values()].flatMap((part) => part.warnings)]
    const narrator = distinct([...written.values()].map((chapter) => chapter.narrator))
    const planned = outline.chapters.reduce((sum, chapter) => sum + chapter.target_seconds, 0)
    const lengthWarning = findLengthWarning({ heard: joined.durationSeconds, planned, requested: story.durationMinutes * 60 }, narrator)
    const result: JoinResult = {
      title: outline.title,
      summary: outline.summary,
      commitSha: facts.commit,
      chapters: chapters.map((chapter, index) => ({ ...chapter, timestamp_start: joined.chapterStarts[index] ?? chapter.timestamp_start })),
      audioKey: stored.key,
      audioSizeBytes: stored.sizeBytes,
      audioChunks: recordChunks(spoken),
      coverKey: cover.key,
      durationSeconds: joined.durationSeconds,
      engines: {
        narrator,
        voice: distinct([...spoken.values()].map((chapter) => chapter.engine)),
      },
      warnings: [...new Set([...told, ...(lengthWarning === null ? [] : [lengthWarning])])],
    }
    return { result, log: { action: 'Audio complete', level: 'success', details: { duration: Math.round(joined.durationSeconds), chapters: chapters.length } } }
  },
}
