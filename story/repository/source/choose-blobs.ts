// Which files of a repository that is too large to be read whole are read all the same. Sizes and contents are not here
// yet: what a path tells decides. Every part of the tree gets its share, so that no one folder of thousands crowds out
// the rest; within a part what explains comes before what does, and what lies high before what lies deep.
import { createClassifier, findSkipReason } from '../file-kind.ts'
import { splitStream, streamGit } from '../git-objects.ts'
import type { FileKind } from '../snapshot.ts'
import { maxListedFiles } from '../snapshot-listing.ts'

const kindOrder: Record<FileKind, number> = {
  manifest: 0,
  documentation: 1,
  source: 2,
  configuration: 3,
  example: 4,
  test: 5,
  data: 6,
  vendored: 7,
  generated: 8,
}

interface Candidate {
  objectId: string
  rank: number
}

/** Parts are what a newcomer sees first: two folders deep. */
const partOf = (path: string): string => path.split('/').slice(0, -1).slice(0, 2).join('/')

const regularFilePattern = /^100\d{3} blob ([\da-f]{40,64})\t([\s\S]+)$/

export const chooseImportantBlobs = async (directory: string, commit: string, count: number, signal: AbortSignal): Promise<string[]> => {
  const parts = new Map<string, Candidate[]>()
  const classify = createClassifier()
  let entries = 0
  for await (const line of splitStream(streamGit(directory, ['ls-tree', '-r', '-z', '--full-tree', commit], { signal }), 0)) {
    entries += 1
    if (entries > maxListedFiles) break
    const [, objectId, path] = regularFilePattern.exec(line) ?? []
    if (objectId === undefined || path === undefined || findSkipReason(path) !== null) continue
    const kind = kindOrder[classify(path)]
    if (kind > kindOrder.data) continue
    const candidates = parts.get(partOf(path)) ?? []
    candidates.push({ objectId, rank: kind * 100 + Math.min(path.split('/').length, 99) })
    parts.set(partOf(path), candidates)
  }
  // Array.sort is stable and git's order is by path, so that the choice is the same each time.
  const queues = [...parts.values()].map((candidates) => candidates.sort((a, b) => a.rank - b.rank))
  const chosen = new Set<string>()
  for (let round = 0; chosen.size < count; round += 1) {
    const row = queues.flatMap((queue) => queue[round] ?? [])
    if (row.length === 0) break
    for (const { objectId } of row) if (chosen.size < count) chosen.add(objectId)
  }
  return [...chosen]
}
