import { expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { analyzeFiles } from '../../../test/support/analyze-files.ts'

const callsIn = ({ call_paths: paths }: RepositoryFacts, name: string) => {
  const [path] = paths
  const at = path?.steps.findIndex(({ symbol }) => symbol === name) ?? -1
  const own = path?.steps[at]
  const depth = own?.depth ?? 0
  return {
    remarks: own?.remarks.map(({ kind, text }) => `${kind}: ${text}`) ?? [],
    calls: path?.steps.slice(at + 1).flatMap((step) => (step.depth === depth + 1 ? [[step.symbol, step.when]] : [])) ?? [],
  }
}

const go = (body: string, rest = '') =>
  analyzeFiles({
    'go.mod': 'module example.com/till\n',
    'README.md': '# till\n\n```go\nt := till.New()\nt.Sell("tea")\n```\n',
    'till.go': `package till\n\n// Till sells.\ntype Till struct {\n\tAfter func()\n\tAction func()\n\tnext *Till\n}\n\nfunc New() *Till {\n\treturn &Till{}\n}\n\n// Sell sells.\nfunc (t *Till) Sell(name string) {\n${body}}\n\nfunc (t *Till) lock() {\n\tturn("key")\n}\n\nfunc (t *Till) unlock() {\n\tturn("key")\n}\n\nfunc (t *Till) count(name string) int {\n\treturn weigh(name)\n}\n\nfunc weigh(name string) int {\n\treturn len(name)\n}\n\nfunc turn(key string) {\n\tprintln(key)\n}\n${rest}`,
  })

it('tells what Go defers behind all else, the last first, and what it is given on the spot', async () => {
  const facts = await go(
    '\tdefer t.unlock()\n\tdefer func() {\n\t\tt.After()\n\t\tweigh(name)\n\t}()\n\tdefer turn(pick(t.lock()))\n\tt.Action()\n\tt.count(name)\n',
  )
  const { calls, remarks } = callsIn(facts, 'Till.Sell')
  expect(calls.map(([symbol]) => symbol)).toEqual(['Till.lock', 'Till.count', 'turn', 'weigh', 'Till.unlock'])
  expect(remarks.filter((text) => text.startsWith('calls_given'))).toEqual(['calls_given: Action → field', 'calls_given: After → deferred field'])
})

it('says of a method that runs itself for another object on which, and of its own object that it only comes back', async () => {
  const again = 'cycle: calls Till.Sell again,'
  expect(callsIn(await go('\tt.count(name)\n\tt.lock()\n\tt.next.Sell(name)\n'), 'Till.Sell').remarks).toContain(`${again} on t.next`)
  expect(callsIn(await go('\tt.count(name)\n\tt.lock()\n\tt.Sell(name)\n'), 'Till.Sell').remarks).toContain(`${again} which it came from`)
})

it('makes no more of a call that hangs on what stands before it, nor of one that only an error is told with', async () => {
  const facts = await analyzeFiles({
    'package.json': '{ "name": "till", "main": "till.js" }',
    'README.md': '# till\n\n```js\nsell("tea")\n```\n',
    'till.js': `module.exports = sell

function sell(name) {
  const price = isOpen && weigh(name)
  const change = name || count(name)
  brew(name)
  if (price < 0) {
    throw new Error(label(name))
  }
}

function weigh(name) { return turn(name) }
function count(name) { return turn(name) }
function brew(name) { return turn(name) }
function label(name) { return turn(name) }
function turn(name) { return name }
`,
  })
  expect(callsIn(facts, 'sell').calls).toEqual([
    ['weigh', 'isOpen'],
    ['count', 'unless name'],
    ['brew', null],
    ['label', 'price < 0, and within that an error is raised'],
  ])
})

it('begins with the overload that its authors thought of first', async () => {
  const facts = await analyzeFiles({
    'pom.xml': '<project><artifactId>till</artifactId></project>',
    'README.md': '# till\n\n```java\nTill.sell("tea");\n```\n',
    'src/main/java/Till.java': `public class Till {
  public static int sell(String name) {
    return weigh(name) + count(name);
  }
  public static int sell(String name, int shop) {
    int tea = open(shop) + weigh(name) + count(name);
    return tea + open(shop);
  }
  static int weigh(String name) { return turn(name); }
  static int count(String name) { return turn(name); }
  static int open(int shop) { return turn("key"); }
  static int turn(String name) { return name.length(); }
}
`,
  })
  expect(facts.call_paths[0]?.entry.place.start_line).toBe(2)
  expect(callsIn(facts, 'Till.sell').calls.map(([symbol]) => symbol)).toEqual(['Till.weigh', 'Till.count'])
})

it('does not take what a method passes on to somebody else’s object for a name of its own', async () => {
  const till = (body: string) =>
    analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n',
      'README.md': '# till\n\n```python\nTill().sell_everything()\n```\n',
      'till/__init__.py': `class Till:
    def sell_everything(self):
        self.weigh_tea()
        other = self.pick()
        return other.wind_up_spring(self)

    def weigh_tea(self):
        return self.pick()

    def pick(self):
        return self._clock

    def wind_up_spring(self, key):
        ${body}
`,
    })
  const called = async (body: string) => callsIn(await till(body), 'Till.sell_everything').calls.map(([symbol]) => symbol)
  expect(await called('return self.pick()')).toContain('Till.wind_up_spring')
  expect(await called('return self._clock.wind_up_spring(key)')).not.toContain('Till.wind_up_spring')
})
