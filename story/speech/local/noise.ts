// The noise in Flite's voices: signs thrown by the C library's generator of random numbers, which begins anew with every
// sentence, through the filter of each band. So every sentence's noise is the beginning of the same one.

/** A linear congruential generator of 64 bits (Knuth's MMIX), whose highest bit decides; in halves, since BigInt is slow. */
const makeSigns = () => {
  const factor = { high: 0x5851_f42d, low: 0x4c95_7f2d }
  let [high, low] = [0, 0]
  return (): number => {
    const lowLow = (low & 0xffff) * (factor.low & 0xffff)
    const middle = (low >>> 16) * (factor.low & 0xffff) + (lowLow >>> 16)
    const other = (low & 0xffff) * (factor.low >>> 16) + (middle & 0xffff)
    const carry = (low >>> 16) * (factor.low >>> 16) + Math.floor(middle / 0x1_0000) + Math.floor(other / 0x1_0000)
    high = (Math.imul(high, factor.low) + Math.imul(low, factor.high) + carry) | 0
    low = Math.imul(low, factor.low)
    if (low === -1) high = (high + 1) | 0
    low = (low + 1) | 0
    return high < 0 ? 1 : -1
  }
}

/** A second: what is filtered more at a time. */
const pieceSamples = 16_000

const longer = (whole: Float64Array, length: number): Float64Array<ArrayBuffer> => {
  const grown = new Float64Array(length)
  grown.set(whole)
  return grown
}

/** The noise of each band, from a sentence's first sample; what was computed once is kept. */
export const openBandNoise = (bands: readonly Float64Array[]): ((length: number) => readonly Float64Array[]) => {
  const nextSign = makeSigns()
  let signs = new Float64Array(0)
  let filtered: readonly Float64Array[] = bands.map(() => signs)
  return (length) => {
    const known = signs.length
    if (length <= known) return filtered
    const wanted = Math.ceil(length / pieceSamples) * pieceSamples
    signs = longer(signs, wanted)
    for (let at = known; at < wanted; at += 1) signs[at] = nextSign()
    filtered = bands.map((band, index) => {
      const noise = longer(filtered[index] ?? signs, wanted)
      for (let at = known; at < wanted; at += 1) {
        let sum = 0
        for (let tap = Math.min(band.length - 1, at); tap >= 0; tap -= 1) sum += (band[tap] ?? 0) * (signs[at - tap] ?? 0)
        noise[at] = sum
      }
      return noise
    })
    return filtered
  }
}
