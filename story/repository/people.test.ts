import { expect, it } from 'vitest'
import { fullNameOf, listPeople } from './people.ts'

const sign = (name: string, email: string, times = 1) => Array.from({ length: times }, () => ({ name, email }))

it('counts somebody once who signs in several ways, and no robot', () => {
  const people = listPeople([
    ...sign('ada', 'ada@home.example', 3),
    ...sign('Ada', 'ada@work.example', 2),
    ...sign('Ada Byron', 'ADA@work.example', 4),
    ...sign('Charles Babbage', 'cb@engine.example', 5),
    ...sign('No Author', 'dev-null@engine.example', 2),
    ...sign('dependabot[bot]', '49699333+dependabot[bot]@users.noreply.github.com', 20),
  ])
  expect(people).toEqual([
    { name: 'Ada Byron', commits: 9 },
    { name: 'Charles Babbage', commits: 5 },
  ])
})

it('does not take people for one who left the address that their machines came with', () => {
  expect(listPeople([...sign('Ada', 'root@localhost'), ...sign('Charles', 'root@localhost')])).toHaveLength(2)
})

it('knows who signed with a handle by the full name beside the same address, or by an address made of that name', () => {
  const all = [
    { name: 'tillkeeper', email: 'ada@till.org' },
    { name: 'Ada Byron', email: 'ada@till.org' },
    { name: 'Bo Shelf', email: 'boshelf@till.org' },
  ]
  expect(fullNameOf({ name: 'tillkeeper', email: 'ada@till.org' }, all)).toBe('Ada Byron')
  expect(fullNameOf({ name: 'boshelf', email: 'x@work.org' }, all)).toBe('Bo Shelf')
  expect(fullNameOf({ name: 'No Author', email: 'dev-null@till.org' }, all)).toBe('')
  expect(fullNameOf({ name: 'stranger', email: 'x@work.org' }, all)).toBe('stranger')
})
