import { expect, it } from 'vitest'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

it('sees a function that a field of a Go struct holds, and no method that came from outside', async () => {
  const { call_paths: paths } = await analyzeFiles({
    'go.mod': 'module example.com/till\n',
    'README.md': '# till\n\n```go\nt := till.New()\nt.Sell("tea")\n```\n',
    'types.go':
      'package till\n\nimport "net/http"\n\n// Till sells.\ntype Till struct {\n\thttp.ServeMux\n\tOnError ErrorHandler\n\tcount func(string)\n}\n\ntype ErrorHandler func(error)\n',
    'till.go':
      'package till\n\nfunc New() *Till {\n\treturn &Till{}\n}\n\n// Sell sells.\nfunc (t *Till) Sell(name string) {\n\tt.weigh(name)\n\tt.count(name)\n\tt.Handle(name, nil)\n\terr := t.pay(name)\n\tif err != nil {\n\t\tt.OnError(err)\n\t}\n}\n\nfunc (t *Till) weigh(name string) {\n\tt.look(name)\n}\n\nfunc (t *Till) look(name string) {\n\tprintln(name)\n}\n\nfunc (t *Till) pay(name string) error {\n\treturn nil\n}\n',
  })
  const sell = paths.flatMap(({ steps }) => steps).find(({ symbol }) => symbol === 'Till.Sell')
  expect(sell?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)).toEqual(['count → field', 'OnError → field → err != nil'])
})

it('keeps the one that is called in any case, however many conditional ones stand before it', async () => {
  const hooks = ['A', 'B', 'C', 'D', 'E'].map((name) => `On${name}`)
  const { call_paths: paths } = await analyzeFiles({
    'go.mod': 'module example.com/till\n',
    'README.md': '# till\n\n```go\nt := till.New()\nt.Sell("tea")\n```\n',
    'till.go': `package till\n\ntype Till struct {\n${hooks.map((name) => `\t${name} func()\n`).join('')}\tAction func()\n}\n\nfunc New() *Till {\n\treturn &Till{}\n}\n\nfunc (t *Till) Sell(name string) {\n\tt.weigh(name)\n${hooks.map((name) => `\tif t.${name} != nil {\n\t\tt.${name}()\n\t}\n`).join('')}\tt.Action()\n}\n\nfunc (t *Till) weigh(name string) {\n\tt.look(name)\n}\n\nfunc (t *Till) look(name string) {\n\tprintln(name)\n}\n`,
  })
  const sell = paths.flatMap(({ steps }) => steps).find(({ symbol }) => symbol === 'Till.Sell')
  expect(sell?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)).toContain('Action → field')
})

it('sees what is called on each of a list that is kept for being asked in turn, and not on data', async () => {
  const { call_paths: paths } = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js" }',
    'README.md': '# till\n\n```js\nnew Till().sell(cups)\n```\n',
    'till.js': `class Till {
  sell(cups) {
    for (const sink of this.sinks) {
      sink.emitCup(cups)
    }
    for (const cup of this.cups) {
      cup.fillUp()
    }
    this.handlers[at].takeOver(cups)
    return this.weigh(cups)
  }
  weigh(cups) { return turn(cups) }
}
function turn(cups) { return cups }
module.exports = Till
`,
  })
  const sell = paths.flatMap(({ steps }) => steps).find(({ symbol }) => symbol === 'Till.sell')
  expect(sell?.remarks.filter(({ kind }) => kind === 'calls_given').map(({ text }) => text)).toEqual([
    'emitCup → on each of sinks',
    'takeOver → on each of handlers',
  ])
})
