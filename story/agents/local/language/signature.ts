// "def load(self, path: str, *, strict=False)" → ["path", "strict"]: what a caller hands over, by name.

const insideParentheses = (signature: string, name: string): string | null => {
  const from = Math.max(0, signature.indexOf(name) + name.length)
  const open = signature.indexOf('(', from)
  if (open < 0) return null
  let depth = 0
  for (let at = open; at < signature.length; at++) {
    const character = signature[at]
    if (character === '(') depth += 1
    if (character === ')') {
      depth -= 1
      if (depth === 0) return signature.slice(open + 1, at)
    }
  }
  return null
}

export const splitTopLevel = (list: string): string[] => {
  const items: string[] = []
  let depth = 0
  let current = ''
  for (const character of list) {
    if ('([{<'.includes(character)) depth += 1
    if (')]}>'.includes(character)) depth -= 1
    if (character === ',' && depth <= 0) {
      items.push(current)
      current = ''
    } else current += character
  }
  return [...items, current].map((item) => item.trim()).filter((item) => item !== '')
}

const typeFirst = new Set(['Java', 'C#', 'C++', 'C', 'PHP', 'Dart'])

/** Null where the signature does not show them plainly. */
export const parameterNames = (signature: string, name: string, language: string): string[] | null => {
  const list = insideParentheses(signature, name)
  if (list === null) return null
  const names: string[] = []
  for (const item of splitTopLevel(list)) {
    const bare = item.split(/[:=]/)[0]?.trim() ?? ''
    if (/^(?:[*/]|self|cls|&?\s*(?:'\w+ )?(?:mut )?self|this|void)$/.test(bare) || bare === '') continue
    const words = bare.replace(/^(?:\.\.\.|\*+|&+|mut |const |ref |out |final |readonly |public |private |protected |_ )+/, '').split(/\s+/)
    const word = (typeFirst.has(language) ? words.at(-1) : language === 'Swift' ? words.at(-1) : words[0]) ?? ''
    const identifier = /[A-Za-z_$][\w$]*/.exec(word.replace(/^[*&$]+/, ''))?.[0]
    if (identifier === undefined || /^[{[]/.test(bare)) return null
    names.push(identifier)
  }
  return names
}

const afterParameters = (signature: string, name: string): string => {
  const inside = insideParentheses(signature, name)
  if (inside === null) return ''
  return signature.slice(signature.indexOf(`(${inside})`, Math.max(0, signature.indexOf(name))) + inside.length + 2)
}

/** Does the function give back one of that type, as its signature says? `-> "Template"`, `) *Program`, `static Javalin create(`. */
export const gives = (signature: string, name: string, type: string): boolean =>
  /^\w{3,}$/.test(type) &&
  (new RegExp(
    `^\\s*(?:->|:)?\\s*[(&*"'?]*(?:(?:\\w+(?:\\.|::))*(?:Result|Option|Optional|Promise|Self)\\s*[<[]\\s*)?["'&*]*(?:\\w+(?:\\.|::))*${type}\\b`,
  ).test(afterParameters(signature, name)) ||
    new RegExp(`\\b${type}(?:<[^>]*>)?\\s+${name}\\s*\\(`).test(signature))
