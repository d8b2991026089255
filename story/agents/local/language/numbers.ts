// Numbers as a narrator says them: small ones in words, large ones rounded, always so that the exact count makes them true.

const words = ['no', 'one', 'two', 'three', 'four', 'five', 'six', 'seven', 'eight', 'nine', 'ten', 'eleven', 'twelve']

const grouped = (count: number): string => String(count).replace(/\B(?=(\d{3})+$)/g, ',')

/** Exact: words up to twelve, then figures. */
export const exactly = (count: number): string => words[count] ?? grouped(count)

/** The largest round number that is not above the count. */
const roundDown = (count: number): number => {
  const step = count >= 20_000 ? 1000 : count >= 2000 ? 100 : count >= 300 ? 50 : 10
  return Math.floor(count / step) * step
}

/** Exact up to a hundred; above that "more than 1,200", which stays true however the count is taken to the last line. */
export const roughly = (count: number): string => {
  if (count <= 100) return exactly(count)
  const round = roundDown(count)
  return round === count ? grouped(count) : `more than ${grouped(round)}`
}

export const counted = (count: number, singular: string, plural = `${singular}s`): string => `${roughly(count)} ${count === 1 ? singular : plural}`
