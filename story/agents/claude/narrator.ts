// What every call to Claude shares: the client, the model that is asked at the moment, the waiting, and the judge.

import { setTimeout as sleepFor } from 'node:timers/promises'
import { Anthropic } from '@anthropic-ai/sdk'
import type { RepositoryFacts } from '../../../shared/analysis.ts'
import { type CheckDraft, openChecker } from '../../check/check-chapter.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import { defaultModelId, findModel, type Model, successorOf } from './models.ts'
import type { ModelGone } from './translate-error.ts'
import { openWarmGate, type WarmGate } from './warm-gate.ts'
import { openWire } from './wire.ts'

export interface NarratorOptions {
  apiKey: string
  /** A gateway or a local server that speaks the Messages API. */
  baseUrl?: string | undefined
  /** ANTHROPIC_MODEL; unset, the documented default, or its successor once that is gone. */
  modelId?: string | undefined
  /** For tests: time held by hand. */
  sleep?: (ms: number, signal: AbortSignal) => Promise<void>
  /** Before an answer, and within it. */
  idleLimitMs?: number
  pingsOnlyLimitMs?: number
}

export interface Narrator {
  readonly client: Anthropic
  readonly gate: WarmGate
  model: () => Model
  /** For the listener: an unknown model, or a default that has been replaced. */
  warnings: () => string[]
  /**
   * What is asked instead of a model that the service has retired.
   * @throws {ModelGone} where the model was chosen by configuration, or nothing follows it
   */
  replace: (gone: ModelGone, model: Model) => Model
  sleep: (ms: number, signal: AbortSignal) => Promise<void>
  /** One judge for all chapters of a story: what it read for one, it need not read again. */
  checkerFor: (snapshot: RepositorySnapshot, facts: RepositoryFacts) => CheckDraft
}

// A long prompt takes a while to be read. After that the service pings every few seconds: silence is a dead connection then,
// and no thought.
const answerLimitMs = 90_000
const idleLimitMs = 45_000
// Newer models leave the text of their thinking out, and nothing but pings comes meanwhile: 32,000 tokens at 40 a second.
const pingsOnlyLimitMs = 15 * 60_000

export const openNarrator = (options: NarratorOptions): Narrator => {
  const chosen = findModel(options.modelId ?? defaultModelId)
  let model = chosen.model
  const warnings = chosen.warning === null ? [] : [chosen.warning]
  // By the snapshot, which the steps of a story share and which goes when it is closed.
  const checkers = new WeakMap<RepositorySnapshot, CheckDraft>()

  const client = new Anthropic({
    apiKey: options.apiKey,
    baseURL: options.baseUrl,
    // Faults are waited for in run-agent.ts: there a broken stream is one of them, the wait is told to the listener and
    // the budget is asked again, none of which the client's own retries do.
    maxRetries: 0,
    fetch: openWire({
      answerMs: options.idleLimitMs ?? answerLimitMs,
      idleMs: options.idleLimitMs ?? idleLimitMs,
      pingsOnlyMs: options.pingsOnlyLimitMs ?? pingsOnlyLimitMs,
    }),
    logLevel: 'off',
    openTelemetry: false,
  })

  return {
    client,
    gate: openWarmGate(),
    model: () => model,
    warnings: () => [...warnings],
    replace: (gone, asked) => {
      // Of several calls that found the model gone, the first replaces it.
      if (asked !== model) return model
      const successor = options.modelId === undefined ? successorOf(asked) : null
      if (successor === null) throw gone
      model = successor
      warnings.push(`Anthropic no longer offers ${asked.id}, so this story is written by its successor, ${successor.id}.`)
      return model
    },
    checkerFor: (snapshot, facts) => {
      const checker = checkers.get(snapshot) ?? openChecker({ snapshot, facts })
      checkers.set(snapshot, checker)
      return checker
    },
    sleep: options.sleep ?? (async (ms, signal) => void (await sleepFor(ms, undefined, { signal }))),
  }
}
