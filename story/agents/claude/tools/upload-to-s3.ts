// Named after the bucket of the first design; it writes to whichever file store is configured.
import type { Readable } from 'node:stream'
import { z } from 'zod'
import type { StoredFile } from '../../../../shared/node/file-store/file-store.ts'
import type { FilesDesk } from './voice-desk.ts'

export const uploadToS3Input = z.object({
  name: z
    .string()
    .regex(/^[a-z\d][a-z\d-]*\.(?:mp3|png)$/)
    .describe('File name below the story: chapter-1.mp3, audio.mp3, cover.png'),
  content_type: z.enum(['audio/mpeg', 'image/png']).describe('What it holds'),
})

export const uploadToS3 = async (
  { name, content_type }: z.output<typeof uploadToS3Input>,
  content: Readable | Uint8Array,
  { files, folder, signal }: Pick<FilesDesk, 'folder' | 'signal'> & { files: Pick<FilesDesk['files'], 'put'> },
): Promise<StoredFile & { key: string }> => {
  const key = `${folder}/${name}`
  return { key, ...(await files.put(key, content, { contentType: content_type, signal })) }
}
