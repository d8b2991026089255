import { describe, expect, it } from 'vitest'
import { analyzeFiles, followedSymbolsOf, linkedCallsOf } from '../../../test/support/analyze-files.ts'

describe('a call is linked', () => {
  it('to each of the types that a field may hold, under the condition that it is put in', async () => {
    const facts = await analyzeFiles({
      'lib/till.rb':
        'module Till\n  class Launcher\n    def initialize(many)\n      if clustered?\n        @runner = Cluster.new(self)\n      else\n        @runner = Single.new(self)\n      end\n    end\n\n    def run\n      @runner.run\n    end\n  end\nend\n',
      'lib/cluster.rb': 'module Till\n  class Cluster\n    def run\n      1\n    end\n  end\nend\n',
      'lib/single.rb':
        'module Till\n  class Single\n    def run\n      @server = start_server\n      @server.serve\n    end\n\n    def start_server\n      server = Server.new\n      server\n    end\n  end\nend\n',
      'lib/server.rb': 'module Till\n  class Server\n    def serve\n      1\n    end\n  end\nend\n',
    })
    expect(linkedCallsOf(facts, 'Till.Launcher.run')).toEqual([
      ['Till.Cluster.run', 'clustered?'],
      ['Till.Single.run', 'unless clustered?'],
    ])
    expect(linkedCallsOf(facts, 'Till.Single.run')).toContainEqual(['Till.Server.serve', null])
  })

  it('of a block that a new object keeps no sooner than somebody calls it', async () => {
    const facts = await analyzeFiles({
      'lib/till.rb':
        'class Till\n  def run\n    @pool = Pool.new(2) { |client| serve(client) }\n    listen\n  end\n\n  def serve(client)\n    1\n  end\n\n  def listen\n    1\n  end\nend\n',
      'lib/pool.rb': 'class Pool\n  def initialize(size, &block)\n    @block = block\n  end\nend\n',
    })
    expect(linkedCallsOf(facts, 'Till.run')).toEqual(
      expect.arrayContaining([
        ['Till.serve', 'the function of line 3 is called'],
        ['Till.listen', null],
      ]),
    )
  })

  it('the last of a Kotlin when stands under what the first did not meet', async () => {
    const facts = await analyzeFiles({
      'src/Till.kt':
        'class Till {\n    fun sell(future: Any?) {\n        when {\n            future != null -> waitFor()\n            else -> answer()\n        }\n    }\n    fun waitFor() {}\n    fun answer() {}\n}\n',
    })
    expect(linkedCallsOf(facts, 'Till.sell')).toEqual([
      ['Till.waitFor', 'future != null'],
      ['Till.answer', 'unless future != null'],
    ])
  })
})

describe('a program without a main function', () => {
  it('is followed from the lines of its script, in whatever language its first line names', async () => {
    const facts = await analyzeFiles({
      'till.gemspec': 'Gem::Specification.new do |s|\n  s.name = "till"\n  s.executables = ["till"]\nend\n',
      'README.md': '# till\n\n```\n$ till\n```\n',
      'bin/till': "#!/usr/bin/env ruby\nrequire 'till'\n\ncli = Till::CLI.new ARGV\ncli.run\n",
      'lib/till.rb':
        'module Till\n  class CLI\n    def run\n      serve\n    end\n\n    def serve\n      wait\n    end\n\n    def wait\n      1\n    end\n  end\nend\n',
    })
    expect(facts.call_paths[0]?.entry).toMatchObject({ kind: 'bin', name: 'till' })
    expect(followedSymbolsOf(facts)).toEqual(['Till.CLI.run', 'Till.CLI.serve', 'Till.CLI.wait'])
    expect(facts.call_paths[0]?.steps[0]?.called_from).toEqual({ file: 'bin/till', start_line: 5, end_line: 5 })
  })
})
