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
    const stall = (): void => silence.abort(new StreamStalled(limitMs))
    let timer = setTimeout(stall, limitMs)
    const outer = init?.signal
    const signal = outer ? AbortSignal.any([outer, silence.signal]) : silence.signal
    let response: Response
    try {
      response = await fetchFrom(input, { ...init, signal })
    } catch (error) {
      clearTimeout(timer)
      throw silence.signal.aborted ? silence.signal.reason : error
    }
    if (response.body === null) {
      clearTimeout(timer)
      return response
    }
    const watched = response.body.pipeThrough(
      new TransformStream<Uint8Array, Uint8Array>({
        transform: (chunk, controller) => {
          clearTimeout(timer)
          timer = setTimeout(stall, limitMs)
          controller.enqueue(chunk)
        },
        flush: () => clearTimeout(timer),
      }),
    )
    signal.addEventListener('abort', () => clearTimeout(timer), { once: true })
    return new Response(watched, { status: response.status, statusText: response.statusText, headers: response.headers })
  }
