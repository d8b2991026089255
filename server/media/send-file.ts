// A stored file over HTTP: HEAD, one Range, If-Range, and a 304 for whoever has it already.
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CodeStoryError } from '../../shared/errors.ts'
import type { FileStore, StoredFile } from '../../shared/node/file-store/file-store.ts'
import { parseRange } from './range.ts'

export interface SentFile {
  key: string
  /** What it is called when it is saved. */
  fileName: string
  /** How long a copy may be used without asking. */
  cacheControl: string
}

const quoted = (etag: string): string => (etag.startsWith('"') || etag.startsWith('W/') ? etag : `"${etag}"`)
const weak = (etag: string): string => etag.replace(/^W\//, '')
const seconds = (date: Date): number => Math.floor(date.getTime() / 1000)

const isUnchanged = (headers: FastifyRequest['headers'], etag: string, modified: Date): boolean => {
  const noneMatch = headers['if-none-match']
  if (noneMatch !== undefined) return noneMatch.split(',').some((known) => known.trim() === '*' || weak(known.trim()) === weak(etag))
  const since = Date.parse(headers['if-modified-since'] ?? '')
  return !Number.isNaN(since) && seconds(modified) <= since / 1000
}

/** A range of what the caller has is only worth something while the file is still the same one. */
const rangeHolds = (headers: FastifyRequest['headers'], etag: string, modified: Date): boolean => {
  const ifRange = headers['if-range']
  if (typeof ifRange !== 'string') return true
  if (ifRange.includes('"')) return !ifRange.startsWith('W/') && ifRange === etag
  return Date.parse(ifRange) / 1000 === seconds(modified)
}

/** ASCII for old clients, the true name for the others (RFC 6266). */
const contentDisposition = (kind: 'inline' | 'attachment', fileName: string): string => {
  // Half of a surrogate pair cannot be encoded.
  const name = fileName.toWellFormed()
  const ascii = name.replace(/[^\w .,()-]/g, '_')
  const encoded = encodeURIComponent(name).replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

const getFile = async (files: FileStore, key: string): Promise<StoredFile> => {
  const file = await files.find(key)
  if (file === null) throw new CodeStoryError('not_found', 'This file is not there any more.')
  return file
}

export const sendFile = async (files: FileStore, { key, fileName, cacheControl }: SentFile, request: FastifyRequest, reply: FastifyReply): Promise<unknown> => {
  const file = await getFile(files, key)
  const etag = quoted(file.etag)
  const download = (request.query as { download?: unknown }).download !== undefined
  reply.headers({
    'accept-ranges': 'bytes',
    etag,
    'last-modified': file.lastModified.toUTCString(),
    'cache-control': cacheControl,
    'content-disposition': contentDisposition(download ? 'attachment' : 'inline', fileName),
    // Players of other sites may embed it: whoever has the address may listen.
    'cross-origin-resource-policy': 'cross-origin',
    // Opened by itself, as from a feed, a browser wraps it into a page of its own that may load nothing but the file.
    'content-security-policy': "default-src 'none'; media-src 'self'; img-src 'self'; frame-ancestors 'none'",
  })
  if (isUnchanged(request.headers, etag, file.lastModified)) return reply.code(304).send()
  // A Range is for GET only.
  const range = request.method === 'GET' && rangeHolds(request.headers, etag, file.lastModified) ? parseRange(request.headers.range, file.sizeBytes) : 'whole'
  if (range === 'unsatisfiable') {
    reply.header('content-range', `bytes */${file.sizeBytes}`)
    throw new CodeStoryError('range_not_satisfiable', `This file has ${file.sizeBytes} bytes.`)
  }
  reply.type(file.contentType)
  if (range === 'whole') reply.code(200).header('content-length', file.sizeBytes)
  else
    reply
      .code(206)
      .header('content-length', range.last - range.first + 1)
      .header('content-range', `bytes ${range.first}-${range.last}/${file.sizeBytes}`)
  if (request.method === 'HEAD') return reply.send()
  const gone = new AbortController()
  reply.raw.on('close', () => gone.abort())
  return reply.send(await files.read(key, range === 'whole' ? undefined : range, gone.signal))
}
