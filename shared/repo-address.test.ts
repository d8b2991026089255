import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { CodeStoryError } from './errors.ts'
import { acceptedAddresses, parseRepoAddress, type RepoAddress, repoFullName } from './repo-address.ts'

const at = (host: string, owner: string, name: string, ref: RepoAddress['ref'] = null): RepoAddress => ({ host, owner, name, ref })
const express = (ref: RepoAddress['ref'] = null) => at('github.com', 'expressjs', 'express', ref)
const branch = (path: string) => express({ kind: 'branch', path })
const sha = 'a3714473feb3d2908add734d340e7755fd85e0a3'

describe('an address of a repository', () => {
  it.each<[string, RepoAddress]>([
    ['https://github.com/expressjs/express', express()],
    ['https://github.com/expressjs/express.git', express()],
    ['https://github.com/expressjs/express/', express()],
    ['  https://GitHub.com/expressjs/express?tab=readme-ov-file#top ', express()],
    ['https://www.github.com/expressjs/express', express()],
    ['https://github.com/expressjs/express/tree/5.x', branch('5.x')],
    ['https://github.com/expressjs/express/tree/feature/a/lib/', branch('feature/a/lib')],
    ['https://github.com/expressjs/express/tree/gr%C3%BCn/lib', branch('grün/lib')],
    [`https://github.com/expressjs/express/commit/${sha.toUpperCase()}`, express({ kind: 'commit', sha })],
    ['https://github.com/expressjs/express/commit/a371447', express({ kind: 'commit', sha: 'a371447' })],
    ['https://github.com/expressjs/express/releases/tag/v5.0.0', express({ kind: 'tag', name: 'v5.0.0' })],
    ['https://github.com/expressjs/express/releases/tag/@scope/pkg@1.0.0', express({ kind: 'tag', name: '@scope/pkg@1.0.0' })],
    ['git@github.com:expressjs/express.git', express()],
    ['expressjs/express', express()],
    ['expressjs/express/tree/5.x', branch('5.x')],
    ['github.com/expressjs/express', express()],
    ['a/.github', at('github.com', 'a', '.github')],
    ['octo_corp/tool', at('github.com', 'octo_corp', 'tool')],
  ])('is %s', (text, expected) => {
    expect(parseRepoAddress(text)).toEqual(expected)
  })

  it.each([
    '',
    'express',
    'https://github.com',
    'https://github.com/expressjs',
    'https://github.com//express',
    'http://github.com/expressjs/express',
    'https://gitlab.com/expressjs/express',
    'https://github.com.evil.example/expressjs/express',
    'https://evil.example/github.com/expressjs/express',
    'https://github.com:8443/expressjs/express',
    'https://user:password@github.com/expressjs/express',
    'https://token@github.com/expressjs/express',
    'https://github.com\\@evil.example/a/b',
    'https://gíthub.com/expressjs/express',
    'file:///etc/passwd',
    'ftp://github.com/a/b',
    'javascript:alert(1)',
    'ext::sh -c id',
    'ssh://git@evil.example/a/b',
    'git@evil.example:a/b.git',
    'git@github.com:a/b/c',
    '/etc/passwd',
    '../express',
    './a/b',
    'C:\\repo',
    '--upload-pack=x/y',
    '-a/b',
    'a/..',
    'a/.',
    'a/b c',
    'a/b\nc',
    'a/b;id',
    'a/$(id)',
    'a--b/c',
    'a-/b',
    `${'a'.repeat(40)}/b`,
    `a/${'b'.repeat(101)}`,
    'https://github.com/a%2Fb',
    'https://github.com/a/b/issues/1',
    'https://github.com/a/b/blob/main/x.js',
    'https://github.com/a/b/tree',
    'https://github.com/a/b/tree/-x',
    'a/b/tree/main/../../c',
    'a/b/tree/x..y',
    'a/b/tree/x@{1}',
    'a/b/tree/x~1',
    'a/b/tree/a b',
    'a/b/tree/a*',
    'a/b/tree/x.lock',
    'https://github.com/a/b/tree/%00',
    'https://github.com/a/b/commit/xyz',
    'https://github.com/a/b/commit/abc',
    'https://github.com/a/b/commit/--output=x',
    'https://github.com/a/b/releases/tag/',
    'https://github.com/a/b/releases/latest',
    'https://github.com/%E0%A4%A',
  ])('is not %j, and the refusal says what is', (text) => {
    let refusal: unknown
    try {
      parseRepoAddress(text)
    } catch (error) {
      refusal = error
    }
    expect(refusal).toBeInstanceOf(CodeStoryError)
    expect(refusal).toMatchObject({ code: 'repository_address', status: 422, details: [{ field: 'repoUrl', message: expect.any(String) }] })
    expect((refusal as CodeStoryError).message).toContain(acceptedAddresses)
  })

  it('may be on another host that is named, over HTTPS, or over HTTP where it is this machine', () => {
    expect(parseRepoAddress('https://git.example.com/a/b/tree/main', ['git.example.com'])).toEqual(
      at('git.example.com', 'a', 'b', { kind: 'branch', path: 'main' }),
    )
    expect(parseRepoAddress('git@git.example.com:a/b.git', ['git.example.com'])).toEqual(at('git.example.com', 'a', 'b'))
    expect(parseRepoAddress('http://127.0.0.1:9000/a/b', ['127.0.0.1:9000'])).toEqual(at('127.0.0.1:9000', 'a', 'b'))
    expect(parseRepoAddress('http://localhost:9000/a/b', ['localhost:9000'])).toEqual(at('localhost:9000', 'a', 'b'))
    expect(() => parseRepoAddress('http://git.example.com/a/b', ['git.example.com'])).toThrow('Only HTTPS')
    expect(() => parseRepoAddress('https://git.example.com:8443/a/b', ['git.example.com'])).toThrow('git.example.com')
    expect(() => parseRepoAddress('http://127.0.0.1:9001/a/b', ['127.0.0.1:9000'])).toThrow('127.0.0.1:9001')
  })

  it('is parsed or refused, whatever the text, and what is parsed reads the same again', () => {
    const part = fc.constantFrom(
      'https://',
      'http://',
      'github.com',
      '/',
      'a',
      'b',
      '..',
      '.git',
      'tree',
      'commit',
      '-',
      '@',
      ':',
      ' ',
      '%2e',
      '\\',
      '\u202e',
      '?',
      '#',
      'x'.repeat(50),
    )
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string(),
          fc.array(part).map((parts) => parts.join('')),
        ),
        (text) => {
          let address: RepoAddress
          try {
            address = parseRepoAddress(text)
          } catch (error) {
            expect(error).toBeInstanceOf(CodeStoryError)
            return
          }
          expect(parseRepoAddress(repoFullName(address))).toEqual({ ...address, ref: null })
          expect(repoFullName(address)).toMatch(/^[\w-]+\/[\w.-]+$/)
        },
      ),
    )
  })
})
