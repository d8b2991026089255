// Files in a bucket of S3, or of any service that speaks its protocol. Streams go up in parts, of which a few are in memory
// at a time; an upload that ends early takes its parts with it. Every object is private: who may hear it is decided by the
// server, and the bucket's own public address, where there is one, is the operator's choice.
import { createHash } from 'node:crypto'
import { addAbortSignal, Readable } from 'node:stream'
import {
  AbortMultipartUploadCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  paginateListObjectsV2,
  S3Client,
  S3ServiceException,
} from '@aws-sdk/client-s3'
import { Upload } from '@aws-sdk/lib-storage'
import { CodeStoryError } from '../../errors.ts'
import type { Env } from '../env.ts'
import { checkContentType, checkKey, contentTypeOf } from './content-types.ts'
import type { FileStore, StoredFile } from './file-store.ts'
import { removeUnfinishedUploads } from './s3-unfinished.ts'

export type S3Env = Pick<
  Env,
  | 'AWS_ACCESS_KEY_ID'
  | 'AWS_SECRET_ACCESS_KEY'
  | 'AWS_SESSION_TOKEN'
  | 'AWS_REGION'
  | 'AWS_ENDPOINT_URL_S3'
  | 'AWS_S3_PUBLIC_URL'
  | 'AWS_S3_SERVER_SIDE_ENCRYPTION'
> & { AWS_S3_BUCKET: string }

/** S3's smallest part; two are in memory, which holds 25 minutes of audio's head while the rest is being made. */
const partBytes = 5 * 1024 * 1024
const partsAtOnce = 2
const removalsAtOnce = 8
const sweepMs = 60 * 60_000
// The names of a story's files stay while their contents may be made anew, so a copy is good for a while and not for ever.
const cacheControl = { public: 'public, max-age=3600', private: 'private, max-age=3600' }

const rejections: Readonly<Record<string, string>> = {
  NoSuchBucket: 'There is no such bucket. Check AWS_S3_BUCKET and AWS_REGION.',
  InvalidAccessKeyId: 'The storage service does not know AWS_ACCESS_KEY_ID.',
  SignatureDoesNotMatch: 'The storage service rejects AWS_SECRET_ACCESS_KEY.',
  ExpiredToken: 'AWS_SESSION_TOKEN has expired.',
  InvalidToken: 'The storage service rejects AWS_SESSION_TOKEN.',
  RequestTimeTooSkewed: 'The clock of this machine is wrong, and the storage service refuses it for that.',
  PermanentRedirect: 'The bucket is in another region. Check AWS_REGION.',
  AuthorizationHeaderMalformed: 'The bucket is in another region. Check AWS_REGION.',
}

const isMissing = (error: unknown): boolean =>
  error instanceof S3ServiceException &&
  (error.name === 'NoSuchKey' || error.name === 'NotFound' || (error.$metadata.httpStatusCode === 404 && error.name !== 'NoSuchBucket'))

const translate = (error: unknown, signal?: AbortSignal): unknown => {
  if (signal?.aborted) return signal.reason
  if (error instanceof CodeStoryError) return error
  if (!(error instanceof S3ServiceException)) return new CodeStoryError('storage_unavailable', 'The storage service could not be reached.', { cause: error })
  if (isMissing(error)) return new CodeStoryError('not_found', 'There is no such file.', { cause: error })
  const status = error.$metadata.httpStatusCode ?? 500
  if (status === 416) return new CodeStoryError('range_not_satisfiable', 'The file is shorter than that.', { cause: error })
  // A HEAD has no body that could name the error.
  const elsewhere = status === 301 || (status === 400 && error.$response?.headers['x-amz-bucket-region'] !== undefined && error.name === 'Unknown')
  const known = rejections[elsewhere ? 'PermanentRedirect' : error.name]
  if (known !== undefined) return new CodeStoryError('storage_rejected', known, { cause: error })
  if (status === 401 || status === 403)
    return new CodeStoryError(
      'storage_rejected',
      'The storage service does not allow this. The key needs GetObject, PutObject, DeleteObject, AbortMultipartUpload and ListBucket.',
      {
        cause: error,
      },
    )
  if (status >= 400 && status < 500 && status !== 408 && status !== 429)
    return new CodeStoryError('storage_rejected', `The storage service refuses the request (${error.name}).`, { cause: error })
  return new CodeStoryError('storage_unavailable', `The storage service does not answer as it should (${error.name}).`, { cause: error })
}

/** What arrives damaged is refused, object or part. Buckets with an object lock take nothing without it. */
const sendChecksum = (client: S3Client): void =>
  client.middlewareStack.add(
    (next) => (args) => {
      const { input } = args
      if (!('Body' in input && input.Body instanceof Uint8Array)) return next(args)
      return next({ ...args, input: { ...input, ContentMD5: createHash('md5').update(input.Body).digest('base64') } })
    },
    { step: 'initialize', name: 'sendChecksum' },
  )

const openClient = (env: S3Env): S3Client => {
  const { AWS_ACCESS_KEY_ID: accessKeyId, AWS_SECRET_ACCESS_KEY: secretAccessKey, AWS_SESSION_TOKEN: sessionToken, AWS_ENDPOINT_URL_S3: endpoint } = env
  const client = new S3Client({
    region: env.AWS_REGION,
    // Without keys of ours the SDK looks where the machine has them: a role, a profile.
    ...(accessKeyId !== undefined && secretAccessKey !== undefined
      ? { credentials: { accessKeyId, secretAccessKey, ...(sessionToken ? { sessionToken } : {}) } }
      : {}),
    // Services of one's own rarely have a host name for each bucket.
    ...(endpoint === undefined ? {} : { endpoint, forcePathStyle: true }),
    // Some of them refuse the checksums that the SDK would add; the one below all of them know.
    requestChecksumCalculation: 'WHEN_REQUIRED',
    responseChecksumValidation: 'WHEN_REQUIRED',
    maxAttempts: 4,
    requestHandler: { connectionTimeout: 5000, socketTimeout: 30_000 },
  })
  sendChecksum(client)
  return client
}

export const openS3Store = (env: S3Env): FileStore => {
  const client = openClient(env)
  const Bucket = env.AWS_S3_BUCKET
  const publicUrl = env.AWS_S3_PUBLIC_URL
  const encryption = env.AWS_S3_SERVER_SIDE_ENCRYPTION
  // A service that will not list them fails whoever needs it next; these parts are its own rules' matter then.
  const sweep = setInterval(() => void removeUnfinishedUploads(client, Bucket).catch(() => undefined), sweepMs)
  sweep.unref()

  const find = async (key: string, signal?: AbortSignal): Promise<StoredFile | null> => {
    try {
      const found = await client.send(new HeadObjectCommand({ Bucket, Key: checkKey(key) }), { abortSignal: signal })
      return {
        sizeBytes: found.ContentLength ?? 0,
        contentType: found.ContentType ?? contentTypeOf(key),
        etag: found.ETag ?? '""',
        lastModified: found.LastModified ?? new Date(0),
      }
    } catch (error) {
      if (isMissing(error)) return null
      throw translate(error, signal)
    }
  }

  const upload = async (key: string, content: Readable | Uint8Array | string, contentType: string, signal: AbortSignal | undefined): Promise<void> => {
    const sending = new Upload({
      client,
      params: {
        Bucket,
        Key: key,
        Body: typeof content === 'string' ? Buffer.from(content) : content,
        ContentType: contentType,
        CacheControl: publicUrl === undefined ? cacheControl.private : cacheControl.public,
        ...(encryption === undefined ? {} : { ServerSideEncryption: encryption }),
      },
      partSize: partBytes,
      queueSize: partsAtOnce,
    })
    const stop = () => void sending.abort()
    signal?.addEventListener('abort', stop, { once: true })
    // A source that fails is not the service's fault, and keeps its own error.
    let sourceFailure: Error | undefined
    if (content instanceof Readable)
      content.once('error', (error) => {
        sourceFailure = error
      })
    try {
      await sending.done()
    } catch (error) {
      if (content instanceof Readable) content.destroy()
      // The helper removes its parts some time later; a process about to end cannot wait for that. Where this fails too,
      // the first failure is the one to tell.
      if (sending.uploadId !== undefined)
        await client.send(new AbortMultipartUploadCommand({ Bucket, Key: key, UploadId: sending.uploadId })).catch(() => undefined)
      throw sourceFailure === undefined ? translate(error, signal) : sourceFailure
    } finally {
      signal?.removeEventListener('abort', stop)
    }
  }

  return {
    name: 's3',
    find,
    put: async (key, content, { contentType, signal }) => {
      checkContentType(checkKey(key), contentType)
      signal?.throwIfAborted()
      await upload(key, content, contentType, signal)
      const stored = await find(key, signal)
      if (stored === null) throw new CodeStoryError('storage_unavailable', 'The storage service took a file and then did not have it.')
      return stored
    },
    read: async (key, range, signal) => {
      try {
        const { Body } = await client.send(
          new GetObjectCommand({ Bucket, Key: checkKey(key), ...(range === undefined ? {} : { Range: `bytes=${range.first}-${range.last}` }) }),
          { abortSignal: signal },
        )
        if (!(Body instanceof Readable)) throw new CodeStoryError('storage_unavailable', 'The storage service sent no content.')
        // With an error, so that half a file is never taken for a whole one.
        return signal === undefined ? Body : addAbortSignal(signal, Body)
      } catch (error) {
        throw translate(error, signal)
      }
    },
    remove: async (keys) => {
      // One by one: removing many at once needs a checksum that not every service understands.
      try {
        for (let from = 0; from < keys.length; from += removalsAtOnce)
          await Promise.all(keys.slice(from, from + removalsAtOnce).map((key) => client.send(new DeleteObjectCommand({ Bucket, Key: checkKey(key) }))))
      } catch (error) {
        throw translate(error)
      }
    },
    list: async function* (prefix) {
      try {
        for await (const page of paginateListObjectsV2({ client }, { Bucket, Prefix: prefix })) {
          // Some gateway's page: taken for an empty listing, it would leave what was to be removed.
          if (page.IsTruncated === undefined && page.KeyCount === undefined)
            throw new CodeStoryError('storage_unavailable', 'The storage service answered with something that is no listing.')
          for (const { Key, Size, LastModified } of page.Contents ?? [])
            if (Key !== undefined) yield { key: Key, sizeBytes: Size ?? 0, lastModified: LastModified ?? new Date(0) }
        }
      } catch (error) {
        throw translate(error)
      }
    },
    publicUrl: (key) => (publicUrl === undefined ? null : `${publicUrl}/${checkKey(key)}`),
    close: async () => {
      clearInterval(sweep)
      client.destroy()
    },
  }
}
