// The MLSA filter (Imai, 1983): a spectrum given as a mel-cepstrum, laid on an excitation. Its exponential is a Padé
// approximation of fifth order, five times the same filter one after the other. Each of the five works on what the one
// before gave a sample ago, so all five go side by side: while one waits for its last product the others have work, and
// that halves the time. Written out by hand and without destructuring, which in this loop costs as much as the filter.

const pade = [1, 0.4999391, 0.1107098, 0.01369984, 0.0009564853, 0.00003041721] as const
const [p1, p2, p3, p4, p5] = [pade[1], pade[2], pade[3], pade[4], pade[5]]
const stages = 5

export interface MlsaFilter {
  /** What the filter does now; the first number is loudness and not used here. */
  coefficients: Float64Array
  /** Samples through the filter, in place. After each of them the coefficients move on by `step`. */
  pass: (samples: Float64Array, step: Float64Array) => void
}

export const makeMlsaFilter = (size: number, alpha: number): MlsaFilter => {
  const rest = 1 - alpha * alpha
  const coefficients = new Float64Array(size)
  // Of the second coefficient alone, then of all that follow: what went into each stage, and its delays.
  const low = new Float64Array(2 * stages)
  const inputs = new Float64Array(stages)
  const delays = new Float64Array(size * stages)

  const throughLow = (sample: number, slope: number): number => {
    let x = sample
    let sum = 0
    for (let stage = stages - 1; stage >= 0; stage -= 1) {
      const delayed = rest * (low[stages + stage] ?? 0) + alpha * (low[stage] ?? 0)
      low[stage] = delayed
      const out = delayed * slope
      if (stage < stages - 1) low[stages + stage + 1] = out
      const share = out * (pade[stage + 1] ?? 0)
      x += stage % 2 === 0 ? share : -share
      sum += share
    }
    low[stages] = x
    return sum + x
  }

  const throughAll = (sample: number): number => {
    const x = throughLow(sample, coefficients[1] ?? 0)
    let before1 = rest * (inputs[0] ?? 0) + alpha * (delays[0] ?? 0)
    let before2 = rest * (inputs[1] ?? 0) + alpha * (delays[1] ?? 0)
    let before3 = rest * (inputs[2] ?? 0) + alpha * (delays[2] ?? 0)
    let before4 = rest * (inputs[3] ?? 0) + alpha * (delays[3] ?? 0)
    let before5 = rest * (inputs[4] ?? 0) + alpha * (delays[4] ?? 0)
    let here1 = delays[5] ?? 0
    let here2 = delays[6] ?? 0
    let here3 = delays[7] ?? 0
    let here4 = delays[8] ?? 0
    let here5 = delays[9] ?? 0
    delays[0] = before1
    delays[1] = before2
    delays[2] = before3
    delays[3] = before4
    delays[4] = before5
    delays[5] = before1
    delays[6] = before2
    delays[7] = before3
    delays[8] = before4
    delays[9] = before5
    let out1 = 0
    let out2 = 0
    let out3 = 0
    let out4 = 0
    let out5 = 0
    for (let index = 2, at = 2 * stages; index < size; index += 1, at += stages) {
      const weight = coefficients[index] ?? 0
      const next1 = delays[at] ?? 0
      const next2 = delays[at + 1] ?? 0
      const next3 = delays[at + 2] ?? 0
      const next4 = delays[at + 3] ?? 0
      const next5 = delays[at + 4] ?? 0
      before1 = here1 + alpha * (next1 - before1)
      before2 = here2 + alpha * (next2 - before2)
      before3 = here3 + alpha * (next3 - before3)
      before4 = here4 + alpha * (next4 - before4)
      before5 = here5 + alpha * (next5 - before5)
      out1 += before1 * weight
      out2 += before2 * weight
      out3 += before3 * weight
      out4 += before4 * weight
      out5 += before5 * weight
      delays[at] = before1
      delays[at + 1] = before2
      delays[at + 2] = before3
      delays[at + 3] = before4
      delays[at + 4] = before5
      here1 = next1
      here2 = next2
      here3 = next3
      here4 = next4
      here5 = next5
    }
    const share1 = out1 * p1
    const share2 = out2 * p2
    const share3 = out3 * p3
    const share4 = out4 * p4
    const share5 = out5 * p5
    const first = x + share5 - share4 + share3 - share2 + share1
    inputs[0] = first
    inputs[1] = out1
    inputs[2] = out2
    inputs[3] = out3
    inputs[4] = out4
    return share5 + share4 + share3 + share2 + share1 + first
  }

  return {
    coefficients,
    pass: (samples, step) => {
      for (let at = 0; at < samples.length; at += 1) {
        samples[at] = throughAll(samples[at] ?? 0)
        for (let index = 0; index < size; index += 1) coefficients[index] = (coefficients[index] ?? 0) + (step[index] ?? 0)
      }
    },
  }
}
