// The least that fills the ports of who writes and who speaks: a story of a few words in no time, the same every time.
// For tests of what lies around them. Every call is noted, and a test may hold a call up or make it fail.
import { setTimeout as sleep } from 'node:timers/promises'
import type { AnalysisResult } from '../../shared/analysis.ts'
import type { Agents } from '../../story/agents/agents.ts'
import { secondsPerFrame, silentFrames } from '../../story/audio/mp3-frames.ts'
import type { RepositorySnapshot } from '../../story/repository/snapshot.ts'
import type { Speech } from '../../story/speech/speech.ts'

export interface InstantMakers {
  agents: Agents
  speech: Speech
  openSnapshot: () => Promise<RepositorySnapshot>
  /** intent, analysis, outline, direction, write 0, speak 0, …, clone, clone closed */
  calls: string[]
}
interface InstantOptions {
  chapters?: number
  /** Runs before a call does its work. */
  before?: (call: string, signal: AbortSignal) => Promise<void> | void
}

const file = 'src/main.ts'
const commit = 'c0ffee0000000000000000000000000000000000'

const instantAnalysis = (): AnalysisResult => ({
  repo_metadata: null,
  file_structure: {},
  key_files: {},
  dependencies: [],
  architecture_patterns: [],
  tech_stack: ['TypeScript'],
  complexity_score: 0.1,
  suggested_chapters: [],
  digest: '',
  warnings: [],
  facts: {
    version: 1,
    name: 'repo',
    full_name: 'owner/repo',
    commit,
    link_template: null,
    subfolder: null,
    purpose: [],
    audience: [],
    keywords: [],
    features: [],
    explanations: [],
    usage_example: null,
    license: null,
    version_name: null,
    counts: { files: 1, source_files: 1, test_files: 0, source_lines: 2, test_lines: 0, packages: 0, imports: 0, imports_resolved: 0 },
    languages: [{ name: 'TypeScript', files: 1, lines: 2, share: 1 }],
    parts: [],
    key_files: [],
    symbols: [],
    entry_points: [],
    call_paths: [],
    dependencies: [],
    patterns: [],
    settings: [],
    errors: [],
    constants: [],
    rationales: [],
    surprises: [],
    tests: { frameworks: [], files: 0, lines: 0, command: null, subjects: [] },
    build: [],
    ci: [],
    history: null,
    vocabulary: [],
    read_in_part: false,
    skipped: [],
    skipped_count: 0,
  },
})

export const makeInstant = ({ chapters = 3, before = () => undefined }: InstantOptions = {}): InstantMakers => {
  const calls: string[] = []
  const call = async <T>(name: string, signal: AbortSignal, result: () => T): Promise<T> => {
    calls.push(name)
    await before(name, signal)
    signal.throwIfAborted()
    return result()
  }
  const source = { file, start_line: 1, end_line: 2, commit, url: null }
  const agents: Agents = {
    narrator: 'instant',
    paid: false,
    parallelChapters: 2,
    understand: ({ request, repoOwner, repoName }, { signal }) =>
      call('intent', signal, () => ({
        repo_url: request.repoUrl,
        repo_owner: repoOwner,
        repo_name: repoName,
        focus_areas: request.focusAreas,
        technical_depth: request.technicalDepth,
        style: request.style,
        duration_minutes: request.duration,
        custom_instructions: null,
      })),
    analyze: (_, { signal }) => call('analysis', signal, instantAnalysis),
    outline: (_, { signal }) =>
      call('outline', signal, () => ({
        title: 'An instant story',
        summary: 'Told in no time.',
        warnings: ['This story is for a test.'],
        chapters: Array.from({ length: chapters }, (__, index) => ({ title: `Chapter ${index + 1}`, purpose: 'to be there', target_seconds: 2, brief: null })),
      })),
    writeChapter: ({ index }, { signal }) =>
      call(`write ${index}`, signal, () => ({
        title: `Chapter ${index + 1}`,
        paragraphs: [{ speaker: 'host', sentences: [{ text: `This is chapter ${index + 1}.`, sources: [source] }] }],
        code_examples: [],
        predicted_seconds: 2,
        notes: [],
      })),
    direct: (_, { signal }) => call('direction', signal, () => ({ pronunciations: {}, coverIdea: null })),
    chat: async function* () {
      await sleep(0)
      yield { type: 'delta', text: 'Hello.' }
    },
  }
  const speech: Speech = {
    engine: 'instant',
    paid: false,
    parallelChapters: 2,
    timing: { paragraphSeconds: () => 2, sentenceSeconds: () => 2, chapterOverheadSeconds: 0, wordsPerMinute: () => 150 },
    quoteUsd: () => 0,
    speakChapter: ({ title, paragraphs, voiceOf }, { signal }) =>
      call(`speak ${Number(title.split(' ')[1]) - 1}`, signal, () => {
        const frames = 60 + title.length
        const durationSeconds = frames * secondsPerFrame
        const sentences = paragraphs.flatMap((paragraph) =>
          paragraph.sentences.map((sentence) => ({
            ...sentence,
            speaker: paragraph.speaker,
            voice: voiceOf[paragraph.speaker],
            start_seconds: 0,
            end_seconds: durationSeconds,
          })),
        )
        return { frames: silentFrames(frames), durationSeconds, sentences, peaks: [0.5], warnings: [] }
      }),
    close: async () => undefined,
  }
  const openSnapshot = async (): Promise<RepositorySnapshot> => {
    calls.push('clone')
    const text = 'export const main = () => 1\nmain()\n'
    return {
      origin: { kind: 'folder', path: '/nowhere' },
      fullName: 'owner/repo',
      commit,
      branch: 'main',
      linkTemplate: null,
      subfolder: null,
      files: [{ path: file, sizeBytes: text.length, language: 'TypeScript', kind: 'source' }],
      skipped: [],
      skippedCount: 0,
      readInPart: false,
      gitDirectory: null,
      read: async (path) => (path === file ? text : null),
      readMany: async function* (paths) {
        for (const path of paths) if (path === file) yield { path, text }
      },
      close: async () => {
        calls.push('clone closed')
      },
    }
  }
  return { agents, speech, openSnapshot, calls }
}
