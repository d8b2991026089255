import { expect, it } from 'vitest'
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import { factsOf } from '../../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../../test/support/snapshot-of.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { makerMessages } from './makers.ts'
import { createWorld } from './world.ts'

const symbol = (qualified_name: string, kind: CodeSymbol['kind'], more: Partial<CodeSymbol> = {}): CodeSymbol => ({
  name: qualified_name.split('.').at(-1) ?? '',
  qualified_name,
  kind,
  place: { file: 'src/till.py', start_line: 3, end_line: 9 },
  signature: qualified_name,
  doc: null,
  exported: true,
  parent: qualified_name.includes('.') ? (qualified_name.split('.')[0] ?? null) : null,
  extends: [],
  calls: [],
  reference_count: 1,
  ...more,
})
const makes = (name: string, called = name.split('.')[0] ?? '') => ({ calls: [{ name: called, line: 4, resolved: `src/till.py#${name}`, when: null }] })

it('says who makes a central type, and not who only descends from it', () => {
  const launcher = symbol('Launcher', 'class')
  const symbols = [
    launcher,
    symbol('Big', 'class', { extends: ['Launcher'] }),
    symbol('Cli.launch', 'method', makes('Launcher.__init__', 'Launcher')),
    symbol('Big.__init__', 'method', makes('Launcher.__init__', 'Launcher')),
  ]
  const world = createWorld(factsOf(snapshotOf({ 'src/till.py': '' }), { name: 'till', symbols }), 'documentary', ['src/till.py'])
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const [message] = makerMessages([launcher], world)
  expect(message === undefined ? '' : teller.tell(message)?.text).toMatch(/launch/)
  expect(message?.places).toHaveLength(2)
})
