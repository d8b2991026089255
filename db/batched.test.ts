import { expect, it } from 'vitest'
import { batched } from './batched.ts'

/** A run whose batches end when the test says so. */
const openRuns = () => {
  const runs: { asks: number[]; finish: () => void; fail: (error: Error) => void }[] = []
  const run = (asks: number[]): Promise<number[]> =>
    new Promise((resolve, reject) => runs.push({ asks, finish: () => resolve(asks.map((ask) => ask * 10)), fail: reject }))
  return { runs, run }
}
const nextTurn = () => new Promise((resolve) => setImmediate(resolve))
/** One in which nobody asks, and the one in which that is noticed. */
const quiet = async () => {
  await nextTurn()
  await nextTurn()
}

it('sends what is asked in the same turn together, and gives each its own answer', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 10 })
  const answers = Promise.all([ask(1), ask(2), ask(3)])
  await quiet()
  expect(runs.map(({ asks }) => asks)).toEqual([[1, 2, 3]])
  runs[0]?.finish()
  expect(await answers).toEqual([10, 20, 30])
})

it('gathers as long as every turn brings another, and sends in the first that brings none', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 10 })
  const answers = [ask(1)]
  for (const each of [2, 3, 4]) {
    answers.push(ask(each))
    await nextTurn()
    expect(runs).toHaveLength(0)
  }
  await quiet()
  expect(runs.map(({ asks }) => asks)).toEqual([[1, 2, 3, 4]])
  runs[0]?.finish()
  expect(await Promise.all(answers)).toEqual([10, 20, 30, 40])
})

it('makes nobody wait for those who come without end', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 1000 })
  void ask(0)
  let turns = 0
  for (; turns < 100 && runs.length === 0; turns += 1) {
    void ask(1)
    await nextTurn()
  }
  expect(turns).toBeGreaterThan(10)
  expect(turns).toBeLessThan(50)
})

it('never answers from a batch that began before', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 10 })
  const first = ask(1)
  await quiet()
  const second = ask(1)
  await quiet()
  expect(runs).toHaveLength(1)
  runs[0]?.finish()
  await first
  await quiet()
  expect(runs.map(({ asks }) => asks)).toEqual([[1], [1]])
  runs[1]?.finish()
  expect(await second).toBe(10)
})

it('keeps batches within their size and their number', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 2, most: 2 })
  const answers = Promise.all([1, 2, 3, 4, 5].map(ask))
  await quiet()
  expect(runs.map(({ asks }) => asks)).toEqual([
    [1, 2],
    [3, 4],
  ])
  runs[0]?.finish()
  await quiet()
  expect(runs[2]?.asks).toEqual([5])
  runs[1]?.finish()
  runs[2]?.finish()
  expect(await answers).toEqual([10, 20, 30, 40, 50])
})

it('fails those of one batch, and goes on', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 2 })
  const outcome = Promise.allSettled([1, 2, 3].map(ask))
  await quiet()
  runs[0]?.fail(new Error('away'))
  await quiet()
  runs[1]?.finish()
  expect((await outcome).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
