// How a process that can't start says so: what is wrong and what to do, in one look; a stack only for what nobody foresaw.
import { CodeStoryError } from '../errors.ts'
import { ConfigurationError } from './env.ts'

export interface StartFailure {
  text: string
  /** sysexits.h: EX_CONFIG, EX_UNAVAILABLE; 1 for the unforeseen. */
  exitCode: number
}

export const describeStartFailure = (error: unknown): StartFailure => {
  if (error instanceof ConfigurationError) return { text: error.message, exitCode: 78 }
  if (error instanceof CodeStoryError) return { text: error.message, exitCode: 69 }
  return { text: error instanceof Error ? (error.stack ?? error.message) : String(error), exitCode: 1 }
}
