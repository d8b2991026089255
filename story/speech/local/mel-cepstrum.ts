// A spectrum as a mel-cepstrum (its logarithm, smooth, finer where ears are finer) and what a filter needs of it: the
// coefficients of the MLSA filter, sharpened so that vowels stand out of the noise of averaging, at the loudness they had.
// After Flite's cst_mlsa.c (Zen, Toda, Black). What is the same for every spectrum is computed once.

/** Samples of the impulse response that its energy is taken from, and numbers of the plain cepstrum that it comes from. */
const responseLength = 64

/** c → the coefficients of the filter, from the last one down. */
const toFilter = (cepstrum: Float64Array, alpha: number, filter: Float64Array): void => {
  let above = 0
  for (let index = cepstrum.length - 1; index >= 0; index -= 1) {
    above = (cepstrum[index] ?? 0) - alpha * above
    filter[index] = above
  }
}

/** What each mel coefficient adds to each number of the plain cepstrum: a row for each of these. */
const makeUnwarping = (size: number, alpha: number): Float64Array => {
  const matrix = new Float64Array(responseLength * size)
  for (let column = 0; column < size; column += 1) {
    let before = new Float64Array(responseLength)
    for (let index = column; index >= 0; index -= 1) {
      const now = new Float64Array(responseLength)
      now[0] = (index === column ? 1 : 0) - alpha * (before[0] ?? 0)
      now[1] = (1 - alpha * alpha) * (before[0] ?? 0) - alpha * (before[1] ?? 0)
      for (let at = 2; at < responseLength; at += 1) now[at] = (before[at - 1] ?? 0) - alpha * ((before[at] ?? 0) - (now[at - 1] ?? 0))
      before = now
    }
    for (let row = 0; row < responseLength; row += 1) matrix[row * size + column] = before[row] ?? 0
  }
  return matrix
}

/** Energy of the impulse response that a plain cepstrum describes. */
const makeEnergyOf = (): ((cepstrum: Float64Array) => number) => {
  const slopes = new Float64Array(responseLength)
  const response = new Float64Array(responseLength)
  return (cepstrum) => {
    for (let at = 1; at < responseLength; at += 1) slopes[at] = at * (cepstrum[at] ?? 0)
    const first = Math.exp(cepstrum[0] ?? 0)
    response[0] = first
    let energy = first * first
    for (let at = 1; at < responseLength; at += 1) {
      // Four sums side by side, since each addition waits for the one before.
      let sum0 = 0
      let sum1 = 0
      let sum2 = 0
      let sum3 = 0
      let forth = 1
      let back = at - 1
      for (; back >= 3; forth += 4, back -= 4) {
        sum0 += (slopes[forth] ?? 0) * (response[back] ?? 0)
        sum1 += (slopes[forth + 1] ?? 0) * (response[back - 1] ?? 0)
        sum2 += (slopes[forth + 2] ?? 0) * (response[back - 2] ?? 0)
        sum3 += (slopes[forth + 3] ?? 0) * (response[back - 3] ?? 0)
      }
      for (; back >= 0; forth += 1, back -= 1) sum0 += (slopes[forth] ?? 0) * (response[back] ?? 0)
      const value = (sum0 + sum1 + sum2 + sum3) / at
      response[at] = value
      energy += value * value
    }
    return energy
  }
}

export interface FilterShape {
  /** How many coefficients; even. */
  size: number
  /** How far frequencies are bent towards mel. */
  alpha: number
  /** How much formants are sharpened. */
  beta: number
}

/** The coefficients of a filter from a mel-cepstrum, into `filter`. */
export const makeFilterOf = ({ size, alpha, beta }: FilterShape): ((cepstrum: Float64Array, filter: Float64Array) => void) => {
  const unwarping = makeUnwarping(size, alpha)
  const energyOf = makeEnergyOf()
  const plain = new Float64Array(responseLength)
  const sharpened = new Float64Array(responseLength)
  return (cepstrum, filter) => {
    toFilter(cepstrum, alpha, filter)
    filter[1] = (filter[1] ?? 0) - beta * alpha * (cepstrum[2] ?? 0)
    for (let index = 2; index < size; index += 1) filter[index] = (filter[index] ?? 0) * (1 + beta)
    // The cepstrum of this filter is so many times the one it came from, but for the first two numbers.
    const level = (filter[0] ?? 0) + alpha * (filter[1] ?? 0) - (1 + beta) * (cepstrum[0] ?? 0)
    const tilt = (filter[1] ?? 0) + alpha * (filter[2] ?? 0) - (1 + beta) * (cepstrum[1] ?? 0)
    for (let row = 0; row < responseLength; row += 1) {
      let even = 0
      let odd = 0
      for (let index = 0, at = row * size; index < size; index += 2, at += 2) {
        even += (unwarping[at] ?? 0) * (cepstrum[index] ?? 0)
        odd += (unwarping[at + 1] ?? 0) * (cepstrum[index + 1] ?? 0)
      }
      plain[row] = even + odd
      sharpened[row] = (1 + beta) * (even + odd) + level * (unwarping[row * size] ?? 0) + tilt * (unwarping[row * size + 1] ?? 0)
    }
    filter[0] = (filter[0] ?? 0) + Math.log(energyOf(plain) / energyOf(sharpened)) / 2
  }
}
