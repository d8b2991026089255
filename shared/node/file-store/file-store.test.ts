// One contract for both stores, then what each promises on its own.
import { randomBytes } from 'node:crypto'
import { mkdtemp, readdir, rm, utimes, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable } from 'node:stream'
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest'
import { type S3Options, type S3StandIn, serveS3 } from '../../../test/support/s3.ts'
import type { FileStore } from './file-store.ts'
import { openFolderStore } from './folder.ts'
import { openFileStore } from './open.ts'
import { openS3Store, type S3Env } from './s3.ts'

const account = { bucket: 'stories', accessKeyId: 'AKID', secretAccessKey: 'the-secret' }
const s3Env = (url: string, more: Partial<S3Env> = {}): S3Env => ({
  AWS_S3_BUCKET: 'stories',
  AWS_REGION: 'us-east-1',
  AWS_ACCESS_KEY_ID: account.accessKeyId,
  AWS_SECRET_ACCESS_KEY: account.secretAccessKey,
  AWS_ENDPOINT_URL_S3: url,
  ...more,
})
const textOf = async (stream: Readable): Promise<string> => Buffer.concat(await stream.toArray()).toString('utf8')
const keysOf = async (store: FileStore, prefix: string): Promise<string[]> => (await Array.fromAsync(store.list(prefix))).map(({ key }) => key)
/** Random bytes in pieces, as a join of chapters comes. */
const streamOf = (content: Buffer, pieceBytes = 60_000): Readable => {
  const pieces: Buffer[] = []
  for (let from = 0; from < content.length; from += pieceBytes) pieces.push(content.subarray(from, from + pieceBytes))
  return Readable.from(pieces)
}

let folder: string
let s3: S3StandIn
let stores: Record<'folder' | 's3', FileStore>
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'file-store-test-'))
  s3 = await serveS3({ ...account, pageSize: 2 })
  stores = { folder: await openFolderStore(folder), s3: openS3Store(s3Env(s3.url)) }
})
afterAll(async () => {
  await Promise.all([stores.folder.close(), stores.s3.close(), s3.close(), rm(folder, { recursive: true })])
})

describe.each(['folder', 's3'] as const)('a file store (%s)', (name) => {
  const audio = { contentType: 'audio/mpeg' }

  it('gives back what it was given: text, bytes and streams, with their size and type', async () => {
    const store = stores[name]
    const large = randomBytes(12 * 1024 * 1024 + 17)
    for (const [key, content, bytes] of [
      ['stories/a/cover.png', new Uint8Array([1, 2, 3]), 3],
      ['stories/a/script.json', '{"ä":1}', 8],
      ['stories/a/audio.mp3', streamOf(large), large.length],
      ['stories/a/empty.txt', Readable.from([]), 0],
    ] as const) {
      const contentType = { png: 'image/png', json: 'application/json', mp3: 'audio/mpeg', txt: 'text/plain' }[key.slice(-3)] ?? 'application/json'
      const stored = await store.put(key, content, { contentType })
      expect(stored).toMatchObject({ sizeBytes: bytes, contentType })
      expect(stored.etag).toMatch(/^"[^"]+"$/)
      expect(await store.find(key)).toEqual(stored)
    }
    expect(Buffer.concat(await (await store.read('stories/a/audio.mp3')).toArray()).equals(large)).toBe(true)
    expect(await textOf(await store.read('stories/a/script.json'))).toBe('{"ä":1}')
  })

  it('reads a range, first and last byte included', async () => {
    const store = stores[name]
    await store.put('r/x.mp3', 'abcdefghij', audio)
    expect(await textOf(await store.read('r/x.mp3', { first: 2, last: 4 }))).toBe('cde')
    expect(await textOf(await store.read('r/x.mp3', { first: 9, last: 9 }))).toBe('j')
    expect(await textOf(await store.read('r/x.mp3', { first: 8, last: 100 }))).toBe('ij')
    await expect(store.read('r/x.mp3', { first: 10, last: 12 })).rejects.toMatchObject({ code: 'range_not_satisfiable' })
  })

  it('finds nothing where there is nothing', async () => {
    const store = stores[name]
    expect(await store.find('no/such.mp3')).toBeNull()
    await expect(store.read('no/such.mp3')).rejects.toMatchObject({ code: 'not_found' })
    await store.remove(['no/such.mp3'])
    expect(await keysOf(store, 'no/')).toEqual([])
  })

  it('replaces a file whole, with another etag', async () => {
    const store = stores[name]
    const first = await store.put('w/x.mp3', 'one', audio)
    const second = await store.put('w/x.mp3', 'two', audio)
    expect(second.etag).not.toBe(first.etag)
    expect(await textOf(await store.read('w/x.mp3'))).toBe('two')
  })

  it('keeps the old file, and nothing else, when a stream fails or is stopped half way', async () => {
    const store = stores[name]
    await store.put('h/x.mp3', 'whole', audio)
    const fails = Readable.from(
      (async function* () {
        yield randomBytes(6 * 1024 * 1024)
        yield randomBytes(6 * 1024 * 1024)
        throw new Error('the voice was lost')
      })(),
    )
    await expect(store.put('h/x.mp3', fails, audio)).rejects.toThrow('the voice was lost')
    const controller = new AbortController()
    const endless = Readable.from(
      (async function* () {
        for (let piece = 0; ; piece += 1) {
          if (piece === 3) controller.abort(new Error('cancelled'))
          yield randomBytes(4 * 1024 * 1024)
        }
      })(),
    )
    await expect(store.put('h/x.mp3', endless, { ...audio, signal: controller.signal })).rejects.toThrow('cancelled')
    expect(await textOf(await store.read('h/x.mp3'))).toBe('whole')
    expect(await keysOf(store, 'h/')).toEqual(['h/x.mp3'])
    await expect.poll(() => s3.uploads.size).toBe(0)
    expect(await readdir(join(folder, 'files', '.incoming'))).toEqual([])
  })

  it('stops reading with its signal', async () => {
    const store = stores[name]
    await store.put('s/x.mp3', randomBytes(2 * 1024 * 1024), audio)
    const controller = new AbortController()
    const stream = await store.read('s/x.mp3', undefined, controller.signal)
    controller.abort()
    await expect(stream.toArray()).rejects.toThrow()
  })

  it('lists every key below a prefix in order, over all pages, and removes what it is told to', async () => {
    const store = stores[name]
    const keys = ['l/a.txt', 'l/a/b.txt', 'l/a/c/d.txt', 'l/ab.txt', 'l/b.txt', 'l2/x.txt']
    for (const key of keys.toReversed()) await store.put(key, key, { contentType: 'text/plain' })
    expect(await keysOf(store, 'l/')).toEqual(keys.slice(0, 5))
    expect(await keysOf(store, 'l/a/')).toEqual(['l/a/b.txt', 'l/a/c/d.txt'])
    expect(await keysOf(store, 'l/a')).toEqual(keys.slice(0, 4))
    const [one] = await Array.fromAsync(store.list('l2/'))
    expect(one).toMatchObject({ key: 'l2/x.txt', sizeBytes: 8 })
    expect(one?.lastModified.getTime()).toBeGreaterThan(Date.now() - 60_000)
    await store.remove(keys)
    expect(await keysOf(store, 'l')).toEqual([])
  })

  it.each(['../x.mp3', '/etc/x.mp3', 'a//b.mp3', 'a/../../b.mp3', 'a\\b.mp3', '', 'a/./b.mp3', 'a\0.mp3', 'ü.mp3', `${'a/'.repeat(300)}b.mp3`])(
    'refuses the key %j, which is none of ours',
    async (key) => {
      const store = stores[name]
      await expect(store.put(key, 'x', audio)).rejects.toMatchObject({ code: 'internal' })
      await expect(store.find(key)).rejects.toMatchObject({ code: 'internal' })
      await expect(store.read(key)).rejects.toMatchObject({ code: 'internal' })
      await expect(store.remove([key])).rejects.toMatchObject({ code: 'internal' })
    },
  )

  it('refuses a type that the key does not have', async () => {
    await expect(stores[name].put('a/x.mp3', 'x', { contentType: 'text/html' })).rejects.toMatchObject({ code: 'internal' })
  })
})

describe('a folder store', () => {
  it('removes what a process that died was writing, once nobody can be writing it any more', async () => {
    const incoming = join(folder, 'files', '.incoming')
    await writeFile(join(incoming, 'old'), 'x')
    await writeFile(join(incoming, 'new'), 'x')
    await utimes(join(incoming, 'old'), 0, 0)
    await openFolderStore(folder)
    expect(await readdir(incoming)).toEqual(['new'])
    await rm(join(incoming, 'new'))
  })

  it('says so when the disk is full, and leaves nothing', async () => {
    if (process.platform !== 'linux') return
    const full = Readable.from(
      (async function* () {
        yield 'something'
        throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' })
      })(),
    )
    await expect(stores.folder.put('f/x.mp3', full, { contentType: 'audio/mpeg' })).rejects.toMatchObject({ code: 'disk_full', retry: true })
    expect(await keysOf(stores.folder, 'f/')).toEqual([])
  })

  it('leaves no empty folders behind', async () => {
    await stores.folder.put('deep/er/x.mp3', 'x', { contentType: 'audio/mpeg' })
    await stores.folder.remove(['deep/er/x.mp3'])
    expect(await readdir(join(folder, 'files'))).not.toContain('deep')
  })

  it('is what opens where no bucket is named', async () => {
    expect((await openFileStore({ DATA_DIR: folder, AWS_REGION: 'us-east-1' })).name).toBe('folder')
    const bucket = await openFileStore({ DATA_DIR: folder, ...s3Env(s3.url, { AWS_S3_PUBLIC_URL: 'https://cdn.example.com' }) })
    expect(bucket.name).toBe('s3')
    expect(bucket.publicUrl('stories/a/audio.mp3')).toBe('https://cdn.example.com/stories/a/audio.mp3')
    expect(stores.s3.publicUrl('stories/a/audio.mp3')).toBeNull()
    await bucket.close()
  })
})

describe('an S3 store', () => {
  const opened: { close: () => Promise<unknown> }[] = []
  afterEach(async () => {
    for (const one of opened.splice(0).toReversed()) await one.close()
  })
  const open = async (options: Partial<S3Options> = {}, env: Partial<S3Env> = {}) => {
    const server = await serveS3({ ...account, ...options })
    const store = openS3Store(s3Env(server.url, env))
    opened.push(server, store)
    return { server, store }
  }
  const audio = { contentType: 'audio/mpeg' }

  it('says how an object may be cached, and encrypts it where that is configured', async () => {
    const { server, store } = await open({}, { AWS_S3_SERVER_SIDE_ENCRYPTION: 'AES256', AWS_S3_PUBLIC_URL: 'https://cdn.example.com' })
    await store.put('a.mp3', 'x', audio)
    await store.put('b.mp3', streamOf(randomBytes(6 * 1024 * 1024)), audio)
    const headers = { 'content-type': 'audio/mpeg', 'cache-control': 'public, max-age=3600', 'x-amz-server-side-encryption': 'AES256' }
    expect([...server.objects.values()].map((object) => object.headers)).toEqual([headers, headers])
    await stores.s3.put('private.mp3', 'x', audio)
    expect(s3.objects.get('private.mp3')?.headers).toEqual({ 'content-type': 'audio/mpeg', 'cache-control': 'private, max-age=3600' })
  })

  it('tries again when the service stumbles', async () => {
    const failing = new Set(['a.mp3'])
    const { store } = await open({ fault: ({ method, key }) => (method === 'PUT' && failing.delete(key) ? { status: 503, code: 'SlowDown' } : null) })
    expect(await store.put('a.mp3', 'x', audio)).toMatchObject({ sizeBytes: 1 })
  })

  it('removes the parts of an upload that the service ended', async () => {
    const { server, store } = await open({ fault: ({ query }) => (query.get('partNumber') === '2' ? { status: 400, code: 'InvalidRequest' } : null) })
    await expect(store.put('a.mp3', streamOf(randomBytes(12 * 1024 * 1024)), audio)).rejects.toMatchObject({ code: 'storage_rejected' })
    expect(server.uploads.size).toBe(0)
    expect(server.objects.size).toBe(0)
  })

  it('removes the parts of uploads whose process died, and leaves those that somebody may still be sending', async () => {
    vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] })
    try {
      const { server } = await open()
      const [hoursAgo, now] = [new Date(Date.now() - 3 * 60 * 60_000), new Date()]
      const upload = (key: string, initiated: Date) => ({ key, headers: {}, parts: new Map<number, Buffer>(), initiated })
      server.uploads.set('dead', upload('stories/a/audio.mp3', hoursAgo))
      server.uploads.set('alive', upload('stories/b/audio.mp3', now))
      server.uploads.set('of-others', upload('backups/a.tar', hoursAgo))
      vi.advanceTimersByTime(60 * 60_000)
      await expect.poll(() => [...server.uploads.keys()]).toEqual(['alive', 'of-others'])
    } finally {
      vi.useRealTimers()
    }
  })

  it.each([
    ['an unknown key', { AWS_ACCESS_KEY_ID: 'OTHER' }, 'AWS_ACCESS_KEY_ID'],
    ['a wrong secret', { AWS_SECRET_ACCESS_KEY: 'other' }, 'AWS_SECRET_ACCESS_KEY'],
    ['no such bucket', { AWS_S3_BUCKET: 'other' }, 'AWS_S3_BUCKET'],
    ['another region', { AWS_REGION: 'eu-central-1' }, 'AWS_REGION'],
  ])('names the variable to look at: %s', async (_, env, variable) => {
    const { store } = await open({}, env)
    await expect(store.put('a.mp3', 'x', audio)).rejects.toMatchObject({ code: 'storage_rejected', retry: false, message: expect.stringContaining(variable) })
  })

  it('names the variable to look at, also where an answer has no body to say what is wrong', async () => {
    const { store } = await open({ fault: ({ method }) => (method === 'HEAD' ? { status: 301, code: 'PermanentRedirect' } : null) })
    await expect(store.find('a.mp3')).rejects.toMatchObject({ code: 'storage_rejected', message: expect.stringContaining('AWS_REGION') })
  })

  it('takes a page that is no listing for an outage, and not for an empty bucket', async () => {
    const gateway = createServer((_request, response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Sign in</html>'))
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve))
    const store = openS3Store(s3Env(`http://127.0.0.1:${(gateway.address() as AddressInfo).port}`))
    opened.push({ close: async () => void gateway.close() }, store)
    await expect(keysOf(store, 'stories/')).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('tells an outage, which time may cure', async () => {
    const { store, server } = await open()
    await server.close()
    await expect(store.put('a.mp3', 'x', audio)).rejects.toMatchObject({ code: 'storage_unavailable', retry: true })
    await expect(store.find('a.mp3')).rejects.toMatchObject({ code: 'storage_unavailable' })
  })

  it('never takes a cut-off answer for a whole file', async () => {
    let cut = false
    const { store } = await open({ fault: ({ method }) => (cut && method === 'GET' ? 'cut' : null) })
    await store.put('a.mp3', randomBytes(100_000), audio)
    cut = true
    await expect((await store.read('a.mp3')).toArray()).rejects.toThrow()
  })

  it('does not wait for a stalled service longer than its signal', async () => {
    const { store } = await open({ fault: () => 'stall' })
    const stop = (): AbortSignal => AbortSignal.timeout(100)
    await expect(store.put('a.mp3', 'x', { ...audio, signal: stop() })).rejects.toMatchObject({ name: 'TimeoutError' })
    await expect(store.read('a.mp3', undefined, stop())).rejects.toMatchObject({ name: 'TimeoutError' })
  })
})
