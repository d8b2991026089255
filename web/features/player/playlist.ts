// What there is to hear, as a list of files on one time line: the chapters that are ready while a story is being made, the
// whole story in one file afterwards. A position is always counted from the story's start, whichever file it falls in.

export interface Segment {
  url: string
  startSeconds: number
  durationSeconds: number
}

/** Without the query: a signature changes each time a story is read, the file behind it does not. */
const fileOf = (url: string): string => url.split('?', 1)[0] ?? url

export const sameFile = (left: Segment | null, right: Segment | null): boolean => left !== null && right !== null && fileOf(left.url) === fileOf(right.url)

export const totalSeconds = (segments: readonly Segment[]): number => {
  const last = segments.at(-1)
  return last === undefined ? 0 : last.startSeconds + last.durationSeconds
}

/** Where a position falls. Behind the end is the last file's end; in a gap, the file that follows. */
export const locate = (segments: readonly Segment[], positionSeconds: number): { segment: Segment; offsetSeconds: number } | null => {
  const segment = segments.find((candidate) => positionSeconds < candidate.startSeconds + candidate.durationSeconds) ?? segments.at(-1)
  if (segment === undefined) return null
  return { segment, offsetSeconds: Math.min(Math.max(0, positionSeconds - segment.startSeconds), segment.durationSeconds) }
}

interface AudibleStory {
  audio_url: string | null
  audio_chunks: readonly string[]
  duration_seconds: number | null
  chapters: readonly { duration_seconds: number; timestamp_start: number }[]
}

/** A chunk's name says which chapter it is: ours counts from 0 (chunks/0.mp3), a bucket's file from 1 (chapter-1.mp3). */
const findChapterOf = (chunkUrl: string): number | null => {
  const [, ours, theirs] = /\/(?:chunks\/(\d+)|chapter-(\d+))\.mp3$/.exec(fileOf(chunkUrl)) ?? []
  if (ours !== undefined) return Number(ours)
  return theirs === undefined ? null : Number(theirs) - 1
}

/** Chapter → its chunk, for those that are spoken. */
export const spokenChapters = (chunkUrls: readonly string[]): ReadonlyMap<number, string> =>
  new Map(
    chunkUrls.flatMap((url) => {
      const chapter = findChapterOf(url)
      return chapter === null ? [] : [[chapter, url] as const]
    }),
  )

/** Chapters become ready in any order; only those that follow each other from the first one can be played through. */
export const segmentsOf = (story: AudibleStory): Segment[] => {
  if (story.audio_url !== null && story.duration_seconds !== null) {
    return [{ url: story.audio_url, startSeconds: 0, durationSeconds: story.duration_seconds }]
  }
  const spoken = spokenChapters(story.audio_chunks)
  const segments: Segment[] = []
  for (const [index, { timestamp_start, duration_seconds }] of story.chapters.entries()) {
    const url = spoken.get(index)
    if (url === undefined) break
    segments.push({ url, startSeconds: timestamp_start, durationSeconds: duration_seconds })
  }
  return segments
}
