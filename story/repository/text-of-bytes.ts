// Bytes of a file → text, or the reason why it has none.
import type { SkippedFile } from '../../shared/analysis.ts'
import { decodeText } from './clean-text.ts'

/** Where text stops being worth reading whole; source code may be longer than data. */
export const maxSourceBytes = 4 * 1024 * 1024
export const maxOtherBytes = 1024 * 1024

const lfsPointer = Buffer.from('version https://git-lfs.github.com/spec/')

export const textOfBytes = (bytes: Uint8Array): { text: string } | { skipped: SkippedFile['reason'] } => {
  if (bytes.length < 300 && lfsPointer.equals(bytes.subarray(0, lfsPointer.length))) return { skipped: 'lfs pointer' }
  const text = decodeText(bytes)
  return text === null ? { skipped: 'binary' } : { text }
}
