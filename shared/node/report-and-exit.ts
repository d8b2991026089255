// How a process that can't start says so: what is wrong and what to do, in one look; a stack only for what nobody foresaw.
import { CodeStoryError } from '../errors.ts'
import { ConfigurationError } from './env.ts'

/** sysexits.h: EX_CONFIG, EX_UNAVAILABLE. */
const exitCodes = { configuration: 78, unavailable: 69, unforeseen: 1 }

export const reportAndExit = (error: unknown): never => {
  if (error instanceof ConfigurationError) {
    console.error(error.message)
    process.exit(exitCodes.configuration)
  }
  if (error instanceof CodeStoryError) {
    console.error(error.message)
    process.exit(exitCodes.unavailable)
  }
  console.error(error)
  process.exit(exitCodes.unforeseen)
}
