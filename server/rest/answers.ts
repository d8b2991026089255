// How a procedure's result becomes an HTTP answer: the few ways there are, each once.
import { Readable } from 'node:stream'
import type { z } from 'zod'
import { type Transcript, transcriptSchema } from '../../shared/audio.ts'
import { type ChatEvent, chatAnswerSchema } from '../../shared/intent.ts'
import { type StoryScript, storyScriptSchema } from '../../shared/script.ts'
import { type StoryAccepted, storyAcceptedSchema } from '../../shared/story.ts'
import { toPlainText, toWebVtt } from '../../story/audio/transcript.ts'
import { type Health, healthSchema } from '../health.ts'
import { type SentFile, sendFile } from '../media/send-file.ts'
import { preferredType } from './accept.ts'
import { asJsonDocument, asServerSentEvents, startedWith } from './chat-stream.ts'
import type { Answer, Call } from './route.ts'
import { scriptAsMarkdown } from './script-markdown.ts'

const jsonType = 'application/json; charset=utf-8'

export const json = (schema: z.ZodType, contentType = 'application/json'): Answer => ({
  status: 200,
  content: { [contentType]: schema },
  send: async ({ reply, run }) => {
    const result = await run()
    return reply.type(contentType === 'application/json' ? jsonType : contentType).send(JSON.stringify(result))
  },
})

/** 202: it is begun; where to look for it is in Location. */
export const accepted: Answer = {
  status: 202,
  content: { 'application/json': storyAcceptedSchema },
  headers: { Location: 'Where the story is' },
  send: async ({ reply, run, context }) => {
    const result = await run<StoryAccepted>()
    const { addresses } = await context()
    return reply.code(202).header('location', `${addresses.origin}/api/stories/${result.id}`).type(jsonType).send(JSON.stringify(result))
  },
}

export const created = (schema: z.ZodType): Answer => ({
  ...json(schema),
  status: 201,
  send: async ({ reply, run }) =>
    reply
      .code(201)
      .type(jsonType)
      .send(JSON.stringify(await run())),
})

export const noContent: Answer = {
  status: 204,
  content: {},
  send: async ({ reply, run }) => {
    await run()
    return reply.code(204).send()
  },
}

export const healthAnswer: Answer = {
  status: 200,
  content: { 'application/json': healthSchema },
  also: { 503: 'Unhealthy: the database does not answer' },
  send: async ({ reply, run }) => {
    const health = await run<Health>()
    return reply
      .code(health.status === 'healthy' ? 200 : 503)
      .type(jsonType)
      .send(JSON.stringify(health))
  },
}

export const scriptAnswer: Answer = {
  status: 200,
  content: { 'application/json': storyScriptSchema, 'text/markdown': null },
  send: async ({ request, reply, run }) => {
    const type = preferredType(request.headers.accept, ['application/json', 'text/markdown', 'text/plain'])
    reply.header('vary', 'Accept')
    const script = await run<StoryScript>()
    if (type === 'application/json') return reply.type(jsonType).send(JSON.stringify(script))
    return reply.type(`${type}; charset=utf-8`).send(scriptAsMarkdown(script))
  },
}

export const transcriptAnswer = (format: 'vtt' | 'txt' | 'json'): Answer => {
  if (format === 'json') return json(transcriptSchema)
  const [type, render] = format === 'vtt' ? (['text/vtt', toWebVtt] as const) : (['text/plain', toPlainText] as const)
  return {
    status: 200,
    content: { [type]: null },
    send: async ({ reply, run }) => reply.type(`${type}; charset=utf-8`).send(render(await run<Transcript>())),
  }
}

export const chatAnswer: Answer = {
  status: 200,
  content: { 'application/json': chatAnswerSchema, 'text/event-stream': null },
  send: async ({ request, reply, run }) => {
    const type = preferredType(request.headers.accept, ['application/json', 'text/event-stream'])
    const events = await run<AsyncIterable<ChatEvent>>()
    const pieces = await startedWith(type === 'text/event-stream' ? asServerSentEvents(events) : asJsonDocument(events))
    // A proxy that gathers the pieces would undo the streaming.
    reply.headers({ 'cache-control': 'no-store', 'x-accel-buffering': 'no', vary: 'Accept' })
    return reply.type(type === 'text/event-stream' ? 'text/event-stream' : jsonType).send(Readable.from(pieces))
  },
}

/** A stored file; `find` says which, and refuses who may not have it. */
export const file = (contentType: string, find: (call: Call) => Promise<SentFile>): Answer => ({
  status: 200,
  content: { [contentType]: null },
  headers: { 'Accept-Ranges': 'bytes', ETag: 'Of these bytes' },
  also: { 206: 'The part that Range asks for', 304: 'The caller has it already' },
  send: async (call) => sendFile(call.deps.files, await find(call), call.request, call.reply),
})
