'use client'
// The page's one wiring: session, typed client, query cache, player. Everything below takes them from here.
import { QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createContext, type ReactNode, useContext, useEffect, useState } from 'react'
import { primeQueries } from '../features/first-view/prime-queries.ts'
import { openSession, type Session } from '../features/sign-in/session.ts'
import { type Api, openApi } from './api.ts'
import { problemFrom } from './problem.ts'

interface Backend {
  session: Session
  api: Api
}

const BackendContext = createContext<Backend | null>(null)

const useBackend = (): Backend => {
  const backend = useContext(BackendContext)
  if (backend === null) throw new Error('The backend is used inside of BackendProvider.')
  return backend
}
export const useApi = (): Api => useBackend().api
export const useSession = (): Session => useBackend().session

/** What time may cure is asked again, a few times; what it can't is shown at once. */
const retryable = (failures: number, error: unknown): boolean => {
  const { code } = problemFrom(error)
  return failures < 3 && (code === 'offline' || code === 'unavailable' || code === 'rate_limited')
}

const openBackend = (): Backend & { queries: QueryClient } => {
  // There is no window where the page is exported.
  const first = typeof window === 'undefined' ? undefined : window.firstAnswers
  const session = openSession(first?.configuration ?? null)
  const queries = new QueryClient({ defaultOptions: { queries: { retry: retryable, staleTime: 10_000 }, mutations: { retry: false } } })
  if (first !== undefined) primeQueries(queries, first)
  return { session, api: openApi(session.token), queries }
}

export const BackendProvider = ({ children }: { children: ReactNode }) => {
  const [{ session, api, queries }] = useState(openBackend)
  const [backend] = useState({ session, api })
  useEffect(() => {
    // A server that does not answer yet is told about by whatever is asked of it.
    session.open().catch(() => undefined)
    let email = session.store.get().email
    return session.store.subscribe(() => {
      const next = session.store.get().email
      // Another person's answers are not shown to this one.
      if (email !== null && next !== email) queries.clear()
      email = next
    })
  }, [session, queries])
  return (
    <BackendContext value={backend}>
      <QueryClientProvider client={queries}>{children}</QueryClientProvider>
    </BackendContext>
  )
}
