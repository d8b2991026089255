// What the topics make of facts: each promise here was once broken in a story that somebody heard.
import { describe, expect, it } from 'vitest'
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import type { Message } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { audienceMessages } from './audience.ts'
import { typeMessages } from './cast.ts'
import { failureMessages } from './failures/failures.ts'
import { mannerMessages } from './failures/manner.ts'
import { purposeMessages } from './purpose.ts'
import { reasonMessages } from './reasons.ts'
import { settingMessages } from './settings/from-outside.ts'
import { isOfProduct, startMessages } from './start.ts'
import { isBeside, tellableFacts } from './tellable-facts.ts'
import { usageMessages } from './usage.ts'
import { createWorld } from './world.ts'

const place = (start_line: number, file = 'README.md') => ({ file, start_line, end_line: start_line })
const worldOf = (facts: Partial<RepositoryFacts>) =>
  createWorld(factsOf(snapshotOf({ 'lib/till.js': '' }), { name: 'till', ...facts }), 'documentary', ['lib/till.js'])
const tell = (messages: readonly Message[]): string[] => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return messages.flatMap((message) => teller.tell(message)?.text ?? [])
}

describe('the purpose', () => {
  const tagline = { text: 'Expressive HTTP middleware framework for people who sell tea.', place: place(3) }
  const example = { language: 'js', code: 'till()', place: place(10) }

  it('is nothing that a README tells its reader to do, and what a manifest tells the program to do', () => {
    const order = 'Run the tests of many tills at once'
    expect(tell(purposeMessages(worldOf({ purpose: [{ text: order, place: place(3) }] })))).toEqual([])
    expect(tell(purposeMessages(worldOf({ purpose: [{ text: order, place: place(3, 'package.json') }] })))[0]).toMatch(/is (?:there )?to run the tests/)
  })

  it('is said of the project where a package is named that bears its name', () => {
    const text = 'Package acme/till implements a router for shops.'
    expect(tell(purposeMessages(worldOf({ purpose: [{ text, place: place(3) }] })))[0]).toMatch(/till implements a router for shops/)
  })

  it('is what the README begins with, and not what it says of a detail behind its first example', () => {
    const detail = { text: 'Till is a framework that can take two kinds of functions as middleware.', place: place(40) }
    expect(tell(purposeMessages(worldOf({ purpose: [detail, tagline], usage_example: example })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    const clause = { text: 'Special handlers allow you to build advanced strategies for selling tea.', place: place(5) }
    const manifest = { text: 'Sends your tea to houses, shops and offices', place: place(2, 'composer.json') }
    expect(tell(purposeMessages(worldOf({ purpose: [clause, manifest] })))[0]).toMatch(/sends your tea to houses/)
    expect(tell(purposeMessages(worldOf({ purpose: [detail, clause, manifest, clause, tagline], usage_example: example })))[0]).toMatch(
      /sends your tea|expressive HTTP/,
    )
    const errand = { text: 'Browse the Documentation for more information about it.', place: place(1) }
    expect(tell(purposeMessages(worldOf({ purpose: [tagline, errand] })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    expect(tell(purposeMessages(worldOf({ purpose: [errand, tagline] })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    const fragment = { text: 'To correct this, add base64 as a dependency of your own project.', place: place(2) }
    const late = { text: 'Printers for paper of all colours in the shops of our town.', place: place(60) }
    expect(tell(purposeMessages(worldOf({ purpose: [fragment, tagline] })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    expect(tell(purposeMessages(worldOf({ purpose: [late, tagline] })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    const talk = { text: "Till's middleware stack flows in a stack-like manner from one to the next.", place: place(4) }
    expect(tell(purposeMessages(worldOf({ purpose: [talk, tagline] })))[0]).toMatch(/expressive HTTP middleware framework for people/)
    expect(tell(purposeMessages(worldOf({ purpose: [tagline, { ...detail, place: place(5) }], usage_example: example })))[0]).toMatch(
      /is a framework that can take/,
    )
  })

  it('is led in by the name once', () => {
    const heading = { text: 'Till: modern, user-friendly cash register for the shops of our town.', place: place(2) }
    expect(tell(purposeMessages(worldOf({ purpose: [heading, { text: 'Till sells tea.', place: place(3) }] })))[0]).not.toMatch(/Till.*Till/)
  })

  it('ends before the examples where it would be too long for an ear', () => {
    const long = {
      text: 'Till is a toolkit designed to help you build cash registers and drawers using popular papers like recycled, white, yellow, green, blue, red, orange, purple, grey, striped and dotted, and printers like those of three other shops in town.',
      place: place(3),
    }
    expect(tell(purposeMessages(worldOf({ purpose: [long] })))[0]).toMatch(/a toolkit designed to help you build cash registers and drawers\.$/)
  })

  it('may speak of a project whose name is a word for a mouse', () => {
    const click = { text: 'Click is a package for creating command line interfaces.', place: place(3) }
    expect(tell(purposeMessages(worldOf({ name: 'click', purpose: [click] })))[0]).toMatch(/is a package for creating command line interfaces/)
  })
})

describe('reasons', () => {
  const rationaleOf = (text: string): Partial<RepositoryFacts> => ({
    rationales: [{ quote: { text, place: place(3, 'lib/till.js') }, about: null, cue: 'because' }],
  })

  it.each([
    'Otherwise each path is written to standard output because nobody reads it.',
    'These are simple because they ignore the atomic flag of the till.',
    'And because invoke has been designed as part of the public interface.',
    'According to RFC 7231, MUST generate a date because caches need one.',
  ])('are not told where “%s” leans on what the listener has not heard', (text) => {
    expect(reasonMessages(worldOf(rationaleOf(text)))).toEqual([])
  })

  it('are told where they stand on their own', () => {
    expect(tell(reasonMessages(worldOf(rationaleOf('The drawer is locked first because two tills may share it.'))))[0]).toMatch(
      /drawer is locked first because/,
    )
  })
})

describe('what is declared twice', () => {
  const symbolOf = (name: string, file: string, parents: string[] = []): CodeSymbol => ({
    name,
    qualified_name: name,
    kind: 'class',
    place: { file, start_line: 1, end_line: 2 },
    signature: '',
    doc: null,
    exported: true,
    parent: null,
    extends: parents,
    calls: [],
    reference_count: 1,
  })
  const errorOf = (name: string, file: string) => ({
    kind: 'error_type' as const,
    name,
    in_symbol: null,
    doc: null,
    place: { file, start_line: 9, end_line: 9 },
  })
  const facts = factsOf(snapshotOf({}), {
    symbols: [
      ...['index.d.ts', 'index.d.cts', 'lib/errors.js'].flatMap((file) => [
        symbolOf('TillError', file),
        symbolOf('DrawerError', file, ['TillError']),
        symbolOf('PaperError', file, ['TillError']),
      ]),
      symbolOf('Release', 'bin/release.js'),
    ],
    errors: ['TillError', 'DrawerError', 'PaperError'].flatMap((name) => [errorOf(name, 'index.d.ts'), errorOf(name, 'index.d.cts')]),
    parts: ['bin', 'lib'].map((name) => ({
      name,
      path: name,
      kind: 'folder' as const,
      description: null,
      place: { file: `${name}/errors.js`, start_line: 1, end_line: 1 },
      files: 3,
      lines: 30,
      depends_on: [],
      used_by: [],
      main_language: 'JavaScript',
      central_files: [`${name}/errors.js`],
    })),
  })

  it('is looked for where the code is, and counted once', () => {
    const told = tellableFacts(facts)
    expect(told.errors.map(({ name, place: { file } }) => `${name} ${file}`)).toEqual([
      'TillError lib/errors.js',
      'DrawerError lib/errors.js',
      'PaperError lib/errors.js',
    ])
    expect(tell(mannerMessages(worldOf(told)))).toEqual([expect.stringMatching(/DrawerError and PaperError/)])
  })

  it('leaves out the scripts of a folder where no command starts', () => {
    const withCommand = tellableFacts({
      ...facts,
      entry_points: [{ kind: 'bin', name: 'till', symbol: null, reason: 'bin', place: { file: 'bin/till.js', start_line: 1, end_line: 1 } }],
    })
    expect(tellableFacts(facts).parts.map(({ name }) => name)).toEqual(['lib'])
    expect(tellableFacts(facts).symbols.some(({ name }) => name === 'Release')).toBe(false)
    expect(withCommand.parts.map(({ name }) => name)).toEqual(['bin', 'lib'])
  })
})

describe('failures', () => {
  const caught = (becomes: string | null) => ({
    kind: 'caught' as const,
    name: 'KeyError',
    in_symbol: 'order',
    doc: null,
    becomes,
    place: { file: 'lib/till.js', start_line: 4, end_line: 6 },
  })

  it('tell what becomes of an error, not only that it is caught', () => {
    expect(tell(failureMessages(worldOf({ errors: [caught('TillError')] }), new Map()))).toEqual([expect.stringMatching(/KeyError.*TillError/)])
    expect(tell(failureMessages(worldOf({ errors: [caught(null)] }), new Map()))).toEqual([expect.not.stringContaining('TillError')])
  })

  it('tell no third time that somebody catches something', () => {
    const anonymous = ['a', 'b', 'c'].map((symbol) => ({ ...caught(null), name: 'e', in_symbol: symbol }))
    expect(tell(failureMessages(worldOf({ errors: anonymous }), new Map())).join(' ')).not.toMatch(/catches what goes wrong/)
  })

  it('name three types as three, and not as three of them', () => {
    const types = ['TillError', 'DrawerError', 'PaperError'].map((name) => ({ ...caught(null), kind: 'error_type' as const, name, in_symbol: null }))
    expect(tell(failureMessages(worldOf({ errors: types }), new Map())).join(' ')).not.toMatch(/three of them|among them/)
  })

  it('tell who handles them, in the words of the code', () => {
    const handler: CodeSymbol = {
      ...plainSymbol,
      name: 'handleError',
      qualified_name: 'handleError',
      kind: 'function',
      place: place(3, 'lib/till.js'),
      signature: 'handleError(error)',
      doc: { text: 'Prints the error and closes the drawer.', place: place(2, 'lib/till.js') },
    }
    expect(tell(failureMessages(worldOf({ symbols: [handler] }), new Map()))).toEqual([
      expect.stringMatching(/handleError.*prints the error and closes the drawer/),
    ])
  })
})

describe('the first example', () => {
  const symbolNamed = (name: string): CodeSymbol => ({
    name,
    qualified_name: `Till.${name}`,
    kind: 'method',
    place: place(3, 'lib/till.js'),
    signature: '',
    doc: null,
    exported: true,
    parent: 'Till',
    extends: [],
    calls: [],
    reference_count: 1,
  })

  it('is told by what it calls, in its order, and by nothing that it defines or prints', () => {
    const code = 'const till = new Till()\nfunction open() {}\n// close()\ntill.order("pay()")\ntill.pay()\nconsole.log(1)'
    const told = tell(
      usageMessages(worldOf({ symbols: ['open', 'close', 'order', 'pay', 'log'].map(symbolNamed), usage_example: { language: 'js', code, place: place(3) } })),
    )
    expect(told).toEqual([expect.stringMatching(/Till.*till\.order.*till\.pay/)])
    expect(told[0]).not.toMatch(/open|close|log/)
  })

  it('is told by its command where it is one for a terminal', () => {
    const told = tell(usageMessages(worldOf({ usage_example: { language: 'bash', code: '$ till order --fast\n\nok', place: place(3) } })))
    expect(told).toEqual([expect.stringContaining('till order --fast')])
  })
})

describe('ways in', () => {
  const entryOf = (file: string, symbol: string) => ({ kind: 'export' as const, name: 'till', symbol, reason: 'public', place: place(1, file) })

  it.each([
    ['src/algo.go', 'FuzzyMatchV2', true],
    ['src/describe.go', 'Describe', true],
    ['src/main/java/org/acme/samples/till/Till.java', 'Till.open', true],
    ['src/fuzz/target.go', 'Run', false],
    ['src/mock_server.go', 'Serve', false],
    ['src/till.go', 'runBenchmark', false],
  ])('in %s by %s belong to the product: %s', (file, symbol, isProduct) => {
    expect(isOfProduct(entryOf(file, symbol), worldOf({}))).toBe(isProduct)
  })

  it('say who types the command of a program whose manifest names none', () => {
    const main = { kind: 'main' as const, name: 'main', symbol: 'main', reason: 'func main', place: place(1, 'main.go') }
    const world = worldOf({
      purpose: [{ text: 'Till is a command-line cash register.', place: place(1) }],
      entry_points: [main],
      languages: [{ name: 'Go', share: 1, files: 3, lines: 90 }],
    })
    expect(tell(audienceMessages(world))).toEqual([expect.stringMatching(/terminal.* till/)])
  })
})

describe('a repository', () => {
  it('is named with the place where it says what it is', () => {
    const purpose = [{ text: 'The complete solution for command lines', place: place(4, 'package.json') }]
    const teller = createTeller({ style: 'podcast', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
    const { project } = worldOf({ name: 'commander.js', purpose })
    const greeting: Message = { id: 'greeting', about: null, weight: 1, places: [], forms: [{ text: (say) => `welcome to ${say.bare(project)}` }] }
    expect(teller.tell(greeting)?.places).toEqual([place(4, 'package.json')])
  })

  it('is called by its own name where its folder is called by what it is', () => {
    const purpose = [{ text: 'HTTPie is a command-line HTTP client.', place: place(1) }]
    expect(worldOf({ name: 'cli', purpose }).project.name).toBe('HTTPie')
    expect(worldOf({ name: 'till', purpose }).project.name).toBe('till')
  })

  it('is told by the product alone, however small that is', () => {
    const constant = (file: string) => ({ name: 'taskCount', value: '80', in_symbol: null, doc: null, place: place(1, file) })
    const told = tellableFacts(
      factsOf(snapshotOf({}), { constants: [constant('benchmark.js')], build: [{ name: 'bench', command: 'node benchmark.js', place: place(1) }] }),
    )
    expect([told.constants, told.build]).toEqual([[], []])
  })

  it('takes a folder that a tool had left behind for no surprise', () => {
    const gone = (folder: string) => ({
      kind: 'mass_deletion' as const,
      expectation: `The folder ${folder} would still be here`,
      fact: 'one commit deleted it',
      about: null,
      places: [place(1)],
      commit: null,
    })
    expect(tellableFacts(factsOf(snapshotOf({}), { surprises: [gone('coverage'), gone('src/drawers')] })).surprises).toHaveLength(1)
  })

  it('says nothing of what only its makers set', () => {
    const setting = (name: string, file: string) => ({ name, kind: 'environment' as const, default: null, description: null, of: null, place: place(1, file) })
    const settings = [setting('TILL_PORT', 'src/till.js'), setting('RELEASE_DRY_RUN', 'src/till.js'), setting('TILL_KEY', 'extra/release/lib.mjs')]
    expect(tellableFacts(factsOf(snapshotOf({}), { settings })).settings.map(({ name }) => name)).toEqual(['TILL_PORT'])
  })

  it('takes no folder of a Java package for code beside the product', () => {
    expect(isBeside('src/main/java/org/acme/samples/till/Till.java')).toBe(false)
    expect(isBeside('samples/src/main/java/org/acme/Till.java')).toBe(true)
    expect(isBeside('src/test/java/org/acme/TillTest.java')).toBe(true)
    expect(isBeside('Sources/TillTesting/Answer.swift')).toBe(true)
  })

  it('types no command that several others stand beside', () => {
    const bin = (name: string) => ({ kind: 'bin' as const, name, symbol: null, reason: 'script', place: place(1, 'till/__main__.py') })
    const main = { kind: 'main' as const, name: 'main', symbol: 'main', reason: 'main', place: place(1, 'till/__main__.py') }
    const languages = [{ name: 'Python', share: 1, files: 3, lines: 90 }]
    const purpose = [{ text: 'Till is a command-line cash register.', place: place(1) }]
    expect(audienceMessages(worldOf({ purpose, languages, entry_points: [bin('open'), bin('close'), main] }))).toEqual([])
  })
})

describe('an application', () => {
  const route = (name: string) => ({ kind: 'route' as const, name, symbol: name, reason: 'route', place: place(1, 'src/Owners.java') })
  const languages = [
    { name: 'CSS', share: 0.9, files: 1, lines: 900 },
    { name: 'Java', share: 0.1, files: 5, lines: 100 },
  ]

  it('is written in its code and not in its style sheets', () => {
    const told = tellableFacts(factsOf(snapshotOf({}), { languages }))
    expect(told.languages).toEqual([{ name: 'Java', share: 1, files: 5, lines: 100 }])
    expect(told.counts).toMatchObject({ source_files: 5, source_lines: 100 })
  })

  it('is asked by requests, and by nobody’s code', () => {
    const world = worldOf({ languages: languages.slice(1), entry_points: ['a', 'b', 'c'].map(route) })
    expect(world.isLibrary).toBe(false)
    expect(tell(audienceMessages(world))).toEqual([expect.stringMatching(/requests.*application|application.*requests/)])
    const inside = { ...route('d'), kind: 'export' as const }
    const routes = startMessages(worldOf({ languages: languages.slice(1), entry_points: [...['a', 'b', 'c', 'd'].map(route), inside] }))
    expect(tell(routes).join(' ')).toMatch(/routes include a, b and c/)
  })
})

describe('types', () => {
  it('are not told by what their constructor does', () => {
    const typeOf = (text: string): CodeSymbol => ({
      ...plainSymbol,
      name: 'Till',
      qualified_name: 'Till',
      kind: 'class',
      place: place(3, 'lib/till.js'),
      signature: '',
      doc: { text, place: place(2, 'lib/till.js') },
    })
    expect(tell(typeMessages(worldOf({ symbols: [typeOf('Create a new instance of Till.')] })))).toEqual([])
    expect(tell(typeMessages(worldOf({ symbols: [typeOf('Counts what was sold.')] })))).toEqual([expect.stringMatching(/counts what was sold/)])
  })
})

it('takes a flag’s words for what the flag does', () => {
  const flag = {
    name: '--verbose',
    kind: 'flag' as const,
    default: null,
    of: null,
    place: place(5, 'lib/till.js'),
    description: { text: 'Show more information', place: place(5, 'lib/till.js') },
  }
  expect(tell(settingMessages(worldOf({ settings: [flag] }))).join(' ')).toMatch(/shows more information/)
})
