// The typed client: questions and commands over HTTP, progress over one WebSocket that opens when somebody watches and
// closes when nobody does. A lost socket reconnects by itself and resumes after the last event that it saw.
import { createTRPCClient, createWSClient, httpBatchLink, httpLink, splitLink, wsLink } from '@trpc/client'
import type { AppRouter } from '../../server/router.ts'
import { apiBase, apiOrigin } from './backend.ts'

const reconnectDelayMs = (attempt: number): number => (attempt === 0 ? 0 : Math.min(500 * 2 ** attempt, 10_000))

/** Resolves to null where there is no sign-in, or nobody is signed in. */
export type Token = () => Promise<string | null>

export const authorization = (token: Token) => async (): Promise<{ authorization?: string }> => {
  const value = await token()
  return value === null ? {} : { authorization: `Bearer ${value}` }
}

export const openApi = (token: Token) => {
  const headers = authorization(token)
  const socket = createWSClient({
    url: () => `${apiOrigin().replace(/^http/, 'ws')}/trpc`,
    connectionParams: async () => {
      const value = await token()
      return value === null ? null : { authorization: `Bearer ${value}` }
    },
    lazy: { enabled: true, closeMs: 5000 },
    keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 5000 },
    retryDelayMs: reconnectDelayMs,
  })
  const url = `${apiBase}/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: wsLink({ client: socket }),
        false: splitLink({
          condition: (operation) => operation.type === 'query',
          true: httpBatchLink({ url, headers, maxURLLength: 4000 }),
          // Sent at once and kept alive, not gathered into a batch: what was ordered as the page was left is still done.
          false: httpLink({ url, headers, fetch: (input, init) => fetch(input, { ...init, keepalive: true } as RequestInit) }),
        }),
      }),
    ],
  })
}

export type Api = ReturnType<typeof openApi>
