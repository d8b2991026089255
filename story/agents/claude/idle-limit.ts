// A stream that says nothing is not a stream that thinks: the service sends pings while a model thinks. So silence on the
// wire, pings included, is what counts, and it can only be seen below the SDK, which swallows them.

export class StreamStalled extends Error {
  constructor(limitMs: number) {
    super(`nothing came for ${limitMs} ms`)
    this.name = 'StreamStalled'
  }
}

/** @param limitMs of silence within a response's body, and before its headers */
export const fetchWithIdleLimit =
  (limitMs: number, fetchFrom: typeof fetch = fetch): typeof fetch =>
  async (input, init) => {
    const silence = new AbortController()
    let timer: NodeJS.Timeout | undefined
    // Not a reason to keep a process alive: the connection is one.
    const restart = (): void => {
      clearTimeout(timer)
      timer = setTimeout(() => silence.abort(new StreamStalled(limitMs)), limitMs).unref()
    }
    const stop = (): void => clearTimeout(timer)
    restart()
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
    if (response.body === null) {
      stop()
      return response
    }
    const watch = new TransformStream<Uint8Array, Uint8Array>({
      transform: (chunk, controller) => {
        restart()
        controller.enqueue(chunk)
      },
      flush: stop,
    })
    return new Response(response.body.pipeThrough(watch), { status: response.status, statusText: response.statusText, headers: response.headers })
  }
