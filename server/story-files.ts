// The files of a story, all below one prefix.
import type { FileStore } from '../shared/node/file-store/file-store.ts'

/** S3 deletes a thousand at once. */
const removalSize = 1000

export const removeStoryFiles = async (files: Pick<FileStore, 'list' | 'remove'>, storyId: string): Promise<void> => {
  let keys: string[] = []
  for await (const { key } of files.list(`stories/${storyId}/`)) {
    keys.push(key)
    if (keys.length < removalSize) continue
    await files.remove(keys)
    keys = []
  }
  if (keys.length > 0) await files.remove(keys)
}
