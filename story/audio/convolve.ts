// The inner loop of resampling, four products at a time: a program of 150 bytes in WebAssembly, since JavaScript has no
// vectors and takes five times as long. Its sums are those of IEEE 754 in a fixed order, the same bytes on every machine.
//
//   for out from `out` to `outEnd`:
//     memory[out] = Σ memory[from + k] · memory[bank + phase · width + k]   (k over `width`, four lanes, added up at the end)
//     phase += step; while phase ≥ phases: phase -= phases, from += one sample
//
// All but `phase`, `step` and `phases` are places in memory: bytes, four to a sample. `width` is in bytes, too.
import { z } from 'zod'

const op = { loop: 0x03, if: 0x04, end: 0x0b, br: 0x0c, brIf: 0x0d, get: 0x20, set: 0x21, i32Const: 0x41 } as const
const i32 = { lessThan: 0x49, atLeast: 0x4f, add: 0x6a, subtract: 0x6b, multiply: 0x6c } as const
const f32 = { add: 0x92, store: [0x38, 2, 0] } as const
const lanes = { load: [0xfd, 0x00, 2, 0], splat: [0xfd, 0x13], add: [0xfd, 0xe4, 0x01], multiply: [0xfd, 0xe6, 0x01] } as const
const type = { i32: 0x7f, v128: 0x7b, nothing: 0x40, function: 0x60 } as const
const zeroFloat = [0x43, 0, 0, 0, 0] as const

const [out, outEnd, from, bank, width, phase, step, phases] = [0, 1, 2, 3, 4, 5, 6, 7] as const
const parameters = 8
const [at, tap, tapsEnd, sums] = [8, 9, 10, 11] as const
const words = 3

const get = (local: number) => [op.get, local]
const set = (local: number) => [op.set, local]
const raise = (local: number, by: readonly number[]) => [...get(local), ...by, i32.add, ...set(local)]
const bytes = (count: number) => [op.i32Const, count]
const lane = (index: number) => [...get(sums), 0xfd, 0x1f, index]
const toOuter = 1

const products = [
  ...[op.loop, type.nothing],
  ...[...get(sums), ...get(at), ...lanes.load, ...get(tap), ...lanes.load, ...lanes.multiply, ...lanes.add, ...set(sums)],
  ...raise(at, bytes(16)),
  ...raise(tap, bytes(16)),
  ...[...get(tap), ...get(tapsEnd), i32.lessThan, op.brIf, 0],
  op.end,
]
const advance = [
  ...raise(phase, get(step)),
  ...[op.loop, type.nothing, ...get(phase), ...get(phases), i32.atLeast, op.if, type.nothing],
  ...[...get(phase), ...get(phases), i32.subtract, ...set(phase), ...raise(from, bytes(4)), op.br, toOuter],
  ...[op.end, op.end],
]
const program = [
  ...[op.loop, type.nothing],
  ...[...get(bank), ...get(phase), ...get(width), i32.multiply, i32.add, ...set(tap)],
  ...[...get(tap), ...get(width), i32.add, ...set(tapsEnd)],
  ...[...get(from), ...set(at), ...zeroFloat, ...lanes.splat, ...set(sums)],
  ...products,
  ...[...get(out), ...lane(0), ...lane(1), f32.add, ...lane(2), f32.add, ...lane(3), f32.add, ...f32.store],
  ...advance,
  ...raise(out, bytes(4)),
  ...[...get(out), ...get(outEnd), i32.lessThan, op.brIf, 0],
  op.end,
  op.end,
]

/** A number as WebAssembly writes lengths: seven bits a byte, the lowest first. */
const length = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...length(value >> 7)])
const sized = (content: readonly number[]) => [...length(content.length), ...content]
const named = (name: string) => sized([...Buffer.from(name, 'latin1')])
const section = (id: number, content: readonly number[]) => [id, ...sized([1, ...content])]
const locals = [2, words, type.i32, 1, type.v128]

const module = new WebAssembly.Module(
  Uint8Array.from([
    ...[0, 0x61, 0x73, 0x6d, 1, 0, 0, 0],
    ...section(1, [type.function, ...sized(new Array<number>(parameters).fill(type.i32)), 0]),
    ...section(3, [0]),
    ...section(5, [0, 1]),
    ...[7, ...sized([2, ...named('memory'), 2, 0, ...named('convolve'), 0, 0])],
    ...section(10, sized([...locals, ...program])),
  ]),
)
const exportsSchema = z.object({
  memory: z.instanceof(WebAssembly.Memory),
  convolve: z.custom<(...parameters: number[]) => void>((value) => typeof value === 'function'),
})
const { memory, convolve: run } = exportsSchema.parse({ ...new WebAssembly.Instance(module, {}).exports })

const sampleBytes = 4
const pageBytes = 65_536
const outputsPerRun = 32_768

export interface Convolution {
  /** For each phase its taps, one after the other. */
  bank: Float32Array
  /** A multiple of four. */
  taps: number
  phases: number
  /** How many phases each output is further than the one before. */
  step: number
}

/** @param samples as many as the last output needs: where it begins, and its taps */
export const convolve = (samples: Float32Array, outputs: number, { bank, taps, phases, step }: Convolution): Float32Array => {
  const inputsPerRun = Math.ceil(((outputsPerRun + 1) * step) / phases) + taps
  const inputAt = bank.length * sampleBytes
  const outputAt = inputAt + inputsPerRun * sampleBytes
  const missingBytes = outputAt + outputsPerRun * sampleBytes - memory.buffer.byteLength
  if (missingBytes > 0) memory.grow(Math.ceil(missingBytes / pageBytes))
  const scratch = new Float32Array(memory.buffer)
  scratch.set(bank)
  const result = new Float32Array(outputs)
  for (let start = 0; start < outputs; start += outputsPerRun) {
    const count = Math.min(outputsPerRun, outputs - start)
    const first = Math.floor((start * step) / phases)
    scratch.set(samples.subarray(first, first + inputsPerRun), inputAt / sampleBytes)
    run(outputAt, outputAt + count * sampleBytes, inputAt, 0, taps * sampleBytes, (start * step) % phases, step, phases)
    result.set(scratch.subarray(outputAt / sampleBytes, outputAt / sampleBytes + count), start)
  }
  return result
}
