import { expect, it } from 'vitest'
import { optionalParameters } from './default-values.ts'

it('reads what a caller may leave out, and what holds then', () => {
  expect(optionalParameters('def __init__( self, *, timeout: float | None = 5.0, auth=None, follow_redirects: bool = False, mode: str = "strict" )')).toEqual([
    { name: 'timeout', value: '5.0' },
    { name: 'auth', value: null },
    { name: 'follow_redirects', value: 'False' },
    { name: 'mode', value: 'strict' },
  ])
})

it('says nothing about what is cut off or computed', () => {
  expect(optionalParameters('function open(path, limit = Limits, retries = 3, follow_re = F…')).toEqual([
    { name: 'limit', value: null },
    { name: 'retries', value: '3' },
  ])
})
