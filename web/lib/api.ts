// The typed client: questions and commands over HTTP, progress over a WebSocket.
import { createTRPCClient, httpBatchLink, httpLink, splitLink } from '@trpc/client'
import type { AppRouter } from '../../server/router.ts'
import { apiBase } from './backend.ts'
import { lazyLink } from './lazy-link.ts'

/** Resolves to null where there is no sign-in, or nobody is signed in. */
export type Token = () => Promise<string | null>

export const authorization = (token: Token) => async (): Promise<{ authorization?: string }> => {
  const value = await token()
  return value === null ? {} : { authorization: `Bearer ${value}` }
}

export const openApi = (token: Token) => {
  const headers = authorization(token)
  const url = `${apiBase}/trpc`
  return createTRPCClient<AppRouter>({
    links: [
      splitLink({
        condition: (operation) => operation.type === 'subscription',
        true: lazyLink(() => import('./progress-socket.ts').then(({ openProgressSocket }) => openProgressSocket(token))),
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
