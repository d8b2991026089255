// SIGTERM and Ctrl-C: close what was opened, in reverse order, within a limit. A second signal does not wait.
//
// npm hands a SIGTERM on to the shell between it and us; the shell dies of it and tells nobody. So a process that npm has
// started takes the loss of its parent for the signal: else `npm start`, ended by a service manager, would go on alone.
import type { Logger } from './logger.ts'

export interface Shutdown {
  /** Aborted as soon as the process is asked to end. */
  readonly signal: AbortSignal
  /** Closed in reverse order of registration. */
  onClose: (name: string, close: () => Promise<unknown> | unknown) => void
  /** Ends the process in order; safe to call more than once. */
  close: (reason: string, exitCode?: number) => Promise<void>
}

interface ShutdownOptions {
  limitMs?: number
  exit?: (code: number) => void
  startedByNpm?: boolean
}

const parentPollMs = 250

export const openShutdown = (
  logger: Logger,
  { limitMs = 9000, exit = process.exit, startedByNpm = process.env.npm_lifecycle_event !== undefined }: ShutdownOptions = {},
): Shutdown => {
  const controller = new AbortController()
  const closers: { name: string; close: () => Promise<unknown> | unknown }[] = []
  let closing: Promise<void> | null = null

  const close = (reason: string, exitCode = 0): Promise<void> => {
    closing ??= (async () => {
      logger.info({ reason }, 'closing')
      controller.abort(new Error(reason))
      const overdue = setTimeout(() => {
        logger.error({ limitMs }, 'closing took too long')
        exit(exitCode === 0 ? 1 : exitCode)
      }, limitMs)
      for (const { name, close: closeOne } of closers.toReversed()) {
        try {
          await closeOne()
        } catch (error) {
          logger.warn({ err: error, name }, 'could not close')
        }
      }
      clearTimeout(overdue)
      exit(exitCode)
    })()
    return closing
  }

  let signals = 0
  for (const name of ['SIGTERM', 'SIGINT'] as const) {
    process.on(name, () => {
      signals += 1
      if (signals > 1 && name === 'SIGINT') exit(130)
      void close(name, name === 'SIGINT' ? 130 : 0)
    })
  }
  if (startedByNpm) {
    const parent = process.ppid
    const poll = setInterval(() => {
      if (process.ppid === parent) return
      clearInterval(poll)
      void close('npm is gone', 143)
    }, parentPollMs)
    poll.unref()
  }
  return { signal: controller.signal, onClose: (name, closeOne) => closers.push({ name, close: closeOne }), close }
}
