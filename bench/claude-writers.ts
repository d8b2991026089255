// Writers who miss the length, and one who invents, at 5, 10 and 20 minutes about a real repository: how far the prediction
// is off in the end, what the story cost, how much of what was read came from the cache, and what is left of the inventions.
// The agents, the reading, the checks and the voice's measure are the real ones; only the model is a stand-in, which answers
// at once. Prints a table in Markdown.
//   node bench/claude-writers.ts owner/name=/path/to/bare.git
import { resolve } from 'node:path'
import { storyDurationSchema } from '../shared/story.ts'
import { makeAnalyse } from '../story/agents/claude/analyse-repository.ts'
import { openClaudeAgents } from '../story/agents/claude/claude-agents.ts'
import { checkChapter } from '../story/check/check-chapter.ts'
import { openGitSnapshot } from '../story/repository/git-snapshot.ts'
import { runGitText } from '../story/repository/source/git.ts'
import { openLocalSpeech } from '../story/speech/local/local-speech.ts'
import { openAnthropicStandIn } from '../test/support/anthropic.ts'
import { type AuthorOptions, inventedBy, openAuthor } from '../test/support/claude-author.ts'
import { writeStory } from '../test/support/write-story.ts'

const [name = '', given = ''] = (process.argv[2] ?? '').split('=', 2)
if (given === '') throw new Error('node bench/claude-writers.ts owner/name=/path/to/bare.git')
const directory = resolve(given)
const writers: Readonly<Record<string, AuthorOptions>> = {
  'as asked': {},
  '30 % too short': { lengthFactor: 0.7 },
  '50 % too long': { lengthFactor: 1.5 },
  'a quarter of its citations invented': { inventedShare: 0.25 },
}
const durations = [5, 10, 20].map((minutes) => storyDurationSchema.parse(minutes))

const commit = (await runGitText(['rev-parse', 'HEAD'], { directory })).trim()
const snapshot = await openGitSnapshot({ gitDirectory: directory, commit, branch: null, subfolder: null, fullName: name, linkTemplate: null })
const speech = openLocalSpeech()
const [repoOwner = '', repoName = ''] = name.split('/')
const percent = (share: number, digits = 1): string => `${(share * 100).toFixed(digits)} %`
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0)

console.log(`${name}, ${snapshot.files.length} files\n`)
console.log('| writer | minutes | calls | prediction off by | cost | read from cache | repairs | sentences left out | inventions in the script |')
console.log('|---|---|---|---|---|---|---|---|---|')
const violations = new Set<string>()
for (const [writer, options] of Object.entries(writers)) {
  for (const duration of durations) {
    const standIn = await openAnthropicStandIn(await openAuthor(snapshot, options))
    const agents = openClaudeAgents({ apiKey: standIn.key, baseUrl: standIn.url, sleep: async () => {}, analyse: makeAnalyse(async () => null) })
    const story = await writeStory(agents, snapshot, { request: { repoUrl: `https://github.com/${repoOwner}/${repoName}`, duration }, timing: speech.timing })
    const measured = story.logs.filter(({ action }) => action.endsWith('is checked and measured'))
    const total = (key: string): number => sum(measured.map(({ details }) => Number(details[key] ?? 0)))
    const { usage } = story
    const read = usage.cache_read_tokens / (usage.input_tokens + usage.cache_read_tokens + usage.cache_write_tokens)
    let invented = 0
    for (const chapter of story.chapters) {
      invented += (await checkChapter(chapter, { snapshot, facts: story.analysis.facts })).length
      invented += inventedBy(chapter).length
    }
    const cells = [
      writer,
      duration,
      standIn.calls.length,
      percent(story.seconds / (duration * 60) - 1, 2),
      `$${usage.cost_usd.toFixed(2)}`,
      percent(read),
      total('repairs'),
      total('dropped'),
      invented,
    ]
    console.log(`| ${cells.join(' | ')} |`)
    for (const violation of standIn.violations) violations.add(violation)
    await standIn.close()
  }
}
console.log(`\nRules of the service that were broken: ${violations.size === 0 ? 'none' : [...violations].join('; ')}`)
await snapshot.close()
await speech.close()
