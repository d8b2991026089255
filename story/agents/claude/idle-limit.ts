// A stream that says nothing is not a stream that thinks: the service sends pings while a model thinks. So silence on the
// wire, pings included, is what counts, and it can only be seen below the SDK, which swallows them. Nor can pings alone go
// on for ever: there is an end to what a model may think.

export interface SilenceLimits {
  /** Before a response's headers: the service sends them when it has read the prompt. */
  answerMs: number
  /** Within its body. */
  idleMs: number
  /** With pings, and nothing else. */
  pingsOnlyMs: number
}

export class StreamStalled extends Error {
  constructor(limitMs: number) {
    super(`nothing came for ${limitMs} ms`)
    this.name = 'StreamStalled'
  }
}

/** A chunk that holds more than pings, or a part of one, is taken for progress. */
const pings = /^(?:event: ?ping\r?\ndata:.*\r?\n\r?\n)+$/
const longestPing = 1000
const isPing = (chunk: Uint8Array): boolean => chunk.length < longestPing && pings.test(new TextDecoder().decode(chunk))

/** Aborts when it has not been touched for so long. */
const openTimer = (limitMs: number, abort: (reason: StreamStalled) => void): { restart: () => void; stop: () => void } => {
  let timer: NodeJS.Timeout | undefined
  const stop = (): void => clearTimeout(timer)
  const restart = (): void => {
    stop()
    // Not a reason to keep a process alive: the connection is one.
    timer = setTimeout(() => abort(new StreamStalled(limitMs)), limitMs).unref()
  }
  return { restart, stop }
}

export const fetchWithIdleLimit =
  ({ answerMs, idleMs, pingsOnlyMs }: SilenceLimits, fetchFrom: typeof fetch = fetch): typeof fetch =>
  async (input, init) => {
    const silence = new AbortController()
    const abort = (reason: StreamStalled): void => silence.abort(reason)
    const timers = { answer: openTimer(answerMs, abort), idle: openTimer(idleMs, abort), progress: openTimer(pingsOnlyMs, abort) }
    const stop = (): void => {
      for (const timer of Object.values(timers)) timer.stop()
    }
    timers.answer.restart()
    const outer = init?.signal
    const signal = outer ? AbortSignal.any([outer, silence.signal]) : silence.signal
    signal.addEventListener('abort', stop, { once: true })
    let response: Response
    try {
      response = await fetchFrom(input, { ...init, signal })
    } catch (error) {
      stop()
      throw silence.signal.aborted ? silence.signal.reason : error
    }
    stop()
    if (response.body === null) return response
    timers.idle.restart()
    timers.progress.restart()
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        timers.idle.restart()
        if (!isPing(chunk)) timers.progress.restart()
        controller.enqueue(chunk)
      },
      flush: stop,
    })
    return new Response(response.body.pipeThrough(watch), { status: response.status, statusText: response.statusText, headers: response.headers })
  }
