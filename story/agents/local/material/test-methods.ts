// By what means tests look at the code, and what else the checks ask for: a sentence for each means, and one for what the
// checks ask beside it.
import type { MethodFound, TestMethod } from '../details/test-methods.ts'
import type { TestJob } from '../details/workflow-jobs.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message, Named, Say } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { headOf, jobMessages } from './test-jobs.ts'
import type { World } from './world.ts'

interface Means {
  weight: number
  title: string
  /** Null where too little was found to say it. */
  told: (found: MethodFound, file: Named) => ((say: Say) => string)[] | null
}

/** A stand-in that one file uses is that file's own affair. */
const fewestFiles = 2
const languageOf: Readonly<Record<string, string>> = { js: 'JavaScript', mjs: 'JavaScript', py: 'Python', rb: 'Ruby', go: 'Go' }

const means: Partial<Record<TestMethod, Means>> = {
  server: {
    weight: 0.97,
    title: 'a real server within the tests',
    told: (_, file) => [
      (say) => `a real server is started within the process of the tests, as ${say.bare(file)} does, and is asked like any other`,
      (say) => `tests do not stop at single functions: ${say.bare(file)} starts a real server in the same process and talks to it`,
    ],
  },
  'foreign server': {
    weight: 0.975,
    title: 'a server for the tests',
    told: ({ file: path }, file) => [
      (say) =>
        `for what goes over the network there is ${say.name(file)}, a server written in ${languageOf[path.split('.').at(-1) ?? ''] ?? 'another language'}, which has to run while the tests talk to it`,
    ],
  },
  'started server': {
    weight: 0.97,
    title: 'a real server beside the tests',
    told: ({ what: [server] }, file) =>
      server === undefined
        ? null
        : [
            (say) => `the tests need the real thing: ${say.bare(file)} takes ${mark(server)} for them`,
            (say) => `they are run against a real ${mark(server)}, by way of ${say.bare(file)}`,
          ],
  },
  'no network': {
    weight: 0.955,
    title: 'answers without a network',
    told: ({ what, files }) => {
      const [first, second] = what.map((name) => mark(name.replaceAll('::', '.')))
      const names = [first, second].filter((name) => name !== undefined)
      return first === undefined || files < fewestFiles
        ? null
        : [
            () => `where no network is wanted, ${joined(names)} ${names.length > 1 ? 'stand' : 'stands'} in for it, in ${counted(files, 'test file')}`,
            () => `${counted(files, 'test file')} ${files === 1 ? 'asks' : 'ask'} ${joined(names, 'or')} instead of the network`,
          ]
    },
  },
  memory: {
    weight: 0.955,
    title: 'a store in memory',
    told: (_, file) => [
      (say) => `the store that ${say.bare(file)} makes for its tests is in memory, and touches no disk`,
      (say) => `in the place of stored data, tests in ${say.bare(file)} work on a store in memory`,
    ],
  },
  environment: {
    weight: 0.965,
    title: 'what tests talk to',
    told: ({ what }, file) =>
      what[0] === undefined
        ? null
        : [
            (say) => `what the tests talk to is told by the environment: ${say.bare(file)} looks for ${joined(what.slice(0, 2).map(mark), 'or')} there`,
            (say) => `${say.bare(file)} asks the environment for ${joined(what.slice(0, 2).map(mark))}, so the tests can be led to another one`,
          ],
  },
  'source included': {
    weight: 0.96,
    title: 'tests that include the source',
    told: ({ what: [source] }, file) =>
      source === undefined
        ? null
        : [
            (say) =>
              `through ${say.bare(file)} the tests include ${mark(source)} itself, not only its header, and so reach the functions that it keeps to itself`,
          ],
  },
  buffers: {
    weight: 0.955,
    title: 'buffers instead of a terminal',
    told: (_, file) => [
      (say) => `tests need neither keyboard nor screen: they hand in input and output that lie in memory, as ${say.bare(file)} does`,
      (say) => `in the place of real input and output, ${say.bare(file)} gives the program buffers in memory`,
    ],
  },
  clock: {
    weight: 0.95,
    title: 'tests that own the clock',
    told: (_, file) => [
      (say) => `tests need not wait for time to pass: ${say.bare(file)} stops the clock, or puts another in its place`,
      (say) => `time is in the hands of the tests: in ${say.bare(file)} the clock is stopped or replaced`,
    ],
  },
  'both loops': {
    weight: 0.945,
    title: 'asyncio and trio',
    told: () => [() => `what is asynchronous is tested on ${mark('asyncio')} and on ${mark('trio')}`],
  },
  signals: {
    weight: 0.93,
    title: 'tests that send signals',
    told: (_, file) => [(say) => `some tests start processes of their own and send them signals, as ${say.bare(file)} does`],
  },
  'unit tests inside': {
    weight: 0.93,
    title: 'unit tests inside the sources',
    told: (_, file) => [
      (say) => `unit tests stand within the sources, as at the end of ${say.bare(file)}`,
      (say) => `${say.bare(file)} carries unit tests of its own`,
    ],
  },
  browser: {
    weight: 0.92,
    title: 'tests in a browser',
    told: ({ what: [tool] }, file) => (tool === undefined ? null : [(say) => `with ${mark(tool)} some tests run in a browser, as ${say.bare(file)} shows`]),
  },
  invoked: {
    weight: 0.96,
    title: 'commands run within the tests',
    told: (_, file) => [
      (say) => `a command is run within the process of the tests, as in ${say.bare(file)}, and what it prints and how it ends are looked at`,
      (say) => `tests in ${say.bare(file)} run whole commands without leaving their process, and look at the output and the exit code`,
    ],
  },
  recorder: {
    weight: 0.9,
    title: 'answers that are recorded',
    told: (_, file) => [(say) => `requests are made up in memory, and a recorder of ${mark('httptest')} takes the answer down, as in ${say.bare(file)}`],
  },
  'generated input': {
    weight: 0.87,
    title: 'input that nobody thought of',
    told: (_, file) => [(say) => `some input is made up by chance, in ${say.bare(file)}`],
  },
  snapshots: {
    weight: 0.87,
    title: 'output that is kept',
    told: (_, file) => [(say) => `what comes out is compared with what was kept from before, as in ${say.bare(file)}`],
  },
}

/** Each as something that is asked for. */
const gates: Partial<Record<TestMethod, (found: MethodFound) => string | null>> = {
  coverage: ({ what: [least] }) => (least === undefined ? null : `a coverage of ${least} percent`),
  types: ({ what, file }) => {
    const tools = what.filter((tool) => /^[\w-]+$/.test(tool) && tool !== 'tsc')
    return tools.length === 0
      ? 'types that are checked'
      : `types that ${joined(tools.slice(0, 2).map(mark))} ${tools.length > 1 ? 'accept' : 'accepts'}${/\.py|toml|cfg|ini$/.test(file) ? ' in strict mode' : ''}`
  },
  'race detector': () => "a run under Go's race detector",
  warnings: () => 'not a single warning',
  sanitizers: ({ what: [tool] }) => (tool === undefined ? 'a run under sanitizers' : `a run under ${mark(tool)}`),
}
const mostGates = 4

const gateMessages = (found: readonly MethodFound[], jobs: readonly TestJob[]): Message[] => {
  const asked = found
    .flatMap((one) => {
      const text = gates[one.method]?.(one) ?? null
      return text === null ? [] : [{ text, place: one.place }]
    })
    .slice(0, mostGates)
  // Of the jobs that test: others may only install it there.
  const systems = [...new Set(jobs.flatMap((job) => job.systems))].toSorted()
  const elsewhere = jobs.find((job) => job.systems.some((system) => system !== 'Linux'))
  if (systems.length > 1 && elsewhere !== undefined) asked.push({ text: `tests that succeed on ${joined(systems)}`, place: headOf(elsewhere.place) })
  if (asked.length === 0) return []
  const list = joined(asked.map(({ text }) => text))
  return [
    {
      id: 'tests:gates',
      about: null,
      weight: 0.945,
      places: asked.map(({ place }) => place),
      keywords: ['continuous integration', 'coverage'],
      title: 'what the checks ask for',
      forms: [
        ...ways(
          () => `before a change is taken, the checks ask for ${list}`,
          () => `to pass, a change needs ${list}`,
        ),
        ...styled('technical', () => `gates: ${list}`),
      ],
    },
  ]
}

export const methodMessages = (world: World, found: readonly MethodFound[], jobs: readonly TestJob[] = []): Message[] => [
  ...found.flatMap((one): Message[] => {
    const row = means[one.method]
    const file = world.file(one.file)
    const told = row?.told(one, file) ?? null
    return row === undefined || told === null
      ? []
      : [
          {
            id: `tests:means:${one.method}`,
            about: file,
            weight: row.weight,
            places: [one.place],
            keywords: [one.file, one.method],
            title: row.title,
            forms: ways(...told),
          },
        ]
  }),
  ...gateMessages(found, jobs),
  ...jobMessages(world, jobs),
]
