// Prints what the analysis finds: `node bench/facts.ts <folder or git directory> [--time]`. --time adds how long it took,
// the memory of this process, and how long its event loop was held up at the worst.
import { existsSync } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { parseArgs } from 'node:util'
import { analyzeRepository } from '../story/repository/analyze-repository.ts'
import type { SnapshotOrigin } from '../story/repository/snapshot.ts'
import { runGitText } from '../story/repository/source/git.ts'

const { values, positionals } = parseArgs({ allowPositionals: true, options: { time: { type: 'boolean', default: false } } })
const path = resolve(positionals[0] ?? '.')

/** `…/owner+name/repo` is how a mirror may call its git directories. */
const nameOf = (directory: string): string =>
  basename(directory) === 'repo' ? basename(dirname(directory)).replace('+', '/') : basename(directory).replace(/\.git$/, '')

/** What the analysis is given: it lists and reads the files itself, and here nobody else needs them. */
const originOf = async (): Promise<SnapshotOrigin> => {
  if (!existsSync(join(path, 'HEAD'))) return { kind: 'folder', path }
  const commit = (await runGitText(['rev-parse', 'HEAD'], { directory: path })).trim()
  const fullName = nameOf(path)
  const linkTemplate = fullName.includes('/') ? `https://github.com/${fullName}/blob/${commit}/{file}#L{start}-L{end}` : null
  return { kind: 'git', gitDirectory: path, commit, branch: null, subfolder: null, fullName, linkTemplate }
}

const resolutionMs = 10
const delay = monitorEventLoopDelay({ resolution: resolutionMs })
delay.enable()
const start = performance.now()
const facts = await analyzeRepository({ origin: await originOf() })
delay.disable()
if (values.time)
  console.error(
    `${Math.round(performance.now() - start)} ms, ${Math.round(process.resourceUsage().maxRSS / 1024)} MB, ${facts.counts.files} files; the event loop was held up for ${Math.round(delay.max / 1e6 - resolutionMs)} ms at most`,
  )
console.log(JSON.stringify(facts, null, 2))
