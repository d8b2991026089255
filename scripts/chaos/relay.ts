// Between programs and their database: a relay that can be cut, as a cable is, and mended.
import { createServer, connect as dial, type Socket } from 'node:net'

export interface Relay {
  /** The database's address, by way of the relay. */
  url: string
  /** Ends every connection and takes no new one. */
  cut: () => void
  mend: () => void
  close: () => void
}

export const openRelay = async (to: string): Promise<Relay> => {
  const target = new URL(to)
  const sockets = new Set<Socket>()
  let isCut = false
  const server = createServer((near) => {
    if (isCut) {
      near.resetAndDestroy()
      return
    }
    const far = dial(Number(target.port), target.hostname)
    for (const socket of [near, far]) {
      sockets.add(socket)
      socket.on('error', () => undefined)
      socket.on('close', () => {
        sockets.delete(socket)
        near.destroy()
        far.destroy()
      })
    }
    near.pipe(far).pipe(near)
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  const url = new URL(to)
  url.port = String(address !== null && typeof address === 'object' ? address.port : 0)
  const cut = () => {
    isCut = true
    for (const socket of sockets) socket.destroy()
  }
  return {
    url: url.href,
    cut,
    mend: () => {
      isCut = false
    },
    close: () => {
      cut()
      server.close()
    },
  }
}
