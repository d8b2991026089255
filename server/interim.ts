// Local implementations until the rooms that own them have theirs.
import type { Env } from '../shared/node/env.ts'
import { chat } from '../story/agents/local/intent/chat.ts'
import type { ServerDeps } from './context.ts'

export const openAgents = (_env: Env): ServerDeps['agents'] => ({ chat, narrator: 'local', paid: false })
