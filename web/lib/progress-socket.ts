// Progress over one WebSocket that opens when somebody watches and closes when nobody does. A lost socket reconnects by
// itself and resumes after the last event that it saw.
import { createWSClient, type TRPCLink, wsLink } from '@trpc/client'
import type { AppRouter } from '../../server/router.ts'
import type { Token } from './api.ts'
import { apiOrigin } from './backend.ts'

const reconnectDelayMs = (attempt: number): number => (attempt === 0 ? 0 : Math.min(500 * 2 ** attempt, 10_000))

export const openProgressSocket = (token: Token): TRPCLink<AppRouter> =>
  wsLink({
    client: createWSClient({
      url: () => `${apiOrigin().replace(/^http/, 'ws')}/trpc`,
      connectionParams: async () => {
        const value = await token()
        return value === null ? null : { authorization: `Bearer ${value}` }
      },
      lazy: { enabled: true, closeMs: 5000 },
      keepAlive: { enabled: true, intervalMs: 20_000, pongTimeoutMs: 5000 },
      retryDelayMs: reconnectDelayMs,
    }),
  })
