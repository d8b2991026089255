// Releases as the changelog dates them: with a place that can be cited, which a tag has not.
import type { History } from '../../shared/analysis.ts'
import { baseName, folderOf } from './languages.ts'
import { readReleaseHeading } from './release-heading.ts'

/** Read to the end, since the beginnings are at the end; far above what anybody has released. */
const maxReleases = 3000

export const isChangelog = (path: string): boolean =>
  folderOf(path) === '' && /^(?:CHANGELOG|CHANGES|HISTORY|RELEASES|NEWS)(?:\.(?:md|rst|txt|markdown))?$/i.test(baseName(path))

export const readReleases = (file: string, text: string): History['releases'] => {
  const releases: History['releases'] = []
  const lines = text.split('\n')
  for (const index of lines.keys()) {
    if (releases.length >= maxReleases) break
    const found = readReleaseHeading(lines, index)
    if (found !== null) releases.push({ ...found, place: { file, start_line: index + 1, end_line: index + 1 }, commit: null })
  }
  return releases
}

const mostNewest = 45

/** 5 of "v5.0.0" and "5.0": with which a new generation begins. Null of any other. */
export const majorOf = (name: string): number | null => {
  const found = /^v?(\d+)\.0(?:\.0)?$/.exec(name)
  return found === null ? null : Number(found[1])
}

/** 1.0.2 of "hiredis-v1.0.2": by which a tag and a heading are known for the same release. */
const numberOf = (name: string): string | null => /(?:^|[^\d.])(\d+\.\d+(?:\.\d+)*(?:[-.]?(?:alpha|beta|rc|a|b|dev|pre|m)[\w.]*)?)$/i.exec(name)?.[1] ?? null
const isSame = (tag: string, heading: string): boolean => tag === heading || tag.replace(/\.0$/, '') === heading.replace(/\.0$/, '')

/**
 * What the changelog dates, and the tags that came after its last entry: some stop to keep one, and what is newest is told.
 * Tags alone where it dates nothing. The newest first.
 */
export const mergeReleases = (dated: History['releases'], tags: History['releases']): History['releases'] => {
  if (tags.length > 0 && !dated.some(({ date }) => date !== null)) return tags
  const last =
    dated
      .map(({ date }) => date ?? '')
      .toSorted()
      .at(-1) ?? ''
  const later = tags.filter(({ name, date }) => {
    const number = numberOf(name)
    return number !== null && date !== null && date > last && !dated.some((release) => isSame(number, release.name))
  })
  return [...later, ...dated]
}

/**
 * The newest, and of all others those with which a generation or the whole began. Where some bear a version, tags without
 * one mark something else: `site-deployment-31053774137` is no release, and many of them would leave no room for the others.
 */
export const tellingReleases = (all: History['releases']): History['releases'] => {
  const versions = all.filter(({ name }) => /\d+\.\d/.test(name))
  const releases = versions.length > 0 ? versions : all
  return releases.filter(({ name }, index) => index < mostNewest || index === releases.length - 1 || majorOf(name) !== null)
}
