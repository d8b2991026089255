// The chat's own client: only its answer comes as a stream, and what reads a stream is loaded with it.
import { createTRPCClient, httpBatchStreamLink } from '@trpc/client'
import type { AppRouter } from '../../../server/router.ts'
import type { ChatEvent, ChatRequest } from '../../../shared/intent.ts'
import { authorization, type Token } from '../../lib/api.ts'
import { apiBase } from '../../lib/backend.ts'

type Ask = (request: Pick<ChatRequest, 'message' | 'repoUrl' | 'history'>, signal: AbortSignal) => Promise<AsyncIterable<ChatEvent>>

export const openChat = (token: Token): Ask => {
  const client = createTRPCClient<AppRouter>({ links: [httpBatchStreamLink({ url: `${apiBase}/trpc`, headers: authorization(token) })] })
  return async (request, signal) => {
    const answer = await client.intent.chat.mutate(request, { signal })
    if (!(Symbol.asyncIterator in answer)) throw new Error('The chat did not answer as a stream.')
    return answer
  }
}
