import { setTimeout as sleep } from 'node:timers/promises'
import { expect, it } from 'vitest'
import { giveBackMemoryWhenIdle } from './idle-memory.ts'

it('collects once after work, when it has been idle for a while, and not again until there was more work', async () => {
  const shares = [0, 0, 0, 0, 0.6, 0.01, 0.5, 0, 0, 0, 0, 0, 0, 0, 0]
  const collected: number[] = []
  let look = -1
  const stop = giveBackMemoryWhenIdle({
    collect: () => void collected.push(look),
    lookEveryMs: 1,
    idleLooks: 3,
    measure: () => {
      look += 1
      return shares[look] ?? 0
    },
  })
  while (look < shares.length + 5) await sleep(2)
  stop()
  expect(collected).toEqual([9])
})
