// What is peculiar about a repository though nothing in it contradicts anything: a file that holds a large share of the
// code, things that exist twice, one person behind most of the commits.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { speakable } from '../language/plain-words.ts'
import { shareInWords } from '../language/shares.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import { peopleIn } from './past.ts'
import { unusualMessages } from './unusual.ts'
import type { World } from './world.ts'

const oneFile = (world: World): Message[] => {
  const { key_files: files, counts, languages } = world.facts
  // How pages look is no part of the lines that are counted.
  const largest = files.filter(({ language }) => languages.some(({ name }) => name === language)).toSorted((a, b) => b.lines - a.lines)[0]
  if (largest === undefined || counts.source_files < 5 || counts.source_lines === 0) return []
  const share = shareInWords(largest.lines / counts.source_lines)
  if (share === null) return []
  const file = world.file(largest.path)
  return [
    {
      id: 'peculiar:one-file',
      about: file,
      // Only of most of it anybody would wonder.
      weight: largest.lines / counts.source_lines > 0.5 ? 0.82 : 0.5,
      places: [world.top(largest.path)],
      keywords: [largest.path],
      title: `${share} of the code in one file`,
      forms: [
        ...ways(
          (say) => `${share} of all the code stands in a single file, ${say.bare(file)}`,
          (say) => `one file, ${say.bare(file)}, holds ${share} of the code`,
        ),
        ...styled('fiction', (say) => `one house is larger than whole quarters: ${share} of the code lives in ${say.bare(file)}`),
        ...styled('tutorial', (say) => `how would you spread the code over files? Here ${share} of it stands in ${say.bare(file)}`),
      ],
    },
  ]
}

/** `AsyncClient` → `Client`, `execaSync` → `execa`: what it would be called without the word for when it answers. */
const twinOf = (name: string): string | null => {
  const match = /^Async([A-Z]\w*)$/.exec(name) ?? /^(\w+?)(?:Sync|Async|_sync|_async)$/.exec(name) ?? /^(?:async_|a)(\w+)$/.exec(name)
  return match?.[1] ?? null
}
const fewestTwins = 3

const twins = (world: World): Message[] => {
  const told = world.facts.symbols.filter(({ kind, parent }) => parent === null && (kind === 'class' || kind === 'function' || kind === 'struct'))
  const byName = new Map(told.map((symbol) => [symbol.name, symbol]))
  const pairs = told.flatMap((symbol): { plain: CodeSymbol; other: CodeSymbol }[] => {
    // A short prefix finds too much: "aiter" and "iter" are two methods, "add" and "dd" are not.
    const bare = twinOf(symbol.name)
    const twin = bare === null || bare.length < 4 ? undefined : byName.get(bare)
    return twin === undefined || twin === symbol ? [] : [{ plain: twin, other: symbol }]
  })
  const [first] = pairs
  if (first === undefined || pairs.length < fewestTwins) return []
  const named = world.symbol(first.plain.qualified_name, first.plain.place.file)
  const other = mark(first.other.name)
  return [
    {
      id: 'peculiar:twins',
      about: named,
      weight: 0.9,
      places: pairs.slice(0, 3).flatMap((pair) => [pair.plain.place, pair.other.place]),
      keywords: [first.plain.name, first.other.name, 'async'],
      title: `${first.plain.name} and its twin`,
      forms: [
        ...ways(
          (say) =>
            `several things exist twice, for callers who wait and for callers who do not: beside ${say.bare(named)} there is ${other}, and so it goes with other names`,
          (say) =>
            `whoever finds ${say.bare(named)} will find ${other} as well, because several things here come in two versions, one that waits and one that does not`,
        ),
        ...styled(
          'fiction',
          (say) => `several people of this town have a twin, as ${say.bare(named)} has ${other}: one of the two waits for an answer, the other does not`,
        ),
      ],
    },
  ]
}

export const peculiarMessages = (world: World): Message[] => [...unusualMessages(world), ...twins(world), ...oneFile(world)]

/** For the history: half of the work by one pair of hands. */
export const onePersonMessages = (world: World): Message[] => {
  const { history } = world.facts
  const most = history?.top_contributors[0]
  if (history === null || most === undefined || !history.complete || history.commits < 50) return []
  const share = shareInWords(most.commits / history.commits)
  if (share === null || most.commits / history.commits < 1 / 3) return []
  // As they sign their commits, where that is a name that can be said.
  const name = /^\p{Lu}[\p{L}'-]+(?: \p{Lu}[\p{L}'.-]*){1,3}$/u.test(most.name) && speakable(most.name) ? `, ${most.name}` : ''
  return [
    {
      id: 'past:one-person',
      about: null,
      weight: 0.66,
      places: [],
      title: 'one pair of hands',
      forms: [
        ...ways(
          () => `${share} of the commits were made by one person${name}`,
          () => `of ${peopleIn(history)} who took part, a single one made ${share} of the commits${name}`,
        ),
        ...plain(() => `one person${name === '' ? '' : `${name},`} stands behind ${share} of the commits`),
      ],
    },
  ]
}
