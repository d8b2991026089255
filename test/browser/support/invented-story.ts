// An invented repository and its story, for pages and states that the real program does not show on demand.
import type { Transcript } from '../../../shared/audio.ts'
import type { RepoInspection } from '../../../shared/inspection.ts'
import type { LogEntry } from '../../../shared/progress.ts'
import type { Chapter, CodeExample, Source } from '../../../shared/script.ts'
import type { StoryRecord } from '../../../shared/story.ts'
import { noUsage } from '../../../shared/usage.ts'

const commit = '3f9c1d2e4b5a69788796a5b4c3d2e1f00f1e2d3c'
const source = (file: string, startLine: number, endLine: number): Source => ({
  file,
  start_line: startLine,
  end_line: endLine,
  commit,
  url: `https://github.com/tideline/harbor/blob/${commit}/${file}#L${startLine}-L${endLine}`,
})

const chapterPlan: readonly { title: string; sentences: readonly [text: string, cited?: Source][] }[] = [
  {
    title: 'A quay for jobs',
    sentences: [
      ['Harbor calls itself “a small, patient job queue”, and its README keeps that promise in forty lines.', source('README.md', 1, 12)],
      ['There is one process that hands work out, and any number that do it.'],
      ['What makes it patient is a lease: a worker that goes quiet loses its job to another one, and nobody has to notice.', source('src/lease.ts', 8, 31)],
      ['Everything else in the repository, some sixty files, exists to keep that lease honest.'],
    ],
  },
  {
    title: 'Where a job comes in',
    sentences: [
      ['A job enters through enqueue, which does less than one expects.', source('src/enqueue.ts', 5, 22)],
      ['It checks the payload against a schema, writes one row, and rings a bell.'],
      ['The bell carries no data; it is only a reason to look at the table.', source('src/bell.ts', 3, 17)],
    ],
  },
  {
    title: 'The lease, and what happens when it breaks',
    sentences: [
      ['The file src/lease.ts is the heart: takeLease claims a row with a single update.', source('src/lease.ts', 33, 58)],
      ['If two workers ask at once, the database decides, and the loser simply asks again.'],
      ['A heartbeat every two seconds extends the lease by ten, so a worker may miss four of them.', source('src/lease.ts', 60, 74)],
      ['The tests hold the clock by hand and break the lease at every step.', source('test/lease.test.ts', 12, 48)],
    ],
  },
  {
    title: 'Retries without regret',
    sentences: [
      ['Not every failure deserves another attempt, and classify says which one does.', source('src/retry.ts', 10, 36)],
      ['A timeout is tried again, later and later; a payload that does not parse never is.'],
      ['That table of reasons is the part that a newcomer should read first.'],
    ],
  },
]

const secondsPerSentence = 6

export const inventedTranscript: Transcript = (() => {
  let clock = 0
  const chapters = chapterPlan.map((plan) => {
    const start = clock
    const sentences = plan.sentences.map(([text, cited]) => {
      const sentence = {
        text,
        speaker: 'host' as const,
        voice: 'Rachel' as const,
        start_seconds: clock,
        end_seconds: clock + secondsPerSentence,
        sources: cited === undefined ? [] : [cited],
      }
      clock += secondsPerSentence
      return sentence
    })
    return { title: plan.title, start_seconds: start, end_seconds: clock, sources: sentences.flatMap((sentence) => sentence.sources), sentences }
  })
  return { title: 'Harbor: a patient queue', duration_seconds: clock, chapters }
})()

export const inventedChapters: Chapter[] = inventedTranscript.chapters.map((chapter) => ({
  title: chapter.title,
  content: chapter.sentences.map((sentence) => sentence.text).join(' '),
  code_examples: [],
  duration_seconds: chapter.end_seconds - chapter.start_seconds,
  timestamp_start: chapter.start_seconds,
  sources: chapter.sources,
}))

const lines = (from: number, to: number): string =>
  Array.from({ length: to - from + 1 }, (_, index) => {
    const line = from + index
    const texts = [
      '// A lease is a promise with an end: whoever does not renew it has given the job back.',
      `export const takeLease = async (database: Database, workerId: string, nowMs: number): Promise<Lease | null> => {`,
      `  const until = nowMs + leaseMs // ${line}`,
      "  const rows = await database.query('update jobs set worker = $1, until = $2 where id = $3 returning *', [workerId, until, 42])",
      '  if (rows.length === 0) return null',
      '  return { id: rows[0].id, until }',
      '}',
      '',
    ]
    return texts[line % texts.length] ?? ''
  }).join('\n')

export const inventedSources: CodeExample[] = [
  ...new Map(inventedTranscript.chapters.flatMap((chapter) => chapter.sources).map((cited) => [`${cited.file}:${cited.start_line}`, cited])).values(),
].map((cited) => ({ ...cited, language: cited.file.endsWith('.md') ? 'markdown' : 'typescript', code: lines(cited.start_line, cited.end_line) }))

export const inventedRecord = (over: Partial<StoryRecord>): StoryRecord => ({
  id: '00000000-0000-4000-8000-000000000001',
  repo_url: 'https://github.com/tideline/harbor',
  repo_name: 'tideline/harbor',
  title: 'Harbor: a patient queue',
  summary: 'How a small job queue keeps its promises: one row, one lease, and a bell that carries no data.',
  status: 'completed',
  progress: 100,
  style: 'documentary',
  duration_minutes: 5,
  voice: 'Rachel',
  technical_depth: 'intermediate',
  focus_areas: ['leases', 'retries'],
  audio_url: null,
  audio_chunks: [],
  chapters: [],
  cover_url: null,
  duration_seconds: null,
  commit_sha: commit,
  created_at: new Date(Date.now() - 3 * 3_600_000).toISOString(),
  updated_at: new Date(Date.now() - 3 * 3_600_000 + 60_000).toISOString(),
  error_message: null,
  error_code: null,
  warnings: [],
  engines: { narrator: 'local', voice: 'local' },
  usage: noUsage(),
  is_public: false,
  ...over,
})

type LogLine = Pick<LogEntry, 'agent_name' | 'action' | 'level' | 'details'>
export const inventedLogs: readonly LogLine[] = [
  { agent_name: 'Intent', action: 'Parsing user request', level: 'info', details: {} },
  { agent_name: 'Intent', action: 'Intent extracted', level: 'success', details: { focus_areas: ['leases', 'retries'], minutes: 5 } },
  { agent_name: 'Analyzer', action: 'Starting repository analysis', level: 'info', details: { repository: 'tideline/harbor' } },
  { agent_name: 'Analyzer', action: 'Cloned at 3f9c1d2', level: 'info', details: { files: 247, skipped: 3, commit } },
  { agent_name: 'Analyzer', action: 'Could not ask GitHub for stars and topics', level: 'warning', details: { reason: 'The API did not answer within 10 s.' } },
  { agent_name: 'Analyzer', action: 'Analysis complete', level: 'success', details: { files_analyzed: 63, languages: { TypeScript: 0.91, Shell: 0.09 } } },
  { agent_name: 'Architect', action: 'Generating narrative', level: 'info', details: { chapters: chapterPlan.map((plan) => plan.title) } },
  { agent_name: 'Architect', action: 'Script complete', level: 'success', details: { chapters: 4, words: 742 } },
  { agent_name: 'Synthesizer', action: 'Generating audio', level: 'info', details: { voice: 'Rachel' } },
  { agent_name: 'Synthesizer', action: 'Audio complete', level: 'success', details: { duration: inventedTranscript.duration_seconds } },
  { agent_name: 'System', action: 'Story generation complete', level: 'success', details: {} },
]

/** Of a story that was tried again and again, with the longest that a line may say. */
export const inventedLongLog: readonly LogLine[] = Array.from({ length: 90 }, (_, index): LogLine => {
  if (index % 7 === 3) {
    const reason = 'https://api.elevenlabs.io/v1/text-to-speech/21m00Tcm4TlvDq8ikWAM/stream/with-timestamps answered 503 after 30 s'
    return { agent_name: 'Synthesizer', action: 'ElevenLabs did not answer as it should, trying again', level: 'warning', details: { reason, attempt: 3 } }
  }
  return {
    agent_name: 'Synthesizer',
    action: `Chapter ${index + 1} spoken: What packages/a-package-with-a-rather-long-name/src/internal/adapters/node-server.ts does with a request`,
    level: 'success',
    details: { chapter: index + 1, seconds: 76.25, characters: 1204, cost_usd: 0.0361 },
  }
})

/** Silence in MP3 frames of 128 kbit/s, 44.1 kHz, mono: plays in every browser and takes no encoder. */
export const silence = (seconds: number): Buffer => {
  const frame = Buffer.alloc(417)
  frame.set([0xff, 0xfb, 0x90, 0xc0])
  return Buffer.concat(Array.from({ length: Math.ceil((seconds * 44_100) / 1152) }, () => frame))
}

export const inventedInspection = (name: string): RepoInspection => ({
  repo_url: `https://github.com/${name}`,
  repo_name: name,
  description: 'A small, patient job queue on Postgres: leases instead of locks, and retries that know when to stop.',
  default_branch: 'main',
  private: false,
  archived: false,
  stars: 4_812,
  license: 'MIT',
  topics: ['queue', 'postgres'],
  languages: [
    { name: 'TypeScript', share: 0.83 },
    { name: 'SQL', share: 0.11 },
    { name: 'Shell', share: 0.052 },
    { name: 'Dockerfile', share: 0.008 },
  ],
  source_files: 63,
  last_commit: { sha: commit, date: new Date(Date.now() - 5 * 86_400_000).toISOString(), subject: 'Extend a lease before it is half gone' },
  suggested_focus_areas: ['leases', 'retries', 'the bell', 'testing with a clock held by hand'],
  suggested_duration: 10,
  engines: { narrator: 'local', voice: 'local' },
  estimates: ([5, 10, 15, 20] as const).map((minutes) => ({ duration_minutes: minutes, cost_usd: 0, seconds: minutes * 2.5 })),
  warnings: [],
})
