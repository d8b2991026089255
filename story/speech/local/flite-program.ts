// Flite's program without its last step. Flite turns text into a track of parameters (pitch, spectrum, how much of each band
// is noise, two hundred times a second) and that into sound, which took seven tenths of its time. The sound is ours
// (vocoder.ts), so the body of the function that makes it is replaced, as the program is loaded, by one that hands over
// where the tracks stand and returns a wave of no length. Nothing else of the program changes; it is read, not shipped.
import { CodeStoryError } from '../../../shared/errors.ts'

/** Of flite.wasm 0.1.1: `mlsa_resynthesis`, how long its body is there, and what the new body calls. */
const resynthesis = { index: 493, sizeBytes: 5666 }
const newWave = 283
/** `fd_write` of WASI takes four numbers, as we need; what tells ours from a real one is its first. */
const fdWrite = 10
const importedFunctions = 13

const op = { get: 0x20, call: 0x10, i32Const: 0x41, drop: 0x1a, end: 0x0b } as const
const codeSection = 10
const customSection = 0
const headerBytes = 8

/** No descriptor has this number. */
export const handOver = 63

/** Parameters of `mlsa_resynthesis`: the track of parameters, that of the noise, the voice. */
const body = [
  0,
  ...[op.i32Const, handOver, op.get, 0, op.get, 1, op.get, 2, op.call, fdWrite, op.drop],
  ...[op.call, (newWave & 127) | 128, newWave >> 7, op.end],
]

/** A number as WebAssembly writes lengths (seven bits a byte, the lowest first), and where it ends. */
const readLength = (bytes: Uint8Array, start: number): { value: number; end: number } => {
  let [value, scale, at] = [0, 1, start]
  for (;;) {
    const byte = bytes[at] ?? 0
    value += (byte & 127) * scale
    scale *= 128
    at += 1
    if (byte < 128) return { value, end: at }
  }
}
const lengthOf = (value: number): number[] => (value < 128 ? [value] : [(value & 127) | 128, ...lengthOf(value >> 7)])

const replaceBody = (code: Uint8Array): Uint8Array[] => {
  let at = readLength(code, 0).end
  for (let index = importedFunctions; index < resynthesis.index; index += 1) {
    const { value, end } = readLength(code, at)
    at = end + value
  }
  const { value, end } = readLength(code, at)
  if (value !== resynthesis.sizeBytes) throw new CodeStoryError('internal', 'The built-in voice is another version of Flite than the one that is known.')
  return [code.subarray(0, at), Uint8Array.from([...lengthOf(body.length), ...body]), code.subarray(end + value)]
}

/** @param wasm flite.wasm as it comes; what is left out besides is what debuggers read, a fifth of it */
export const withoutResynthesis = (wasm: Uint8Array): Uint8Array<ArrayBuffer> => {
  const parts: Uint8Array[] = [wasm.subarray(0, headerBytes)]
  for (let at = headerBytes; at < wasm.length; ) {
    const { value, end } = readLength(wasm, at + 1)
    const content = wasm.subarray(end, end + value)
    if (wasm[at] === codeSection) {
      const code = replaceBody(content)
      parts.push(Uint8Array.from([codeSection, ...lengthOf(code.reduce((sum, part) => sum + part.length, 0))]), ...code)
    } else if (wasm[at] !== customSection) parts.push(wasm.subarray(at, end + value))
    at = end + value
  }
  return new Uint8Array(Buffer.concat(parts))
}
