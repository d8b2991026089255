// A stand-in for Anthropic's Messages API over HTTP: as strict as the documentation (anthropic-rules.ts), with a prompt
// cache that compares real prefixes, and with every fault that the real one can have. What it says is a script's business:
// a function from a request to a reply or a fault. Its streams hold what a client must bear: pings between events, events of
// a kind that does not exist yet, and, of a model that thinks adaptively, thinking whose text is left out.
import { createHash, randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { contentOf, eventsOf, type Reply } from './anthropic-events.ts'
import { checkRequest, isWellFormed, modelRules, type Request, tokensOf } from './anthropic-rules.ts'
import { type Block, blocksOf, nothingIssued, remember, withoutMarks } from './anthropic-turns.ts'

export type { Reply, Said } from './anthropic-events.ts'
export type { Request } from './anthropic-rules.ts'

export interface Refusal {
  status: number
  type: string
  message?: string
  retryAfter?: string
  errorCode?: string
}
/** What a gateway before the service, or something else at its address, answers. */
export interface Page {
  status: number
  page: string
}
export interface Call {
  number: number
  request: Request
  betas: string[]
  startedMs: number
  firstTokenMs: number
  endedMs: number
  usage: { input_tokens: number; cache_read_input_tokens: number; cache_creation_input_tokens: number; output_tokens: number } | null
  answered: 'reply' | 'fault' | 'aborted' | number
}
export type Script = (request: Request, call: Call) => Reply | Refusal | Page
export interface StandInOptions {
  key?: string
  /** Model ids that answer 404. */
  gone?: string[]
  /** Realistic: 1500 ms to the first token, 70 tokens a second. */
  firstTokenMs?: number
  tokensPerSecond?: number
}
export interface AnthropicStandIn {
  url: string
  key: string
  calls: Call[]
  violations: string[]
  script: Script
  close: () => Promise<void>
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')

/** Prefixes up to each breakpoint, in the order in which the service renders a prompt: tools, system, messages. */
const prefixesOf = (request: Request): { key: string; tokens: number }[] => {
  const rendered: Block[] = [
    ...(request.tools ?? []),
    ...blocksOf(request.system ?? []),
    ...request.messages.flatMap(({ role, content }) => blocksOf(content).map((block) => ({ ...block, role }))),
  ]
  const found: { key: string; tokens: number }[] = []
  for (const [at, block] of rendered.entries()) {
    if (block.cache_control === undefined) continue
    const text = `${request.model}${rendered
      .slice(0, at + 1)
      .map(withoutMarks)
      .join('\n')}`
    found.push({ key: hash(text), tokens: Math.ceil(text.length / 3.6) })
  }
  return found
}

/** Of a whole request, in bytes. */
const mostBytes = 32 * 2 ** 20

export const openAnthropicStandIn = async (script: Script, options: StandInOptions = {}): Promise<AnthropicStandIn> => {
  const key = options.key ?? 'sk-ant-stand-in'
  const issued = nothingIssued()
  /** Prefix → readable from then on: a prefix is cached once a reply over it has begun. */
  const cache = new Set<string>()
  const standIn: Omit<AnthropicStandIn, 'url' | 'close'> = { key, calls: [], violations: [], script }

  const refuse = (response: ServerResponse, { status, type, message = type, retryAfter, errorCode }: Refusal): void => {
    const requestId = `req_${randomUUID()}`
    response.writeHead(status, {
      'content-type': 'application/json',
      'request-id': requestId,
      ...(retryAfter === undefined ? {} : { 'retry-after': retryAfter }),
    })
    response.end(
      JSON.stringify({
        type: 'error',
        error: { type, message, ...(errorCode === undefined ? {} : { details: { error_code: errorCode } }) },
        request_id: requestId,
      }),
    )
  }

  const stream = async (reply: Reply, call: Call, response: ServerResponse): Promise<void> => {
    const { request } = call
    const content = contentOf(reply, modelRules[request.model]?.thinking === 'budget')
    const stop = reply.stop ?? (content.some((block) => block.type === 'tool_use') ? 'tool_use' : 'end_turn')
    const prefixes = prefixesOf(request).filter(({ tokens }) => tokens >= (modelRules[request.model]?.smallestCacheableTokens ?? 0))
    const read = Math.max(0, ...prefixes.filter((prefix) => cache.has(prefix.key)).map(({ tokens }) => tokens))
    const written = Math.max(0, ...prefixes.map(({ tokens }) => tokens)) - read
    const all = tokensOf([request.tools ?? [], request.system ?? [], request.messages])
    const outputTokens = reply.outputTokens ?? tokensOf(reply.blocks)
    const usage = { input_tokens: Math.max(all - read - written, 1), cache_read_input_tokens: read, cache_creation_input_tokens: written, output_tokens: 1 }
    call.usage = usage

    const events = eventsOf({ reply, content, stop, model: request.model, usage, outputTokens })
    response.writeHead(200, { 'content-type': 'text/event-stream', 'request-id': `req_${randomUUID()}` })
    response.flushHeaders()
    if (options.firstTokenMs !== undefined) await sleep(options.firstTokenMs)
    call.firstTokenMs = Date.now()
    for (const prefix of prefixes) cache.add(prefix.key)
    const perEventMs = options.tokensPerSecond === undefined ? 0 : ((outputTokens / options.tokensPerSecond) * 1000) / events.length
    let dueMs = Date.now()
    for (const [sent, event] of events.entries()) {
      if (response.destroyed) break
      if (reply.fault !== undefined && sent >= reply.fault.afterEvents) {
        call.answered = 'fault'
        if (reply.fault.kind === 'stall') return
        if (reply.fault.kind === 'pings only') {
          const pinging = setInterval(() => response.write('event: ping\ndata: {"type": "ping"}\n\n'), 20)
          response.on('close', () => clearInterval(pinging))
          return
        }
        if (reply.fault.kind === 'break') {
          // What was written before must arrive before the connection is cut.
          await sleep(20)
          return void response.destroy()
        }
        const type = reply.fault.kind === 'overloaded' ? 'overloaded_error' : 'api_error'
        response.end(`event: error\ndata: ${JSON.stringify({ type: 'error', error: { type, message: type } })}\n\n`)
        return
      }
      response.write(`event: ${event.type}\ndata: ${JSON.stringify(event)}\n\n`)
      dueMs += perEventMs
      if (dueMs - Date.now() > 5) await sleep(dueMs - Date.now())
    }
    call.usage = { ...usage, output_tokens: outputTokens }
    remember(issued, request, content, stop === 'pause_turn')
    call.answered = response.destroyed ? 'aborted' : 'reply'
    call.endedMs = Date.now()
    response.end()
  }

  const answer = async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk)
    const invalid = (message: string): void => {
      standIn.violations.push(message)
      refuse(response, { status: 400, type: 'invalid_request_error', message })
    }
    const path = new URL(incoming.url ?? '/', 'http://x').pathname
    if (incoming.method !== 'POST' || path !== '/v1/messages') return refuse(response, { status: 404, type: 'not_found_error', message: `No route ${path}` })
    if (incoming.headers.authorization !== `Bearer ${key}`)
      return refuse(response, { status: 401, type: 'authentication_error', message: 'invalid bearer token' })
    if (incoming.headers['anthropic-version'] !== '2026-10-21') return invalid(`anthropic-version: ${incoming.headers['anthropic-version']}`)
    if (incoming.headers['content-type'] !== 'application/json') return invalid('content-type: must be application/json')
    const body = Buffer.concat(chunks)
    if (body.length > mostBytes) return refuse(response, { status: 413, type: 'request_too_large', message: 'Request exceeds the maximum size' })
    const request: Request = JSON.parse(body.toString('utf8'))
    if (!isWellFormed(request)) return invalid('The request body is not valid JSON: no low surrogate in string')
    const betas = `${incoming.headers['anthropic-beta'] ?? ''}`.split(',').filter((beta) => beta !== '')
    const call: Call = { number: standIn.calls.length, request, betas, startedMs: Date.now(), firstTokenMs: 0, endedMs: 0, usage: null, answered: 200 }
    standIn.calls.push(call)
    response.on('close', () => {
      call.endedMs ||= Date.now()
      if (!response.writableFinished && call.answered === 200) call.answered = 'aborted'
    })
    const rules = modelRules[request.model]
    if (rules === undefined || options.gone?.includes(request.model)) {
      call.answered = 404
      return refuse(response, { status: 404, type: 'not_found_error', message: `model: ${request.model}` })
    }
    const broken = checkRequest(request, betas, rules, issued)
    if (broken.length > 0) {
      standIn.violations.push(...broken)
      call.answered = 400
      return refuse(response, { status: 400, type: 'invalid_request_error', message: broken.join('; ') })
    }
    if (request.stream !== true) return invalid('stream: this stand-in only streams')
    const reply = standIn.script(request, call)
    if ('page' in reply) {
      call.answered = reply.status
      response.writeHead(reply.status, { 'content-type': 'text/html' }).end(reply.page)
      return
    }
    if ('status' in reply) {
      call.answered = reply.status
      return refuse(response, reply)
    }
    await stream(reply, call, response)
  }

  const server = createServer((incoming, response) => {
    answer(incoming, response).catch((error) => {
      standIn.violations.push(`stand-in: ${error}`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const close = async (): Promise<void> => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  }
  return Object.assign(standIn, { url: `http://127.0.0.1:${port}`, close })
}

/** The text of the last user turn, tool results included. */
export const lastUserText = (request: Request): string => {
  const last = request.messages.findLast(({ role }) => role === 'user')
  return blocksOf(last?.content ?? '')
    .flatMap((block) => (block.type === 'tool_result' ? blocksOf((block.content as string | Block[]) ?? '').map((part) => part.text) : block.text))
    .join('\n')
}
