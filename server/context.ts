// What a procedure knows: what it works with, who calls, and by what address they reached us.
import type { Logger } from 'pino'
import type { OpenDatabase } from '../db/client.ts'
import type { HotReads } from '../db/hot-reads.ts'
import type { Queue } from '../db/queue.ts'
import type { RestartMany } from '../db/stories.ts'
import type { TakeStory } from '../db/story-intake.ts'
import type { Env } from '../shared/node/env.ts'
import type { FileStore } from '../shared/node/file-store/file-store.ts'
import type { Agents } from '../story/agents/agents.ts'
import type { Speech } from '../story/speech/speech.ts'
import type { Addresses } from './addresses.ts'
import type { Health } from './health.ts'
import type { VoiceSamples } from './media/voice-sample.ts'
import type { Metrics } from './metrics.ts'
import type { Reached } from './origin.ts'
import type { ProgressFeed } from './progress/feed.ts'
import type { LookAtRepository } from './repository-look.ts'
import type { LimitedKind } from './trpc.ts'

/**
 * Who calls. Anonymous: nobody signed in; they read what is public. A link: whoever has its address reads what it leads to. The service role
 * reads and changes every story; what belongs to somebody it does for the user that it names, else for itself.
 */
export type Caller =
  | { kind: 'anonymous'; expiresAt: null }
  | { kind: 'link'; storyId: string; expiresAt: null }
  | { kind: 'user'; userId: string; email: string | null; expiresAt: Date | null }
  | { kind: 'service'; userId: string; expiresAt: Date | null }

/** Opened once by main.ts, used by everybody. */
export interface ServerDeps {
  env: Env
  logger: Logger
  database: OpenDatabase
  reads: HotReads
  takeStory: TakeStory
  restartStory: RestartMany
  queue: Queue
  files: FileStore
  feed: ProgressFeed
  agents: Pick<Agents, 'chat' | 'narrator' | 'paid'>
  speech: Pick<Speech, 'engine' | 'quoteUsd' | 'paid'>
  lookAt: LookAtRepository
  voiceSamples: VoiceSamples
  metrics: Metrics
  /** What absolute addresses start with, for whoever sent this request. */
  originOf: (request: Reached) => string
  checkHealth: () => Promise<Health>
  /** Who a token is of; null: there is none. @throws {CodeStoryError} unauthorized, rate_limited */
  authenticate: (token: string | null, address: string) => Caller | Promise<Caller>
  /** After a person has left: they cannot sign in any more. */
  forget: (userId: string) => Promise<void>
  /** Counts a call, and says in headers what is left. @throws {CodeStoryError} rate_limited */
  limit: (kind: LimitedKind, caller: Caller, address: string, setHeader: (name: string, value: string | number) => void) => Promise<void> | void
  /** A place among the caller's open WebSockets. @returns what gives it back. @throws {CodeStoryError} rate_limited */
  takeSocket: (caller: Caller, address: string) => Promise<() => void>
  /** What the address of a story's file ends with: a token for it where people sign in. */
  linkQuery: (storyId: string) => string
  /** Whether a token in a file's address is for this story, and still good. */
  isLinkToken: (token: string, storyId: string) => boolean
}

export interface Context {
  readonly deps: ServerDeps
  readonly caller: Caller
  readonly addresses: Addresses
  /** Of the request; a repeated one gives the first story. */
  readonly idempotencyKey: string | null
  /** Counts this call against the caller's limits. @throws {CodeStoryError} rate_limited */
  readonly limit: (kind: LimitedKind) => Promise<void> | void
  /**
   * A place for a subscription: over HTTP it counts among the caller's sockets and ends with the token, over WebSocket it is
   * one of a socket's. @returns what gives it back. @throws {CodeStoryError} rate_limited
   */
  readonly holdOpen: () => Promise<() => void> | (() => void)
  /** True where the other side takes an answer in pieces. */
  readonly streams: boolean
  /** True where a socket's reader has stopped reading: then the subscription ends. */
  readonly isBehind: () => boolean
}
