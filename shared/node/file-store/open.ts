// The environment → where files live: a bucket where one is named, else a folder under DATA_DIR.
import type { Env } from '../env.ts'
import type { FileStore } from './file-store.ts'
import { openFolderStore } from './folder.ts'
import { openS3Store, type S3Env } from './s3.ts'

export const openFileStore = async (env: Omit<S3Env, 'AWS_S3_BUCKET'> & Pick<Env, 'AWS_S3_BUCKET' | 'DATA_DIR'>): Promise<FileStore> =>
  env.AWS_S3_BUCKET === undefined ? openFolderStore(env.DATA_DIR) : openS3Store({ ...env, AWS_S3_BUCKET: env.AWS_S3_BUCKET })
