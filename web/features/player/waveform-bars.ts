// Ten peaks a second are far more than a screen has room for. A bar shows the mean of its share, squared: the loudest of
// some seconds of speech is always about the same, and every bar would be as high as the next.

/** Heights from 0 to 1, the loudest bar being 1, none so low that it can't be seen. */
export const barHeights = (peaks: readonly number[], count: number): number[] => {
  const means = Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count))
    const share = peaks.slice(from, to)
    return share.reduce((sum, peak) => sum + peak, 0) / Math.max(share.length, 1)
  })
  const loudest = means.reduce((most, mean) => Math.max(most, mean), 0)
  return means.map((mean) => Math.max(0.06, loudest === 0 ? 0 : (mean / loudest) ** 2))
}

/** All bars as one path, centred on the middle line. */
export const barPath = (heights: readonly number[], pitchPx: number, heightPx: number): string =>
  heights
    .map((height, bar) => {
      const barPx = height * heightPx
      return `M${bar * pitchPx} ${((heightPx - barPx) / 2).toFixed(1)}h${pitchPx - 1.5}v${barPx.toFixed(1)}h${1.5 - pitchPx}z`
    })
    .join('')
