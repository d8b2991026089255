// How a test looks here: where it stands, what it is given instead of the real thing, what it compares with. The number of
// its lines says nothing of that.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { docPredicate } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

const folderOf = (path: string): string => path.split('/').slice(0, -1).join('/')
const baseOf = (path: string): string => path.split('/').at(-1) ?? path

/** Beside the code, or in a folder of their own. */
const placeMessages = (world: World): Message[] => {
  const { subjects } = world.facts.tests
  const beside = subjects.find(({ file, covers }) => covers !== null && folderOf(covers) === folderOf(file))
  const apart = subjects.filter(({ file }) => /(?:^|\/)(?:tests?|specs?|__tests__|src\/test)(?:\/|$)/i.test(folderOf(file)))
  if (beside?.covers != null && apart.length === 0) {
    const [test, code] = [world.file(beside.file), world.file(beside.covers)]
    return [
      {
        id: 'tests:where',
        about: test,
        weight: 0.72,
        places: [world.top(beside.file), world.top(beside.covers)],
        keywords: [beside.file],
        forms: ways(
          (say) => `a test stands beside the code that it is for, as ${say.bare(test)} beside ${say.bare(code)}`,
          (say) => `tests are not kept apart: next to ${say.bare(code)} lies ${say.bare(test)}, and so with the others`,
        ),
      },
    ]
  }
  const [first] = apart
  if (first === undefined || apart.length < subjects.length / 2) return []
  const top = folderOf(first.file)
    .split('/')
    .slice(0, /^src\/test/.test(first.file) ? 2 : 1)
    .join('/')
  const within = apart.filter(({ file }) => file.startsWith(`${top}/`))
  // In a repository of several packages each has a folder of its own.
  if (within.length < subjects.length / 2 || !/(?:^|\/)(?:tests?|specs?|__tests__|src\/test)$/i.test(top)) return []
  const covered = within.find(({ covers }) => covers !== null)
  // That tests lie in a folder for tests is no news.
  if (covered?.covers == null) return []
  const code = world.file(covered.covers)
  return [
    {
      id: 'tests:where',
      about: world.file(first.file),
      weight: 0.4,
      places: [world.top(covered.file)],
      keywords: [top],
      forms: ways(
        (say) => `the tests have a folder of their own, ${mark(top)}, where ${say.bare(world.file(covered.file))} is for ${say.bare(code)}`,
        (say) => `${mark(top)} is where the tests are; ${say.bare(world.file(covered.file))}, for one, is about ${say.bare(code)}`,
      ),
    },
  ]
}

const standIn = /^(?:Mock|Fake|Stub|Dummy|InMemory|Null|Noop|Test)[A-Z]\w+$|(?:Mock|Fake|Stub|Double)$/

/** What the code offers to tests in place of the real thing. */
const doubleMessages = (world: World): Message[] => {
  const doubles = world.facts.symbols.filter(
    ({ name, kind, parent }) => /^(?:class|struct|function|interface)$/.test(kind) && parent === null && standIn.test(name),
  )
  // A name alone may be a stand-in for another library's type at run time: it is for tests where its file or its comment says so.
  const mocks = doubles.filter(
    ({ name, place, doc }) =>
      // What a stand-in raises stands for nothing.
      /^(?:Mock|Fake|Stub|InMemory)|(?:Mock|Fake|Stub)$/.test(name) &&
      !/(?:Exception|Error)$/.test(name) &&
      (/test|mock|fake|stub/i.test(place.file) || /\btest/i.test(doc?.text ?? '')),
  )
  return mocks.slice(0, 2).map((symbol: CodeSymbol, index): Message => {
    const named = world.symbol(symbol.qualified_name, symbol.place.file)
    const predicate = symbol.doc === null ? null : docPredicate(symbol.doc.text, symbol.name)
    const what = predicate === null ? '' : `, which ${predicate}`
    return {
      id: `tests:double:${symbol.name}`,
      about: named,
      weight: 0.92 - index * 0.1,
      places: [symbol.place, ...(predicate === null || symbol.doc === null ? [] : [symbol.doc.place])],
      keywords: [symbol.name, 'mock'],
      title: `${named.name}, made for tests`,
      forms: ways(
        (say) => `for tests there is ${say.placed(named)}${what === '' ? '' : `; it${say.words(what.replace(/^, which/, ''))}`}`,
        (say) => `${say.placed(named)} is there for tests, by its name${what === '' ? '' : `: it${say.words(what.replace(/^, which/, ''))}`}`,
      ),
    }
  })
}

interface Kit {
  /** Of a path. */
  pattern: RegExp
  told: (what: string) => readonly string[]
  weight: number
}

/** What lies among tests, and how they use it. */
const kits: readonly Kit[] = [
  {
    pattern: /(?:^|\/)(?:__snapshots__|snapshots|golden|goldens?)(?:\/|$)/,
    told: (what) => [
      `what comes out is compared with what was right before, which is kept in ${what}`,
      `the output that is expected lies in ${what}, and tests compare with it`,
    ],
    weight: 0.88,
  },
  {
    // Elsewhere than among tests, fixtures are for whoever tries the thing out.
    pattern: /(?:^|\/)(?:testdata|test-data|test_data|__fixtures__|test-fixtures|(?:tests?|specs?|__tests__)\/(?:[\w-]+\/)*fixtures?)(?:\/|$)/,
    told: (what) => [`the files that tests read lie in ${what}`, `for their input, tests turn to the files in ${what}`],
    weight: 0.82,
  },
  {
    pattern: /(?:^|\/)conftest\.py$/,
    told: (what) => [`what several tests need is set up as a fixture in ${what}`, `shared fixtures for the tests are made in ${what}`],
    weight: 0.86,
  },
  {
    pattern: /(?:^|\/)(?:e2e|end-to-end|cypress|playwright)(?:\/|$)/i,
    told: (what) => [
      `beside the tests of single parts, those in ${what} try the whole program as a user would`,
      `${what} holds tests that use the program from outside, from end to end`,
    ],
    weight: 0.87,
  },
  {
    pattern: /(?:^|\/)(?:fuzz|fuzzing|fuzzers)(?:\/|$)/i,
    told: (what) => [
      `in ${what} the code is fed with random input, to see whether it breaks`,
      `${what} is for fuzzing, tests with input that nobody thought of`,
    ],
    weight: 0.84,
  },
  {
    pattern: /(?:^|\/)(?:integration|integration[-_]tests?|it)(?:\/|$)/i,
    told: (what) => [`${what} holds the tests that take several parts together`],
    weight: 0.7,
  },
]
const isAside = (path: string): boolean => /(?:^|\/)(?:node_modules|vendor|third_party|unity|googletest|gtest|catch2?|docs?|examples?|bench\w*)\//.test(path)

const comparing = /golden|snapshot|insta$|syrupy|approval|expect-test|snapbox/i

/** What comes out compared with a file: told by the package that does it. */
const comparisonMessages = (world: World): Message[] => {
  const tool = world.facts.dependencies.find(({ name, internal }) => !internal && comparing.test(name.split('/').at(-1) ?? name))
  const user = tool?.used_in[0]
  if (tool === undefined) return []
  const named = world.dependency(tool)
  return [
    {
      id: 'tests:comparison',
      about: named,
      weight: 0.89,
      places: [tool.place, ...(user === undefined ? [] : [world.top(user)])],
      keywords: [tool.name],
      title: 'output that is compared with files',
      forms: ways(
        (say) => `some tests compare what comes out with files that hold what is expected, by means of ${say.name(named)}`,
        (say) => `with ${say.name(named)} tests hold what comes out against files of what was right before`,
      ),
    },
  ]
}

const kitMessages = (world: World): Message[] =>
  kits.flatMap(({ pattern, told, weight }, index): Message[] => {
    const found = world.paths.filter(
      (path) => pattern.test(path) && !isAside(path) && /test|spec|e2e|fuzz|fixture|snap|golden|conftest|cypress|playwright/i.test(path),
    )
    const [first] = found.toSorted((a, b) => a.split('/').length - b.split('/').length || (a < b ? -1 : 1))
    if (first === undefined) return []
    const match = pattern.exec(first)?.[0] ?? ''
    const isFile = /\.\w+$/.test(match)
    const path = isFile ? first : first.slice(0, (pattern.exec(first)?.index ?? 0) + match.length).replace(/\/$/, '')
    const what = mark(isFile ? world.file(first).name : path)
    return [
      {
        id: `tests:kit:${index}`,
        about: null,
        weight,
        places: [world.top(first)],
        keywords: [path],
        title: isFile ? `what ${baseOf(path)} sets up` : `what ${path} is for`,
        forms: [...ways(...told(what).map((text) => () => text)), ...styled('technical', () => told(what)[0] ?? null)],
      },
    ]
  })

/** Which of it is watched most closely. */
const coverMessages = (world: World): Message[] => {
  const covered = world.facts.tests.subjects.flatMap(({ covers, file }) => (covers === null ? [] : [{ covers, file }]))
  const [first, second, third] = covered.filter(({ covers }, at) => covered.findIndex((other) => other.covers === covers) === at)
  if (first === undefined || second === undefined) return []
  const files = [first, second, ...(third === undefined ? [] : [third])]
  return [
    {
      id: 'tests:covers',
      about: null,
      weight: 0.3,
      places: files.map(({ file }) => world.top(file)),
      keywords: files.map(({ covers }) => covers),
      forms: ways(
        (say) =>
          `tests of their own have ${joined(files.map(({ covers }) => say.bare(world.findPart(covers) === null ? world.file(covers) : world.part(covers))))}`,
        (say) =>
          `among what has tests of its own are ${joined(files.map(({ covers }) => say.bare(world.findPart(covers) === null ? world.file(covers) : world.part(covers))))}`,
      ),
    },
  ]
}

/** What many of them name, and not only what is called after help. */
const sharedMessages = (world: World, { sharedTestFiles: [path] }: Details): Message[] => {
  if (path === undefined) return []
  const file = world.file(path)
  return [
    {
      id: 'tests:shared',
      about: file,
      weight: 0.8,
      places: [world.top(path)],
      keywords: [path],
      title: `what ${file.name} sets up`,
      forms: ways(
        (say) => `what tests have in common stands in ${say.bare(file)}`,
        (say) => `the tests share the code of ${say.bare(file)}`,
      ),
    },
  ]
}

export const setupMessages = (world: World, details: Details = noDetails): Message[] => [
  ...placeMessages(world),
  ...doubleMessages(world),
  ...comparisonMessages(world),
  ...kitMessages(world),
  ...sharedMessages(world, details),
  ...coverMessages(world),
]
