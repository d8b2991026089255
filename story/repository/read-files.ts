// Which files to read and where they lie, as plain data, so that any thread can read its share; and how they are read.
import { open, realpath } from 'node:fs/promises'
import { join, sep } from 'node:path'
import { CodeStoryError } from '../../shared/coded-error.ts'
import { type BlobReader, readBlobBatches } from './git-objects.ts'
import { textOfBytes } from './text-of-bytes.ts'

export type ReadingOrder =
  | { kind: 'git'; gitDirectory: string; files: readonly { path: string; objectId: string }[] }
  | { kind: 'folder'; root: string; paths: readonly string[] }

export interface FileText {
  path: string
  text: string
}

/** Files that have text, in the order asked for, as many at a time as have arrived: a step for each would cost more than the file. */
export async function* readFiles(order: ReadingOrder, signal?: AbortSignal, readBlobs: BlobReader = readBlobBatches): AsyncGenerator<FileText[]> {
  if (order.kind === 'folder') yield* readFolder(order, signal)
  else if (order.files.length > 0) yield* readObjects(order, signal, readBlobs)
}

async function* readObjects(
  { gitDirectory, files }: ReadingOrder & { kind: 'git' },
  signal: AbortSignal | undefined,
  readBlobs: BlobReader,
): AsyncGenerator<FileText[]> {
  let index = 0
  const ids = files.map((file) => file.objectId)
  for await (const blobs of readBlobs(gitDirectory, ids, signal)) {
    const texts: FileText[] = []
    for (const blob of blobs) {
      const path = files[index++]?.path ?? ''
      const content = blob === null ? null : textOfBytes(blob)
      if (content !== null && 'text' in content) texts.push({ path, text: content.text })
    }
    yield texts
  }
}

async function* readFolder({ root, paths }: ReadingOrder & { kind: 'folder' }, signal?: AbortSignal): AsyncGenerator<FileText[]> {
  for (const path of paths) {
    signal?.throwIfAborted()
    const content = textOfBytes(await readInside(root, path))
    if ('text' in content) yield [{ path, text: content.text }]
  }
}

/** A folder above the file may have become a link since it was listed: what is opened must still lie inside. */
const readInside = async (root: string, path: string): Promise<Buffer> => {
  const file = await open(join(root, path), 'r')
  try {
    const real = await realpath(join(root, path))
    if (!real.startsWith(root + sep)) throw new CodeStoryError('forbidden', `${path} leads outside of the folder.`)
    return await file.readFile()
  } finally {
    await file.close()
  }
}
