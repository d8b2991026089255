import { describe, expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf, linkedCallsOf } from '../../../test/support/analyze-files.ts'

describe('a function that is handed over', () => {
  const shop = (other: string) => ({
    'pyproject.toml': '[project]\nname = "till"\n\n[project.scripts]\ntill = "till.main:main"\n',
    'README.md': '# till\n\n```sh\ntill sell\n```\n',
    'till/__init__.py': '',
    'till/main.py': `def main(args):\n    return guarded(work=sell, args=args)\n\ndef guarded(work, args):\n    try:\n        return work(args)\n    except ValueError:\n        return None\n\ndef sell(args):\n    return count(args)\n\ndef count(args):\n    return args\n${other}`,
  })

  it('is what is called under the name of the parameter that takes it', async () => {
    const facts = await analyzeFiles(shop(''))
    expect(linkedCallsOf(facts, 'guarded')).toEqual([['sell', null]])
    expect(followedSymbolsOf(facts)).toEqual(['main', 'guarded', 'sell', 'count'])
  })

  it('is followed on the way of the one who hands it over, where another hands over something else', async () => {
    const facts = await analyzeFiles(shop('\ndef manage(args):\n    return guarded(close, args)\n\ndef close(args):\n    return count(args)\n'))
    expect(linkedCallsOf(facts, 'guarded')).toEqual([])
    expect(followedSymbolsOf(facts)).toEqual(['main', 'guarded', 'sell', 'count'])
  })

  it('may be what another function makes and gives back, and be called by what its taker makes for users', async () => {
    const facts = await analyzeFiles({
      'package.json': '{ "name": "till", "main": "src/index.ts" }',
      'README.md': '# till\n\n```js\nimport * as till from "till"\nconst shop = till.load("tea")\n```\n',
      'src/index.ts':
        "import { getLoad } from './load.ts'\nimport { getParse } from './parse.ts'\nconst parse = getParse(1)\nexport const load: (text: string) => string = getLoad(parse)\n",
      'src/slim.ts': "import { getLoad } from './load.ts'\nimport { getParse } from './parse.ts'\nexport const load = getLoad(getParse(2))\n",
      'src/load.ts':
        'export function getLoad(parse: (text: string) => string) {\n  return function load(text: string): string {\n    return flatten(parse(text))\n  }\n}\nfunction flatten(text: string) {\n  return text\n}\n',
      'src/parse.ts':
        'export function getParse(size: number) {\n  return function parse(text: string): string {\n    return update(text)\n  }\n}\nfunction update(text: string) {\n  return text\n}\n',
    })
    expect(linkedCallsOf(facts, 'getLoad.load')?.map(([name]) => name)).toEqual(['getParse.parse', 'flatten'])
    expect(facts.call_paths[0]?.entry.symbol).toBe('getLoad.load')
  })
})

describe('a call', () => {
  it('is made on what the call before it gives back, and on what a variable stands for', async () => {
    const facts = await analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py':
        'class Command:\n    def __call__(self, args):\n        return self.work(args)\n\n    def work(self, args):\n        render = self.draw\n        return render(args)\n\n    def draw(self, args):\n        return args\n\ndef find_command(name) -> Command:\n    return Command()\n\ndef render(page):\n    return page\n\ndef run(name):\n    return find_command(name)(1)\n',
    })
    expect(linkedCallsOf(facts, 'run')?.map(([name]) => name)).toEqual(expect.arrayContaining(['find_command', 'Command.__call__']))
    expect(linkedCallsOf(facts, 'Command.work')).toEqual([['Command.draw', null]])
  })

  it('is not taken for one of an object that a parameter may hold', async () => {
    const facts = await analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py':
        'class Basic:\n    def __call__(self, order):\n        return order\n\ndef prepare(auth, order):\n    if isinstance(auth, tuple):\n        auth = Basic(*auth)\n    return auth(order)\n',
    })
    expect(linkedCallsOf(facts, 'prepare')?.map(([name]) => name)).toEqual(['Basic'])
  })

  it('of a method that is left open goes to each kind that has its own, and to the root of a family where the variable is called after it', async () => {
    const facts = await analyzeFiles({
      'pyproject.toml': '[project]\nname = "till"\n',
      'till/__init__.py':
        'class Worker:\n    def start_up(self):\n        return self.serve()\n\n    def serve(self):\n        """What it does."""\n        raise NotImplementedError()\n\nclass Fast(Worker):\n    def serve(self):\n        return 1\n\nclass Slow(Worker):\n    def start_up(self):\n        return 2\n\n    def serve(self):\n        return 3\n\nclass Other:\n    def serve(self):\n        return 4\n\ndef hire(kinds):\n    worker = kinds.pick()\n    worker.start_up()\n\ndef open_up(kinds):\n    door = kinds.pick()\n    door.start_up()\n',
    })
    expect(linkedCallsOf(facts, 'Worker.start_up')).toEqual([
      ['Fast.serve', 'worker is Fast'],
      ['Slow.serve', 'worker is Slow'],
    ])
    expect(linkedCallsOf(facts, 'hire')).toEqual([['Worker.start_up', null]])
    expect(linkedCallsOf(facts, 'open_up')).toEqual([])
  })

  it('of a method that is left open goes nowhere where its kinds bear one short name', async () => {
    const kind = (name: string): string =>
      `module Till\n  class ${name}\n    module Implementation\n      include Base\n\n      def find_coin(key)\n        key\n      end\n    end\n  end\nend\n`
    const facts = await analyzeFiles({
      'till.gemspec': "Gem::Specification.new do |s|\n  s.name = 'till'\nend\n",
      'lib/till/base.rb':
        'module Till\n  module Base\n    def translate(key)\n      find_coin(key)\n    end\n\n    def find_coin(key)\n      raise NotImplementedError\n    end\n  end\nend\n',
      'lib/till/simple.rb': kind('Simple'),
      'lib/till/stored.rb': kind('Stored'),
    })
    expect(linkedCallsOf(facts, 'Till.Base.translate')).toEqual([])
  })
})
