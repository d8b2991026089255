import { expect, it } from 'vitest'
import type { History } from '../../../../shared/analysis.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { paceMessages } from './pace.ts'

const tell = (more: Partial<History>): string => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  const history: History = {
    complete: true,
    commits: 100,
    first: { commit: 'a', date: '2019-12-01T00:00:00Z', subject: 'Begin', author: 'Ada Till' },
    last: null,
    contributors: 3,
    top_contributors: [],
    commits_by_year: [],
    first_day_subjects: [],
    changes_most: [],
    changes_together: [],
    big_changes: [],
    releases: [],
    ...more,
  }
  return paceMessages(history)
    .flatMap((message) => teller.tell(message)?.text ?? [])
    .join(' ')
}
const years = (...commits: number[]) => commits.map((count, at) => ({ year: 2019 + at, commits: count }))

it('says in which year most of the work was done, and how little came after', () => {
  expect(tell({ commits_by_year: years(10, 70, 8, 5, 7) })).toMatch(/2020.*more than two thirds|more than two thirds.*2020/i)
  expect(tell({ commits_by_year: years(10, 70, 8, 5, 7) })).toMatch(/up to 2023, there were .*20/)
  expect(tell({ commits_by_year: years(30, 45, 25) })).toMatch(/more than a third of all commits were made in a single year, 2020/i)
  expect(tell({ commits_by_year: years(30, 36, 34) })).not.toMatch(/only|third/)
})

it('names who carried it on, unless that is who began it', () => {
  const people = (name: string, commits: number) => ({ top_contributors: [{ name, commits }] })
  expect(tell(people('Bo Shelf', 30))).toMatch(/Bo Shelf/)
  expect(tell(people('Ada Till', 30))).toBe('')
  expect(tell(people('Bo Shelf', 60))).toBe('')
  expect(tell(people('boshelf', 30))).toBe('')
})
