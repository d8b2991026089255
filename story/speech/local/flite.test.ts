// One instance says one sentence after the other: nothing of the one may be heard in the next.
import { createHash } from 'node:crypto'
import { expect, it } from 'vitest'
import { openFlite } from './flite.ts'
import type { FliteVoice } from './local-voices.ts'

const hashOf = ({ samples }: { samples: Float32Array }): string => createHash('sha256').update(new Uint8Array(samples.buffer)).digest('hex')

it('says a sentence the same after others, long ones and other voices, as at first', async () => {
  const first = 'It reads 21 files, and then Dr. Who says so.'
  const others = ['Hm.', `${'The request goes through every layer of the stack, '.repeat(8)}and comes back.`, 'A guard, a queue; why not?']
  const voices: readonly FliteVoice[] = ['slt', 'rms', 'awb']
  const fresh = await Promise.all(voices.map(async (voice) => hashOf((await openFlite())(first, voice, 1.05))))
  const flite = await openFlite()
  for (const voice of voices) for (const other of others) flite(other, voice, 0.95)
  expect(voices.map((voice) => hashOf(flite(first, voice, 1.05)))).toEqual(fresh)
})
