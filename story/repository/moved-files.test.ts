import { expect, it } from 'vitest'
import { createMoves, type Touch } from './moved-files.ts'

const gone = (path: string, contents: string): Touch => ({ path, status: 'D', before: contents, after: '00000000' })
const come = (path: string, contents: string): Touch => ({ path, status: 'A', before: '00000000', after: contents })

it('knows a file by its contents where it got another name, over several moves', () => {
  const moves = createMoves()
  moves.add([gone('lib/till.js', 'aaaa1111'), come('src/drawer.js', 'aaaa1111')])
  moves.add([gone('till.js', 'bbbb2222'), come('lib/till.js', 'bbbb2222')])
  expect(moves.nameOf('till.js')).toBe('src/drawer.js')
  // The file that stood there before the move was another.
  expect(moves.nameOf('lib/till.js')).toBe('lib/till.js')
})

it('takes two files of one name for two, empty files for no copies, and what every folder has for what is new', () => {
  const moves = createMoves()
  moves.add([gone('a/till.js', 'aaaa1111'), gone('b/till.js', 'bbbb2222'), come('c/till.js', 'cccc3333')])
  moves.add([gone('a/__init__.py', 'e69de29b'), come('b/__init__.py', 'e69de29b')])
  moves.add([gone('a/index.js', 'aaaa1111'), come('b/index.js', 'bbbb2222')])
  expect(['a/till.js', 'b/till.js', 'a/__init__.py', 'a/index.js'].map(moves.nameOf)).toEqual(['a/till.js', 'b/till.js', 'a/__init__.py', 'a/index.js'])
})
