// What a Go function gives back, by its signature: a parameter may be an error as well, and stands just as far to the right.

/** From an opening parenthesis to behind the one that closes it. */
const behindParentheses = (text: string): string => {
  let depth = 0
  for (const [at, character] of [...text].entries()) {
    if (character === '(') depth += 1
    else if (character === ')') depth -= 1
    if (depth === 0) return [...text].slice(at + 1).join('')
  }
  return ''
}

/** `func (t *Till) Close(cause error) (int, error) {` → `(int, error)`; empty where nothing is given back. */
export const goResult = (signature: string): string => {
  const bare = signature.replace(/^func\s*/, '').trimStart()
  const named = bare.startsWith('(') ? behindParentheses(bare) : bare
  const parameters = named.indexOf('(')
  return parameters < 0
    ? ''
    : behindParentheses(named.slice(parameters))
        .replace(/\s*\{?\s*$/, '')
        .trim()
}
