// The command line of `npm run story`, checked by the same schema as every other request.
import { existsSync, realpathSync, statSync } from 'node:fs'
import { homedir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { Command, Option } from 'commander'
import { CodeStoryError } from '../shared/errors.ts'
import { parseRepoAddress, type RepoAddress } from '../shared/repo-address.ts'
import { type StoryRequest, storyDurations, storyRequestSchema, storyStyles, technicalDepths } from '../shared/story.ts'
import { voices } from '../shared/voices.ts'
import { exitCodes } from './exit-codes.ts'

export interface StoryCommand {
  request: StoryRequest
  source: { folder: string } | { address: RepoAddress }
  /** owner/name, or the folder's name. */
  name: string
  outFolder: string
  json: boolean
}

const oneOf = (flags: string, description: string, choices: readonly string[], standard: string) =>
  new Option(flags, description).choices(choices).default(standard)

const makeProgram = (): Command =>
  new Command('npm run story --')
    .description('Turns a repository into a narrated story: an MP3 with chapters, a transcript, a cover and the script.')
    .argument('<repo>', 'a folder, an address on GitHub, or owner/repo')
    .addOption(oneOf('--style <style>', 'how it is told', storyStyles, 'documentary'))
    .addOption(oneOf('--duration <minutes>', 'how long it takes', storyDurations.map(String), '10'))
    .addOption(oneOf('--voice <voice>', 'who tells it', voices, 'Rachel'))
    .option('--focus <areas>', 'what to dwell on, separated by commas', '')
    .addOption(oneOf('--depth <depth>', 'for whom', technicalDepths, 'intermediate'))
    .option('--out <folder>', 'where the files go', '.')
    .option('--json', 'progress on standard error; the last line of standard output is one JSON object', false)
    .allowExcessArguments(false)
    .showHelpAfterError('(--help says more)')
    .addHelpText(
      'after',
      `
The same command goes on where an earlier one stopped: by Ctrl-C, a fault or a crash.

Exit codes:
${Object.values(exitCodes)
  .map(({ code, meaning }) => `  ${String(code).padStart(3)}  ${meaning}`)
  .join('\n')}

Settings are read from the environment and from .env; .env.example lists them. Without any, everything is made on this
machine, and nothing but a repository that is not a folder needs the network.`,
    )

const expandHome = (path: string): string => (path === '~' || path.startsWith('~/') ? join(homedir(), path.slice(1)) : path)

/** A folder that is there, or what looks like one. `owner/repo` is an address, unless such a folder exists. */
const findFolder = (typed: string): string | null => {
  const path = resolve(expandHome(typed))
  if (existsSync(path)) {
    if (statSync(path).isDirectory()) return realpathSync(path)
    throw new CodeStoryError('repository_address', `${typed} is a file. Name the folder or the repository that it belongs to.`)
  }
  if (/^(?:~|\.{1,2}(?:\/|$)|\/|[a-z]:[\\/])/i.test(typed)) throw new CodeStoryError('repository_address', `There is no folder ${typed}.`)
  return null
}

/**
 * @param args what follows the program's name
 * @param extraHosts beside github.com
 * @throws commander's CommanderError (help, unknown option), or {CodeStoryError} repository_address, invalid
 */
export const parseStoryCommand = (args: readonly string[], extraHosts: readonly string[]): StoryCommand => {
  const program = makeProgram().exitOverride()
  program.parse([...args], { from: 'user' })
  const options: Record<string, unknown> = program.opts()
  const typed = program.args[0] ?? ''
  const folder = findFolder(typed)
  const address = folder === null ? parseRepoAddress(typed, extraHosts) : null
  const parsed = storyRequestSchema.safeParse({
    repoUrl: folder ?? typed,
    style: options.style,
    duration: Number(options.duration),
    voice: options.voice,
    focusAreas: String(options.focus)
      .split(',')
      .map((area) => area.trim())
      .filter((area) => area !== ''),
    technicalDepth: options.depth,
  })
  if (!parsed.success) throw new CodeStoryError('invalid', parsed.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '))
  return {
    request: parsed.data,
    source: address === null ? { folder: folder ?? '' } : { address },
    name: address === null ? basename(folder ?? '') : `${address.owner}/${address.name}`,
    outFolder: resolve(expandHome(String(options.out))),
    json: options.json === true,
  }
}
