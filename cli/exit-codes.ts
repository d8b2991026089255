// What a script learns from how the command ended. The numbers are those of sysexits.h where it has one.
import type { ErrorCode } from '../shared/errors.ts'

export const exitCodes = {
  made: { code: 0, meaning: 'the story is made' },
  unforeseen: { code: 1, meaning: 'something unforeseen; standard error says what' },
  usage: { code: 2, meaning: 'the command line is wrong' },
  repository: { code: 65, meaning: 'the repository cannot be read: no such, no access, empty, too large' },
  unavailable: { code: 69, meaning: 'a service, the database or the network is away; the same command goes on' },
  output: { code: 73, meaning: 'the files could not be written' },
  busy: { code: 75, meaning: 'another command is making this very story' },
  refused: { code: 77, meaning: 'a service refused: the key, the quota, or what was asked of it' },
  configuration: { code: 78, meaning: 'a setting is wrong or missing' },
  budget: { code: 79, meaning: 'the story would cost more than MAX_STORY_COST_USD or MAX_DAILY_COST_USD allow' },
  stopped: { code: 130, meaning: 'stopped by Ctrl-C; the same command goes on' },
} as const satisfies Record<string, { code: number; meaning: string }>

export type ExitReason = keyof typeof exitCodes

const reasons: Partial<Record<ErrorCode, ExitReason>> = {
  invalid: 'usage',
  malformed: 'usage',
  repository_address: 'usage',
  repository_not_found: 'repository',
  repository_empty: 'repository',
  repository_too_large: 'repository',
  repository_unreachable: 'unavailable',
  unavailable: 'unavailable',
  timed_out: 'unavailable',
  narrator_unavailable: 'unavailable',
  speech_unavailable: 'unavailable',
  storage_unavailable: 'unavailable',
  rate_limited: 'unavailable',
  disk_full: 'output',
  conflict: 'busy',
  narrator_key_rejected: 'refused',
  narrator_refused: 'refused',
  model_gone: 'refused',
  speech_key_rejected: 'refused',
  speech_quota: 'refused',
  storage_rejected: 'refused',
  over_budget: 'budget',
  cancelled: 'stopped',
}

export const exitReasonOf = (code: ErrorCode): ExitReason => reasons[code] ?? 'unforeseen'
