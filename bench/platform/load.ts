// A client that keeps a number of connections busy and counts the answers. It shares the machine with the server it
// measures, so it is as cheap as can be: one request as bytes, written again on a raw connection whenever its answer is
// whole. An HTTP client that builds a request and parses an answer each time would measure itself.
import { connect } from 'node:net'

export const quantile = (values: readonly number[], share: number): number => {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.max(0, Math.ceil(share * sorted.length) - 1))] ?? Number.NaN
}
export const median = (values: readonly number[]): number => quantile(values, 0.5)

export interface Ask {
  url: string
  method?: string
  body?: string
}
export interface Load {
  connections: number
  seconds: number
}

const endOfHead = Buffer.from('\r\n\r\n')

/** The length of a whole answer at the start of these bytes, or null where more is to come. @throws when it is not 2xx */
const answerLength = (bytes: Buffer, ask: Ask): number | null => {
  const headEnd = bytes.indexOf(endOfHead)
  if (headEnd < 0) return null
  const head = bytes.toString('latin1', 0, headEnd)
  // 2xx: the first digit of the status, after `HTTP/1.1 `.
  if (head[9] !== '2') throw new Error(`${ask.method ?? 'GET'} ${ask.url}: ${head.split('\r\n')[0]}`)
  const length = /content-length: *(\d+)/i.exec(head)?.[1]
  if (length === undefined) throw new Error(`${ask.url} answers without a Content-Length`)
  const whole = headEnd + endOfHead.length + Number(length)
  return bytes.length < whole ? null : whole
}

/** @returns answers a second. @throws when an answer is not 2xx: then the rate means nothing */
export const load = async (ask: Ask, { connections, seconds }: Load): Promise<number> => {
  const url = new URL(ask.url)
  const body = ask.body ?? ''
  const fields = [`Host: ${url.host}`, ...(ask.body === undefined ? [] : ['Content-Type: application/json', `Content-Length: ${Buffer.byteLength(body)}`])]
  const request = Buffer.from(`${ask.method ?? 'GET'} ${url.pathname}${url.search} HTTP/1.1\r\n${fields.join('\r\n')}\r\n\r\n${body}`)
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  let answers = 0

  const keepBusy = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const socket = connect(Number(url.port), url.hostname)
      socket.setNoDelay(true)
      let got: Buffer = Buffer.alloc(0)
      socket.on('connect', () => socket.write(request))
      socket.on('error', reject)
      socket.on('close', () => resolve())
      socket.on('data', (bytes: Buffer) => {
        got = got.length === 0 ? bytes : Buffer.concat([got, bytes])
        try {
          if (answerLength(got, ask) === null) return
        } catch (error) {
          socket.destroy()
          reject(error)
          return
        }
        got = Buffer.alloc(0)
        answers += 1
        if (performance.now() < until) socket.write(request)
        else socket.end()
      })
    })

  await Promise.all(Array.from({ length: connections }, keepBusy))
  return answers / ((performance.now() - startedAt) / 1000)
}
