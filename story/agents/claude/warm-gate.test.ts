import { describe, expect, it } from 'vitest'
import { openWarmGate, type Passage } from './warm-gate.ts'

const signal = new AbortController().signal
/** Settles what can be settled now, and tells who got through. */
const passed = async (entries: Promise<Passage>[]): Promise<boolean[]> => {
  const through = entries.map(() => false)
  for (const [index, entry] of entries.entries()) void entry.then(() => (through[index] = true))
  await new Promise((resolve) => setImmediate(resolve))
  return through
}

describe('the gate before a cached prefix', () => {
  it('lets one call go ahead and the others follow when its reply begins', async () => {
    const gate = openWarmGate()
    const entries = [1, 2, 3].map(() => gate.enter('digest', signal))
    expect(await passed(entries)).toEqual([true, false, false])
    const first = await (entries[0] as Promise<Passage>)
    expect(first.wasWarm).toBe(false)
    first.warm()
    expect(await passed(entries)).toEqual([true, true, true])
    expect((await (entries[1] as Promise<Passage>)).wasWarm).toBe(true)
  })

  it('lets the next one go ahead when the first fails before its reply begins', async () => {
    const gate = openWarmGate()
    const entries = [1, 2, 3].map(() => gate.enter('digest', signal))
    ;(await (entries[0] as Promise<Passage>)).leave()
    expect(await passed(entries)).toEqual([true, true, false])
  })

  it('does not hold up another prefix', async () => {
    const gate = openWarmGate()
    expect(await passed([gate.enter('one', signal), gate.enter('two', signal)])).toEqual([true, true])
  })

  it('starts anew when the service has forgotten the prefix', async () => {
    let nowMs = 0
    const gate = openWarmGate(() => nowMs)
    ;(await gate.enter('digest', signal)).warm()
    nowMs = 4 * 60_000
    expect((await gate.enter('digest', signal)).wasWarm).toBe(true)
    nowMs = 8 * 60_000
    expect((await gate.enter('digest', signal)).wasWarm).toBe(true)
    nowMs = 13 * 60_000
    expect((await gate.enter('digest', signal)).wasWarm).toBe(false)
  })

  it('lets go of whoever is cancelled while waiting', async () => {
    const gate = openWarmGate()
    const cancel = new AbortController()
    await gate.enter('digest', signal)
    const waiting = gate.enter('digest', cancel.signal)
    cancel.abort(new Error('cancelled'))
    await expect(waiting).rejects.toThrow('cancelled')
  })
})
