// What is made of the details that are read from the code: fields, variants, tests, outcomes, the configuration.
import { expect, it } from 'vitest'
import type { CodeSymbol, ErrorFact, RepositoryFacts } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { readDetails } from '../details/read-details.ts'
import type { Message } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { outcomeMessages } from './failures/outcomes.ts'
import { fieldMessages } from './fields.ts'
import { oneTestMessages } from './one-test.ts'
import { configurationMessages } from './settings/configuration.ts'
import { newCaseMessages } from './variants.ts'
import { createWorld, type World } from './world.ts'

const symbol = (kind: CodeSymbol['kind'], name: string, file: string, [start, end]: [number, number], more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  name,
  qualified_name: name,
  kind,
  place: { file, start_line: start, end_line: end },
  signature: name,
  doc: null,
  exported: true,
  parent: null,
  extends: [],
  holds: [],
  calls: [],
  reference_count: 1,
  ...more,
})
const tell = async (
  files: Record<string, string>,
  facts: Partial<RepositoryFacts>,
  make: (world: World, details: Awaited<ReturnType<typeof readDetails>>) => Message[],
): Promise<string[]> => {
  const snapshot = snapshotOf(files)
  const all = factsOf(snapshot, { name: 'till', ...facts })
  const world = createWorld(all, 'documentary', Object.keys(files))
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return make(world, await readDetails(all, snapshot)).flatMap((message) => teller.tell(message)?.text ?? [])
}

it('says what the fields of a type are for in the words of their comments', async () => {
  const files = {
    'till.go':
      'package till\ntype Till struct {\n\t// Coins to be counted, in order.\n\tcoins []int\n\t// Error resulted from opening a drawer.\n\terr error\n}\n',
  }
  const till = symbol('struct', 'Till', 'till.go', [2, 7])
  const [told] = await tell(files, { symbols: [till] }, (world, details) => fieldMessages([till], world, details))
  expect(told).toMatch(/Till.*coins holds coins to be counted, in order; and err is the error that resulted from opening a drawer/)
})

it('names the function with a case for each variant as the place for a new one', async () => {
  const files = {
    'src/till.rs':
      'pub enum Coin {\n    Copper,\n    Silver,\n    Gold,\n}\nfn worth(coin: Coin) -> u8 {\n    match coin { Coin::Copper => 1, Coin::Silver => 2, Coin::Gold => 3 }\n}\n',
  }
  const symbols = [symbol('enum', 'Coin', 'src/till.rs', [1, 5]), symbol('function', 'worth', 'src/till.rs', [6, 8])]
  const [told] = await tell(files, { symbols }, newCaseMessages)
  expect(told).toMatch(/worth/)
  expect(told).toMatch(/Coin/)
  expect(await tell({ 'src/till.rs': files['src/till.rs'].replace('Coin::Gold', '_') }, { symbols }, newCaseMessages)).toEqual([])
})

it('says how one test is made', async () => {
  const files = {
    'tests/till_test.go':
      'package till\nfunc TestTill(t *testing.T) {\n\ttests := []struct {\n\t\ttitle string\n\t\tcoins int\n\t}{}\n\tfor _, test := range tests {\n\t}\n}\n',
  }
  expect((await tell(files, {}, oneTestMessages)).join(' ')).toMatch(/till_test\.go.*title and coins/)
})

it('says with which status and words, and when, a request is refused or the program ends', async () => {
  const files = {
    'src/till.ts':
      "function open(res) {\n  if (coins === undefined) {\n    res.status(404).json({ error: 'No coins here' })\n  }\n  if (!existsSync(file)) {\n    console.log('The drawer is gone')\n    process.exit(2)\n  }\n}\n",
  }
  const error = (kind: ErrorFact['kind'], name: string, line: number): ErrorFact => ({
    kind,
    name,
    in_symbol: 'open',
    doc: null,
    place: { file: 'src/till.ts', start_line: line, end_line: line },
  })
  const facts = { symbols: [symbol('function', 'open', 'src/till.ts', [1, 9])], errors: [error('answered', '404', 3), error('exit_code', '2', 7)] }
  const told = (await tell(files, facts, outcomeMessages)).join(' ')
  expect(told).toMatch(/404 "No coins here" if coins is missing/)
  expect(told).toMatch(/2 .*if existsSync says no to file, after a message that reads "The drawer is gone"/)
})

it('takes for the configuration what the function by which users begin is given', async () => {
  const files = { 'src/till.ts': 'export interface TillConfig {\n  /** How many coins it takes. */\n  size: number\n  lock: boolean\n  sound: boolean\n}\n' }
  const symbols = [
    symbol('interface', 'TillConfig', 'src/till.ts', [1, 6]),
    symbol('method', 'create', 'src/till.ts', [6, 6], { qualified_name: 'Till.create', parent: 'Till', signature: 'create(config: TillConfig)' }),
  ]
  expect((await tell(files, { symbols }, configurationMessages))[0]).toMatch(/TillConfig.*size, lock and sound/)
})
