// What is open for as long as a token is good.

/** setTimeout takes no more; a token that lives longer than 24 days is looked at again then. */
const longestTimerMs = 2 ** 31 - 1

/** @param expiresAt null: never. @returns what calls it off */
export const whenExpired = (expiresAt: Date | null, end: () => void): (() => void) => {
  if (expiresAt === null) return () => undefined
  const schedule = (): NodeJS.Timeout =>
    setTimeout(
      () => {
        if (expiresAt.getTime() > Date.now()) timer = schedule()
        else end()
      },
      Math.min(Math.max(0, expiresAt.getTime() - Date.now()), longestTimerMs),
    )
  let timer = schedule()
  return () => clearTimeout(timer)
}
