// A story's row as the outside world sees it.
import type { StoryWithUsage } from '../db/hot-reads.ts'
import type { StoryRecord, StorySummary } from '../shared/story.ts'
import type { Addresses } from './addresses.ts'

export const toStorySummary = ({ story, usage }: StoryWithUsage, addresses: Addresses): StorySummary => ({
  id: story.id,
  repo_url: story.repoUrl,
  repo_name: story.repoName,
  title: story.title,
  summary: story.summary,
  status: story.status,
  progress: story.progress,
  style: story.style,
  duration_minutes: story.durationMinutes,
  voice: story.voice,
  technical_depth: story.technicalDepth,
  focus_areas: story.focusAreas,
  audio_url: story.audioKey === null ? null : addresses.audio(story.id, story.audioKey),
  cover_url: story.coverKey === null ? null : addresses.cover(story.id, story.coverKey),
  duration_seconds: story.durationSeconds,
  commit_sha: story.commitSha,
  created_at: story.createdAt.toISOString(),
  updated_at: story.updatedAt.toISOString(),
  error_message: story.errorMessage,
  error_code: story.errorCode,
  warnings: story.warnings,
  engines: story.engines,
  usage,
  is_public: story.isPublic,
})

export const toStoryRecord = (found: StoryWithUsage, addresses: Addresses): StoryRecord => ({
  ...toStorySummary(found, addresses),
  audio_chunks: found.story.audioChunks.map((chunk) => addresses.chunk(found.story.id, chunk)),
  chapters: found.story.chapters,
})
