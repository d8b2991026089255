// A client that keeps a number of connections busy, and the statistics of what it saw.
import { Agent, request } from 'node:http'

export interface Stats {
  count: number
  perSecond: number
  p50Ms: number
  p99Ms: number
}

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

export const askOnce = ({ url, method = 'GET', body }: Ask, agent: Agent): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const headers = body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }
    const sent = request(url, { method, agent, headers }, (response) => {
      const parts: Buffer[] = []
      response.on('data', (part: Buffer) => parts.push(part))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(parts).toString() }))
      response.on('error', reject)
    })
    sent.on('error', reject)
    sent.end(body)
  })

/** @throws when an answer is not 2xx: then its rate means nothing */
export const load = async (ask: Ask, connections: number, seconds: number): Promise<Stats> => {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const latencies: number[] = []
  const startedAt = performance.now()
  const until = startedAt + seconds * 1000
  await Promise.all(
    Array.from({ length: connections }, async () => {
      while (performance.now() < until) {
        const sentAt = performance.now()
        const { status, text } = await askOnce(ask, agent)
        if (status < 200 || status > 299) throw new Error(`${ask.method ?? 'GET'} ${ask.url}: ${status} ${text.slice(0, 200)}`)
        latencies.push(performance.now() - sentAt)
      }
    }),
  )
  const elapsedSeconds = (performance.now() - startedAt) / 1000
  agent.destroy()
  return { count: latencies.length, perSecond: latencies.length / elapsedSeconds, p50Ms: quantile(latencies, 0.5), p99Ms: quantile(latencies, 0.99) }
}
