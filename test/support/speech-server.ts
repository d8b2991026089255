// A stand-in for a local speech server with OpenAI's endpoint: strict about path, key and fields, and able to answer in the
// formats that such servers really send.
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { z } from 'zod'
import { tone, toneMp3, toneWav } from './spoken-tone.ts'

export type ServerSound = 'wav' | 'streamed wav' | 'stereo wav' | 'mp3' | 'slow mp3' | 'pcm' | 'stereo pcm'
export type ServerFault = 'html' | 'half wav' | 'silence' | 'server error' | 'unknown voice' | 'unauthorized' | 'reset' | 'stall'

export interface SpeechServerStandIn {
  url: string
  key: string
  sound: ServerSound
  faults: ServerFault[]
  said: { text: string; voice: string; model: string }[]
  requests: number
  close: () => Promise<void>
}

const bodySchema = z.strictObject({
  model: z.string().min(1),
  input: z.string().min(1).max(4096),
  voice: z.enum(['nova', 'onyx', 'shimmer', 'echo']),
  response_format: z.literal('wav'),
  speed: z.number().min(0.25).max(4).optional(),
})

const wavHeaderBytes = 44
const sounds: Record<ServerSound, (text: string) => Promise<Buffer> | Buffer> = {
  wav: (text) => toneWav(tone(text, 24_000)),
  'streamed wav': (text) => toneWav(tone(text, 22_050), { rate: 22_050, streamed: true }),
  'stereo wav': (text) => toneWav(tone(text, 48_000), { rate: 48_000, channels: 2 }),
  mp3: (text) => toneMp3(tone(text, 44_100), { channels: 2 }),
  'slow mp3': (text) => toneMp3(tone(text, 44_100), { rate: 24_000 }),
  pcm: (text) => toneWav(tone(text, 24_000)).subarray(wavHeaderBytes),
  'stereo pcm': (text) => toneWav(tone(text, 48_000), { rate: 48_000, channels: 2 }).subarray(wavHeaderBytes),
}
const types: Partial<Record<ServerSound, string>> = { pcm: 'audio/pcm', 'stereo pcm': 'audio/L16; rate=48000; channels=2' }

export const startSpeechServer = async (): Promise<SpeechServerStandIn> => {
  const standIn: SpeechServerStandIn = { url: '', key: 'local-key', sound: 'wav', faults: [], said: [], requests: 0, close: async () => undefined }
  const answer = async (request: IncomingMessage, response: ServerResponse): Promise<unknown> => {
    standIn.requests += 1
    const parts: Buffer[] = []
    for await (const part of request) parts.push(part)
    const fail = (status: number, message: string) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify({ error: { message } }))
    if (request.method !== 'POST' || request.url !== '/v1/audio/speech') return fail(404, 'no such route')
    if (request.headers.authorization !== `Bearer ${standIn.key}`) return fail(401, 'wrong key')
    const body = bodySchema.safeParse(JSON.parse(Buffer.concat(parts).toString('utf8')))
    if (!body.success) return fail(400, z.prettifyError(body.error))
    const { input, voice, model } = body.data
    const fault = standIn.faults.shift()
    if (fault === 'html') return response.writeHead(200, { 'content-type': 'text/html' }).end('<html>not sound</html>')
    if (fault === 'server error') return fail(503, 'model is loading')
    if (fault === 'unknown voice') return fail(400, `voice ${voice} not found`)
    if (fault === 'unauthorized') return fail(401, 'wrong key')
    if (fault === 'reset') return response.destroy()
    const sound = fault === 'silence' ? toneWav(new Float32Array(24_000)) : await sounds[standIn.sound](input)
    if (fault === undefined) standIn.said.push({ text: input, voice, model })
    response.writeHead(200, { 'content-type': types[standIn.sound] ?? 'application/octet-stream' })
    if (fault === 'stall') return response.write(sound.subarray(0, sound.length >> 1))
    return response.end(fault === 'half wav' ? sound.subarray(0, sound.length >> 1) : sound)
  }
  // A caller that hangs up in the middle is no error of ours.
  const server = createServer((request, response) => void answer(request, response).catch(() => response.destroy()))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  standIn.url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  standIn.close = () =>
    new Promise((resolve) => {
      server.closeAllConnections()
      server.close(() => resolve())
    })
  return standIn
}
