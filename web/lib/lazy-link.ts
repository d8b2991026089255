// A link of the typed client that is fetched when the first operation goes through it: the socket weighs as much as the rest
// of the client, and only a story that is watched needs it.
import { TRPCClientError, type TRPCLink } from '@trpc/client'
import type { AnyTRPCRouter } from '@trpc/server'
import { observable } from '@trpc/server/observable'

export const lazyLink =
  <Router extends AnyTRPCRouter>(load: () => Promise<TRPCLink<Router>>): TRPCLink<Router> =>
  (runtime) => {
    const open = async () => (await load())(runtime)
    let opening: ReturnType<typeof open> | null = null
    return (operation) =>
      observable((observer) => {
        let close: (() => void) | null = null
        let closed = false
        opening ??= open()
        opening.then(
          (link) => {
            if (!closed) close = link(operation).subscribe(observer).unsubscribe
          },
          (error: unknown) => {
            // Asked for again by the next operation: the network may be back by then.
            opening = null
            observer.error(TRPCClientError.from(error instanceof Error ? error : new Error(String(error))))
          },
        )
        return () => {
          closed = true
          close?.()
        }
      })
  }
