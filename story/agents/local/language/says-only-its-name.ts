// A comment that only repeats the name of what it stands above tells a listener nothing.
const kindWords =
  /^(?:an?|the|its?|of|for|this|that|is|are|struct|structure|class|type|object|function|method|field|property|interface|enum|value|variable|member|module|list|array|slice|set|string)$/
const wordsOf = (text: string): string[] =>
  text
    .replace(/([a-z\d])([A-Z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z\d]+/)
    .filter((word) => word !== '')
const stem = (word: string): string => word.replace(/(?:ies|es|s)$/, '').replace(/y$/, '')

/** "The cJSON structure" above cJSON: no word is left beside the name's own and what kind of thing it is. */
export const saysOnlyItsName = (text: string, names: readonly string[]): boolean => {
  const known = new Set(names.flatMap((name) => [...wordsOf(name), name.toLowerCase()]).map(stem))
  const whole = names.map((name) => name.toLowerCase().replace(/[^a-z\d]/g, ''))
  return wordsOf(text).every(
    (word) => kindWords.test(word) || known.has(stem(word)) || whole.some((name) => name.includes(word) && word.length > 3) || word.length < 2,
  )
}
