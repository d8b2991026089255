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
    commit('2019-12-03', 'Switch to kotlin-compile-testing'),
    commit('2019-12-03', 'Revive Drawer.open'),
    commit('2019-12-02', 'Switch to Python 3.11 on CI'),
    commit('2019-12-01', 'Archive logs of the day'),
  ])
  expect(silences).toEqual([{ from: '2020-01-01T10:00:00Z', until: '2022-12-08T10:00:00Z', resumed_by: 'Ada Till' }])
  expect(turns).toMatchObject([
    { kind: 'language', date: '2020-01-01T10:00:00Z' },
    { kind: 'closed', author: 'Ada Till', next: { date: '2023-07-15T10:00:00Z', author: 'Bo Shelf' } },
  ])
})

it('takes down what was called anew by a whole word, and leaves it to the reader whether that is the project', () => {
  const { turns } = findTurns([
    commit('2021-07-09', 'Rename to axon (#28)'),
    commit('2021-07-08', 'Renaming -> shelf (#12)'),
    commit('2021-07-07', 'Name change: Mongrel => Till'),
    commit('2021-07-06', 'Rename Drawer.open to Drawer.unlock'),
    commit('2021-07-05', 'rename directory to rack for now'),
  ])
  expect(turns?.map(({ from, to }) => [from, to])).toEqual([
    ['Mongrel', 'Till'],
    [undefined, 'shelf'],
    [undefined, 'axon'],
  ])
  // The name was there before: what was called anew is something else.
  expect(findTurns([commit('2021-07-09', 'Rename Mongrel to Till'), commit('2021-07-05', 'Initial commit to till')]).turns).toEqual([])
})
