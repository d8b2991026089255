// Many small asks as few large ones. What is asked in the same turn of the event loop, or while enough batches are under
// way, goes together into the next: alone, an ask leaves at once; among sixty others it costs a sixtieth of a
// round trip, of a plan and of a commit. An ask is never answered from a batch that began before it, so nobody reads the past.

export interface BatchLimits {
  /** At once. More keep a connection pool busy, fewer make larger batches. */
  underWay: number
  /** In one batch. */
  most: number
}

interface Waiting<Ask, Answer> {
  ask: Ask
  resolve: (answer: Answer | Promise<Answer>) => void
  reject: (error: unknown) => void
}

/** @param run answers a batch, in its order, each now or later; when it throws, every ask of the batch fails with that */
export const batched = <Ask, Answer>(
  run: (asks: Ask[]) => Promise<(Answer | Promise<Answer>)[]>,
  { underWay, most }: BatchLimits,
): ((ask: Ask) => Promise<Answer>) => {
  let waiting: Waiting<Ask, Answer>[] = []
  let running = 0
  let scheduled = false

  const runBatch = async (batch: Waiting<Ask, Answer>[]): Promise<void> => {
    try {
      const answers = await run(batch.map(({ ask }) => ask))
      if (answers.length !== batch.length) throw new Error(`a batch of ${batch.length} was given ${answers.length} answers`)
      for (const [index, answer] of answers.entries()) batch[index]?.resolve(answer)
    } catch (error) {
      for (const { reject } of batch) reject(error)
    }
    running -= 1
    schedule()
  }
  const flush = (): void => {
    scheduled = false
    while (waiting.length > 0 && running < underWay) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      running += 1
      void runBatch(batch)
    }
  }
  const schedule = (): void => {
    if (scheduled || waiting.length === 0 || running >= underWay) return
    scheduled = true
    setImmediate(flush)
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      schedule()
    })
}
