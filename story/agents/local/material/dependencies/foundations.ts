// What the project leans on, and for what: in its own words where it explains its packages, else what a package is known to
// do, and always where it is put to use.
import type { Dependency } from '../../../../../shared/analysis.ts'
import { docPredicate } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { counted, exactly } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Form, Message, Named, Say } from '../../telling/message.ts'
import { claiming, plain, styled, ways } from '../../telling/ways.ts'
import { isBeside } from '../tellable-facts.ts'
import type { World } from '../world.ts'
import { whatPackageDoes } from './what-packages-do.ts'

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

/** Behind its name: "matches requests to their handlers". */
const clauseOf = ({ name, ecosystem, description }: Dependency): { clause: string; place: Dependency['place'] | null } | null => {
  const last = name.split('/').at(-1) ?? name
  const own = description == null ? null : docPredicate(description.text, last)
  // "Requires gevent": of the setting that needs it.
  if (own !== null && description != null && !/^is (?:a well|this|an? optional)|^requires? /.test(own))
    return { clause: own.replace(/^is (?:an? )?(?=.*\bsupport$)/, 'brings '), place: description.place }
  const known = whatPackageDoes(name, ecosystem)
  return known === null ? null : { clause: known, place: null }
}

/** A call into the package: by whom, and of what. */
const findCall = (dependency: Dependency, world: World): { caller: Named; called: string; place: Dependency['place'] } | null => {
  for (const symbol of world.facts.symbols) {
    if (isBeside(symbol.place.file) || (symbol.kind !== 'function' && symbol.kind !== 'method')) continue
    const call = symbol.calls.find(
      ({ resolved, name }) =>
        (resolved === `package:${dependency.name}` || resolved?.startsWith(`package:${dependency.name}/`) === true) && /^[A-Za-z]\w{2,}$/.test(name),
    )
    if (call === undefined) continue
    const place = { file: symbol.place.file, start_line: call.line, end_line: call.line }
    return { caller: world.symbol(symbol.qualified_name, symbol.place.file), called: call.name, place }
  }
  return null
}

/** Nobody has it who did not ask for it. */
const optionalForms = (named: Named, clause: string | null, file: Named | null): Form[] =>
  clause === null
    ? file === null
      ? []
      : ways((say) => `${say.name(named)} is optional, and ${say.bare(file)} is where it is used if it is there`)
    : [
        ...ways(
          (say) => `one may add ${say.name(named)}, which ${say.words(clause)}: it is optional`,
          (say) => `${say.name(named)} is optional; where it is there, it ${say.words(clause)}`,
        ),
        ...styled('technical', (say) => `${say.bare(named)} (optional): ${say.words(clause)}`),
      ]

/** @param listed does it stand in the one list that says what the project needs? */
const oneDependency = (dependency: Dependency, world: World, weight: number, listed: boolean): Message[] => {
  const named = world.dependency(dependency)
  const told = clauseOf(dependency)
  const call = findCall(dependency, world)
  const user = dependency.used_in[0]
  const purpose = purposeWords[dependency.purpose]
  const file = user === undefined ? null : world.file(user)
  // What a package beside the project's own asks for, that package needs.
  const asking = listed ? undefined : world.facts.parts.find(({ place, kind }) => place.file === dependency.place.file && kind !== 'file')
  const where = (say: Say): string => (call !== null ? say.placed(call.caller) : file === null ? '' : say.bare(file))
  const forms: Form[] =
    dependency.scope === 'optional'
      ? optionalForms(named, told?.clause ?? null, file)
      : told !== null
        ? [
            ...(asking === undefined
              ? []
              : ways((say) => `${say.bare(world.part(asking.name))} leans on ${say.name(named)}, which ${say.words(told.clause)}`).map((form) => ({
                  ...form,
                  cost: -1,
                }))),
            ...(call === null
              ? []
              : ways(
                  (say) => `${say.name(named)} ${say.words(told.clause)}; ${where(say)} calls its ${mark(call.called)}`,
                  (say) => `${where(say)} relies on ${say.name(named)}, which ${say.words(told.clause)}`,
                )),
            ...(file === null
              ? ways(
                  (say) => `${say.name(named)} ${say.words(told.clause)}`,
                  (say) => (listed ? `on its list stands ${say.name(named)}, which ${say.words(told.clause)}` : null),
                )
              : ways(
                  (say) => `${say.name(named)} ${say.words(told.clause)}, and ${say.bare(file)} is where that is used`,
                  (say) => `in ${say.bare(file)} the work is shared with ${say.name(named)}, which ${say.words(told.clause)}`,
                  (say) => `from outside comes ${say.name(named)}, which ${say.words(told.clause)}; ${say.bare(file)} imports it`,
                )),
            ...styled('fiction', (say) => `${say.bare(named)} is a trader from abroad who ${say.words(told.clause)}`),
            ...styled('technical', (say) => `${say.bare(named)}: ${say.words(told.clause)}${where(say) === '' ? '' : `; used in ${where(say)}`}`),
          ]
        : [
            ...(call === null
              ? []
              : ways(
                  (say) => `${where(say)} calls ${mark(call.called)}, which belongs to ${say.name(named)}`,
                  (say) => `from ${say.name(named)} comes ${mark(call.called)}, which ${where(say)} calls`,
                )),
            ...(purpose === null || file === null
              ? []
              : ways(
                  (say) => `for ${purpose} it relies on ${say.name(named)}, imported in ${say.bare(file)}`,
                  (say) => `when it comes to ${purpose}, ${say.bare(file)} turns to ${say.name(named)}`,
                )),
            ...(file === null || call !== null || purpose !== null
              ? []
              : ways(
                  (say) => `${say.bare(file)} works with ${say.name(named)}`,
                  (say) => `${say.name(named)} is needed by ${say.bare(file)}`,
                )),
            ...(file === null ? [] : styled('fiction', (say) => `what ${say.bare(file)} cannot make, it buys from ${say.bare(named)}`)),
          ]
  return forms.length === 0
    ? []
    : [
        {
          id: `dep:${dependency.name}:use`,
          about: named,
          weight: weight - (told === null ? 0.2 : 0),
          places: [
            dependency.place,
            ...(call !== null ? [call.place] : user === undefined ? [] : [world.top(user)]),
            ...(told?.place == null ? [] : [told.place]),
          ],
          keywords: [dependency.name, user ?? ''],
          forms: told === null ? forms : claiming(`does ${dependency.name}`, forms),
        },
      ]
}

const toolPurposes = { testing: 'the tests', lint: 'checks of the code', build: 'building and releasing', types: 'types' } as const

/** What only those need who work on it: sorted by what for, since as a list it tells nothing. */
const developmentMessages = (outside: readonly Dependency[], world: World): Message[] => {
  const tools = outside.filter(({ scope, name }) => scope === 'development' && !name.startsWith('@types/'))
  const groups = (['testing', 'lint', 'build'] satisfies (keyof typeof toolPurposes)[]).flatMap((purpose) => {
    const own = tools.filter((tool) => tool.purpose === purpose).slice(0, 2)
    return own.length === 0 ? [] : [{ purpose, own }]
  })
  if (groups.length === 0) return []
  const said = (say: Say): string =>
    joined(groups.map(({ purpose, own }) => `${joined(own.map((tool) => say.bare(world.dependency(tool))))} for ${toolPurposes[purpose]}`))
  return [
    {
      id: 'deps:development',
      about: null,
      weight: 0.62,
      places: groups.flatMap(({ own }) => own.map(({ place }) => place)),
      forms: [
        ...ways(
          (say) => `those who work on it need some more: ${said(say)}`,
          (say) => `its makers use other tools as well, ${said(say)}`,
        ),
        ...plain((say) => `for development there are ${said(say)}`),
      ],
    },
  ]
}

const emptyListMessages = (outside: readonly Dependency[], world: World): Message[] => {
  const first = outside[0] ?? world.facts.dependencies[0]
  const peer = outside.find(({ scope, name, ecosystem }) => scope === 'peer' && ecosystem === 'npm' && !name.startsWith('@types/'))
  if (peer !== undefined)
    return [
      {
        id: 'deps:peers',
        about: null,
        weight: 0.9,
        places: [peer.place],
        forms: ways(
          (say) => `it brings no package of its own to run: it expects ${say.name(world.dependency(peer))} to be there already`,
          (say) => `at run time ${say.bare(world.project)} counts on its host for ${say.name(world.dependency(peer))}`,
        ),
      },
    ]
  const manifest = world.paths.find((path) => /^(?:go\.mod|package\.json|Cargo\.toml|pyproject\.toml|composer\.json|[\w-]+\.gemspec)$/.test(path))
  if (first === undefined && manifest !== undefined && !world.facts.read_in_part)
    return [
      {
        id: 'deps:none',
        about: null,
        weight: 0.9,
        places: [{ file: manifest, start_line: 1, end_line: 1 }],
        keywords: [manifest],
        title: 'a list of needs that is empty',
        forms: ways(
          (say) => `it leans on nothing but its language and the library that comes with it: ${say.name(world.file(manifest))} asks for no package at all`,
          (say) => `no package from outside is needed, neither to run it nor to work on it: ${say.name(world.file(manifest))} names none`,
        ),
      },
    ]
  if (first === undefined || world.facts.parts.length === 0 || outside.some(({ scope, purpose }) => scope === 'runtime' && purpose !== 'testing')) return []
  // What is listed is for its makers: that there is no list would be another matter.
  const [serving] = outside.filter(({ scope, purpose, place }) => place.file === first.place.file && (scope !== 'runtime' || purpose === 'testing'))
  const beside = (say: Say): string =>
    serving === undefined ? '' : `: what ${say.bare(world.file(first.place.file))} lists, such as ${say.bare(world.dependency(serving))}, serves its makers`
  return [
    {
      id: 'deps:none',
      about: null,
      weight: 0.9,
      places: [first.place, ...(serving === undefined ? [] : [serving.place])],
      title: 'no package from outside at run time',
      forms: ways(
        (say) => `at run time ${say.bare(world.project)} needs no package but itself${beside(say)}`,
        (say) => `nothing from outside is needed at run time${beside(say)}`,
      ),
    },
  ]
}

/** What several packages of one repository ask for: no single list is the project's. */
const unitedMessages = (needed: readonly Dependency[], world: World): Message[] => {
  const manifests = new Set(needed.map(({ place }) => place.file))
  const always = needed.filter(({ condition }) => condition === undefined)
  return [
    {
      id: 'deps:count',
      about: null,
      weight: 0.9,
      places: always.slice(0, 4).map(({ place }) => place),
      title: `${counted(always.length, 'package')} from outside`,
      forms: [
        ...ways(
          (say) => `taken together, the manifests of ${say.bare(world.project)} ask for ${counted(always.length, 'package')} from outside`,
          () => `${exactly(manifests.size)} manifests ask for packages from outside, for ${exactly(always.length)} in all`,
        ),
        ...styled('fiction', () => `${counted(always.length, 'trader')} from other towns ${always.length === 1 ? 'supplies' : 'supply'} what is not made here`),
      ],
    },
  ]
}

/** Of the project itself, and not of a package beside it. */
const isOwnManifest = (path: string, world: World): boolean => !path.includes('/') || path.toLowerCase().split('/').at(-2) === world.facts.name.toLowerCase()

/** The list that says what the project needs: its own, or the only one; null where several packages have lists of their own. */
const findManifest = (runtime: readonly Dependency[], world: World): string | null => {
  const manifests = [...new Set(runtime.map(({ place }) => place.file))]
  const [only, another] = manifests
  return manifests.find((path) => isOwnManifest(path, world)) ?? (only === undefined || another !== undefined ? null : only)
}

const countMessages = (outside: readonly Dependency[], runtime: readonly Dependency[], world: World): Message[] => {
  const path = findManifest(runtime, world)
  if (path === null) return unitedMessages(runtime, world)
  // What the manifest lists is counted, be it told or not; what is needed only here and there is counted apart.
  const listed = outside.filter(({ scope, place }) => scope === 'runtime' && place.file === path)
  const here = listed.filter(({ condition }) => condition === undefined)
  const sometimes = listed.filter(({ condition }) => condition !== undefined)
  if (here.length === 0) return conditionalMessages(sometimes, world)
  const optional = outside.filter(({ scope, place }) => scope === 'optional' && place.file === path).length
  const more = [
    ...(sometimes.length === 0 ? [] : [`for ${exactly(sometimes.length)} more on some systems or versions`]),
    ...(optional === 0 ? [] : [`lists ${exactly(optional)} more that ${optional === 1 ? 'is' : 'are'} optional`]),
  ]
  const rest = more.length === 0 ? '' : `, and ${more.join(', and ')}`
  const manifest = world.file(path)
  // Of one package among several the list is that package's.
  const isOwn = isOwnManifest(path, world)
  const atRunTime = runtime.some(({ ecosystem }) => ecosystem === 'go') ? '' : ' at run time'
  return [
    {
      id: 'deps:count',
      about: null,
      weight: 0.9,
      places: listed.slice(0, 4).map(({ place }) => place),
      title: `${counted(here.length, 'package')} from outside`,
      forms: [
        ...ways(
          (say) => `${say.name(manifest)} asks for ${counted(here.length, 'package')}${atRunTime}${rest}`,
          (say) => (rest !== '' || !isOwn ? null : `it needs ${counted(here.length, 'package')} from outside${atRunTime}, as ${say.name(manifest)} tells`),
          (say) => (rest !== '' ? null : `${counted(here.length, 'package')} from outside ${here.length === 1 ? 'stands' : 'stand'} in ${say.name(manifest)}`),
        ),
        ...styled('fiction', () => `${counted(here.length, 'trader')} from other towns ${here.length === 1 ? 'supplies' : 'supply'} what is not made here`),
      ],
    },
  ]
}

/** Nothing is needed everywhere: only an older version or another system asks for more. */
const conditionalMessages = (sometimes: readonly Dependency[], world: World): Message[] => {
  const [first] = sometimes
  if (first === undefined) return []
  const manifest = world.file(first.place.file)
  const list = (say: Say): string => joined(sometimes.slice(0, 3).map((dependency) => say.bare(world.dependency(dependency))))
  return [
    {
      id: 'deps:count',
      about: null,
      weight: 0.9,
      places: sometimes.slice(0, 3).map(({ place }) => place),
      keywords: sometimes.map(({ name }) => name),
      forms: ways(
        (say) => `no package from outside is needed everywhere: ${say.name(manifest)} asks for ${list(say)} only on some systems or versions`,
        (say) => `only on some systems or versions does ${say.name(manifest)} ask for anything at run time, for ${list(say)}`,
      ),
    },
  ]
}

const mostDependencies = 16

/** What a program is built around, and not only made easier by. */
const carrying: ReadonlySet<Dependency['purpose']> = new Set(['web', 'database', 'network', 'ui', 'concurrency', 'machine learning', 'cli'])
const mostCentral = 12

/** Used much, or used where all begins, and for what a program stands on: a framework is named in few files. */
const standingOf = (dependency: Dependency, { facts }: World): number => {
  const central = new Set(facts.key_files.slice(0, mostCentral).map(({ path }) => path))
  return (
    Math.log1p(dependency.use_count) +
    (clauseOf(dependency) === null ? 0 : 1) +
    (carrying.has(dependency.purpose) ? 0.8 : 0) +
    (dependency.used_in.some((file) => central.has(file)) ? 0.6 : 0) +
    (isOfPurpose(dependency, facts) ? 1 : 0) -
    (common.has(dependency.purpose) ? 1 : 0)
  )
}

/** What any project of the language may import says least of this one. */
const common: ReadonlySet<Dependency['purpose']> = new Set(['language', 'logging'])

/** Does it do the very thing that the project says it is for? */
const isOfPurpose = (dependency: Dependency, { purpose }: World['facts']): boolean => {
  const words = (text: string): Set<string> => new Set(text.toLowerCase().match(/[a-z]{5,}/g) ?? [])
  const own = words(
    purpose
      .slice(0, 3)
      .map(({ text }) => text)
      .join(' '),
  )
  return dependency.use_count > 0 && !words(`${dependency.name} ${clauseOf(dependency)?.clause ?? ''}`).isDisjointFrom(own)
}

const fewestForSummary = 5
const fewestInSummary = 3
const longList = 12

/** Of a long list the first few with what they do, in one breath: single sentences would reach only two of them. */
const summaryMessages = (told: readonly Dependency[], world: World): Message[] => {
  const known = told.flatMap((dependency) => {
    const does = dependency.scope === 'runtime' ? clauseOf(dependency) : null
    return does === null ? [] : [{ dependency, does, named: world.dependency(dependency) }]
  })
  const shown = known.slice(0, told.length < longList ? fewestInSummary : fewestInSummary + 1)
  if (told.length < fewestForSummary || shown.length < fewestInSummary) return []
  const list = (say: Say): string => joined(shown.map(({ named, does }) => `${say.bare(named)} ${say.words(does.clause)}`))
  return [
    {
      id: 'deps:main',
      about: null,
      weight: 0.88,
      places: shown.flatMap(({ dependency, does }) => [dependency.place, ...(does.place === null ? [] : [does.place])]),
      keywords: shown.map(({ dependency }) => dependency.name),
      forms: claiming(
        shown.map(({ dependency }) => `does ${dependency.name}`),
        [
          ...ways(
            (say) => `of the packages, these are good to know by what they do: ${list(say)}`,
            (say) => `what it leans on is soon told by a few of them: ${list(say)}`,
          ),
          ...styled('technical', (say) => list(say)),
        ],
      ),
    },
  ]
}

export const dependencyMessages = (world: World): Message[] => {
  const outside = world.facts.dependencies.filter(({ internal }) => !internal)
  // Go's manifest does not tell what only tests need.
  const runtime = outside.filter(
    ({ name, scope, purpose, place }) => scope === 'runtime' && purpose !== 'testing' && !isBeside(place.file) && !/-bom$/.test(name),
  )
  const optional = outside.filter(({ scope, place }) => scope === 'optional' && !isBeside(place.file))
  const ranked = runtime
    .filter(({ condition }) => condition === undefined)
    .toSorted((a, b) => standingOf(b, world) - standingOf(a, world) || b.use_count - a.use_count)
  // Two that are imported by the same words (a shared namespace) cannot be told apart; what nobody is seen to import is told
  // only where its purpose is known.
  const sharing = new Set(['composer', 'maven', 'nuget', 'gradle'])
  const hasTwin = (dependency: Dependency): boolean =>
    sharing.has(dependency.ecosystem) &&
    (dependency.name.startsWith('psr/http-') ||
      ranked.some(
        (other) => other !== dependency && other.use_count === dependency.use_count && other.use_count > 0 && other.used_in[0] === dependency.used_in[0],
      ))
  // Of a namespace that many share, an import shows one of them, and least of all the one that is optional.
  const isSurelyUsed = (dependency: Dependency): boolean => dependency.scope !== 'optional' || !sharing.has(dependency.ecosystem)
  const told = [...ranked, ...optional]
    .filter((dependency) => (dependency.used_in.length > 0 && !hasTwin(dependency) && isSurelyUsed(dependency)) || clauseOf(dependency) !== null)
    .map((dependency) => (hasTwin(dependency) ? { ...dependency, used_in: [] } : dependency))
    .slice(0, mostDependencies)
  const manifest = findManifest(runtime, world)
  return [
    ...(runtime.length === 0 ? emptyListMessages(outside, world) : countMessages(outside, runtime, world)),
    ...summaryMessages(told, world),
    ...told.flatMap((dependency, index) =>
      oneDependency(dependency, world, Math.max(0.2, 0.85 - index * 0.045) - (dependency.scope === 'optional' ? 0.15 : 0), dependency.place.file === manifest),
    ),
    ...developmentMessages(outside, world),
  ]
}
