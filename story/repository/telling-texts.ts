// The files that are read for what they say and not for their code: README, licence, changelog, automation, settings, pages
// and examples of use, and the longest tests. All in one pass, since every pass starts a git.
import { pickAnswerPages } from './answers.ts'
import { isAutomationFile } from './automation.ts'
import { isChangelog } from './changelog.ts'
import { baseName, folderOf } from './languages.ts'
import { isLicenseFile } from './license.ts'
import type { UsageFile } from './main-calls/usage.ts'
import { pickUsageFiles } from './main-calls/usage-files.ts'
import type { FileText } from './read-files.ts'
import { isUpgradeGuide } from './release-notes.ts'
import type { ScannedFile } from './resolvers/resolver.ts'
import { isSettingFile } from './settings/setting-files.ts'
import type { RepositorySnapshot, SnapshotFile } from './snapshot.ts'
import { pickTestFiles } from './test-facts.ts'

interface TellingTexts {
  readme: { path: string; text: string } | null
  /** By path: licences, changelogs, automation and setting files. */
  prose: ReadonlyMap<string, string>
  /** The README, then pages, examples and tests. */
  usage: UsageFile[]
  tests: ReadonlyMap<string, string>
  /** Pages that may answer a question. */
  pages: ReadonlyMap<string, string>
}

interface TellingSources {
  snapshot: Pick<RepositorySnapshot, 'files' | 'subfolder'>
  scanned: Iterable<ScannedFile>
  /** What the project is called. */
  name: string
  /** In any order. */
  read: (files: readonly SnapshotFile[]) => Promise<FileText[]>
}

export const readTellingTexts = async ({ snapshot, scanned, name, read }: TellingSources): Promise<TellingTexts> => {
  const readmePath = findReadme(snapshot, name.toLowerCase())
  const prosePaths = snapshot.files
    .map((file) => file.path)
    .filter((path) => isAutomationFile(path) || isLicenseFile(path) || isChangelog(path) || isUpgradeGuide(path) || isSettingFile(path))
  const usageSources = pickUsageFiles(snapshot.files)
  const testPaths = pickTestFiles(scanned)
  const pagePaths = pickAnswerPages(snapshot.files)
  const wanted = new Set([...(readmePath === null ? [] : [readmePath]), ...prosePaths, ...usageSources.keys(), ...testPaths, ...pagePaths])
  const texts = new Map((await read(snapshot.files.filter((file) => wanted.has(file.path)))).map(({ path, text }) => [path, text]))
  const of = (paths: Iterable<string>): Map<string, string> =>
    new Map([...paths].flatMap((path) => (texts.has(path) ? [[path, texts.get(path) ?? ''] as const] : [])))
  const tests = of(testPaths)
  const readme = readmePath === null ? null : { path: readmePath, text: texts.get(readmePath) ?? '' }
  return {
    readme,
    prose: of(prosePaths),
    tests,
    pages: of(pagePaths),
    usage: [
      ...(readme === null ? [] : [{ source: 'readme' as const, ...readme }]),
      ...[...usageSources].flatMap(([path, source]) => (texts.has(path) ? [{ source, path, text: texts.get(path) ?? '' }] : [])),
      ...[...tests].map(([path, text]) => ({ source: 'test' as const, path, text })),
    ],
  }
}

const findReadme = (snapshot: TellingSources['snapshot'], name: string): string | null => {
  const candidates = snapshot.files.map((file) => file.path).filter((path) => /^readme(?:\.(?:md|markdown|rst|txt|adoc))?$/i.test(baseName(path)))
  // As GitHub shows them: the one in .github before that at the root.
  const order = [...(snapshot.subfolder === null ? [] : [snapshot.subfolder]), '.github', '', 'docs']
  return (
    candidates.toSorted((a, b) => place(a) - place(b) || a.length - b.length || (a < b ? -1 : 1)).find((path) => place(path) < order.length) ??
    // At the root of some lies a link to that of the package which bears their name.
    candidates.toSorted((a, b) => a.length - b.length).find((path) => baseName(folderOf(path)).toLowerCase() === name) ??
    null
  )
  function place(path: string): number {
    const index = order.indexOf(folderOf(path))
    return index === -1 ? order.length : index
  }
}
