// Kinds that show in the text of the code: files made after one pattern, calls that register, tables, functions with a case
// for each of several texts, code that is made of a list.

import type { PlacesForMore } from '../../details/places-for-more.ts'
import { joined, withArticle } from '../../language/lists.ts'
import { counted, exactly, roughly } from '../../language/numbers.ts'
import { isBaseVerb } from '../../language/verbs.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { findKind, inWords, singular } from '../kind-in-words.ts'
import { isBeside } from '../tellable-facts.ts'
import { lastSegment, type World } from '../world.ts'
import { isError } from './point.ts'

const mostAlike = 2
const mostRegistrations = 2
const mostTables = 2
const shown = 3
/** Of a longer path nobody hears the end. */
const mostSegments = 3

/** What it says of a kind; `what` is a word for one of them, by which the same kind found in another way is known. */
export interface KindMessage {
  what: string
  message: Message
}

/** New ones come by themselves. */
const ofErrors = /(?:^|\/)(?:exceptions?|errors?)\//i

const folderNamed = (world: World, folder: string): Named => {
  const part = world.facts.parts.find(({ path }) => path === folder)
  return part === undefined ? { key: `folder ${folder}`, name: folder, role: 'folder', home: null } : world.part(part.name)
}

/** `flag_bool.go`, `flag_duration.go` …: what each declares with its own word in it. */
export const alikeFiles = (world: World, { alike }: PlacesForMore): KindMessage[] =>
  alike
    .filter(({ members }) => members.every(({ path, declares }) => !isBeside(path) && !ofErrors.test(path) && !declares.some(({ name }) => isError(name))))
    .flatMap(({ folder, affix, each, base, members, namedIn }): KindMessage[] => {
      const ofFolder = findKind(singular(folder.split('/').at(-1) ?? ''), null)
      const ofBase = base === null ? null : findKind(base, null)
      const what = ofBase ?? (affix === null ? ofFolder : findKind(singular(affix), null))
      const [first, second] = members
      if (what === null || what === '' || first === undefined || second === undefined) return []
      const home = folderNamed(world, folder)
      const where = folder === '' ? '' : ` in ${mark(folder.split('/').length > mostSegments ? home.name : folder)}`
      const declares = ({ declares: names }: typeof first): string => joined(names.map(({ name }) => mark(name)))
      const label = ({ path }: typeof first): string => mark(each === null ? (path.split('/').at(-1) ?? path) : (path.split('/').at(-2) ?? path))
      const built = base === null ? '' : `, each built on ${mark(base)}`
      const lists = namedIn.filter((path) => !isBeside(path)).map((path) => world.file(path))
      const named = (say: Say): string =>
        lists.length === 0 ? '' : `, and ${joined(lists.map((file) => say.bare(file)))} ${lists.length === 1 ? 'has' : 'have'} to name it as well`
      return [
        {
          what,
          message: {
            id: `extend:alike:${folder}:${affix ?? each ?? ''}`,
            about: home,
            weight: 0.985,
            places: [
              ...members.slice(0, 2).flatMap(({ declares: all }) => all.map(({ place }) => place)),
              ...namedIn.slice(0, 1).map((path) => world.top(path)),
            ],
            keywords: [what, ...members.slice(0, shown).map(({ path }) => path)],
            title: `room for another ${what}`,
            forms: [
              ...ways(
                (say) =>
                  each === null
                    ? `${withArticle(what)} is a file of its own here, and ${roughly(members.length)} of them${where} follow one pattern: ${label(first)} declares ${declares(first)}, ${label(second)} declares ${declares(second)}${built}; another one would do the same${named(say)}`
                    : `each ${what} has a folder of its own${where} with a file ${mark(each)}: that of ${label(first)} declares ${declares(first)}, that of ${label(second)} declares ${declares(second)}${built}; another one would look the same${named(say)}`,
                (say) =>
                  each === null
                    ? `to add another ${what}, take one of the ${roughly(members.length)} files${where} that are made after the same pattern: as ${label(first)} declares ${declares(first)} and ${label(second)} declares ${declares(second)}, the new file has its own${built}${named(say)}`
                    : `to add another ${what}, make one more folder${where} with a file ${mark(each)}, which declares what it is called after, as that of ${label(first)} declares ${declares(first)}${built}${named(say)}`,
              ),
              ...styled('technical', (say) => `extension point, ${what}: ${label(first)} declares ${declares(first)}${built}${named(say)}`),
            ],
          },
        },
      ]
    })
    .slice(0, mostAlike)

/** `RegisterReplicaClientFactory` → "replica client factory", `token` → "token"; null of a verb. */
const kindOfCall = (callee: string): string | null => {
  const words = inWords(lastSegment(callee))
    .replace(/^(?:register|add|define|install|provide|create|make|new|declare|with|set)\b ?/, '')
    .replace(/ (?:factory|func|function|handler)$/, '')
  return words === '' || (!words.includes(' ') && isBaseVerb(words, 'the') && words !== 'format' && words !== 'filter') ? null : words
}

export const registeredKinds = (world: World, { registrations }: PlacesForMore): KindMessage[] =>
  registrations
    .filter(({ files }) => !files.some(isBeside))
    .flatMap(({ callee, files, calls, names, places }): KindMessage[] => {
      const kind = kindOfCall(callee)
      const [path] = files
      const sayable = names.filter((name) => /^[\w.-]{2,24}$/.test(name)).slice(0, shown)
      if (path === undefined || sayable.length < 2) return []
      const file = world.file(path)
      const name = mark(callee.replaceAll('::', '.').replaceAll('->', '.'))
      const more = kind === null ? 'one more of them' : `another ${kind}`
      const list = joined(sayable.map(mark))
      return [
        {
          what: kind ?? callee,
          message: {
            id: `extend:registered:${callee}`,
            about: file,
            weight: files.length > 1 ? 0.99 : 0.975,
            places,
            keywords: [kind ?? callee, ...names.slice(0, shown)],
            title: kind === null ? `what ${lastSegment(callee)} is called for` : `room for another ${kind}`,
            forms:
              files.length > 1
                ? ways(
                    () =>
                      `${counted(files.length, 'file')} call ${name}, each with names of its own, such as ${list}: ${more} makes itself known in the same way`,
                    (say) =>
                      `${more} would make itself known as the present ones do, by a call of ${name}: ${counted(files.length, 'file')} have one, ${say.bare(file)} among them`,
                  )
                : ways(
                    (say) => `${say.bare(file)} calls ${name} ${exactly(calls)} times, with names such as ${list}: ${more} is one more call beside them`,
                    (say) => `to add ${more}, call ${name} once more in ${say.bare(file)}, where it is called for ${list} already`,
                  ),
          },
        },
      ]
    })
    .slice(0, mostRegistrations)

/** Values that do something before values that say something. */
const rankOfFile = (world: World, path: string): number => {
  const at = world.facts.key_files.findIndex((file) => file.path === path)
  return at < 0 ? Number.POSITIVE_INFINITY : at
}

export const tableKinds = (world: World, { tables }: PlacesForMore): KindMessage[] =>
  tables
    .filter(({ place }) => !isBeside(place.file) && Number.isFinite(rankOfFile(world, place.file)))
    .toSorted((a, b) => rankOfFile(world, a.place.file) - rankOfFile(world, b.place.file))
    .flatMap(({ name, place, entries, holds, keys }): KindMessage[] => {
      const around = world.findEnclosing(place)
      const owner = around === null ? null : world.symbol(around.qualified_name, place.file)
      if (name === null && owner === null) return []
      // What a function puts together for itself is no place to add to, unless it sets up what others look things up in.
      const setsUp =
        around === null || around.name === lastSegment(around.parent ?? '') || /^(?:constructor|__init__|init\w*|set_?up\w*|regist\w*)$/i.test(around.name)
      if (name !== null && !setsUp && holds === 'values') return []
      const file = world.file(place.file)
      const what = name === null ? '' : inWords(name.replace(/^_+|_+$/g, ''))
      const list = joined(keys.slice(0, shown).map(mark))
      const called = (say: Say): string =>
        name === null && owner !== null ? `the table that ${say.placed(owner)} hands out` : `the table ${mark(name ?? '')} in ${say.bare(file)}`
      return [
        {
          what: what === '' ? place.file : what,
          message: {
            id: `extend:table:${place.file}:${place.start_line}`,
            about: file,
            weight: holds === 'types' || (holds !== 'values' && entries >= manyEntries) ? 0.99 : 0.95,
            places: [{ ...place, end_line: Math.min(place.end_line, place.start_line + mostCited) }],
            keywords: [name ?? '', place.file],
            title: name === null ? 'a table that grows' : `the table ${name}`,
            forms: ways(
              (say) => `${called(say)} has entries for ${list} and others: support for one more is one more line there`,
              (say) => `support for one more begins with a line in ${called(say)}, which has entries for ${list} and others`,
            ),
          },
        },
      ]
    })
    .slice(0, mostTables)
const manyEntries = 12
const mostCited = 60

const fewestShared = 4
const fewestAlone = 5
const leastShared = 0.7

export const caseKinds = (world: World, { cases }: PlacesForMore): KindMessage[] => {
  const own = cases.filter(({ place }) => !isBeside(place.file))
  const list = (literals: readonly string[]): string => joined(literals.slice(0, shown).map((literal) => `"${literal}"`))
  // `'L'` and `"$L"` are the same to whoever adds one.
  const bare = (literal: string): string => literal.replace(/\W/g, '')
  const twins = own.flatMap((one, at) =>
    own.slice(at + 1).flatMap((other) => {
      const known = new Set(other.literals.map(bare))
      const shared = one.literals.filter((literal) => known.has(bare(literal)))
      return shared.length >= Math.max(fewestShared, Math.min(one.literals.length, other.literals.length) * leastShared) ? [{ one, other, shared }] : []
    }),
  )
  const [twin] = twins.toSorted((a, b) => b.shared.length - a.shared.length)
  if (twin !== undefined) {
    const { one, other, shared } = twin
    const [first, second] = [one, other].map(({ symbol }) => world.symbol(symbol.qualified_name, symbol.place.file))
    return first === undefined || second === undefined
      ? []
      : [
          {
            what: 'case',
            message: {
              id: `extend:cases:${one.symbol.qualified_name}`,
              about: first,
              weight: 0.97,
              places: [one.place, other.place],
              keywords: shared.slice(0, shown),
              title: 'a case that two functions know',
              forms: ways(
                (say) =>
                  `${say.placed(first)} has cases for ${list(shared)}, and ${say.placed(second)} has cases for the same: whoever adds one to the first has to look at the second, too`,
                (say) =>
                  `the cases of ${say.placed(first)}, ${list(shared)} among them, are known to ${say.placed(second)} as well: whoever adds one looks at both`,
              ),
            },
          },
        ]
  }
  const [most] = own
    .filter(({ literals }) => literals.length >= fewestAlone)
    .toSorted((a, b) => rankOfFile(world, a.place.file) - rankOfFile(world, b.place.file) || b.literals.length - a.literals.length)
  if (most === undefined) return []
  const decider = world.symbol(most.symbol.qualified_name, most.symbol.place.file)
  return [
    {
      what: 'case',
      message: {
        id: `extend:cases:${most.symbol.qualified_name}`,
        about: decider,
        weight: 0.93,
        places: [most.place],
        keywords: most.literals.slice(0, shown),
        title: `a case more in ${decider.name}`,
        forms: ways(
          (say) =>
            `${say.placed(decider)} has a case for each of ${exactly(most.literals.length)} words, such as ${list(most.literals)}: another one would stand beside them`,
          (say) => `what ${list(most.literals)} and the like lead to is decided in ${say.placed(decider)}, and a new one is one more case there`,
        ),
      },
    },
  ]
}

/** Where a list is what people change. */
export const generatedKinds = (world: World, { generated }: PlacesForMore): KindMessage[] =>
  generated
    .filter(({ from, into, place }) => from.length > 0 && into !== null && !isBeside(place.file) && !isBeside(into.file))
    .filter(({ into }, at, all) => all.findIndex((other) => other.into?.file === into?.file) === at)
    .slice(0, 1)
    .flatMap(({ maker, place, from: [source], into }): KindMessage[] => {
      if (source === undefined || into === null) return []
      const [list, script, taker] = [source, maker, into.file].map(world.file)
      if (list === undefined || script === undefined || taker === undefined) return []
      return [
        {
          what: 'generated',
          message: {
            id: 'extend:generated',
            about: list,
            weight: 0.98,
            places: [place, into],
            keywords: [source, maker],
            title: `what is made of ${list.name}`,
            forms: ways(
              (say) =>
                `a part of the code is changed in ${say.bare(list)}: ${say.bare(script)} makes code of it whenever the project is compiled, and ${say.bare(taker)} takes that in`,
            ),
          },
        },
      ]
    })
