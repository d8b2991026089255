// One byte range of a file, as RFC 9110 section 14 has it. Several ranges at once are answered with the whole file, which
// the RFC allows and every player understands.
import type { ByteRange } from '../../shared/node/file-store/file-store.ts'

export type AskedRange = ByteRange | 'whole' | 'unsatisfiable'

export const parseRange = (header: string | undefined, sizeBytes: number): AskedRange => {
  const match = /^\s*bytes\s*=\s*(?:(\d+)\s*-\s*(\d*)|-(\d+))\s*$/i.exec(header ?? '')
  if (match === null) return 'whole'
  const [, from, to, suffix] = match
  if (suffix !== undefined) {
    const length = Math.min(Number(suffix), sizeBytes)
    return length === 0 ? 'unsatisfiable' : { first: sizeBytes - length, last: sizeBytes - 1 }
  }
  const first = Number(from)
  const last = to === '' ? sizeBytes - 1 : Math.min(Number(to), sizeBytes - 1)
  // A range that ends before it starts is no range at all.
  if (to !== '' && Number(to) < first) return 'whole'
  return first >= sizeBytes ? 'unsatisfiable' : { first, last }
}
