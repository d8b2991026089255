// Bytes of a file → text, or the reason why it has none.
import type { SkippedFile } from '../../shared/analysis.ts'

/** Where text stops being worth reading whole; source code may be longer than data. */
export const maxSourceBytes = 4 * 1024 * 1024
export const maxOtherBytes = 1024 * 1024

const lfsPointer = Buffer.from('version https://git-lfs.github.com/spec/')

// As git does: a zero byte this early makes a file binary.
const binaryLookBytes = 8000

export const textOfBytes = (bytes: Buffer): { text: string } | { skipped: SkippedFile['reason'] } => {
  if (bytes.length < 300 && lfsPointer.equals(bytes.subarray(0, lfsPointer.length))) return { skipped: 'lfs pointer' }
  const encoding = bytes[0] === 0xff && bytes[1] === 0xfe ? 'utf-16le' : bytes[0] === 0xfe && bytes[1] === 0xff ? 'utf-16be' : null
  if (encoding !== null) return { text: new TextDecoder(encoding).decode(bytes) }
  return bytes.subarray(0, binaryLookBytes).includes(0) ? { skipped: 'binary' } : { text: bytes.toString('utf8') }
}
