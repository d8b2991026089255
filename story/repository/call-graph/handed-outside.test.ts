import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const callsOf = ({ call_paths: paths }: RepositoryFacts, name: string) => {
  const steps = paths.flatMap((path) => path.steps)
  const at = steps.findIndex(({ symbol }) => symbol === name)
  const depth = steps[at]?.depth ?? 0
  const end = steps.findIndex((step, index) => index > at && step.depth <= depth)
  return {
    remarks: steps[at]?.remarks.flatMap(({ kind, text }) => (kind === 'calls_given' ? [text] : [])) ?? [],
    calls: steps.slice(at + 1, end < 0 ? steps.length : end).flatMap((step) => (step.depth === depth + 1 ? [[step.symbol, step.when]] : [])),
  }
}

it('knows what somebody else’s code calls in its time, and what goes through a list at once', async () => {
  const facts = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js", "dependencies": { "on-finished": "1.0.0", "debug": "1.0.0" } }',
    'README.md': '# till\n\n```js\nsell(cups)\n```\n',
    'till.js': `const onFinished = require('on-finished')
const debug = require('debug')
module.exports = sell

function sell(cups) {
  debug(label)
  onFinished(cups, count)
  cups.map(brew)
}

function label(cup) { return turn(cup) }
function count(cups) { return turn(cups) }
function brew(cup) { return turn(cup) }
function turn(cup) { return cup }
`,
  })
  expect(callsOf(facts, 'sell').calls).toEqual([
    ['count', 'the function of line 7 is called by onFinished'],
    ['brew', null],
  ])
})

it('follows a method that PHP names in a list', async () => {
  const facts = await analyzeFiles({
    'composer.json': '{ "name": "shop/till" }',
    'README.md': '# till\n\n```php\n$till = new Till();\n$till->sell($cups);\n```\n',
    'src/Till.php': `<?php
class Till {
  public function sell(array $cups) {
    $this->open();
    return array_map([$this, 'brew'], $cups);
  }
  private function open() { return $this->turn(1); }
  private function brew($cup) { return $this->turn($cup); }
  private function turn($cup) { return $cup; }
}
`,
  })
  expect(callsOf(facts, 'Till::sell').calls).toEqual([
    ['Till::open', null],
    ['Till::brew', null],
  ])
})

it('sees that what a maker was given is called by what it makes, and each of a list', async () => {
  const facts = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js" }',
    'README.md': '# till\n\n```js\nopenTill(brew)\n```\n',
    'till.js': `module.exports = openTill

function openTill(recipe) {
  let current = recipe
  const listeners = []
  function sell(cup) {
    const tea = current(cup)
    listeners.forEach((listener) => {
      listener(tea)
    })
    return weigh(tea)
  }
  sell('first')
  return { sell }
}

function weigh(tea) { return turn(tea) }
function turn(tea) { return tea }
`,
  })
  expect(callsOf(facts, 'openTill.sell').remarks).toEqual(['current → kept recipe of openTill', 'listener → each of listeners'])
})

it('keeps the name of what is made and handed out, where something else is handed to others beside it', async () => {
  const facts = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js" }',
    'README.md': '# till\n\n```js\nnew Till().callback()\n```\n',
    'till.js': `class Till {
  callback() {
    this.on('error', this.complain)
    const handleRequest = (cup) => {
      return this.brew(cup)
    }
    return handleRequest
  }
  complain() { return turn(1) }
  brew(cup) { return turn(cup) }
}
function turn(cup) { return cup }
module.exports = Till
`,
  })
  expect(callsOf(facts, 'Till.callback').calls).toEqual([
    ['Till.complain', 'the function of line 3 is called by on'],
    ['Till.brew', 'the function handleRequest is called'],
  ])
})
