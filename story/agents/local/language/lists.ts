/** "a", "a and b", "a, b and c". */
export const joined = (items: readonly string[], conjunction = 'and'): string => {
  if (items.length <= 1) return items.join('')
  return `${items.slice(0, -1).join(', ')} ${conjunction} ${items.at(-1)}`
}

export const withArticle = (noun: string): string =>
  `${/^(?:[aeio]|u(?!ni|se|ti|tf|rl|ri\b|uid)|(?:html|http|id|io|mp3|npm|rpc|sql|ssh|xml)\b)/i.test(noun) ? 'an' : 'a'} ${noun}`
