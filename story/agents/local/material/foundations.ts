// What the project leans on, and for what.
import type { Dependency } from '../../../../shared/analysis.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import type { Message } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

const purposeWords: Readonly<Record<Dependency['purpose'], string | null>> = {
  web: 'serving the web',
  cli: 'the command line',
  database: 'the database',
  network: 'the network',
  'data format': 'reading and writing data formats',
  text: 'working on text',
  time: 'dates and times',
  logging: 'logging',
  testing: 'testing',
  build: 'building',
  lint: 'linting',
  types: 'types',
  ui: 'the user interface',
  security: 'security',
  concurrency: 'concurrency',
  math: 'mathematics',
  system: 'the operating system',
  cloud: 'cloud services',
  'machine learning': 'machine learning',
  language: null,
  other: null,
}

export const dependencyMessages = (world: World): Message[] => {
  const { dependencies, parts } = world.facts
  const outside = dependencies.filter(({ internal }) => !internal)
  // Go's manifest does not tell what only tests need.
  const asked = outside.filter(({ scope, purpose }) => scope === 'runtime' && purpose !== 'testing')
  const runtime = asked.filter(({ place }) => !isBeside(place.file))
  const atRunTime = runtime.some(({ ecosystem }) => ecosystem === 'go') ? '' : ' at run time'
  const messages: Message[] = []
  const first = dependencies[0]
  const peer = outside.find(({ scope, name }) => scope === 'peer' && !name.startsWith('@types/'))
  if (runtime.length === 0 && peer !== undefined)
    messages.push({
      id: 'deps:peers',
      about: null,
      weight: 0.9,
      places: [peer.place],
      forms: ways(
        (say) => `it brings no package of its own to run: it expects ${say.name(world.dependency(peer))} to be there already`,
        (say) => `at run time ${say.bare(world.project)} counts on its host for ${say.name(world.dependency(peer))}`,
      ),
    })
  else if (asked.length === 0 && first !== undefined && parts.length > 0)
    messages.push({
      id: 'deps:none',
      about: null,
      weight: 0.9,
      places: [first.place],
      title: 'a list of needs that is empty',
      forms: ways(
        (say) => `at run time ${say.bare(world.project)} needs no package but itself: its manifest lists none`,
        () => 'the list of packages that it needs at run time is empty',
      ),
    })
  if (runtime.length > 0) {
    // Of several manifests, the project's own, else the one that asks for most; what it says is said of it alone.
    const isOwn = (path: string): boolean => !path.includes('/') || path.toLowerCase().split('/').at(-2) === world.facts.name.toLowerCase()
    const manifests = [...Map.groupBy(runtime, ({ place }) => place.file)].toSorted(
      ([a, first], [b, second]) => Number(isOwn(b)) - Number(isOwn(a)) || second.length - first.length,
    )
    const [path, here] = manifests[0] ?? [runtime[0]?.place.file ?? '', runtime]
    const manifest = world.file(path)
    messages.push({
      id: 'deps:count',
      about: null,
      weight: 0.9,
      places: here.slice(0, 4).map(({ place }) => place),
      title: `${counted(here.length, 'package')} from outside`,
      forms: [
        ...ways(
          (say) => `${say.name(manifest)} asks for ${counted(here.length, 'package')}${atRunTime}`,
          (say) => (manifests.length > 1 ? null : `it needs ${counted(here.length, 'package')} from outside${atRunTime}, as ${say.name(manifest)} tells`),
          (say) => `${counted(here.length, 'package')} from outside ${here.length === 1 ? 'stands' : 'stand'} in ${say.name(manifest)}`,
        ),
        ...styled('fiction', () => `${counted(here.length, 'trader')} from other towns supply what is not made here`),
      ],
    })
  }
  const ranked = runtime.toSorted((a, b) => b.use_count - a.use_count)
  for (const [index, dependency] of ranked.slice(0, 16).entries()) {
    const named = world.dependency(dependency)
    const weight = Math.max(0.2, 0.82 - index * 0.045)
    const user = dependency.used_in[0]
    const purpose = purposeWords[dependency.purpose]
    // What nobody is seen to import is a name in a list, and what it is for would be a guess. Two that are imported by the
    // same words (a shared namespace) cannot be told apart.
    const hasTwin =
      dependency.ecosystem === 'composer' &&
      ranked.some((other) => other !== dependency && other.use_count === dependency.use_count && other.use_count > 0 && other.used_in[0] === user)
    // So many packages live under this namespace that a class of it says nothing about which.
    const isShared = dependency.ecosystem === 'composer' && dependency.name.startsWith('psr/http-')
    if (user === undefined || hasTwin || isShared) continue
    const file = world.file(user)
    messages.push({
      id: `dep:${dependency.name}:use`,
      about: named,
      weight,
      places: [dependency.place, world.top(user)],
      keywords: [dependency.name, user],
      forms: [
        ...(purpose === null
          ? []
          : ways(
              (say) => `for ${purpose} it relies on ${say.name(named)}, imported in ${say.bare(file)}`,
              (say) => `${say.name(named)} takes care of ${purpose}, and ${say.bare(file)} is where it is imported`,
              (say) => `when it comes to ${purpose}, ${say.bare(file)} turns to ${say.name(named)}`,
            )),
        ...ways(
          (say) => `${say.bare(file)} brings in ${say.name(named)}`,
          (say) => `from outside comes ${say.name(named)}, which ${say.bare(file)} imports`,
          (say) => `${say.name(named)} is imported by ${say.bare(file)}`,
        ),
        ...styled(
          'fiction',
          (say) => `${say.bare(named)} is a trader from abroad who delivers to ${say.bare(file)}`,
          (say) => `what ${say.bare(file)} cannot make, it buys from ${say.bare(named)}`,
        ),
      ],
    })
    if (dependency.use_count >= 3)
      messages.push({
        id: `dep:${dependency.name}:count`,
        about: named,
        weight: weight - 0.25,
        places: [dependency.place, world.top(user)],
        keywords: [dependency.name],
        forms: ways(
          (say) => `${counted(dependency.use_count, 'file')} import ${say.bare(named)}`,
          (say) => `${say.subject(named)} turns up in ${counted(dependency.use_count, 'file')}`,
        ),
      })
  }
  const development = outside.filter(({ scope }) => scope === 'development')
  if (development.length >= 2)
    messages.push({
      id: 'deps:development',
      about: null,
      weight: 0.4,
      places: development.slice(0, 3).map(({ place }) => place),
      forms: [
        ...ways(
          (say) =>
            `${counted(development.length, 'package')} serve only the people who work on it${development.length === 2 ? ':' : ', such as'} ${joined(development.slice(0, 2).map((dependency) => say.bare(world.dependency(dependency))))}`,
        ),
        ...plain((say) => `for development alone there are ${joined(development.slice(0, 2).map((dependency) => say.bare(world.dependency(dependency))))}`),
      ],
    })
  return messages
}
