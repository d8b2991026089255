// The parts of uploads whose process died: no listing of files shows them, and they are paid for until somebody removes them.
import { AbortMultipartUploadCommand, ListMultipartUploadsCommand, type S3Client } from '@aws-sdk/client-s3'

/** No upload of ours takes longer than the hour that a story may take; twice that, for clocks that differ. */
const staleMs = 2 * 60 * 60_000
/** The bucket may hold others' files; only what a story has is large enough to be sent in parts. */
const prefix = 'stories/'

/** A thousand at most: the next round finds the others. */
export const removeUnfinishedUploads = async (client: S3Client, bucket: string): Promise<void> => {
  const { Uploads = [] } = await client.send(new ListMultipartUploadsCommand({ Bucket: bucket, Prefix: prefix }))
  for (const { Key, UploadId, Initiated } of Uploads)
    if (Initiated !== undefined && Date.now() - Initiated.getTime() > staleMs)
      await client.send(new AbortMultipartUploadCommand({ Bucket: bucket, Key, UploadId }))
}
