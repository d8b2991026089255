// What the machine can do at best, in the same run: a bare HTTP server with the same one-row query, and a bare notification.
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import postgres from 'postgres'
import { median } from './load.ts'

/** Run as a process of its own: node bench/platform/floors.ts <database url> <story id>. Prints its port. */
const serveOneRow = async (url: string, id: string): Promise<void> => {
  const sql = postgres(url, { max: 20 })
  const server = createServer((_request, response) => {
    sql`select * from stories where id = ${id}`.then(
      ([row]) => {
        const body = JSON.stringify(row)
        response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }).end(body)
      },
      () => response.writeHead(500).end(),
    )
  })
  server.listen(0, '127.0.0.1', () => console.log((server.address() as AddressInfo).port))
}

/** From NOTIFY on one connection to its arrival on another. */
export const measureNotify = async (url: string, rounds: number): Promise<number> => {
  const listening = postgres(url, { max: 1 })
  const telling = postgres(url, { max: 1 })
  let heard = (): void => undefined
  await listening.listen('bench_floor', () => heard())
  const times: number[] = []
  for (let round = 0; round < rounds; round += 1) {
    const sentAt = performance.now()
    const arrival = new Promise<void>((resolve) => {
      heard = resolve
    })
    await telling`select pg_notify('bench_floor', '')`
    await arrival
    times.push(performance.now() - sentAt)
  }
  await Promise.all([listening.end({ timeout: 1 }), telling.end({ timeout: 1 })])
  return median(times)
}

if (import.meta.main) await serveOneRow(process.argv[2] ?? '', process.argv[3] ?? '')
