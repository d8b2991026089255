// Whether the names in a spoken condition mean anything to somebody who does not see the code. `disableRenderer` and
// `request.stream` do; `r`, `len`, `shared` and `touched` are variables that nobody introduced.
import { namesOf } from '../telling/marked-names.ts'

/** Of one word, and found in any code: of which thing, a listener cannot know. */
const saysNothing =
  /^(?:value|values|data|item|items|entry|next|first|last|length|count|size|index|type|kind|name|head|tail|left|right|prev|parent|code|state|flags?|result|response|request|self|this|isset|empty|unset|object|string|number|array|list|args|options|opts|params|found|current|tmp|temp|buffer|callback|handler|other|node|error|errors|exc|ret|status|ok)$/i

const isPlain = (name: string): boolean => {
  // A number, a constant, a type and a literal in capitals are what they are.
  if (/^-?[\d.]+$/.test(name) || /^[A-Z]/.test(name)) return true
  const parts = name.split('.')
  const last = parts.at(-1) ?? ''
  const words = last
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .split(/[\s_]+/)
    .filter((word) => word.length > 1)
  return words.length > 1 || (parts.length > 1 && last.length > 2 && !saysNothing.test(last) && (parts[0] ?? '').length > 2)
}

/** @param spoken a clause with its names marked */
export const hasPlainNames = (spoken: string): boolean => namesOf(spoken).every(isPlain)
