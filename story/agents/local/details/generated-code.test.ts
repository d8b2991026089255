import { expect, it } from 'vitest'
import { readGeneratedCode } from './generated-code.ts'

it('finds the list of which a build script makes code, and the file that takes it in', () => {
  const build = 'fn main() {\n    let cups = fs::read_to_string("cups.json");\n    fs::write(out.join("cups.rs"), cups);\n}'
  const texts = new Map([
    ['build.rs', build],
    ['src/cups.rs', '\ninclude!(concat!(env!("OUT_DIR"), "/cups.rs"));'],
    ['src/other.rs', 'include!(concat!(env!("OUT_DIR"), "/other.rs"));'],
  ])
  expect(readGeneratedCode(texts, new Set(['cups.json']))).toEqual([
    {
      maker: 'build.rs',
      place: { file: 'build.rs', start_line: 2, end_line: 2 },
      from: ['cups.json'],
      into: { file: 'src/cups.rs', start_line: 2, end_line: 2 },
    },
  ])
})

it('finds the command of a line that generates', () => {
  expect(readGeneratedCode(new Map([['a.go', 'package a\n\n//go:generate stringer -type Cup\n']]), new Set())).toMatchObject([
    { maker: 'stringer -type Cup', place: { start_line: 3 }, from: [], into: null },
  ])
})
