// What one would look for here and finds in a dependency: names that are only handed on, tests of others' code, folders that
// moved out.

import type { Place } from '../../../shared/analysis.ts'
import { baseName, folderOf } from '../languages.ts'
import { inWords, place, type Rule, type SurpriseSources, surprise } from './rule.ts'

const plainName = (name: string): string => name.toLowerCase().replaceAll('_', '-')

/** Names on a package's surface that are only handed on from another package. */
const handedOn = ({ facts, parsed, graph }: SurpriseSources): { name: string; from: string; place: Place }[] => {
  const entryFiles = new Set(facts.entry_points.filter(({ kind }) => kind === 'library').map((entry) => entry.place.file))
  const surfaces = parsed.filter(
    (file) => entryFiles.has(file.path) || [...entryFiles].some((entry) => graph.edgesFrom.get(entry)?.some((edge) => edge.to === file.path)),
  )
  const found: { name: string; from: string; place: Place }[] = []
  for (const file of surfaces) {
    const externals = new Map<string, string>()
    for (const match of file.text.matchAll(/(?:var|let|const)\s+(\w+)\s*=\s*require\(['"]([^'"./][^'"]*)['"]\)/g)) externals.set(match[1] ?? '', match[2] ?? '')
    file.text.split('\n').forEach((line, index) => {
      const assigned = /^(?:module\.)?exports\.(\w+)\s*=\s*(\w+)(?:\.\w+)?;?\s*$/.exec(line)
      const from = assigned === null ? undefined : externals.get(assigned[2] ?? '')
      if (assigned !== null && from !== undefined && !from.startsWith('node:'))
        found.push({ name: assigned[1] ?? '', from, place: place(file.path, index + 1) })
      const named = /^export\s+\{([^}]+)\}\s+from\s+['"]([^'"./][^'"]*)['"]/.exec(line)
      if (named !== null)
        for (const name of (named[1] ?? '').split(','))
          found.push({
            name:
              name
                .trim()
                .split(/\s+as\s+/)
                .at(-1) ?? '',
            from: named[2] ?? '',
            place: place(file.path, index + 1),
          })
      const crate = /^pub\s+extern\s+crate\s+(\w+)(?:\s+as\s+(\w+))?;/.exec(line)
      if (crate !== null) found.push({ name: crate[2] ?? crate[1] ?? '', from: crate[1] ?? '', place: place(file.path, index + 1) })
    })
  }
  const internal = new Set(facts.parts.map((part) => plainName(part.name)))
  return found.filter(({ name, from }) => name !== '' && !internal.has(plainName(from)))
}

export const reexports: Rule = (sources) => {
  const found = handedOn(sources)
  const packages = [...new Set(found.map(({ from }) => from))]
  return packages.slice(0, 4).map((from) => {
    const names = found.filter((item) => item.from === from)
    return surprise(
      'reexport_only',
      `${names
        .map(({ name }) => name)
        .slice(0, 4)
        .join(', ')} would be written here`,
      `${
        names.length === 1
          ? `${names[0]?.name} is`
          : `${names
              .map(({ name }) => name)
              .slice(0, 4)
              .join(', ')} are`
      } only handed on from the package ${from}`,
      names.slice(0, 4).map((item) => item.place),
    )
  })
}

export const testsOfOthers: Rule = (sources) => {
  const { facts } = sources
  const outside = new Map(
    facts.dependencies.filter(({ internal, scope }) => !internal && scope === 'runtime').map(({ name, place: at }) => [name.toLowerCase(), { name, at }]),
  )
  const given = new Map(handedOn(sources).map((item) => [item.name.toLowerCase(), item]))
  const own = new Set(facts.symbols.map((symbol) => symbol.qualified_name.toLowerCase()))
  return facts.tests.subjects.slice(0, 8).flatMap((subject, index) => {
    // `res.send.js` tests our own res.send, whatever package may be called send.
    const stem = baseName(subject.file).replace(/\.\w+$/, '')
    if (subject.covers !== null || own.has(stem.toLowerCase())) return []
    const words = baseName(subject.file)
      .replace(/\.\w+$/, '')
      .toLowerCase()
      .split(/[._-]/)
    const passed = words.map((word) => given.get(word)).find((found) => found !== undefined)
    // `test_rich_text.py` tests our own rich text, whatever package may be called rich.
    const other = outside.get(words.filter((word) => !/^(?:tests?|spec)$/.test(word)).join('-'))
    const owner = other?.name ?? passed?.from
    if (owner === undefined) return []
    const rank = index === 0 ? 'the longest test file' : 'one of the longest test files'
    return [
      surprise(
        'test_of_dependency',
        'The longest tests would be of code that is here',
        `${rank}, ${subject.file} with ${inWords(subject.lines)} lines, tests what the package ${owner} does`,
        [place(subject.file, 1, Math.max(1, subject.lines)), other?.at ?? passed?.place ?? place(subject.file, 1)],
      ),
    ]
  })
}

/** Folders whose code moved to a dependency of the same name. */
export const movedOut: Rule = ({ facts }) =>
  (facts.history?.big_changes ?? []).flatMap((change) => {
    const name = change.deleted_folder === null ? '' : baseName(change.deleted_folder)
    const dependency = facts.dependencies.find((candidate) => candidate.name === name && !candidate.internal && candidate.scope === 'runtime')
    if (dependency === undefined || folderOf(change.deleted_folder ?? '') === '') return []
    return [
      surprise(
        'other',
        `${name} would be part of the project`,
        `${change.deleted_folder} was once here, and is now the dependency ${dependency.name}`,
        [dependency.place],
        { commit: change.commit, about: dependency.name },
      ),
    ]
  })
