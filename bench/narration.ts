// Tells a repository with the local narrator and measures the script:
// `node bench/narration.ts <folder or git directory> [--style s] [--depth d] [--minutes n] [--focus a,b] [--text] [--all]`.
// --text prints the script, --problems what the checker says of it and what was dropped for it, --all one line for each style, --facts takes what
// bench/facts.ts printed before instead of analysing again.
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type AnalysisResult, repositoryFactsSchema } from '../shared/analysis.ts'
import type { IntentResult } from '../shared/intent.ts'
import { type ChapterDraft, chapterText, countWords, type StoryOutline } from '../shared/script.ts'
import { type StoryStyle, storyDurationSchema, storyStyleSchema, storyStyles, technicalDepthSchema } from '../shared/story.ts'
import type { AgentContext } from '../story/agents/agents.ts'
import { openLocalAgents } from '../story/agents/local/open.ts'
import { checkChapter } from '../story/check/check-chapter.ts'
import { assembleAnalysis } from '../story/repository/assemble-analysis.ts'
import { openFolderSnapshot } from '../story/repository/folder-snapshot.ts'
import { openGitSnapshot } from '../story/repository/git-snapshot.ts'
import type { RepositorySnapshot } from '../story/repository/snapshot.ts'
import { runGitText } from '../story/repository/source/git.ts'
import { openLocalSpeech } from '../story/speech/local/local-speech.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    style: { type: 'string', default: 'documentary' },
    depth: { type: 'string', default: 'intermediate' },
    minutes: { type: 'string', default: '10' },
    focus: { type: 'string', default: '' },
    text: { type: 'boolean', default: false },
    sources: { type: 'boolean', default: false },
    problems: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    facts: { type: 'string' },
  },
})
const path = resolve(positionals[0] ?? '.')
const voice = 'Rachel'

/** `…/owner+name/repo` is how a mirror may call its git directories. */
const nameOf = (directory: string): string =>
  basename(directory) === 'repo' ? basename(dirname(directory)).replace('+', '/') : basename(directory).replace(/\.git$/, '')

const openSnapshot = async (): Promise<RepositorySnapshot> => {
  if (!existsSync(join(path, 'HEAD'))) return openFolderSnapshot(path)
  const commit = (await runGitText(['rev-parse', 'HEAD'], { directory: path })).trim()
  return openGitSnapshot({ gitDirectory: path, commit, branch: null, subfolder: null, fullName: nameOf(path), linkTemplate: null })
}

const context: AgentContext = {
  signal: new AbortController().signal,
  log: () => undefined,
  budget: { check: async () => undefined, record: async () => undefined },
  progress: () => undefined,
}

interface Script {
  outline: StoryOutline
  drafts: ChapterDraft[]
}

const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}_$@./'-]*[\p{L}\p{N}_$]/gu) ?? []
const grams = (words: readonly string[], size: number): string[] =>
  words.slice(0, Math.max(0, words.length - size + 1)).map((_, at) => words.slice(at, at + size).join(' '))
const isName = (word: string): boolean => /[a-z][A-Z]|[_./$\d]/.test(word)

const measure = ({ drafts }: Script, askedSeconds: number): Record<string, string | number> => {
  const sentences = drafts.flatMap(({ paragraphs }) => paragraphs.flatMap((paragraph) => paragraph.sentences))
  const words = sentences.flatMap(({ text }) => wordsOf(text))
  const threes = grams(words, 3)
  const sixes = new Map<string, number>()
  for (const { text } of sentences) for (const six of grams(wordsOf(text), 6)) sixes.set(six, (sixes.get(six) ?? 0) + 1)
  const seconds = drafts.reduce((sum, draft) => sum + draft.predicted_seconds, 0)
  const twice = new Set(sentences.map(({ text }) => text)).size
  const worn = [...sixes].filter(([six, count]) => count > 2 && !six.split(' ').every(isName))
  return {
    seconds: Math.round(seconds),
    miss: `${(((seconds - askedSeconds) / askedSeconds) * 100).toFixed(1)}%`,
    words: words.length,
    sentences: sentences.length,
    words_per_sentence: (words.length / sentences.length).toFixed(1),
    doubles: sentences.length - twice,
    worn_sixes: worn.length,
    distinct3: (new Set(threes).size / threes.length).toFixed(3),
    claims_per_minute: (sentences.filter(({ sources }) => sources.length > 0).length / (seconds / 60)).toFixed(1),
    chapters: drafts.length,
  }
}

const agents = openLocalAgents()
const speech = openLocalSpeech(1)
const snapshot = await openSnapshot()
const minutes = storyDurationSchema.parse(Number(values.minutes))
const baseIntent: IntentResult = {
  repo_url: path,
  repo_owner: snapshot.fullName.split('/')[0] ?? '',
  repo_name: snapshot.fullName.split('/').at(-1) ?? '',
  focus_areas: values.focus === '' ? [] : values.focus.split(','),
  technical_depth: technicalDepthSchema.parse(values.depth),
  style: storyStyleSchema.parse(values.style),
  duration_minutes: minutes,
  custom_instructions: null,
}
const savedAnalysis = async (file: string): Promise<AnalysisResult> => {
  const facts = repositoryFactsSchema.parse(JSON.parse(await readFile(file, 'utf8')))
  return assembleAnalysis({ snapshot, facts, digest: '', metadata: null })
}
const analysis: AnalysisResult =
  values.facts === undefined ? await agents.analyze({ intent: baseIntent, snapshot: async () => snapshot }, context) : await savedAnalysis(values.facts)

const tell = async (style: StoryStyle): Promise<Script> => {
  const intent = { ...baseIntent, style }
  const input = { intent, analysis, voice, timing: speech.timing, snapshot: async () => snapshot } as const
  const outline = await agents.outline(input, context)
  const drafts = await Promise.all(outline.chapters.map((_, index) => agents.writeChapter({ ...input, outline, index }, context)))
  return { outline, drafts }
}

for (const style of values.all ? storyStyles : [baseIntent.style]) {
  const start = performance.now()
  const script = await tell(style)
  const tookMs = Math.round(performance.now() - start)
  const problems = (await Promise.all(script.drafts.map((draft) => checkChapter(draft, { snapshot, facts: analysis.facts })))).flat()
  if (values.text) {
    console.log(`# ${script.outline.title}\n${script.outline.summary}\n`)
    for (const draft of script.drafts) {
      console.log(`## ${draft.title} (${Math.round(draft.predicted_seconds)} s)\n`)
      if (values.sources)
        for (const { sentences } of draft.paragraphs)
          for (const { text, sources } of sentences)
            console.log(`${text}\n    ${sources.map(({ file, start_line, end_line }) => `${file}:${start_line}-${end_line}`).join(', ')}`)
      else
        console.log(
          draft.paragraphs
            .map((paragraph) => `${style === 'podcast' ? `${paragraph.speaker.toUpperCase()}: ` : ''}${chapterText({ paragraphs: [paragraph] })}`)
            .join('\n\n'),
        )
      console.log('')
    }
  }
  if (values.problems) {
    for (const problem of problems) console.log(problem.kind, problem.subject, '·', problem.message)
    for (const note of script.drafts.flatMap(({ notes }) => notes)) console.log('dropped ·', note)
  }
  const figures = measure(script, minutes * 60)
  console.log(
    [
      snapshot.fullName,
      style,
      ...Object.entries(figures).map(([name, value]) => `${name} ${value}`),
      `checker ${problems.length}`,
      `${tookMs} ms`,
      ...script.outline.warnings,
    ].join(' · '),
  )
  if (values.text) console.log(`words in all: ${countWords(script.drafts.map(chapterText).join(' '))}`)
}
await snapshot.close()
await speech.close()
