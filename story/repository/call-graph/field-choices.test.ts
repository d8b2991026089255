import { afterEach, describe, expect, it } from 'vitest'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { folderOf, type TestFolder } from '../../../test/support/folder-of.ts'
import { analyzeSnapshot } from '../analyze-snapshot.ts'
import { createHand } from '../hands.ts'
import { openSnapshots } from '../open-snapshot.ts'

/** One parser for all: grammars that are loaded anew for each end in a memory fault. */
const hand = createHand()

let folder: TestFolder | null = null
afterEach(async () => {
  await folder?.remove()
  folder = null
})

const factsOf = async (files: Record<string, string>): Promise<RepositoryFacts> => {
  folder = await folderOf(files)
  const { snapshot, raw } = await openSnapshots({ kind: 'folder', path: folder.path })
  return analyzeSnapshot(snapshot, raw, { hands: [hand] })
}
const callsOf = ({ symbols }: RepositoryFacts, name: string) =>
  symbols
    .find(({ qualified_name }) => qualified_name === name)
    ?.calls.flatMap(({ resolved, when }) => (resolved === null ? [] : [[resolved.split('#')[1], when]]))
const stepsOf = ({ call_paths: [path] }: RepositoryFacts) => path?.steps.map(({ symbol }) => symbol)

describe('a call is linked', () => {
  it('to each of the types that a field may hold, under the condition that it is put in', async () => {
    const facts = await factsOf({
      'lib/till.rb':
        'module Till\n  class Launcher\n    def initialize(many)\n      if clustered?\n        @runner = Cluster.new(self)\n      else\n        @runner = Single.new(self)\n      end\n    end\n\n    def run\n      @runner.run\n    end\n  end\nend\n',
      'lib/cluster.rb': 'module Till\n  class Cluster\n    def run\n      1\n    end\n  end\nend\n',
      'lib/single.rb':
        'module Till\n  class Single\n    def run\n      @server = start_server\n      @server.serve\n    end\n\n    def start_server\n      server = Server.new\n      server\n    end\n  end\nend\n',
      'lib/server.rb': 'module Till\n  class Server\n    def serve\n      1\n    end\n  end\nend\n',
    })
    expect(callsOf(facts, 'Till.Launcher.run')).toEqual([
      ['Till.Cluster.run', 'clustered?'],
      ['Till.Single.run', 'unless clustered?'],
    ])
    expect(callsOf(facts, 'Till.Single.run')).toContainEqual(['Till.Server.serve', null])
  })

  it('of a block that a new object keeps no sooner than somebody calls it', async () => {
    const facts = await factsOf({
      'lib/till.rb':
        'class Till\n  def run\n    @pool = Pool.new(2) { |client| serve(client) }\n    listen\n  end\n\n  def serve(client)\n    1\n  end\n\n  def listen\n    1\n  end\nend\n',
      'lib/pool.rb': 'class Pool\n  def initialize(size, &block)\n    @block = block\n  end\nend\n',
    })
    expect(callsOf(facts, 'Till.run')).toEqual(
      expect.arrayContaining([
        ['Till.serve', 'the function of line 3 is called'],
        ['Till.listen', null],
      ]),
    )
  })

  it('the last of a Kotlin when stands under what the first did not meet', async () => {
    const facts = await factsOf({
      'src/Till.kt':
        'class Till {\n    fun sell(future: Any?) {\n        when {\n            future != null -> waitFor()\n            else -> answer()\n        }\n    }\n    fun waitFor() {}\n    fun answer() {}\n}\n',
    })
    expect(callsOf(facts, 'Till.sell')).toEqual([
      ['Till.waitFor', 'future != null'],
      ['Till.answer', 'unless future != null'],
    ])
  })
})

describe('a program without a main function', () => {
  it('is followed from the lines of its script, in whatever language its first line names', async () => {
    const facts = await factsOf({
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\n  s.executables = ["till"]\nend\n',
      'README.md': '# till\n\n```\n$ till\n```\n',
      'bin/till': "#!/usr/bin/env ruby\nrequire 'till'\n\ncli = Till::CLI.new ARGV\ncli.run\n",
      'lib/till.rb':
        'module Till\n  class CLI\n    def run\n      serve\n    end\n\n    def serve\n      wait\n    end\n\n    def wait\n      1\n    end\n  end\nend\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'bin', name: 'till' })
    expect(stepsOf(facts)).toEqual(['Till.CLI.run', 'Till.CLI.serve', 'Till.CLI.wait'])
    expect(facts.call_paths[0]?.steps[0]?.called_from).toEqual({ file: 'bin/till', start_line: 5, end_line: 5 })
  })
})
