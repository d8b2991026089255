// The page, as Next.js exports it to web/out: files by path, addresses of pages to their HTML, a story's own address to the
// page that shows any story. Nothing is rendered here, and the build has put the small forms beside the files; only a page's
// first answers are written into it. All of it is kept in memory, a few MB.
import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { extname, join, normalize, sep } from 'node:path'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { CodeStoryError } from '../../shared/errors.ts'
import { type AnswerPlace, findAnswerPlace, packPage } from './answered-page.ts'
import type { FindFirstAnswers } from './first-answers.ts'
import { notBuiltPage, notBuiltPolicy } from './not-built.ts'
import { type PolicySources, pagePolicy } from './page-policy.ts'

const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.txt': 'text/plain; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.mp3': 'audio/mpeg',
}

interface Asset {
  /** When it and its small form were written: a build puts the one there some seconds after the other. */
  written: string
  type: string
  etag: string
  identity: Buffer
  br: Buffer | null
  gzip: Buffer | null
  policy: string | null
  answerPlace: AnswerPlace | null
}

const storyPage = /^\/stories\/[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}\/?$/i

/** Where a path's file may be, in the order of trying. Null: the path leads out of the folder, or is none. */
const candidates = (path: string): string[] | null => {
  let decoded: string
  try {
    decoded = decodeURIComponent(path)
  } catch {
    return null
  }
  if (decoded.includes('\0') || decoded.includes('\\') || decoded.split('/').includes('..')) return null
  if (storyPage.test(decoded)) return ['stories/index.html', 'stories.html']
  const clean = normalize(decoded).replace(/^\/+|\/+$/g, '')
  if (clean === '') return ['index.html']
  // What browsers ask for where they have not read yet which icon a page names.
  if (clean === 'favicon.ico') return [clean, 'icon.svg']
  return extname(clean) === '' ? [join(clean, 'index.html'), `${clean}.html`] : [clean]
}

const inlineScripts = (html: string): string[] =>
  [...html.matchAll(/<script(?![^>]*\ssrc=)[^>]*>([\s\S]*?)<\/script>/g)].map(
    ([, text = '']) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`,
  )

const findModifiedMs = async (path: string): Promise<number | null> => {
  const found = await stat(path).catch(() => null)
  return found?.isFile() === true ? found.mtimeMs : null
}

/** One that is older than its file was left behind by another build. */
const findCompressed = async (path: string, ending: '.br' | '.gz'): Promise<Buffer | null> => {
  const [modifiedMs, compressedMs] = await Promise.all([findModifiedMs(path), findModifiedMs(path + ending)])
  return modifiedMs === null || compressedMs === null || compressedMs < modifiedMs ? null : readFile(path + ending)
}

export interface WebApp {
  /** Answers a GET or HEAD of anything that is no endpoint. */
  serve: (request: FastifyRequest, reply: FastifyReply) => Promise<unknown>
}

interface WebAppOptions {
  /** Of the exported page. */
  folder: string
  sources: PolicySources
  findFirstAnswers: FindFirstAnswers
}

export const openWebApp = ({ folder, sources, findFirstAnswers }: WebAppOptions): WebApp => {
  const assets = new Map<string, Promise<Asset>>()

  const load = async (path: string, written: string): Promise<Asset> => {
    const identity = await readFile(path)
    const type = contentTypes[extname(path)] ?? 'application/octet-stream'
    const html = type.startsWith('text/html') ? identity.toString('utf8') : null
    return {
      written,
      type,
      etag: createHash('sha256').update(identity).digest('base64url').slice(0, 22),
      identity,
      br: await findCompressed(path, '.br'),
      gzip: await findCompressed(path, '.gz'),
      policy: html === null ? null : pagePolicy(sources, [...new Set(inlineScripts(html))]),
      answerPlace: html === null ? null : findAnswerPlace(html),
    }
  }
  const findAsset = async (relative: string): Promise<Asset | null> => {
    const path = join(folder, relative)
    if (!path.startsWith(folder + sep)) return null
    const [modifiedMs, compressedMs] = await Promise.all([findModifiedMs(path), findModifiedMs(`${path}.br`)])
    if (modifiedMs === null) return null
    const written = `${modifiedMs} ${compressedMs}`
    const known = await assets.get(path)
    if (known?.written === written) return known
    const loading = load(path, written)
    assets.set(path, loading)
    return loading
  }
  const findFirst = async (names: readonly string[]): Promise<Asset | null> => {
    for (const name of names) {
      const asset = await findAsset(name)
      if (asset !== null) return asset
    }
    return null
  }

  const send = async (request: FastifyRequest, reply: FastifyReply, asset: Asset, status: number): Promise<unknown> => {
    const accepted = String(request.headers['accept-encoding'] ?? '')
    if (asset.policy !== null) reply.header('content-security-policy', asset.policy)
    if (asset.answerPlace !== null) {
      const { headers, body } = await packPage(asset.answerPlace, await findFirstAnswers(request, reply), accepted)
      return reply.code(status).type(asset.type).headers(headers).send(body)
    }
    const [encoding, body] =
      asset.br !== null && /\bbr\b/.test(accepted)
        ? ['br', asset.br]
        : asset.gzip !== null && /\bgzip\b/.test(accepted)
          ? ['gzip', asset.gzip]
          : [null, asset.identity]
    const etag = `"${asset.etag}${encoding === null ? '' : `-${encoding}`}"`
    // Next.js puts a hash into the names below _next/static: those never change. Everything else is asked for again.
    const lasting = request.url.startsWith('/_next/static/')
    reply.headers({ etag, vary: 'Accept-Encoding', 'cache-control': lasting ? 'public, max-age=31536000, immutable' : 'no-cache' })
    if (status === 200 && request.headers['if-none-match'] === etag) return reply.code(304).send()
    if (encoding !== null) reply.header('content-encoding', encoding)
    return reply.code(status).type(asset.type).send(body)
  }

  return {
    serve: async (request, reply) => {
      const path = request.url.split('?', 1)[0] ?? '/'
      const names = candidates(path)
      const asset = names === null ? null : await findFirst(names)
      if (asset !== null) return send(request, reply, asset, 200)
      const wantsPage = names?.some((name) => name.endsWith('.html')) === true && request.headers.accept?.includes('text/html') === true
      if (!wantsPage) throw new CodeStoryError('not_found', 'There is nothing at this address.')
      const missing = await findAsset('404.html')
      if (missing !== null) return send(request, reply, missing, 404)
      return reply
        .code(503)
        .headers({ 'retry-after': 3, 'cache-control': 'no-store', 'content-security-policy': notBuiltPolicy })
        .type('text/html; charset=utf-8')
        .send(notBuiltPage)
    },
  }
}
