// Who is using the page. Without Supabase there is one local user and no trace of sign-in: its client is not even loaded.
import type { SupabaseClient } from '@supabase/supabase-js'
import type { PublicConfig } from '../../../shared/public-config.ts'
import { fetchConfiguration } from '../../lib/configuration.ts'
import { createStore } from '../../lib/store.ts'

interface SessionState {
  /** `absent`: this server has no sign-in. */
  status: 'loading' | 'absent' | 'signed out' | 'signed in'
  email: string | null
  configuration: PublicConfig | null
  /** Why the link or the other page that one came back from did not sign in. */
  refusal: string | null
}

/** @param known the configuration, where it came with the page */
export const openSession = (known: PublicConfig | null) => {
  const store = createStore<SessionState>({ status: 'loading', email: null, configuration: null, refusal: null })
  if (known !== null && known.supabase === null) store.set({ status: 'absent', configuration: known })
  let opening: Promise<SupabaseClient | null> | null = null

  const connect = async (): Promise<SupabaseClient | null> => {
    const configuration = await fetchConfiguration()
    if (configuration.supabase === null) {
      store.set({ status: 'absent', configuration })
      return null
    }
    const { createClient } = await import('@supabase/supabase-js')
    const client = createClient(configuration.supabase.url, configuration.supabase.anonKey, { auth: { flowType: 'pkce' } })
    // A code in the address is traded for a session here, or is told to be no good.
    const { error } = await client.auth.initialize()
    if (error !== null) store.set({ refusal: error.message })
    const { data } = await client.auth.getSession()
    const tell = (email: string | null | undefined) => store.set({ status: email == null ? 'signed out' : 'signed in', email: email ?? null, configuration })
    tell(data.session === null ? null : (data.session.user.email ?? ''))
    client.auth.onAuthStateChange((_event, session) => tell(session === null ? null : (session.user.email ?? '')))
    return client
  }

  /** Asked again after a failure: the server may have been starting. */
  const open = (): Promise<SupabaseClient | null> => {
    opening ??= connect().catch((error: unknown) => {
      opening = null
      throw error
    })
    return opening
  }

  const openAuth = async () => {
    const client = await open()
    if (client === null) throw new Error('This server has no sign-in.')
    return client.auth
  }

  return {
    store,
    open,
    token: async (): Promise<string | null> => {
      const client = await open()
      if (client === null) return null
      const { data } = await client.auth.getSession()
      return data.session?.access_token ?? null
    },
    withPassword: async (email: string, password: string): Promise<void> => {
      const { error } = await (await openAuth()).signInWithPassword({ email, password })
      if (error !== null) throw error
    },
    /** @returns whether the address must be confirmed by e-mail first */
    register: async (email: string, password: string, returnTo: string): Promise<boolean> => {
      const { data, error } = await (await openAuth()).signUp({ email, password, options: { emailRedirectTo: returnTo } })
      if (error !== null) throw error
      return data.session === null
    },
    withMagicLink: async (email: string, returnTo: string): Promise<void> => {
      const { error } = await (await openAuth()).signInWithOtp({ email, options: { emailRedirectTo: returnTo } })
      if (error !== null) throw error
    },
    withGithub: async (returnTo: string): Promise<void> => {
      const { error } = await (await openAuth()).signInWithOAuth({ provider: 'github', options: { redirectTo: returnTo } })
      if (error !== null) throw error
    },
    signOut: async (): Promise<void> => {
      const { error } = await (await openAuth()).signOut()
      if (error !== null) throw error
    },
  }
}

export type Session = ReturnType<typeof openSession>
