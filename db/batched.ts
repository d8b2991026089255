// Many small asks as few large ones. What is asked while asks keep coming in, or while enough batches are under way, goes
// together into the next: alone, an ask leaves at once; among sixty others it costs a sixtieth of a round trip, of a plan
// and of a commit. An ask is never answered from a batch that began before it, so nobody reads the past.

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

/**
 * As long as each turn of the event loop brings another ask there is something better to do than to send, and the batch grows. It
 * leaves with the first turn that brings none, and after so many turns in any case: some milliseconds of a busy process.
 */
const gatheringTurns = 30

/** @param run answers a batch, in its order, each now or later; when it throws, every ask of the batch fails with that */
export const batched = <Ask, Answer>(
  run: (asks: Ask[]) => Promise<(Answer | Promise<Answer>)[]>,
  { underWay, most }: BatchLimits,
): ((ask: Ask) => Promise<Answer>) => {
  let waiting: Waiting<Ask, Answer>[] = []
  let running = 0
  let gathering = false

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
  const send = (): void => {
    while (waiting.length > 0 && running < underWay) {
      const batch = waiting.slice(0, most)
      waiting = waiting.slice(most)
      running += 1
      void runBatch(batch)
    }
  }
  const gather = (known: number, turnsLeft: number): void => {
    const goesOn = waiting.length > known && waiting.length < most && turnsLeft > 0
    if (goesOn) {
      setImmediate(gather, waiting.length, turnsLeft - 1)
      return
    }
    gathering = false
    send()
  }
  const schedule = (): void => {
    if (gathering || waiting.length === 0 || running >= underWay) return
    gathering = true
    setImmediate(gather, waiting.length, gatheringTurns)
  }
  return (ask) =>
    new Promise((resolve, reject) => {
      waiting.push({ ask, resolve, reject })
      schedule()
    })
}
