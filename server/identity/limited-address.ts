// Whom an address stands for when there is no user to count. A household or a server has a whole /64 of IPv6, and whoever
// may choose among 2^64 addresses is not held back by a limit on each.
import { isIPv6 } from 'node:net'

export const limitedAddress = (address: string): string => {
  // Some proxies add the port, and a caller has as many of those as they like.
  const plain = address.replace(/%.*$/, '').replace(/^\[(.+)\](?::\d+)?$|^([\d.]+):\d+$/, '$1$2')
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(plain)?.[1]
  if (mapped !== undefined) return mapped
  if (!isIPv6(plain)) return plain.slice(0, 64)
  // The URL parser writes IPv6 in its shortest form; from there it is eight groups again.
  const short = new URL(`http://[${plain}]`).hostname.slice(1, -1)
  const [head = '', tail] = short.split('::')
  const left = head === '' ? [] : head.split(':')
  const right = tail === undefined || tail === '' ? [] : tail.split(':')
  const groups = tail === undefined ? left : [...left, ...Array<string>(8 - left.length - right.length).fill('0'), ...right]
  return `${groups.slice(0, 4).join(':')}::/64`
}
