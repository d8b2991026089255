import { expect, it } from 'vitest'
import type { CallPath, RepositoryFacts } from '../../../shared/analysis.ts'
import { factsOf } from '../../../test/support/facts-of.ts'
import { snapshotOf } from '../../../test/support/snapshot-of.ts'
import { confirmCalls } from './confirm-calls.ts'

const stepOf = (symbol: string, file: string, from: { file: string; line: number } | null, depth: number): CallPath['steps'][number] => ({
  symbol,
  place: { file, start_line: 1, end_line: 2 },
  called_from: from === null ? null : { file: from.file, start_line: from.line, end_line: from.line },
  when: null,
  depth,
  doc: null,
  remarks: [],
})
const confirmed = async (file: string, text: string, target: { symbol: string; file: string; line: number }): Promise<string[]> => {
  const snapshot = snapshotOf({ [file]: text })
  const path: CallPath = {
    entry: { kind: 'main', name: 'main', symbol: 'main', reason: '', place: { file, start_line: 1, end_line: 1 } },
    steps: [stepOf('main', file, null, 0), stepOf(target.symbol, target.file, { file, line: target.line }, 1), stepOf('Below.it', target.file, null, 2)],
  }
  const facts: RepositoryFacts = await confirmCalls(factsOf(snapshot, { call_paths: [path] }), snapshot)
  return facts.call_paths[0]?.steps.map(({ symbol }) => symbol) ?? []
}

it('leaves out a call through something from outside, and what hangs on it', async () => {
  const go = 'package main\nimport (\n\t"os"\n)\nfunc main() {\n\tos.Remove(file)\n}\n'
  expect(await confirmed('main.go', go, { symbol: 'ConcurrentSet.Remove', file: 'set.go', line: 6 })).toEqual(['main'])
  const php = '<?php\nfunction buildUri() {\n  return Psr7\\UriResolver::resolve($a, $b);\n}\n'
  expect(await confirmed('Client.php', php, { symbol: 'HandlerStack::resolve', file: 'HandlerStack.php', line: 3 })).toEqual(['main'])
})

it('does not guess whose a name is that everything has, behind another call', async () => {
  const go = 'package chi\nfunc (m *Mux) route() {\n\trctx := r.Context().Value(key)\n}\n'
  expect(await confirmed('mux.go', go, { symbol: 'nodes.Value', file: 'tree.go', line: 3 })).toEqual(['main'])
})

it.each([
  ['a bare call', 'main.py', 'def main():\n    resolve()\n', { symbol: 'resolve', file: 'tools.py', line: 2 }],
  ['a call of an object', 'main.py', 'def main():\n    stack.resolve()\n', { symbol: 'Stack.resolve', file: 'stack.py', line: 2 }],
  ['a call of its own type', 'main.py', 'def main():\n    Stack.resolve()\n', { symbol: 'Stack.resolve', file: 'stack.py', line: 2 }],
  ['a module of its own', 'main.js', "import * as tools from './tools.js'\ntools.resolve()\n", { symbol: 'resolve', file: 'tools.js', line: 2 }],
  [
    'a call of what another call returned',
    'main.go',
    'package a\nfunc main() {\n\tc.Root().InitHelp()\n}\n',
    { symbol: 'Command.InitHelp', file: 'command.go', line: 3 },
  ],
  ['a call of what is made on the spot', 'main.rs', 'fn main() {\n    Stack::new().run()\n}\n', { symbol: 'Stack::run', file: 'stack.rs', line: 2 }],
  ['a call of what the base type has', 'main.py', 'def main():\n    super().run()\n', { symbol: 'Stack.run', file: 'stack.py', line: 2 }],
  ['a constructor', 'main.js', 'const it = new Stack()\n', { symbol: 'Stack.constructor', file: 'stack.js', line: 1 }],
])('keeps %s', async (_, file, text, target) => {
  expect(await confirmed(file, text, target)).toEqual(['main', target.symbol, 'Below.it'])
})
