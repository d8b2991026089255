import { expect, it } from 'vitest'
import type { EntryPoint } from '../../../shared/analysis.ts'
import { isOfOtherProgram } from './other-programs.ts'

const bin = (name: string, file: string): EntryPoint => ({ kind: 'bin', name, symbol: null, reason: '', place: { file, start_line: 1, end_line: 1 } })

it("tells the makers' helpers from the program that bears the project's name", () => {
  const isOther = isOfOtherProgram({ name: 'my-Till', entry_points: [bin('my_till', 'src/main.rs'), bin('xtask', 'crates/xtask/src/main.rs')] })
  expect(['src/main.rs', 'src/draw.rs', 'crates/xtask/src/main.rs', 'crates/xtask/src/bump.rs'].map(isOther)).toEqual([false, false, true, true])
})

it('tells none from the others where none bears its name', () => {
  expect(isOfOtherProgram({ name: 'till', entry_points: [bin('server', 'src/main.rs')] })('src/main.rs')).toBe(false)
})
