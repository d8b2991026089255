// Who takes which files, where both hands are to be done at the same time.
import type { Hand } from './hands.ts'

/** Below it, telling another what to do takes longer than doing it. */
const leastBytesToShare = 60_000

/** Of all bytes, as if the first hand had done them: it has other things to do beside, and takes in what the others find. */
const headStart = 0.1

/** Each gets the next largest when it has the least: the same shares every time. */
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

/** A tenth of a second of parsing: more would let one wait for the other's last, fewer would be said more often than done. */
const portionBytes = 100_000

/** Its grammar reads a file by what the one before it has left in the memory of its scanner. */
const isSteady = ({ language }: { language: string }): boolean => language !== 'Swift'

/** To be parsed: whoever is done takes the next portion, since one of them has other things to do as well, now more and now less. */
export const dealOut = <File extends { sizeBytes: number; language: string }>(files: readonly File[], hands: readonly Hand[]): [Hand, Iterable<File[]>][] => {
  const shares = shareOut(files, hands)
  if (!files.every(isSteady)) return shares.map(([hand, share]) => [hand, [share]])
  const portions = portionsOf(files)
  return shares.map(([hand]) => [hand, portions])
}

/** The largest first: the small ones at the end keep both busy to it. */
function* portionsOf<File extends { sizeBytes: number }>(files: readonly File[]): Generator<File[]> {
  let portion: File[] = []
  let bytes = 0
  for (const file of files.toSorted((a, b) => b.sizeBytes - a.sizeBytes)) {
    portion.push(file)
    bytes += file.sizeBytes
    if (bytes < portionBytes) continue
    yield portion
    portion = []
    bytes = 0
  }
  if (portion.length > 0) yield portion
}
