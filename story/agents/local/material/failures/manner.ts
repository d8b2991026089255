// How errors are handled on the whole: where they are made, how they are related, who catches them.
import { type Details, noDetails } from '../../details/read-details.ts'
import { joined } from '../../language/lists.ts'
import { exactly } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { canBeCounted, lastSegment, type World } from '../world.ts'
import { returnedMessages } from './returned.ts'

/** Facts hold no more raised and caught errors than the files that were read in full; what is counted is counted there. */
const mostPlaces = 4
const fewestDescendants = 3

/** The type from which the others descend: whoever catches it catches them all. */
const rootMessages = (world: World): Message[] => {
  // Of two types with one name, which is meant as a base cannot be told; what bears the name of the language's own is seldom it.
  const all = world.facts.errors.filter(({ kind }) => kind === 'error_type')
  const isOne = ({ name }: (typeof all)[number]): boolean => all.filter((other) => lastSegment(other.name) === lastSegment(name)).length === 1
  const isBuiltIn = ({ name, place }: (typeof all)[number]): boolean => /^(?:Error|Exception|Throwable)$/.test(lastSegment(name)) && !place.file.endsWith('.rb')
  const own = all.filter((one) => isOne(one) && !isBuiltIn(one))
  const parentOf = new Map(own.map(({ name, extends: parents }) => [lastSegment(name), (parents ?? []).map(lastSegment)]))
  const descendsFrom = (name: string, root: string, seen: ReadonlySet<string> = new Set()): boolean =>
    !seen.has(name) && (parentOf.get(name) ?? []).some((parent) => parent === root || descendsFrom(parent, root, new Set([...seen, name])))
  const [most] = own
    .map((root) => ({ root, all: own.filter(({ name }) => descendsFrom(lastSegment(name), lastSegment(root.name))) }))
    .toSorted((a, b) => b.all.length - a.all.length)
  if (most === undefined || most.all.length < fewestDescendants) return []
  const { root, all: descendants } = most
  const name = lastSegment(root.name)
  const direct = descendants.filter(({ extends: parents }) => (parents ?? []).some((parent) => lastSegment(parent) === name)).slice(0, 2)
  const examples = [...direct, ...descendants.filter((one) => !direct.includes(one))].slice(0, 3)
  const file = world.file(root.place.file)
  const rest =
    descendants.length === all.length - 1
      ? 'all of its own errors descend'
      : `most of its own errors, ${joined(examples.map((one) => mark(lastSegment(one.name))))} among them, descend`
  if (descendants.length < all.length / 2) return []
  return [
    {
      id: 'errors:root',
      about: null,
      weight: 0.97,
      places: [root.place, ...examples.map(({ place }) => place)],
      keywords: [name],
      title: `${name} above all`,
      forms: [
        ...ways(
          (say) => `${rest} from ${mark(name)} in ${say.bare(file)}, so one catch of ${mark(name)} is enough for them`,
          (say) => `at the root of the errors stands ${mark(name)}, in ${say.bare(file)}: ${rest} from it, and a caller may catch it alone`,
        ),
        ...styled('technical', (say) => `root of the error types: ${mark(name)} in ${say.bare(file)}; ${rest} from it`),
      ],
    },
  ]
}

/** The answer to "how are errors handled here?" before any single one: of what make, where raised, where caught. */
export const mannerMessages = (world: World, details: Details = noDetails): Message[] => {
  const { errors, symbols } = world.facts
  const messages: Message[] = [...returnedMessages(world, details), ...rootMessages(world)]
  // An error is caught by what it descends from only where there are classes: a trait of that name catches nothing.
  const own = new Set(errors.filter(({ kind }) => kind === 'error_type').map(({ name }) => lastSegment(name)))
  const parents = Map.groupBy(
    // Declared for two kinds of importers, a type is still one.
    [...new Map(symbols.filter(({ name, kind }) => kind === 'class' && own.has(name)).map((symbol) => [symbol.name, symbol])).values()],
    (symbol) => symbol.extends.map((parent) => lastSegment(parent)).find((parent) => own.has(parent)) ?? '',
  )
  const [base, children] = [...parents].filter(([name]) => name !== '').toSorted(([, a], [, b]) => b.length - a.length)[0] ?? []
  const amount = canBeCounted('error_type', world) && children !== undefined ? exactly(children.length) : 'several'
  const isTold = messages.some(({ id, keywords }) => id === 'errors:root' && keywords?.[0] === base)
  if (base !== undefined && children !== undefined && children.length >= 2 && !isTold)
    messages.push({
      id: 'errors:family',
      about: null,
      weight: 0.87,
      places: children.slice(0, mostPlaces).map(({ place }) => place),
      keywords: [base],
      title: `${base} and its family`,
      forms: ways(
        () =>
          `${amount} error types descend directly from ${mark(base)}, so that whoever catches ${mark(base)} catches ${joined(children.slice(0, 2).map(({ name }) => mark(name)))} as well`,
        () =>
          `to catch ${mark(base)} is to catch ${amount} kinds of error at once, ${joined(children.slice(0, 2).map(({ name }) => mark(name)))} among them, because they are built on it`,
      ),
    })
  return messages
}
