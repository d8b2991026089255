import { expect, it } from 'vitest'
import { sayCondition } from './code-condition.ts'
import { hasPlainNames } from './plain-names.ts'

const isPlain = (code: string): boolean => hasPlainNames(sayCondition(code) ?? 'if ')

it('tells a condition whose names speak for themselves', () => {
  expect(isPlain('!p.disableRenderer')).toBe(true)
  expect(isPlain('isinstance(request.stream, SyncByteStream)')).toBe(true)
  expect(isPlain('useOnlyCustomLevels && !customLevels')).toBe(true)
  expect(isPlain('frame is Frame::Array(val)')).toBe(false)
})

it('keeps from an ear what only stands beside it in the code', () => {
  for (const code of ['r != nil', 'len < 0', 'shared', 'touched', 'tb is not None', 'isset($v)', 'a.value == 3', '!k.data']) expect(isPlain(code)).toBe(false)
})
