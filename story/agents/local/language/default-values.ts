// `def send(self, timeout: float = 5.0, follow_redirects=False)` → timeout 5.0, follow_redirects false: what a caller may
// leave out, and what holds then.
import { splitTopLevel } from './signature.ts'

export interface OptionalParameter {
  name: string
  /** As said; null where it is an expression. */
  value: string | null
}

const literal = /^(?:-?\d[\d_.]*|true|false|"[\w ./:-]{1,20}"|'[\w ./:-]{1,20}')$/i
const empty = /^(?:None|null|undefined|nil|\{\}|\[\]|\(\)|""|'')$/

/** In the order of the signature; what is cut off at its end ("…") is left out. */
export const optionalParameters = (signature: string): OptionalParameter[] => {
  const open = signature.indexOf('(')
  if (open < 0) return []
  const list = signature.slice(open + 1).replace(/\)[^)]*$/, '')
  return splitTopLevel(list).flatMap((item) => {
    if (item.includes('…')) return []
    const match = /^(?:[*&.]*)(\$?[A-Za-z_]\w*)\??\s*(?::[^=]*)?=\s*(.+)$/s.exec(item)
    if (match === null || (match[1] ?? '').startsWith('_')) return []
    const value = (match[2] ?? '').trim()
    return [{ name: (match[1] ?? '').replace(/^\$/, ''), value: literal.test(value) && !empty.test(value) ? value.replace(/^["']|["']$/g, '') : null }]
  })
}
