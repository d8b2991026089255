// A repository that is over the limits: its trees, and the blobs of its most important files.
import { chooseImportantBlobs } from './choose-blobs.ts'
import { type CloneRequest, commitRef, fetchInto, isOverLimit, sweep } from './fetch-commit.ts'

export const fetchPart = async (request: CloneRequest, commit: string): Promise<void> => {
  const { directory, limits, signal } = request
  const wanted = `+${commit}:${commitRef}\n`
  await sweep(directory)
  await fetchInto(directory, request, { depth: 1, filter: 'blob:none', maxBytes: limits.packBytes, timeoutMs: limits.timeoutMs, wanted })
  const blobs = await chooseImportantBlobs(directory, commit, limits.partFiles, signal)
  const batchSize = Math.ceil(limits.partFiles / partBatches)
  for (let from = 0; from < blobs.length; from += batchSize) await fetchBlobs(request, blobs.slice(from, from + batchSize), limits.packBytes / partBatches)
}

const partBatches = 4

/**
 * Named blobs pass every filter, whatever their size, so one of gigabytes may be among them: what is over the limit is
 * tried again by halves, until that one is alone and left out.
 */
const fetchBlobs = async (request: CloneRequest, blobs: readonly string[], maxBytes: number): Promise<void> => {
  const { directory, limits } = request
  try {
    await fetchInto(directory, request, {
      filter: 'blob:none',
      maxBytes,
      timeoutMs: limits.timeoutMs / partBatches,
      wanted: `${blobs.join('\n')}\n`,
      // The server must not take it that whoever has the commit has its blobs.
      settings: { 'fetch.negotiationAlgorithm': 'noop' },
    })
  } catch (error) {
    if (!isOverLimit(error)) throw error
    await sweep(directory)
    if (blobs.length === 1) return
    const half = Math.ceil(blobs.length / 2)
    const halfBytes = Math.max(maxBytes / 2, limits.blobBytes)
    await fetchBlobs(request, blobs.slice(0, half), halfBytes)
    await fetchBlobs(request, blobs.slice(half), halfBytes)
  }
}
