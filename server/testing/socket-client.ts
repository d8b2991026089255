// A WebSocket client that remembers what it got, and waits for what it was promised.
import { WebSocket } from 'ws'

export interface SocketClient {
  readonly messages: { type: string; data: Record<string, unknown> }[]
  /** Resolves with the close code. */
  readonly closed: Promise<number>
  /** Resolves once this many messages have come. */
  received: (count: number) => Promise<void>
  readonly socket: WebSocket
}

export const connect = (url: string, options: { protocols?: string[]; headers?: Record<string, string> } = {}): SocketClient => {
  const socket = new WebSocket(url.replace(/^http/, 'ws'), options.protocols ?? [], { headers: options.headers ?? {} })
  const messages: SocketClient['messages'] = []
  const waiters: { count: number; resolve: () => void }[] = []
  socket.on('message', (data) => {
    messages.push(JSON.parse(String(data)))
    for (const waiter of waiters) if (messages.length >= waiter.count) waiter.resolve()
  })
  socket.on('error', () => undefined)
  return {
    messages,
    socket,
    closed: new Promise((resolve) => socket.on('close', resolve)),
    received: (count) => new Promise((resolve) => (messages.length >= count ? resolve() : void waiters.push({ count, resolve }))),
  }
}

/** What a refused upgrade was answered with. */
export const refusal = (url: string, headers: Record<string, string> = {}): Promise<{ status: number | undefined; body: unknown }> =>
  new Promise((resolve, reject) => {
    const socket = new WebSocket(url.replace(/^http/, 'ws'), [], { headers })
    socket.on('open', () => reject(new Error('it was let in')))
    socket.on('error', () => undefined)
    socket.on('unexpected-response', (_request, response) => {
      let body = ''
      response.on('data', (piece) => {
        body += piece
      })
      response.on('end', () => resolve({ status: response.statusCode, body: JSON.parse(body) }))
    })
  })
