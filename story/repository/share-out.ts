// Who takes which files, where both hands are to be done at the same time.
import type { Hand } from './hands.ts'

/** Below it, telling another what to do takes longer than doing it. */
const leastBytesToShare = 60_000

/** Of all bytes, as if the first hand had done them: it has other things to do beside, and takes in what the others find. */
const headStart = 0.1

/** Each gets the next largest when it has the least. */
export const shareOut = <File extends { sizeBytes: number }>(files: readonly File[], hands: readonly Hand[]): [Hand, File[]][] => {
  const all = files.reduce((sum, file) => sum + file.sizeBytes, 0)
  const working = hands.slice(0, all < leastBytesToShare ? 1 : hands.length)
  const shares = working.map((hand, index) => ({ hand, files: [] as File[], bytes: index === 0 ? all * headStart : 0 }))
  for (const file of files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)) {
    const [least] = shares.toSorted((a, b) => a.bytes - b.bytes)
    least?.files.push(file)
    if (least !== undefined) least.bytes += file.sizeBytes
  }
  return shares.filter((share) => share.files.length > 0).map((share) => [share.hand, share.files])
}
