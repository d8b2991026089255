import { expect, it } from 'vitest'
import { readSharedFiles, readTestBase } from './test-base.ts'

const users = (line: string) => ['A', 'B', 'C', 'D'].map((name): [string, string] => [`test/${name}Test.x`, `class ${name}Test ${line} {}`])

it('finds the class of tests that most test classes descend from', () => {
  for (const line of ['extends CupTest', ': CupTest<T>', '< Cups::CupTest', 'final : public CupTest'])
    expect(readTestBase(new Map([...users(line), ['test/CupTest.x', 'x\nabstract class CupTest {']]))).toEqual({
      name: 'CupTest',
      place: { file: 'test/CupTest.x', start_line: 2, end_line: 2 },
      users: 4,
    })
  // Somebody else's is no place to begin.
  expect(readTestBase(new Map(users('extends TestCase')))).toBeNull()
})

it('takes a file of help for shared only where the others name it', () => {
  const helper: [string, string] = ['test/helper.rb', 'def brew; end']
  expect(readSharedFiles(new Map([helper, ...users('').map(([path]): [string, string] => [path, "require_relative 'helper'"])]))).toEqual(['test/helper.rb'])
  expect(readSharedFiles(new Map([helper, ...users('')]))).toEqual([])
})
