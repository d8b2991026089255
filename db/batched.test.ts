import { expect, it } from 'vitest'
import { batched } from './batched.ts'

/** A run whose batches end when the test says so. */
const openRuns = () => {
  const runs: { asks: number[]; finish: () => void; fail: (error: Error) => void }[] = []
  const run = (asks: number[]): Promise<number[]> =>
    new Promise((resolve, reject) => runs.push({ asks, finish: () => resolve(asks.map((ask) => ask * 10)), fail: reject }))
  return { runs, run }
}
const turn = () => new Promise((resolve) => setImmediate(resolve))

it('sends what is asked in the same turn together, and gives each its own answer', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 10 })
  const answers = Promise.all([ask(1), ask(2), ask(3)])
  await turn()
  expect(runs.map(({ asks }) => asks)).toEqual([[1, 2, 3]])
  runs[0]?.finish()
  expect(await answers).toEqual([10, 20, 30])
})

it('never answers from a batch that began before', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 10 })
  const first = ask(1)
  await turn()
  const second = ask(1)
  await turn()
  expect(runs).toHaveLength(1)
  runs[0]?.finish()
  await first
  await turn()
  expect(runs.map(({ asks }) => asks)).toEqual([[1], [1]])
  runs[1]?.finish()
  expect(await second).toBe(10)
})

it('keeps batches within their size and their number', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 2, most: 2 })
  const answers = Promise.all([1, 2, 3, 4, 5].map(ask))
  await turn()
  expect(runs.map(({ asks }) => asks)).toEqual([
    [1, 2],
    [3, 4],
  ])
  runs[0]?.finish()
  await turn()
  await turn()
  expect(runs[2]?.asks).toEqual([5])
  runs[1]?.finish()
  runs[2]?.finish()
  expect(await answers).toEqual([10, 20, 30, 40, 50])
})

it('fails those of one batch, and goes on', async () => {
  const { runs, run } = openRuns()
  const ask = batched(run, { underWay: 1, most: 2 })
  const outcome = Promise.allSettled([1, 2, 3].map(ask))
  await turn()
  runs[0]?.fail(new Error('away'))
  await turn()
  await turn()
  runs[1]?.finish()
  expect((await outcome).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'fulfilled'])
})
