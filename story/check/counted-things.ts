// Numbers of one kind of thing each. So many people took part, or they did not: that another count of the repository comes
// to the same makes it no truer. What the analysis finds up to a limit, or cannot be sure to find whole, bears out a lower
// bound at most.
import { dirname } from 'node:path/posix'
import type { RepositoryFacts } from '../../shared/analysis.ts'
import type { SnapshotFile } from '../repository/snapshot.ts'
import { isBorneOut, type NumberClaim } from './numbers.ts'

export interface CountedThing {
  /** What stands behind the number. */
  unit: RegExp
  values: ReadonlySet<number>
  /** There are so many at least: enough for "more than 20 routes". */
  atLeast: number
}

/** Fewer are as often some of them as all: "two packages do the work". */
const fewestCounted = 4

const countsBy = (keys: Iterable<string>): number[] => {
  const counts = new Map<string, number>()
  for (const key of keys) counts.set(key, (counts.get(key) ?? 0) + 1)
  return [...counts.values()]
}
const lastName = (name: string): string => name.split(/::|[.#\\]/).at(-1) ?? name

const people = ({ history }: RepositoryFacts): number[] => (history === null ? [] : [history.contributors])

const commits = ({ history }: RepositoryFacts): number[] =>
  history === null
    ? []
    : [
        history.commits,
        history.changes_read_of ?? history.commits,
        history.first_day_subjects.length,
        ...[history.top_contributors, history.commits_by_year, history.changes_most, history.changes_together].flatMap((list) =>
          list.map(({ commits: count }) => count),
        ),
      ]

const testFiles = (facts: RepositoryFacts | null, files: readonly SnapshotFile[]): number[] => {
  const tests = files.filter(({ kind }) => kind === 'test').map(({ path }) => path)
  return [tests.length, ...countsBy(tests.map((path) => dirname(path))), ...countsBy(tests.map((path) => path.split('/')[0] ?? ''))].concat(
    facts === null ? [] : [facts.tests.files, facts.counts.test_files],
  )
}

const packages = ({ dependencies, counts, parts }: RepositoryFacts): number[] => {
  const outside = dependencies.filter(({ internal }) => !internal)
  const always = outside.filter(({ condition }) => condition === undefined)
  return [
    counts.packages,
    dependencies.length,
    parts.filter(({ kind }) => kind === 'package' || kind === 'crate' || kind === 'module').length,
    ...[outside, always].flatMap((list) => [
      list.length,
      ...countsBy(list.map(({ scope }) => scope)),
      ...countsBy(list.map(({ purpose }) => purpose)),
      ...countsBy(list.map(({ place }) => place.file)),
      ...countsBy(list.map(({ place, scope }) => `${place.file} ${scope}`)),
    ]),
  ]
}

const errorTypes = ({ errors }: RepositoryFacts): number[] => {
  const types = [...new Map(errors.filter(({ kind }) => kind === 'error_type').map((type) => [lastName(type.name), type])).values()]
  return [
    types.length,
    ...countsBy(types.map(({ place }) => place.file)),
    ...countsBy(types.flatMap((type) => (type.extends ?? []).map(lastName))),
    ...countsBy(types.map(({ place }) => dirname(place.file))),
  ]
}

export const findCountedThings = (files: readonly SnapshotFile[], facts: RepositoryFacts | null): CountedThing[] => {
  const thing = (unit: RegExp, values: readonly number[], isWhole = true): CountedThing => ({
    unit,
    values: new Set(isWhole ? values : []),
    atLeast: Math.max(0, ...values),
  })
  const tests = thing(/^(?:files? of tests?|tests? files?|spec files?)\b/, testFiles(facts, files))
  if (facts === null) return [tests]
  const routes = facts.entry_points.filter(({ kind }) => kind === 'route')
  return [
    tests,
    thing(/^(?:people|persons|contributors|authors|committers|developers)\b/, people(facts), facts.history?.complete === true),
    thing(/^commits\b/, commits(facts), facts.history?.complete === true),
    thing(/^(?:(?:runtime|direct|external|outside) )?(?:packages|dependencies|crates|gems)\b/, packages(facts)),
    thing(/^(?:error (?:types|classes|values|codes)|exceptions|exception (?:types|classes)|kinds of errors?)\b/, errorTypes(facts), !isCut(facts)),
    // Routes are registered in more ways than anybody reads.
    thing(/^(?:\w+ )?(?:routes|endpoints)\b/, [routes.length, ...countsBy(routes.map(({ place }) => place.file))], false),
  ]
}

const isCut = ({ errors_cut: cut, read_in_part: inPart }: RepositoryFacts): boolean => inPart || cut?.includes('error_type') === true

/** Null where the number is of nothing that is counted here. `cited`: the numbers in the cited lines. */
export const judgeCount = (claim: NumberClaim, things: readonly CountedThing[], cited: ReadonlySet<number>): boolean | null => {
  const thing = claim.value < fewestCounted ? undefined : things.find(({ unit }) => unit.test(claim.after))
  if (thing === undefined) return null
  return isBorneOut(claim, thing.values) || isBorneOut(claim, cited) || (claim.isLowerBound && claim.value <= thing.atLeast)
}
