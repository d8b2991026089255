// The frame around each long-running program: settings, log, orderly end, and a failure to start told in one look.
import { type Env, readEnv } from './env.ts'
import { giveBackMemoryWhenIdle } from './idle-memory.ts'
import { type Logger, openLogger } from './logger.ts'
import { openShutdown, type Shutdown } from './shutdown.ts'
import { describeStartFailure } from './start-failure.ts'

export interface Program {
  env: Env
  logger: Logger
  /** What was opened is registered here, and closed in reverse when the process is asked to end. */
  shutdown: Shutdown
}

/** @param name as the log calls it; @param start opens everything and returns, or throws what could not be opened */
export const runProgram = async (name: string, start: (program: Program) => Promise<void>): Promise<void> => {
  let shutdown: Shutdown | null = null
  try {
    const env = readEnv()
    const logger = openLogger(env, name)
    shutdown = openShutdown(logger)
    giveBackMemoryWhenIdle()
    await start({ env, logger, shutdown })
  } catch (error) {
    const { text, exitCode } = describeStartFailure(error)
    console.error(text)
    if (shutdown === null) process.exit(exitCode)
    await shutdown.close('could not start', exitCode)
  }
}
