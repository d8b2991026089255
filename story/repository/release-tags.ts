// The tags of a commit's own past. Asking git for all of it (`for-each-ref --merged`, sorted by date) makes it open every
// annotated tag: of 17,000 that is half a second for the few that are told.
import { cleanLine } from './clean-text.ts'
import { readBlobBatches } from './git-objects.ts'
import { redactSecrets } from './secrets.ts'
import { GitError, runGitText } from './source/git.ts'

/** What is known of a commit that a tag may be on. */
export interface TaggedCommit {
  commit: string
  /** As git writes it: ISO 8601 with the offset of whoever committed. */
  committed: string
}

export interface ReleaseTag {
  name: string
  /** YYYY-MM-DD where the tag was made. Null where it does not say. */
  date: string | null
  place: null
  commit: string
}

interface Tag {
  /** Of the tag itself where it is annotated, otherwise of the commit. */
  object: string
  name: string
  commit: TaggedCommit
}

interface Dated {
  tag: Tag
  date: string | null
  seconds: number
}

/** All that anybody has made: the first of them are told as well as the last. Of more, those on the newest commits. */
const maxTags = 2000

/** The newest first; of one second by name. `past`: the commits that count, and only tags on them do. */
export const listReleaseTags = async (directory: string, past: Promise<readonly TaggedCommit[]>, signal: AbortSignal): Promise<ReleaseTag[]> => {
  const [text, commits] = await Promise.all([showTags(directory, signal), past])
  const tags = tagsOn(text, new Map(commits.map((commit) => [commit.commit, commit])))
  const chosen = tags.length <= maxTags ? tags : newestOf(tags)
  const dated = (await dateTags(directory, chosen, signal)).sort((a, b) => b.seconds - a.seconds || byName(a.tag, b.tag))
  // Somebody may have put a key into a name, too. All at once, a line each.
  const names = (await redactSecrets('history', dated.map(({ tag }) => cleanLine(tag.name, 100)).join('\n'))).split('\n')
  return dated.map(({ tag, date }, index) => ({ name: names[index] ?? '', date, place: null, commit: tag.commit.commit }))
}

/** A date is read once for each commit, and not once for each comparison. */
const newestOf = (tags: readonly Tag[]): Tag[] => {
  const seconds = new Map<string, number>()
  const timeOf = ({ commit }: Tag): number => {
    const known = seconds.get(commit.commit) ?? secondsOf(commit)
    seconds.set(commit.commit, known)
    return known
  }
  return tags.toSorted((a, b) => timeOf(b) - timeOf(a) || byName(a, b)).slice(0, maxTags)
}

const byName = (a: Tag, b: Tag): number => (a.name < b.name ? -1 : 1)
/** A year of five digits is somebody's joke. */
const secondsOf = ({ committed }: TaggedCommit): number => (Date.parse(committed) || 0) / 1000
const dayOf = ({ committed }: TaggedCommit): string | null => /^\d{4}-\d\d-\d\d(?=T)/.exec(committed)?.[0] ?? null

/** `<object> refs/tags/<name>`, and behind an annotated one what it is on, as `<commit> refs/tags/<name>^{}`. */
const showTags = async (directory: string, signal: AbortSignal): Promise<string> => {
  try {
    return await runGitText(['show-ref', '--tags', '--dereference'], { directory, signal })
  } catch (error) {
    // That is how it says that there are none.
    if (error instanceof GitError && error.exitCode === 1 && error.stderr === '') return ''
    throw error
  }
}

const tagsOn = (text: string, past: ReadonlyMap<string, TaggedCommit>): Tag[] => {
  const tags: Tag[] = []
  let object = ''
  for (const line of text.split('\n')) {
    const [id = '', ref = ''] = [line.slice(0, line.indexOf(' ')), line.slice(line.indexOf(' ') + 1)]
    const isPeeled = ref.endsWith('^{}')
    if (!isPeeled) object = id
    const commit = past.get(id)
    if (commit !== undefined) tags.push({ object, name: ref.slice('refs/tags/'.length, isPeeled ? -3 : undefined), commit })
  }
  return tags
}

const dateTags = async (directory: string, tags: readonly Tag[], signal: AbortSignal): Promise<Dated[]> => {
  const annotated = tags.filter(({ object, commit }) => object !== commit.commit)
  const dates = new Map<string, Omit<Dated, 'tag'>>()
  let index = 0
  if (annotated.length > 0)
    for await (const objects of readBlobBatches(
      directory,
      annotated.map(({ object }) => object),
      signal,
    ))
      for (const content of objects) {
        const object = annotated[index++]?.object ?? ''
        if (content !== null) dates.set(object, dateOf(content.toString('utf8')))
      }
  return tags.map((tag) => ({
    tag,
    ...(tag.object === tag.commit.commit ? { date: dayOf(tag.commit), seconds: secondsOf(tag.commit) } : (dates.get(tag.object) ?? { date: null, seconds: 0 })),
  }))
}

/** `tagger Jane <jane@example.org> 1700000000 +0200`, among the lines above the first empty one. */
const dateOf = (content: string): Omit<Dated, 'tag'> => {
  const [, written, sign, hours, minutes] = /^tagger .*> (\d{1,11}) ([+-])(\d\d)(\d\d)$/m.exec(content.split('\n\n', 1)[0] ?? '') ?? []
  if (written === undefined) return { date: null, seconds: 0 }
  const seconds = Number(written)
  const offset = (Number(hours) * 60 + Number(minutes)) * 60 * (sign === '-' ? -1 : 1)
  return { date: new Date((seconds + offset) * 1000).toISOString().slice(0, 10), seconds }
}
