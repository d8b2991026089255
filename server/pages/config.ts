import { type PublicConfig, publicConfigSchema } from '../../shared/public-config.ts'
import type { ServerDeps } from '../context.ts'
import type { Reached } from '../origin.ts'
import type { Answer } from '../rest/route.ts'

export const publicConfig = (deps: Pick<ServerDeps, 'env' | 'agents' | 'speech' | 'originOf'>, request: Reached): PublicConfig => {
  const { SUPABASE_URL, SUPABASE_ANON_KEY } = deps.env
  return {
    supabase: SUPABASE_URL === undefined ? null : { url: SUPABASE_URL, anonKey: SUPABASE_ANON_KEY ?? '' },
    engines: { narrator: deps.agents.narrator, voice: deps.speech.engine },
    publicUrl: deps.originOf(request),
  }
}

export const configAnswer: Answer = {
  status: 200,
  content: { 'application/json': publicConfigSchema },
  send: async ({ deps, reply, request }) => reply.type('application/json; charset=utf-8').send(JSON.stringify(publicConfig(deps, request.raw))),
}
