// A story and its transcript with every part that one may have, once: what the first view is drawn from. Its words are never
// seen; those of a real story are put in their places.
import type { Transcript } from '../../../shared/audio.ts'
import type { Source } from '../../../shared/script.ts'
import type { StoryList, StoryRecord } from '../../../shared/story.ts'
import type { Voice } from '../../../shared/voices.ts'

const source: Source = { file: '-', start_line: 1, end_line: 1, commit: '', url: '' }
const seconds = 1

const chapterBy = (voice: Voice): Transcript['chapters'][number] => ({
  title: '-',
  start_seconds: 0,
  end_seconds: seconds,
  sources: [],
  sentences: [{ text: '-', speaker: 'host', voice, start_seconds: 0, end_seconds: seconds, sources: [source] }],
})

// The second chapter is not drawn: it is there for its voice, because a voice is named only where there are two.
export const outlineTranscript: Transcript = { title: '-', duration_seconds: seconds, chapters: [chapterBy('Rachel'), chapterBy('Drew')] }

export const outlineStory: StoryRecord = {
  id: '00000000-0000-0000-0000-000000000000',
  repo_url: 'https://github.com/-/-',
  repo_name: '-',
  title: '-',
  summary: '-',
  status: 'completed',
  progress: 100,
  style: 'documentary',
  duration_minutes: 5,
  voice: 'Rachel',
  technical_depth: 'beginner',
  focus_areas: [],
  audio_url: '-',
  audio_chunks: [],
  chapters: [{ title: '-', content: '-', code_examples: [], duration_seconds: seconds, timestamp_start: 0, sources: [] }],
  cover_url: 'data:,',
  duration_seconds: seconds,
  commit_sha: '-',
  created_at: '2000-01-01T00:00:00.000Z',
  updated_at: '2000-01-01T00:00:00.000Z',
  error_message: null,
  error_code: null,
  warnings: ['-'],
  engines: { narrator: 'local', voice: 'local' },
  // Not noUsage(): its schemas would come along into the page's code.
  usage: { input_tokens: 0, output_tokens: 0, cache_read_tokens: 0, cache_write_tokens: 0, characters: 0, cost_usd: 0, calls: [] },
  is_public: true,
}

export const outlineList: StoryList = { stories: [{ ...outlineStory, status: 'pending' }], next_cursor: '-' }
