// The chat about a story to be: what is known of the repository goes in, the intent and then the message come out. A
// repository that is unknown or cannot be read is no reason to say nothing: the agent is told why, and says so.
import { CodeStoryError } from '../shared/errors.ts'
import type { ChatEvent, ChatRequest } from '../shared/intent.ts'
import { parseRepoAddress } from '../shared/repo-address.ts'
import type { ChatInput } from '../story/agents/agents.ts'
import { extraHosts } from '../story/repository/source/github-server.ts'
import type { Context } from './context.ts'

/** A person waits for the first word; the rest of the repository is read when the story is made. */
const lookLimitMs = 8000

type ChatDeps = Pick<Context['deps'], 'env' | 'agents' | 'lookAt'>

const readRepository = async ({ env, lookAt }: ChatDeps, url: string, signal: AbortSignal): Promise<ChatInput['repository']> => {
  try {
    const address = parseRepoAddress(url, extraHosts(env))
    return { facts: await lookAt(address, AbortSignal.any([signal, AbortSignal.timeout(lookLimitMs)])) }
  } catch (error) {
    signal.throwIfAborted()
    return { unreadable: error instanceof CodeStoryError ? error.message : 'It could not be looked at in time.' }
  }
}

// A chat belongs to no story, so there is no receipt to write on: the limits on chats are what holds its cost.
const budget = { check: async () => undefined, record: async () => undefined }

export async function* answerChat(deps: ChatDeps, request: ChatRequest, signal: AbortSignal = new AbortController().signal): AsyncGenerator<ChatEvent> {
  const url = request.repoUrl ?? ''
  const repository = url === '' ? null : await readRepository(deps, url, signal)
  yield* deps.agents.chat({ request, repository }, { signal, budget })
}
