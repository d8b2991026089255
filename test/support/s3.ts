// An S3 on loopback, as strict as the real one where a client can be wrong: it verifies every signature (SigV4, with the
// body's hash) and every Content-MD5, which it wants as a bucket with an object lock does, refuses parts that are too small, ACLs, unknown buckets and skewed clocks, and lists in pages. It can be
// told to fail, to stall, and, like some compatible services, to refuse the newer checksum headers.
import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export interface StoredObject {
  body: Buffer
  headers: Record<string, string>
  etag: string
  modified: Date
}
export type S3Fault = 'stall' | 'cut' | { status: number; code: string }

export interface S3Options {
  bucket: string
  accessKeyId: string
  secretAccessKey: string
  region?: string
  /** Asked first for each request that is properly signed. */
  fault?: (request: { method: string; key: string; query: URLSearchParams }) => S3Fault | null | undefined
  port?: number
  /** Entries a page of a listing has, at most. */
  pageSize?: number
}

export interface S3StandIn {
  /** For AWS_ENDPOINT_URL_S3. */
  url: string
  objects: Map<string, StoredObject>
  /** Uploads in parts that are neither complete nor removed. */
  uploads: Map<string, { key: string; headers: Record<string, string>; parts: Map<number, Buffer>; initiated: Date }>
  requests: { method: string; key: string; headers: IncomingMessage['headers'] }[]
  close: () => Promise<void>
}

const sha256 = (data: string | Buffer): string => createHash('sha256').update(data).digest('hex')
const hmac = (key: string | Buffer, data: string): Buffer => createHmac('sha256', key).update(data).digest()
const md5 = (data: Buffer): string => createHash('md5').update(data).digest('hex')
const encode = (text: string): string => encodeURIComponent(text).replace(/[!'()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
const escapeXml = (text: string): string => text.replace(/[<>&"]/g, (sign) => `&#${sign.charCodeAt(0)};`)

const smallestPartBytes = 5 * 1024 * 1024
const keptHeaders = ['content-type', 'cache-control', 'content-disposition', 'x-amz-server-side-encryption']

class Refusal extends Error {
  readonly status: number
  readonly code: string
  constructor(status: number, code: string, message = code) {
    super(message)
    this.status = status
    this.code = code
  }
}

/** https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html, step by step. */
const verifySignature = (request: IncomingMessage, url: URL, body: Buffer, { accessKeyId, secretAccessKey, region = 'us-east-1' }: S3Options): void => {
  const { headers } = request
  const match = /^AWS4-HMAC-SHA256 Credential=([^/]+)\/(\d{8})\/([^/]+)\/s3\/aws4_request, ?SignedHeaders=([^,]+), ?Signature=([\da-f]{64})$/.exec(
    headers.authorization ?? '',
  )
  if (match === null) throw new Refusal(403, 'AccessDenied')
  const [, keyId = '', day = '', scopeRegion = '', signedHeaders = '', signature = ''] = match
  if (keyId !== accessKeyId) throw new Refusal(403, 'InvalidAccessKeyId')
  if (scopeRegion !== region) throw new Refusal(400, 'AuthorizationHeaderMalformed')
  const time = String(headers['x-amz-date'])
  const iso = time.replace(/^(\d{4})(\d\d)(\d\d)T(\d\d)(\d\d)(\d\d)Z$/, '$1-$2-$3T$4:$5:$6Z')
  if (Math.abs(Date.parse(iso) - Date.now()) > 15 * 60_000) throw new Refusal(403, 'RequestTimeTooSkewed')
  const names = signedHeaders.split(';')
  // Whoever changes one of these on the way changes the request.
  for (const name of Object.keys(headers))
    if ((name === 'host' || name === 'content-md5' || name.startsWith('x-amz-')) && !names.includes(name))
      throw new Refusal(403, 'SignatureDoesNotMatch', `${name} is not signed`)
  const payload = String(headers['x-amz-content-sha256'])
  if (/^[\da-f]{64}$/.test(payload) ? payload !== sha256(body) : payload !== 'UNSIGNED-PAYLOAD') throw new Refusal(400, 'XAmzContentSHA256Mismatch')
  const canonicalQuery = [...url.searchParams]
    .map(([key, value]) => `${encode(key)}=${encode(value)}`)
    .sort()
    .join('&')
  const canonicalHeaders = names.map((name) => `${name}:${String(headers[name]).trim().replace(/\s+/g, ' ')}\n`).join('')
  const path = url.pathname
    .split('/')
    .map((part) => encode(decodeURIComponent(part)))
    .join('/')
  const canonical = [request.method, path, canonicalQuery, canonicalHeaders, signedHeaders, payload].join('\n')
  const scope = `${day}/${scopeRegion}/s3/aws4_request`
  const signingKey = ['s3', 'aws4_request'].reduce((key, part) => hmac(key, part), hmac(hmac(`AWS4${secretAccessKey}`, day), scopeRegion))
  const expected = hmac(signingKey, ['AWS4-HMAC-SHA256', time, scope, sha256(canonical)].join('\n'))
  if (!timingSafeEqual(expected, Buffer.from(signature, 'hex'))) throw new Refusal(403, 'SignatureDoesNotMatch')
}

const xml = (response: ServerResponse, status: number, content: string): void => {
  response.writeHead(status, { 'content-type': 'application/xml' }).end(`<?xml version="1.0" encoding="UTF-8"?>\n${content}`)
}

export const serveS3 = async (options: S3Options): Promise<S3StandIn> => {
  const objects: S3StandIn['objects'] = new Map()
  const uploads: S3StandIn['uploads'] = new Map()
  const requests: S3StandIn['requests'] = []
  const pageSize = options.pageSize ?? 1000

  const keep = (headers: IncomingMessage['headers']): Record<string, string> =>
    Object.fromEntries(keptHeaders.flatMap((name) => (headers[name] === undefined ? [] : [[name, String(headers[name])] as const])))
  const store = (key: string, body: Buffer, headers: Record<string, string>, etag = `"${md5(body)}"`): string => {
    objects.set(key, { body, headers, etag, modified: new Date(Math.floor(Date.now() / 1000) * 1000) })
    return etag
  }
  const upload = (query: URLSearchParams) => {
    const found = uploads.get(query.get('uploadId') ?? '')
    if (found === undefined) throw new Refusal(404, 'NoSuchUpload')
    return found
  }

  const complete = (key: string, query: URLSearchParams, body: Buffer, response: ServerResponse): void => {
    const { parts, headers } = upload(query)
    const named = [...body.toString('utf8').matchAll(/<Part>[\s\S]*?<\/Part>/g)].map(([part]) => ({
      number: Number(/<PartNumber>(\d+)/.exec(part)?.[1]),
      etag: /<ETag>(?:"|&quot;|&#34;)?([\da-f]+)/.exec(part)?.[1],
    }))
    const chosen = named.map(({ number, etag }, index) => {
      const part = parts.get(number)
      if (part === undefined || etag !== md5(part)) throw new Refusal(400, 'InvalidPart')
      if (index < named.length - 1 && part.length < smallestPartBytes) throw new Refusal(400, 'EntityTooSmall')
      if (index > 0 && number <= (named[index - 1]?.number ?? 0)) throw new Refusal(400, 'InvalidPartOrder')
      return part
    })
    const etag = store(key, Buffer.concat(chosen), headers, `"${md5(Buffer.concat(chosen.map((part) => Buffer.from(md5(part), 'hex'))))}-${chosen.length}"`)
    uploads.delete(query.get('uploadId') ?? '')
    xml(response, 200, `<CompleteMultipartUploadResult><Key>${escapeXml(key)}</Key><ETag>${escapeXml(etag)}</ETag></CompleteMultipartUploadResult>`)
  }

  const list = (query: URLSearchParams, response: ServerResponse): void => {
    const after = query.get('continuation-token') ?? query.get('start-after') ?? ''
    const keys = [...objects.keys()].filter((key) => key.startsWith(query.get('prefix') ?? '') && key > after).sort()
    const page = keys.slice(0, Math.min(pageSize, Number(query.get('max-keys') ?? pageSize)))
    const more = keys.length > page.length
    const contents = page.map((key) => {
      const object = objects.get(key)
      return `<Contents><Key>${escapeXml(key)}</Key><LastModified>${object?.modified.toISOString()}</LastModified><Size>${object?.body.length}</Size></Contents>`
    })
    const next = more ? `<NextContinuationToken>${escapeXml(page.at(-1) ?? '')}</NextContinuationToken>` : ''
    xml(response, 200, `<ListBucketResult><KeyCount>${page.length}</KeyCount><IsTruncated>${more}</IsTruncated>${next}${contents.join('')}</ListBucketResult>`)
  }

  const listUploads = (query: URLSearchParams, response: ServerResponse): void => {
    const open = [...uploads].filter(([, { key }]) => key.startsWith(query.get('prefix') ?? ''))
    const entries = open.map(
      ([id, { key, initiated }]) => `<Upload><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId><Initiated>${initiated.toISOString()}</Initiated></Upload>`,
    )
    xml(response, 200, `<ListMultipartUploadsResult><IsTruncated>false</IsTruncated>${entries.join('')}</ListMultipartUploadsResult>`)
  }

  const get = (key: string, request: IncomingMessage, response: ServerResponse, cut: boolean): void => {
    const object = objects.get(key)
    if (object === undefined) throw new Refusal(404, 'NoSuchKey')
    const { body, headers, etag, modified } = object
    const common = { ...headers, etag, 'last-modified': modified.toUTCString(), 'accept-ranges': 'bytes' }
    const range = /^bytes=(\d+)-(\d*)$/.exec(request.headers.range ?? '')
    const first = range === null ? 0 : Number(range[1])
    const last = range === null || range[2] === '' ? body.length - 1 : Math.min(Number(range[2]), body.length - 1)
    if (range !== null && first >= body.length) throw new Refusal(416, 'InvalidRange')
    const piece = body.subarray(first, last + 1)
    response.writeHead(range === null ? 200 : 206, {
      ...common,
      'content-length': piece.length,
      ...(range === null ? {} : { 'content-range': `bytes ${first}-${last}/${body.length}` }),
    })
    if (request.method === 'HEAD') response.end()
    else if (cut) response.write(piece.subarray(0, piece.length / 2), () => response.destroy())
    else response.end(piece)
  }

  const operations: Record<
    string,
    (key: string, query: URLSearchParams, body: Buffer, request: IncomingMessage, response: ServerResponse, cut: boolean) => void
  > = {
    PUT: (key, query, body, request, response) => {
      if (query.has('partNumber')) {
        upload(query).parts.set(Number(query.get('partNumber')), body)
        response.writeHead(200, { etag: `"${md5(body)}"` }).end()
      } else response.writeHead(200, { etag: store(key, body, keep(request.headers)) }).end()
    },
    POST: (key, query, body, request, response) => {
      if (query.has('uploads')) {
        const id = randomUUID()
        uploads.set(id, { key, headers: keep(request.headers), parts: new Map(), initiated: new Date() })
        xml(response, 200, `<InitiateMultipartUploadResult><Key>${escapeXml(key)}</Key><UploadId>${id}</UploadId></InitiateMultipartUploadResult>`)
      } else complete(key, query, body, response)
    },
    DELETE: (key, query, _body, _request, response) => {
      if (query.has('uploadId')) {
        upload(query)
        uploads.delete(query.get('uploadId') ?? '')
      } else objects.delete(key)
      response.writeHead(204).end()
    },
    GET: (key, query, _body, request, response, cut) => {
      if (key !== '') get(key, request, response, cut)
      else if (query.has('uploads')) listUploads(query, response)
      else list(query, response)
    },
    HEAD: (key, _query, _body, request, response, cut) => get(key, request, response, cut),
  }

  const answer = (request: IncomingMessage, response: ServerResponse, body: Buffer): void => {
    const url = new URL(request.url ?? '/', 'http://localhost')
    const [, bucket = '', ...rest] = url.pathname.split('/')
    const key = decodeURIComponent(rest.join('/'))
    requests.push({ method: request.method ?? '', key, headers: request.headers })
    verifySignature(request, url, body, options)
    if (bucket !== options.bucket) throw new Refusal(404, 'NoSuchBucket')
    for (const name of Object.keys(request.headers))
      if (name.startsWith('x-amz-acl') || name.startsWith('x-amz-grant')) throw new Refusal(400, 'AccessControlListNotSupported')
      else if (name.startsWith('x-amz-checksum') || name === 'x-amz-sdk-checksum-algorithm' || name === 'x-amz-trailer')
        throw new Refusal(501, 'NotImplemented')
    const checksum = request.headers['content-md5']
    if (checksum !== undefined && checksum !== createHash('md5').update(body).digest('base64')) throw new Refusal(400, 'BadDigest')
    if (request.method === 'PUT' && checksum === undefined) throw new Refusal(400, 'InvalidRequest', 'a bucket with an object lock needs Content-MD5')
    const fault = options.fault?.({ method: request.method ?? '', key, query: url.searchParams })
    if (fault === 'stall') return
    if (fault && fault !== 'cut') throw new Refusal(fault.status, fault.code)
    const operation = operations[request.method ?? '']
    if (operation === undefined) throw new Refusal(405, 'MethodNotAllowed')
    operation(key, url.searchParams, body, request, response, fault === 'cut')
  }

  const server = createServer(async (request, response) => {
    try {
      const pieces: Buffer[] = []
      for await (const piece of request as AsyncIterable<Buffer>) pieces.push(piece)
      answer(request, response, Buffer.concat(pieces))
    } catch (error) {
      if (!(error instanceof Refusal)) response.destroy()
      else if (request.method === 'HEAD') response.writeHead(error.status).end()
      else xml(response, error.status, `<Error><Code>${error.code}</Code><Message>${escapeXml(error.message)}</Message></Error>`)
    }
  })
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    objects,
    uploads,
    requests,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}
