import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { plainSymbol } from '../../../../test/support/plain-symbol.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { startMessages } from './start.ts'
import { usageMessages } from './usage.ts'
import { createWorld } from './world.ts'

const file = 'till/app.py'
const place = (line: number) => ({ file, start_line: line, end_line: line + 2 })
const documented = (name: string, line: number, text: string): CodeSymbol => ({
  ...plainSymbol,
  name,
  qualified_name: name,
  kind: 'function',
  place: place(line),
  signature: `def ${name}()`,
  doc: { text, place: place(line) },
})
const usageOf = (language: string, code: string, ...symbols: CodeSymbol[]): string => {
  const usage_example = { language, code, place: { file: 'README.md', start_line: 1, end_line: 2 } }
  const facts = factsOf(snapshotOf({ [file]: '' }), { name: 'till', usage_example, symbols })
  const one = teller()
  return usageMessages(createWorld(facts, 'documentary', [file]))
    .flatMap((message) => one.tell(message)?.text ?? [])
    .join(' ')
}
const teller = () => createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })

it('says what the calls of the example do, where one function of that name is meant', () => {
  const told = (...symbols: CodeSymbol[]): string => usageOf('python', 'box = open_till("a")\nbox.sell()', ...symbols)
  expect(told(documented('open_till', 1, 'Opens a till with the money of the day before.'))).toMatch(/open_till.*opens a till with the money of the day before/)
  expect(told(documented('open_till', 1, 'Opens a till with the money of yesterday.'), documented('open_till', 9, 'Opens another till.'))).not.toMatch(
    /yesterday/,
  )
})

it('takes no function of somebody else for one of the same name here', () => {
  const print = documented('pprint', 1, 'Prints what is in the till, line by line.')
  expect(usageOf('python', 'from till import pprint\n\npprint(box)', print)).toMatch(/pprint.*prints what is in the till/)
  expect(usageOf('python', 'from pprint import pprint\n\npprint(box)', print)).not.toMatch(/pprint/)
  expect(usageOf('js', "const { pprint } = require('pretty')\n\npprint(box)", print)).not.toMatch(/pprint/)
})

it('shows no lines for a terminal that do not start it', () => {
  expect(usageOf('bash', '# Run the linter\nmake lint\nbin/lint')).toBe('')
  expect(usageOf('bash', '# Run it\ntill open\n')).toMatch(/till open/)
})

it('says what a request has to pass before the handler of its route', () => {
  const facts = factsOf(snapshotOf({ [file]: '' }), {
    name: 'till',
    symbols: [documented('require_login', 1, 'Refuses strangers.'), documented('sell', 9, 'Sells.')],
    entry_points: ['/a', '/b', '/c'].map((path) => ({
      kind: 'route' as const,
      name: `POST ${path}`,
      symbol: 'sell',
      reason: 'route in the code, behind require_login',
      place: place(20),
    })),
  })
  const one = teller()
  const texts = startMessages(createWorld(facts, 'documentary', [file])).flatMap((message) => one.tell(message)?.text ?? [])
  expect(texts.join(' ')).toMatch(/require_login/)
})

it('says which class of the project the example derives its own from', () => {
  const schema = { ...documented('Schema', 1, 'A schema.'), kind: 'class' as const, signature: 'class Schema' }
  const told = usageOf(
    'python',
    'class AlbumSchema(till.Schema):\n    pass\n\nAlbumSchema().load_all({})',
    schema,
    documented('load_all', 9, 'Loads all that there is to load.'),
  )
  expect(told).toMatch(/AlbumSchema.*Schema/)
  expect(
    usageOf('python', 'class AlbumSchema(Other):\n    pass\n\nload_all()', schema, documented('load_all', 9, 'Loads all that there is to load.')),
  ).not.toMatch(/AlbumSchema/)
})
