// Ten peaks a second are far more than a screen has room for: each bar shows the loudest of its share.

/** Heights from 0 to 1, the loudest bar being 1, none so low that it can't be seen. */
export const barHeights = (peaks: readonly number[], count: number): number[] => {
  const loudest = peaks.reduce((most, peak) => Math.max(most, peak), 0)
  return Array.from({ length: count }, (_, bar) => {
    const from = Math.floor((bar * peaks.length) / count)
    const to = Math.max(from + 1, Math.floor(((bar + 1) * peaks.length) / count))
    const peak = peaks.slice(from, to).reduce((most, value) => Math.max(most, value), 0)
    return Math.max(0.06, loudest === 0 ? 0 : peak / loudest)
  })
}

/** All bars as one path, centred on the middle line. */
export const barPath = (heights: readonly number[], pitchPx: number, heightPx: number): string =>
  heights
    .map((height, bar) => {
      const barPx = height * heightPx
      return `M${bar * pitchPx} ${((heightPx - barPx) / 2).toFixed(1)}h${pitchPx - 1.5}v${barPx.toFixed(1)}h${1.5 - pitchPx}z`
    })
    .join('')
