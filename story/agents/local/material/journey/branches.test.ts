import { expect, it } from 'vitest'
import { withoutMarks } from '../../telling/marked-names.ts'
import { readBranches } from './branches.ts'

type Remark = Parameters<typeof readBranches>[0][number]
const remark = (kind: Remark['kind'], text: string, start: number, end = start): Remark => ({
  kind,
  text,
  place: { file: 'a.go', start_line: start, end_line: end },
})
const said = (...remarks: Remark[]): string[] => readBranches(remarks).map(({ when, then }) => withoutMarks(`${then} ${when}`))

it('tells conditions with one end in one breath', () => {
  expect(
    said(
      remark('early_return', 'options.Bash → return', 3, 5),
      remark('early_return', 'options.Zsh → return', 7, 9),
      remark('condition', 'len(config.files) == 0 → fmt.PrintUsage(text)', 11),
    ),
  ).toEqual(['goes no further if options.Bash or options.Zsh is set', 'calls fmt.PrintUsage if config.files is empty'])
})

it('leaves out a condition within another, which would be half the truth', () => {
  expect(said(remark('condition', 'currentUser → greetUser()', 3, 9), remark('guard', 'closed → throw new Error("the door is closed")', 5, 6))).toEqual([
    'calls greetUser if currentUser is set',
  ])
  expect(said(remark('error_handling', 'except Timeout → retry()', 3, 9), remark('guard', 'closed → raise Closed()', 5, 6))).toEqual([])
})

it('tells nothing of variables that nobody has introduced, and of a refusal at least what it says', () => {
  expect(said(remark('condition', 'r != nil → p.recover(r)', 3), remark('condition', 'size > 0 → newarg = sdscatlen(size)', 5))).toEqual([])
  const [refusal] = readBranches([remark('guard', 'len < 0 → throw new RangeError("the paper is too short")', 3)])
  expect(refusal?.when).toBe('')
  expect(withoutMarks(refusal?.then ?? '')).toBe('raises RangeError with the words "the paper is too short"')
})

it('cites every condition that it joins', () => {
  const [branch] = readBranches([remark('guard', '!paper.tray → return', 3), remark('guard', '!inkLevel → return', 8)])
  expect(branch?.places.map(({ start_line }) => start_line)).toEqual([3, 8])
})

it('leaves out what returns behind a loop or another return, for it is reached only sometimes', () => {
  expect(
    said(
      remark('loop', 'for _, route := range r.routes', 3, 9),
      remark('early_return', 'route.Match(req) → return true', 4, 6),
      remark('early_return', 'r.NotFoundHandler != nil → return true', 11, 13),
    ),
  ).toEqual([])
})

it('tells no end that comes whether something is so or not', () => {
  const panic = 'panic("two at one till")'
  expect(said(remark('guard', `isWriting → ${panic}`, 3), remark('guard', `!isWriting → ${panic}`, 9))).toEqual([])
  expect(said(remark('guard', `isWriting → ${panic}`, 3), remark('guard', `!isReading → ${panic}`, 9))).toHaveLength(1)
})
