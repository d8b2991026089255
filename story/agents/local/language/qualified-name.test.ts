import { describe, expect, it } from 'vitest'
import { withModule, withOwner } from './qualified-name.ts'

describe('a name as it is said', () => {
  it('has its type before it where it is one word of many, and none where it speaks for itself', () => {
    expect(withOwner('get', 'Cookies', false)).toBe('Cookies.get')
    expect(withOwner('transfer', 'Client', false)).toBe('Client.transfer')
    expect(withOwner('DeleteEntry', 'Store', false)).toBe('DeleteEntry')
    expect(withOwner('DeleteEntry', 'Store', true)).toBe('Store.DeleteEntry')
  })

  it('has its module before it where it says nothing alone', () => {
    expect(withModule('New', 'garbagecollect/schedule.go', true)).toBe('garbagecollect.New')
    expect(withModule('New', 'garbagecollect/v2/schedule.go', false)).toBe('garbagecollect.New')
    expect(withModule('Expiration', 'handlers/parse/time.go', false)).toBe('parse.Expiration')
    expect(withModule('run', 'src/server.rs', false)).toBe('server.run')
    expect(withModule('new', 'src/cmd/mod.rs', false)).toBe('cmd.new')
    expect(withModule('get', 'httpx/__init__.py', false)).toBe('httpx.get')
    expect(withModule('get', 'httpx/_api.py', false)).toBe('httpx.get')
    expect(withModule('init', 'lib/router/index.js', false)).toBe('router.init')
  })

  it('stays as it is where no module has a name worth saying', () => {
    expect(withModule('run', 'src/lib.rs', false)).toBe('run')
    expect(withModule('main', 'cmd/till/main.go', true)).toBe('main')
    expect(withModule('insertFileFromRequest', 'handlers/upload.go', false)).toBe('insertFileFromRequest')
    expect(withModule('get', 'src/get.c', false)).toBe('get')
  })
})
