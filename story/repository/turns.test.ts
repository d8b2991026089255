import { expect, it } from 'vitest'
import { findTurns } from './turns.ts'

const commit = (date: string, subject: string, author = 'Ada Till') => ({ commit: date, date: `${date}T10:00:00Z`, author, subject })

it('finds a year without a commit, and who closed a project and who went on', () => {
  const { silences, turns } = findTurns([
    commit('2023-07-15', 'Update README', 'Bo Shelf'),
    commit('2022-12-09', 'archive mode'),
    commit('2022-12-08', 'archive mode'),
    commit('2020-01-01', 'Migrate to Kotlin'),
    commit('2019-12-20', 'convert to go:build directives'),
    commit('2019-12-10', 'move to Rust 2024'),
    commit('2019-12-01', 'Archive logs of the day'),
  ])
  expect(silences).toEqual([{ from: '2020-01-01T10:00:00Z', until: '2022-12-08T10:00:00Z' }])
  expect(turns).toMatchObject([
    { kind: 'language', date: '2020-01-01T10:00:00Z' },
    { kind: 'closed', author: 'Ada Till', next: { date: '2023-07-15T10:00:00Z', author: 'Bo Shelf' } },
  ])
})
