// The Intent agent in conversation: free text in, an intent and a message out, both while they are being written. What its
// tools would say (focus areas, duration) is computed beforehand: an answer in one turn is an answer sooner.
import { betaZodOutputFormat } from '@anthropic-ai/sdk/helpers/beta/zod'
import type { BetaMessage, BetaMessageParam, BetaTextBlockParam } from '@anthropic-ai/sdk/resources/beta/messages/messages'
import { z } from 'zod'
import { CodeStoryError } from '../../../shared/errors.ts'
import { type ChatEvent, type ChatIntent, type ChatRequest, chatIntentSchema } from '../../../shared/intent.ts'
import { storyDurations, storyStyleSchema, technicalDepthSchema } from '../../../shared/story.ts'
import type { ChatContext, ChatInput } from '../agents.ts'
import { type GrowingAnswer, readGrowingAnswer } from './growing-answer.ts'
import type { Narrator } from './narrator.ts'
import { chatRepositoryPrompt, chatSystemPrompt } from './prompts/chat.ts'
import { estimateUsd, paramsFor } from './request.ts'
import { recordCall, refuseHopeless, waitForFault } from './run-agent.ts'
import { estimateDuration } from './tools/estimate-duration.ts'
import { suggestFocusAreas } from './tools/suggest-focus-areas.ts'
import { ModelGone, translateError } from './translate-error.ts'
import { chatPatience } from './wait-times.ts'

// As the contract has it, but without lengths, which structured outputs don't take.
const answerSchema = z.object({
  intent: z.object({
    focusAreas: z.array(z.string()).describe('Up to six short names'),
    technicalDepth: technicalDepthSchema,
    style: storyStyleSchema,
    suggestedDuration: z.literal(storyDurations).describe('Minutes'),
  }),
  message: z.string().describe('Two to four sentences to the person'),
})

const expectedOutputTokens = 2000

const readIntent = (json: string): ChatIntent => {
  const loose = answerSchema.shape.intent.safeParse(JSON.parse(json))
  if (!loose.success) throw new CodeStoryError('narrator_unavailable', 'Claude proposed something that is no story.', { cause: loose.error })
  const areas = loose.data.focusAreas.map((area) => area.trim().slice(0, 100)).filter((area) => area !== '')
  return chatIntentSchema.parse({ ...loose.data, focusAreas: areas.slice(0, 20) })
}

/** Turns alternate and begin with the person: neighbours of the same role become one. */
const conversation = ({ history, message }: ChatRequest, hints: string): BetaMessageParam[] => {
  const turns: { role: 'user' | 'assistant'; content: string }[] = []
  for (const turn of [...history, { role: 'user' as const, content: `${message}\n\n${hints}` }]) {
    const last = turns.at(-1)
    if (last?.role === turn.role) last.content += `\n\n${turn.content}`
    else if (turns.length > 0 || turn.role === 'user') turns.push({ ...turn })
  }
  return turns
}

const hintsFor = ({ request, repository }: ChatInput): string => {
  if (repository === null || 'unreadable' in repository) return '(Answer with the JSON.)'
  const { facts } = repository
  const areas = suggestFocusAreas({ about: request.message, most: 8 }, facts)
  const minutes = estimateDuration({ source_files: facts.sourceFiles, focus_areas: 1, technical_depth: 'intermediate' })
  return `(By its size the repository fills about ${minutes} minutes; its layout suggests ${areas.join(', ')}. Answer with the JSON.)`
}

export async function* chat(input: ChatInput, narrator: Narrator, context: ChatContext): AsyncGenerator<ChatEvent> {
  const system: BetaTextBlockParam[] = [
    { type: 'text', text: chatSystemPrompt() },
    { type: 'text', text: chatRepositoryPrompt(input.repository), cache_control: { type: 'ephemeral' } },
  ]
  const messages = conversation(input.request, hintsFor(input))
  const format = betaZodOutputFormat(answerSchema)
  const said: { intent: boolean; message: string } = { intent: false, message: '' }
  const eventsOf = function* (answer: GrowingAnswer): Generator<ChatEvent> {
    if (answer.intent === null) return
    if (!said.intent) yield { type: 'intent', intent: readIntent(answer.intent) }
    said.intent = true
    const text = answer.message.slice(said.message.length)
    said.message = answer.message
    if (text !== '') yield { type: 'delta', text }
  }

  let room = 1
  for (let faults = 0; ; ) {
    const model = narrator.model()
    const inFlight: { usage: BetaMessage['usage'] | null } = { usage: null }
    const startedMs = Date.now()
    try {
      await context.budget.check(estimateUsd(model, { system, messages, cached: false, outputTokens: expectedOutputTokens }))
      const stream = narrator.client.beta.messages.stream(
        { ...paramsFor(model, model.maxTokens * room), system, messages, output_config: { format: { type: format.type, schema: format.schema } } },
        { signal: context.signal },
      )
      stream.on('streamEvent', (_, soFar) => {
        inFlight.usage = soFar.usage
      })
      let text = ''
      for await (const event of stream) {
        if (event.type !== 'content_block_delta' || event.delta.type !== 'text_delta') continue
        text += event.delta.text
        yield* eventsOf(readGrowingAnswer(text))
      }
      const message = await stream.finalMessage()
      inFlight.usage = null
      await recordCall({ agent: 'Intent', purpose: 'chat', model, usage: message.usage, startedMs }, context)
      refuseHopeless(message, model, 'chat')
      // Asked again, a reply that was cut off gets more room.
      if (message.stop_reason === 'max_tokens') room *= 2
      if (!said.intent) throw new CodeStoryError('narrator_unavailable', 'Claude answered without an intent.')
      return
    } catch (error) {
      // What a broken reply has consumed is paid for.
      if (inFlight.usage !== null) await recordCall({ agent: 'Intent', purpose: 'chat', model, usage: inFlight.usage, startedMs }, context)
      const fault = translateError(error, model, context.signal)
      // What was said cannot be taken back.
      if (said.intent) throw fault
      if (fault instanceof ModelGone) narrator.replace(fault, model)
      else {
        await waitForFault(fault, faults, { narrator, context, purpose: 'chat', patience: chatPatience })
        faults += 1
      }
    }
  }
}
