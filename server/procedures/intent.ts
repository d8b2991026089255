// Free text → intent, then a message: whole, or in pieces for whoever takes pieces.
import { type ChatAnswer, type ChatEvent, chatRequestSchema } from '../../shared/intent.ts'
import { answerChat } from '../chat.ts'
import { chattingProcedure, router } from '../trpc.ts'

const gather = async (events: AsyncIterable<ChatEvent>): Promise<ChatAnswer> => {
  let intent: ChatAnswer['intent'] | null = null
  let message = ''
  for await (const event of events) {
    if (event.type === 'intent') intent = event.intent
    else message += event.text
  }
  if (intent === null) throw new Error('the chat ended without an intent')
  return { intent, message }
}

export const intentRouter = router({
  chat: chattingProcedure.input(chatRequestSchema).mutation(async ({ ctx, input, signal }): Promise<AsyncIterable<ChatEvent> | ChatAnswer> => {
    const events = answerChat(ctx.deps, input, signal)
    return ctx.streams ? events : gather(events)
  }),
})
