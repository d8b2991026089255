// Some lines of a text. A file is asked for many pieces of it, and parting all of its lines for each would be most of the work.

/** Lines `first` to `last`, from 1 and both included, as far as there are such, without the last one's end. */
export const textOfLines = (text: string, first: number, last: number): string => {
  let start = 0
  for (let line = 1; line < first; line += 1) {
    const end = text.indexOf('\n', start)
    if (end === -1) return ''
    start = end + 1
  }
  let end = start - 1
  for (let line = Math.max(first, 1); line <= last; line += 1) {
    end = text.indexOf('\n', end + 1)
    if (end === -1) return text.slice(start)
  }
  return text.slice(start, Math.max(start, end))
}
