// What becomes of an error where it is caught: who is given it, or that it is written to the log and the work goes on.
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import { docPredicate } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'
import { onTheWay } from './on-the-way.ts'

const mostNamed = 2
const mostHandlers = 2
/** Of the files, best first, those that the whole turns on. */
const mostCentral = 15
/** A heart for a name is nothing to say. */
const isSayable = (name: string | null): name is string => name !== null && /^[\w.:#$]+[!?]?$/.test(name)

/** On the way that the story follows first, then in the files that matter most. */
const centralFirst = (errors: readonly ErrorFact[], world: World): ErrorFact[] => {
  const isOnTheWay = onTheWay(world)
  const order = new Map(world.facts.key_files.map(({ path }, index) => [path, index]))
  const standing = (error: ErrorFact): number => (isOnTheWay(error) ? -1 : (order.get(error.place.file) ?? order.size))
  return errors
    .map((error, at) => ({ error, at }))
    .toSorted((a, b) => standing(a.error) - standing(b.error) || a.at - b.at)
    .map(({ error }) => error)
}

const ownersOf = (errors: readonly ErrorFact[], world: World): Named[] => {
  const named = errors.flatMap(({ in_symbol: owner, place }) => (isSayable(owner) ? [world.symbol(owner, place.file)] : []))
  // What bears one name in two places is one to an ear.
  return named.filter(({ name }, at) => named.findIndex((other) => other.name === name) === at)
}

const isCentral = (errors: readonly ErrorFact[], { facts }: World): boolean => {
  const central = new Set(facts.key_files.slice(0, mostCentral).map(({ path }) => path))
  return errors.slice(0, mostNamed).some(({ place }) => central.has(place.file))
}

const list = (say: Say, owners: readonly Named[]): string => joined(owners.slice(0, mostNamed).map((owner) => say.placed(owner)))
const placesOf = (errors: readonly ErrorFact[]): ErrorFact['place'][] => errors.slice(0, mostNamed).map(({ place }) => place)

/** The function that is called there by that name, with what its comment says that it does; a parameter may bear the name of a method. */
const findHandler = (name: string, { in_symbol: owner, place }: ErrorFact, world: World): { named: Named; predicate: string | null } | null => {
  const call = owner === null ? undefined : world.findSymbol(owner, place.file)?.calls.find((one) => lastSegment(one.name).replace(/^#/, '') === name)
  const found = call === undefined ? null : world.findResolved(call.resolved)
  if (found === null) return null
  return { named: world.symbol(found.qualified_name, found.place.file), predicate: found.doc === null ? null : docPredicate(found.doc.text, found.name, true) }
}

const handedMessages = (world: World): Message[] => {
  const handed = centralFirst(
    world.facts.errors.filter(({ kind, handed_to: to, through }) => kind === 'caught' && to != null && through == null && isSayable(to.name)),
    world,
  )
  const isOnTheWay = onTheWay(world)
  // Whoever the way of the story hands to, then whoever is handed the most.
  const standing = (all: readonly ErrorFact[]): number => all.length + (all.some(isOnTheWay) ? handed.length : 0)
  const groups = [...Map.groupBy(handed, ({ handed_to: to }) => lastSegment(to?.name ?? '').replace(/^#/, ''))].toSorted(
    ([, a], [, b]) => standing(b) - standing(a),
  )
  return groups.slice(0, mostHandlers).flatMap(([name, all], index): Message[] => {
    const owners = ownersOf(all, world).filter((owner) => lastSegment(owner.name) !== name)
    if (owners.length === 0) return []
    const shown = all.filter(({ in_symbol: owner, place }) => owners.slice(0, mostNamed).some(({ key }) => key === world.symbol(owner ?? '', place.file).key))
    const handler = shown[0] === undefined ? null : findHandler(name, shown[0], world)
    const sometimes = shown.some(({ handed_to: to }) => to?.sometimes === true)
    const [verb, can] = owners.length === 1 ? ['catches', sometimes ? 'can hand it' : 'hands it'] : ['catch', sometimes ? 'can hand it' : 'hand it']
    const taker = (say: Say): string =>
      handler === null ? mark(name) : `${say.placed(handler.named)}${handler.predicate === null ? '' : `, which ${say.words(handler.predicate)}`}`
    return [
      {
        id: `errors:handed:${index}`,
        about: null,
        // What happens at the edge is no way in which errors are handled here.
        weight: (all.some(isOnTheWay) || isCentral(shown, world) ? 0.985 : name === 'next' ? 0.6 : 0.8) - index * 0.12,
        places: [...placesOf(shown), ...(handler?.named.place === undefined ? [] : [handler.named.place])],
        keywords: [name, ...owners.map(({ name: owner }) => owner)],
        title: `what ${name} is given`,
        forms: [
          ...ways(
            (say) => `${list(say, owners)} ${verb} what goes wrong in a part of the work and ${can} to ${taker(say)}`,
            (say) => `what goes wrong below ${list(say, owners)} is caught there and ${sometimes ? 'can be' : 'is'} handed to ${taker(say)}`,
          ),
          ...styled('technical', (say) => `caught in ${list(say, owners)}, ${sometimes ? 'may be ' : ''}handed to ${taker(say)}`),
        ],
      },
    ]
  })
}

/** C++ that can be built without exceptions catches by a macro. */
const macroMessages = (world: World): Message[] => {
  const caught = centralFirst(
    world.facts.errors.filter(({ kind, through }) => kind === 'caught' && through != null),
    world,
  )
  const [most] = [...Map.groupBy(caught, ({ through }) => through ?? '')].toSorted(([, a], [, b]) => b.length - a.length)
  if (most === undefined) return []
  const [macro, all] = most
  const owners = ownersOf(all, world)
  const [first] = all
  if (first === undefined || owners.length < mostNamed) return []
  const to = first.handed_to ?? null
  const then = to === null ? '' : ` and ${to.sometimes ? 'may hand' : 'hands'} it to ${mark(to.name)}`
  const type = first.name === 'any error' ? 'what is thrown there' : `any ${mark(lastSegment(first.name))} thrown there`
  return [
    {
      id: 'errors:macro',
      about: null,
      weight: 0.985,
      places: placesOf(all),
      keywords: [macro],
      title: `what ${macro} catches`,
      forms: ways(
        (say) => `a macro catches for many: ${mark(macro)} stands in ${list(say, owners)}, where it catches ${type}${then}`,
        (say) => `${list(say, owners)}, among others, end in the macro ${mark(macro)}, which catches ${type}${then}`,
      ),
    },
  ]
}

const loggedMessages = (world: World): Message[] => {
  const logged = centralFirst(
    world.facts.errors.filter(
      ({ kind, in_symbol: owner, place }) =>
        kind === 'logged' && isSayable(owner) && !/mock/i.test(place.file) && !/close|destructor|~|shutdown|cleanup|error|exception/i.test(owner),
    ),
    world,
  )
  const owners = ownersOf(logged, world)
  if (owners.length === 0) return []
  const verb = owners.length === 1 ? 'writes it to the log and goes on' : 'write it to the log and go on'
  return [
    {
      id: 'errors:logged',
      about: null,
      weight: isCentral(logged, world) ? 0.92 : 0.55,
      places: placesOf(logged),
      keywords: owners.map(({ name }) => name),
      title: 'failures that are passed over',
      forms: ways(
        (say) => `not every failure ends the work: where something goes wrong in one place of ${list(say, owners)}, the code logs it and goes on`,
        (say) => `there are failures that stop nothing: in one case ${list(say, owners)} only ${verb}`,
      ),
    },
  ]
}

export const treatedMessages = (world: World): Message[] => [...handedMessages(world), ...macroMessages(world), ...loggedMessages(world)]
