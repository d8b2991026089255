import { IncomingMessage } from 'node:http'
import { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { openClientAddress } from './client-address.ts'

const requestFrom = (peer: string, forwarded: string): IncomingMessage => {
  const socket = new Socket()
  Object.defineProperty(socket, 'remoteAddress', { value: peer })
  const request = new IncomingMessage(socket)
  request.headers['x-forwarded-for'] = forwarded
  return request
}

describe('the address of a client', () => {
  const request = requestFrom('10.0.0.1', '198.51.100.7, 203.0.113.5')

  it.each([
    ['is the peer where no proxy is trusted, whatever a header claims', false, '10.0.0.1'],
    ['is what the outermost proxy saw where all are trusted', true, '198.51.100.7'],
    ['is what the one trusted proxy saw', 1, '203.0.113.5'],
    ['is what the proxies of the list saw', ['10.0.0.0/8'], '203.0.113.5'],
    ['is the peer where it is not in the list', ['192.0.2.1'], '10.0.0.1'],
  ] as const)('%s', (_, trustProxy, expected) => {
    expect(openClientAddress(typeof trustProxy === 'object' ? [...trustProxy] : trustProxy)(request)).toBe(expected)
  })
})
