// While there is no sign-in we serve whoever reaches our loopback port: the person at this machine. A web page elsewhere
// must not become that person by giving its own name our address (DNS rebinding), so the Host has to be ours. Behind HOST or
// sign-in the name is the operator's affair, and anything goes.
import { CodeStoryError } from '../shared/errors.ts'
import type { Env } from '../shared/node/env.ts'
import { isOwnHost, type Reached } from './origin.ts'

type Settings = Pick<Env, 'HOST' | 'PUBLIC_URL' | 'SUPABASE_URL'>

export const hostGuard = ({ HOST, PUBLIC_URL, SUPABASE_URL }: Settings): ((request: Reached) => CodeStoryError | undefined) => {
  if (HOST !== undefined || SUPABASE_URL !== undefined) return () => undefined
  const publicHost = PUBLIC_URL === undefined ? null : new URL(PUBLIC_URL).host
  // The same few names come again and again.
  const known = new Set<string>()
  return (request) => {
    const host = request.headers.host ?? ''
    if (known.has(host) || host === publicHost) return undefined
    if (!isOwnHost(request)) return new CodeStoryError('forbidden', 'This server serves its own machine only. Set HOST and PUBLIC_URL to open it to others.')
    if (known.size < 100) known.add(host)
    return undefined
  }
}
