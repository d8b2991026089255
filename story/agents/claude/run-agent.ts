// The one loop in which every agent talks with Claude. An agent is data (AgentTask); what happens is told here.
//
// A pass is a tool runner of the SDK over the conversation so far: it sends the full history each turn (`thread: false`,
// which is what gateways and local servers understand), gives thinking blocks back unchanged and answers every tool call.
// After each reply we look at how it ended:
// - refusal: the story fails at once, asking again would be refused again;
// - max_tokens: the reply is thrown away and asked for again with twice the room, up to what the model can write;
// - pause_turn: the runner sends it back and the model goes on;
// - tool_use: the tools run; when one of them has taken the agent's output, we stop there and save a turn;
// - end_turn: the text may be the output; if there is none, the model is told what is missing.
//
// A fault (overload, limit, broken or silent stream, a reply that cannot be parsed) ends the pass. It is waited for, by the
// service's own Retry-After where there is one, and a new pass goes on from the last whole reply: nothing that was
// answered is asked again. A retired default model is replaced by its successor, and the conversation starts anew, since
// thinking blocks are bound to the model that thought them.

import type { BetaRunnableTool } from '@anthropic-ai/sdk/lib/tools/BetaRunnableTool'
import type { BetaJSONOutputFormat, BetaMessage, BetaMessageParam, BetaTextBlockParam } from '@anthropic-ai/sdk/resources/beta/messages/messages'
import { CodeStoryError } from '../../../shared/errors.ts'
import type { AgentName } from '../../../shared/progress.ts'
import type { AgentContext } from '../agents.ts'
import { costUsd, type Model } from './models.ts'
import type { Narrator } from './narrator.ts'
import { estimateUsd, paramsFor } from './request.ts'
import { findRequestId, ModelGone, translateError } from './translate-error.ts'
import { nextWaitMs, type Patience, storyPatience } from './wait-times.ts'

export interface AgentTask<Output> {
  agent: AgentName
  /** For the receipt and the log: outline, chapter 3. */
  purpose: string
  system: readonly BetaTextBlockParam[]
  /** Names the prefix that other calls share, or null where there is none. */
  prefix: string | null
  messages: readonly BetaMessageParam[]
  tools: readonly BetaRunnableTool[]
  format: Pick<BetaJSONOutputFormat, 'type' | 'schema'> | null
  maxTurns: number
  /** What such a reply usually takes, thinking included: for the estimate before the call. */
  expectedOutputTokens: number
  /** Looked at after each reply and its tools: the output, or what to tell a model that stopped without one. */
  outcome: (reply: string) => { output: Output } | { missing: string }
  /** When the turns are used up: what there is, or null. */
  whatThereIs: () => Output | null
}

/** A reply on its way: what it has consumed is paid for even if it breaks off. */
interface Unrecorded {
  usage: BetaMessage['usage'] | null
  startedMs: number
}

export const textOf = (message: Pick<BetaMessage, 'content'>): string => message.content.flatMap((block) => (block.type === 'text' ? block.text : [])).join('')

/** The service takes back what it said, but no blank text, and no turn that is empty or ends while it was still thinking. */
const findSayable = ({ content }: BetaMessage): BetaMessage['content'] | null => {
  const sayable = content.filter((block) => block.type !== 'text' || block.text.trim() !== '')
  const last = sayable.at(-1)?.type
  return last === 'text' || last === 'tool_use' ? sayable : null
}

/** What a reply's end means whatever was asked: no other try would end otherwise. */
export const refuseHopeless = (message: BetaMessage, model: Model, purpose: string): void => {
  if (message.stop_reason === 'refusal') {
    const why = message.stop_details?.type === 'refusal' ? message.stop_details.explanation : null
    throw new CodeStoryError('narrator_refused', `Claude declined to write about this repository (${purpose})${why === null ? '.' : `: ${why}`}`)
  }
  if (message.stop_reason === 'model_context_window_exceeded')
    throw new CodeStoryError('narrator_failed', `What there is to read does not fit into the context of ${model.id} (${purpose}).`)
}

/** Puts a reply on the receipt and into the log. */
export const recordCall = async (
  call: { agent: AgentName; purpose: string; model: Model; usage: BetaMessage['usage']; startedMs: number },
  context: Pick<AgentContext, 'budget'> & Partial<Pick<AgentContext, 'log'>>,
): Promise<void> => {
  const { agent, purpose, model, usage, startedMs } = call
  const tokens = {
    input_tokens: usage.input_tokens,
    output_tokens: usage.output_tokens,
    cache_read_tokens: usage.cache_read_input_tokens ?? 0,
    cache_write_tokens: usage.cache_creation_input_tokens ?? 0,
  }
  const durationMs = Date.now() - startedMs
  const cost = costUsd(model, tokens)
  await context.budget.record({ agent, model: model.id, purpose, ...tokens, characters: 0, cost_usd: cost, duration_ms: durationMs })
  context.log?.(`Claude answered: ${purpose}`, {
    model: model.id,
    ...tokens,
    cost_usd: Math.round(cost * 1e4) / 1e4,
    seconds: Math.round(durationMs / 100) / 10,
  })
}

/** Waits for what time may cure, and throws what it can't. */
export const waitForFault = async (
  fault: unknown,
  faults: number,
  {
    narrator,
    context,
    purpose,
    patience = storyPatience,
  }: { narrator: Narrator; context: Pick<AgentContext, 'signal'> & Partial<Pick<AgentContext, 'log'>>; purpose: string; patience?: Patience },
): Promise<void> => {
  if (!(fault instanceof CodeStoryError) || !fault.retry || fault.code === 'over_budget') throw fault
  const waitMs = nextWaitMs(faults, fault.retryAfterSeconds, patience)
  if (waitMs === null) throw fault
  const requestId = findRequestId(fault)
  context.log?.(
    `${fault.message} Asking again: ${purpose}`,
    { attempt: faults + 1, wait_seconds: Math.round(waitMs / 100) / 10, ...(requestId === null ? {} : { request_id: requestId }) },
    'warning',
  )
  await narrator.sleep(waitMs, context.signal)
}

export const runAgent = async <Output>(task: AgentTask<Output>, narrator: Narrator, context: AgentContext): Promise<Output> => {
  const { agent, purpose } = task
  let messages: BetaMessageParam[] = [...task.messages]
  let model = narrator.model()
  let maxTokens = model.maxTokens
  let turns = 0
  let faults = 0
  let setAside = false

  for (;;) {
    context.signal.throwIfAborted()
    const passage = task.prefix === null ? null : await narrator.gate.enter(`${model.id} ${task.prefix}`, context.signal)
    // A limit may set aside what is asked for until it is recorded: a call that failed unrecorded is not asked for twice.
    const checkBudget = async (cached: boolean): Promise<void> => {
      if (!setAside) await context.budget.check(estimateUsd(model, { system: task.system, messages, cached, outputTokens: task.expectedOutputTokens }))
      setAside = true
    }
    const record = async (usage: BetaMessage['usage'], startedMs: number): Promise<void> => {
      setAside = false
      await recordCall({ agent, purpose, model, usage, startedMs }, context)
    }
    let unrecorded: Unrecorded | null = null
    let runner: ReturnType<typeof openRunner> | null = null
    const openRunner = () =>
      narrator.client.beta.messages.toolRunner(
        {
          ...paramsFor(model, maxTokens),
          system: [...task.system],
          messages,
          tools: [...task.tools],
          ...(task.format === null ? {} : { output_config: { format: { type: task.format.type, schema: task.format.schema } } }),
          stream: true,
          thread: false,
          max_iterations: task.maxTurns - turns,
        },
        { signal: context.signal },
      )
    try {
      await checkBudget(passage?.wasWarm ?? false)
      runner = openRunner()
      let startedMs = Date.now()
      for await (const stream of runner) {
        const begun: Unrecorded = { usage: null, startedMs }
        unrecorded = begun
        stream.on('streamEvent', (_, soFar) => {
          passage?.warm()
          begun.usage = soFar.usage
        })
        const message = await stream.finalMessage()
        unrecorded = null
        turns += 1
        faults = 0
        await record(message.usage, startedMs)

        refuseHopeless(message, model, purpose)
        if (message.stop_reason === 'max_tokens') {
          if (maxTokens >= model.maxOutputTokens)
            throw new CodeStoryError('narrator_failed', `Claude filled ${maxTokens} tokens without coming to an end (${purpose}).`)
          maxTokens = Math.min(maxTokens * 2, model.maxOutputTokens)
          context.log(`A reply was cut off; asking again with more room: ${purpose}`, { max_tokens: maxTokens }, 'warning')
          runner.setMessagesParams({ ...runner.params, max_tokens: maxTokens })
        } else if (message.stop_reason !== 'pause_turn') {
          const results = await runner.generateToolResponse()
          const outcome = task.outcome(textOf(message))
          if ('output' in outcome) return outcome.output
          const sayable = findSayable(message)
          if (sayable !== null) runner.pushMessages({ role: 'assistant', content: sayable }, results ?? { role: 'user', content: outcome.missing })
          // What cannot be sent back is asked for again as if it had not come.
          else runner.setMessagesParams({ ...runner.params })
        }
        messages = [...runner.params.messages]
        context.signal.throwIfAborted()
        if (turns < task.maxTurns) await checkBudget(true)
        startedMs = Date.now()
      }
      const output = task.whatThereIs()
      if (output !== null) return output
      throw new CodeStoryError('narrator_failed', `Claude came to no result within ${task.maxTurns} turns (${purpose}).`)
    } catch (error) {
      const broken: Unrecorded | null = unrecorded
      if (broken?.usage) await record(broken.usage, broken.startedMs)
      const fault = translateError(error, model, context.signal)
      if (runner !== null) messages = [...runner.params.messages]
      if (fault instanceof ModelGone) {
        model = narrator.replace(fault, model)
        maxTokens = model.maxTokens
        messages = [...task.messages]
        context.log(narrator.warnings().at(-1) ?? fault.message, { model: model.id }, 'warning')
      } else {
        await waitForFault(fault, faults, { narrator, context, purpose })
        faults += 1
      }
    } finally {
      passage?.leave()
    }
  }
}
