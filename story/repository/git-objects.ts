// Reads a bare or ordinary git directory without a checkout: the tree's listing, and blobs in a stream.
import type { Writable } from 'node:stream'
import { spawnGit } from './source/git.ts'

/** One command's standard output as it comes. Leaving the loop early ends the process. */
export async function* streamGit(
  directory: string,
  args: readonly string[],
  { input = [], workTree, signal, settings = {} }: GitInput = {},
): AsyncGenerator<Buffer> {
  signal?.throwIfAborted()
  const git = spawnGit(args, { directory, ...(workTree === undefined ? {} : { workTree }), signal, settings })
  const writing = writeAll(git.stdin, input)
  let whole = false
  try {
    for await (const chunk of git.stdout as AsyncIterable<Buffer>) yield chunk
    whole = true
  } finally {
    if (!whole) git.kill()
  }
  await writing
  await git.finished
}

interface GitInput {
  input?: Iterable<string>
  workTree?: string
  signal?: AbortSignal | undefined
  settings?: Readonly<Record<string, string>>
}

const writeAll = async (stream: Writable, lines: Iterable<string>): Promise<void> => {
  for (const line of lines) {
    if (!stream.writable) return
    if (!stream.write(line)) await new Promise<void>((resolve) => stream.once('drain', resolve).once('close', resolve))
  }
  stream.end()
}

/** Pieces between separators (below 128), those that have arrived at a time: constant memory however long the output is. */
export async function* splitBatches(stream: AsyncIterable<Buffer>, separator: number): AsyncGenerator<string[]> {
  const mark = String.fromCharCode(separator)
  let rest: Buffer[] = []
  for await (const chunk of stream) {
    const last = chunk.lastIndexOf(separator)
    if (last === -1) {
      rest.push(chunk)
      continue
    }
    const whole = chunk.subarray(0, last)
    yield (rest.length > 0 ? Buffer.concat([...rest, whole]) : whole).toString('utf8').split(mark)
    rest = last + 1 < chunk.length ? [chunk.subarray(last + 1)] : []
  }
  if (rest.length > 0) yield [Buffer.concat(rest).toString('utf8')]
}

/** The same, one by one. */
export async function* splitStream(stream: AsyncIterable<Buffer>, separator: number): AsyncGenerator<string> {
  for await (const pieces of splitBatches(stream, separator)) yield* pieces
}

export interface TreeEntry {
  mode: string
  objectId: string
  /** Null where the object isn't in this clone, or is no blob. */
  sizeBytes: number | null
  path: string
}

export async function* listTree(gitDirectory: string, commit: string, subfolder: string | null, signal?: AbortSignal): AsyncGenerator<TreeEntry[]> {
  const output = streamGit(gitDirectory, ['ls-tree', '-r', '-l', '-z', '--full-tree', commit, ...(subfolder === null ? [] : ['--', subfolder])], { signal })
  for await (const lines of splitBatches(output, 0))
    yield lines.map((line) => {
      const tab = line.indexOf('\t')
      const [mode = '', , objectId = '', size = ''] = line.slice(0, tab).split(/ +/)
      return { mode, objectId, sizeBytes: /^\d+$/.test(size) ? Number(size) : null, path: line.slice(tab + 1) }
    })
}

/** Blobs in the order asked for, those that have arrived at a time; null for one that this clone lacks. */
export type BlobReader = (gitDirectory: string, objectIds: readonly string[], signal?: AbortSignal) => AsyncGenerator<(Buffer | null)[]>

/** With a git of its own: the quickest for many. */
export const readBlobBatches: BlobReader = async function* (gitDirectory, objectIds, signal) {
  const output = streamGit(gitDirectory, ['cat-file', '--batch', '--buffer'], { input: batched(objectIds), signal })
  const blobsIn = createBlobSplitter()
  for await (const chunk of output) {
    const blobs = blobsIn(chunk)
    if (blobs.length > 0) yield blobs
  }
}

/** Takes what `cat-file --batch` prints, as it comes, and gives the blobs that are whole. */
export const createBlobSplitter = (): ((chunk: Buffer) => (Buffer | null)[]) => {
  let pending: Buffer[] = []
  let pendingBytes = 0
  let needBytes = 1
  return (chunk) => {
    pending.push(chunk)
    pendingBytes += chunk.length
    if (pendingBytes < needBytes) return []
    const buffer = pending.length === 1 ? chunk : Buffer.concat(pending)
    const blobs: (Buffer | null)[] = []
    let from = 0
    needBytes = 1
    for (;;) {
      const lineEnd = buffer.indexOf(10, from)
      if (lineEnd === -1) break
      const header = buffer.toString('latin1', from, lineEnd)
      if (header.endsWith(' missing')) {
        blobs.push(null)
        from = lineEnd + 1
        continue
      }
      const sizeBytes = Number(header.slice(header.lastIndexOf(' ') + 1))
      const end = lineEnd + 1 + sizeBytes
      if (buffer.length < end + 1) {
        needBytes = end + 1 - from
        break
      }
      blobs.push(buffer.subarray(lineEnd + 1, end))
      from = end + 1
    }
    const left = buffer.subarray(from)
    pending = left.length > 0 ? [left] : []
    pendingBytes = left.length
    return blobs
  }
}

/** A write per id would cost more than the blob. */
function* batched(objectIds: readonly string[]): Generator<string> {
  for (let from = 0; from < objectIds.length; from += 500) yield `${objectIds.slice(from, from + 500).join('\n')}\n`
}
