// The environment → where files live: a bucket where one is named, else a folder under DATA_DIR.
import type { Env } from '../env.ts'
import type { FileStore } from './file-store.ts'
import { openFolderStore } from './folder.ts'
import type { S3Env } from './s3.ts'

export const openFileStore = async (env: Omit<S3Env, 'AWS_S3_BUCKET'> & Pick<Env, 'AWS_S3_BUCKET' | 'DATA_DIR'>): Promise<FileStore> => {
  if (env.AWS_S3_BUCKET === undefined) return openFolderStore(env.DATA_DIR)
  // Its client is large: whoever needs none neither waits for it nor keeps it in memory.
  const { openS3Store } = await import('./s3.ts')
  return openS3Store({ ...env, AWS_S3_BUCKET: env.AWS_S3_BUCKET })
}
