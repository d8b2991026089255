// Sizes and numbers that are out of the common: one file that outweighs the rest, tests that outweigh the code, nothing where
// there is usually something, and a folder that went in one commit.
import { inWords, place, type Rule, surprise } from './rule.ts'

export const massDeletions: Rule = ({ facts, parsed }) =>
  (facts.history?.big_changes ?? [])
    .filter(
      ({ deleted_folder, insertions, deletions }) =>
        deleted_folder !== null &&
        // What had only these files in common may be there still.
        ![...parsed, ...facts.key_files].some(({ path }) => path.startsWith(`${deleted_folder}/`)) &&
        deletions >= 300 &&
        insertions < deletions * 0.35 &&
        !/(?:^|\/)(?:tests?|docs?|examples?|vendor|node_modules|bench\w*|fixtures?|support|website|site|\.\w+)(?:\/|$)/.test(deleted_folder ?? ''),
    )
    .slice(0, 3)
    .map((change) =>
      surprise(
        'mass_deletion',
        `The folder ${change.deleted_folder} would still be here`,
        `one commit of ${change.date.slice(0, 4)}, “${change.subject}”, deleted ${inWords(change.deletions)} lines and with them the folder ${change.deleted_folder}`,
        [],
        { commit: change.commit },
      ),
    )

export const biggestFile: Rule = ({ facts }) => {
  const files = facts.key_files.toSorted((a, b) => b.lines - a.lines)
  const [biggest] = files
  const median = files[Math.floor(files.length / 2)]?.lines ?? 0
  const rank = facts.key_files.findIndex(({ path }) => path === biggest?.path)
  if (biggest === undefined || files.length < 8 || biggest.lines < 1000 || biggest.lines < median * 6 || rank < 2) return []
  return [
    surprise(
      'biggest_file',
      'The longest file would be the centre',
      `the longest file, ${biggest.path} with ${inWords(biggest.lines)} lines, is imported by ${biggest.imported_by === 0 ? 'no other file' : biggest.imported_by === 1 ? 'one file' : `${biggest.imported_by} files`}`,
      [place(biggest.path, 1, biggest.lines)],
    ),
  ]
}

export const tinyCore: Rule = ({ facts }) => {
  const runtime = facts.dependencies.filter(({ scope, internal }) => scope === 'runtime' && !internal)
  const [first] = runtime
  if (first === undefined || runtime.length < 15 || facts.counts.source_lines > runtime.length * 250) return []
  const lines = runtime.filter(({ place: at }) => at.file === first.place.file).map(({ place: at }) => at.start_line)
  return [
    surprise(
      'tiny_core',
      `A project of this name would have much code of its own`,
      `there are only ${inWords(facts.counts.source_lines)} lines of its own, and the rest is made by the packages that it needs to run`,
      [place(first.place.file, Math.min(...lines), Math.max(...lines))],
    ),
  ]
}

export const heavyTests: Rule = ({ facts }) => {
  const { source_lines, test_lines } = facts.counts
  const [longest] = facts.tests.subjects
  if (longest === undefined || test_lines < source_lines * 1.5 || source_lines < 500) return []
  const times = test_lines / source_lines
  return [
    surprise(
      'test_heavier_than_code',
      'There would be more code than tests',
      `for each line of source there ${times < 2 ? 'is more than one line' : `are about ${Math.round(times)} lines`} of tests: ${inWords(test_lines)} against ${inWords(source_lines)}`,
      [place(longest.file, 1, Math.max(1, longest.lines))],
    ),
  ]
}

export const noClasses: Rule = ({ facts, parsed }) => {
  const scripts = parsed.filter((file) => /^(?:JavaScript|TypeScript|Python)$/.test(file.language))
  if (scripts.length < 4 || scripts.length < facts.counts.source_files * 0.8 || scripts.some((file) => file.symbols.some(({ kind }) => kind === 'class')))
    return []
  const [centre] = facts.key_files
  return centre === undefined
    ? []
    : [
        surprise('no_classes', 'Its main objects would be classes', `there is no class in the whole source: objects are put together from functions`, [
          place(centre.path, 1, centre.lines),
        ]),
      ]
}

export const noDependencies: Rule = ({ facts }) => {
  // A go.mod has neither version nor, here, a requirement.
  const module = facts.entry_points.find(
    ({ kind, place }) => kind === 'library' && /(?:^|\/)(?:go\.mod|[\w.-]+\.(?:toml|json|xml|gemspec|csproj))$/.test(place.file),
  )
  const manifest = facts.version_name?.place ?? facts.dependencies[0]?.place ?? module?.place
  if (
    manifest === undefined ||
    facts.counts.source_lines < 1000 ||
    facts.dependencies.some(({ scope, internal }) => (scope === 'runtime' || scope === 'peer') && !internal) ||
    facts.counts.packages !== 1
  )
    return []
  return [surprise('no_dependencies', 'It would lean on other packages', 'it needs no other package to run', [manifest])]
}
