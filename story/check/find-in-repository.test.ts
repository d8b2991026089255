import { describe, expect, it } from 'vitest'
import { snapshotOf } from '../../test/support/snapshot-of.ts'
import { openSearch } from './find-in-repository.ts'

const texts = { 'lib/a.js': 'const addItem = 1 // because nobody\n// pays for yesterday', 'lib/b.js': "get('/basket/:id')" }
const wanted = (names: string[], literals: string[] = [], quotations: string[] = []) => ({
  names: new Set(names),
  literals: new Set(literals),
  quotations: new Set(quotations),
})

describe('looking through a repository', () => {
  const counted = () => {
    const snapshot = snapshotOf(texts)
    let passes = 0
    const readMany: typeof snapshot.readMany = (paths) => {
      passes += 1
      return snapshot.readMany(paths)
    }
    return { search: openSearch({ ...snapshot, readMany }), passes: () => passes }
  }

  it('finds names, literals, and quotations over a line break and comment marks', async () => {
    const { search } = counted()
    const found = await search.find(wanted(['addItem', 'addIte'], ['/basket/:id', '/basket/:no'], ['Nobody pays for yesterday', 'nobody pays for tomorrow']))
    expect([...found]).toEqual(['addItem', '/basket/:id', 'Nobody pays for yesterday'])
  })

  it('does not read again for what it knows, found or not', async () => {
    const { search, passes } = counted()
    await search.find(wanted(['addItem', 'removeItem']))
    expect([...(await search.find(wanted(['addItem', 'removeItem'])))]).toEqual(['addItem'])
    expect(passes()).toBe(1)
  })

  it('lets those who ask while it reads share the next pass', async () => {
    const { search, passes } = counted()
    const answers = await Promise.all(['addItem', 'get', 'removeItem', 'basket'].map((name) => search.find(wanted([name]))))
    expect(answers.map((found) => found.size)).toEqual([1, 1, 0, 1])
    expect(passes()).toBeLessThanOrEqual(2)
  })
})
