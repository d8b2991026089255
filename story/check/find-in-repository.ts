// Looks names, literals and quotations up in a whole repository, reading each file once at most and none when nothing is
// wanted. What is wanted is small (a chapter's names) and the repository may not be, so nothing of it is kept.
import type { RepositorySnapshot } from '../repository/snapshot.ts'
import { hasName, plainText } from './searchable-text.ts'

export interface Wanted {
  names: ReadonlySet<string>
  literals: ReadonlySet<string>
  quotations: ReadonlySet<string>
}

// Reading stops here: whoever names what stands only beyond it cites the file, and cited files are always read.
const mostBytes = 128 * 1024 * 1024

export const findInRepository = async (snapshot: RepositorySnapshot, wanted: Wanted): Promise<Set<string>> => {
  const found = new Set<string>()
  const quotations = new Map([...wanted.quotations].map((quotation) => [quotation, plainText(quotation).trim()]))
  const total = wanted.names.size + wanted.literals.size + quotations.size
  if (total === 0) return found
  let bytes = 0
  for await (const { text } of snapshot.readMany(snapshot.files.map((file) => file.path))) {
    for (const name of wanted.names) if (!found.has(name) && hasName(text, name)) found.add(name)
    for (const literal of wanted.literals) if (!found.has(literal) && text.includes(literal)) found.add(literal)
    const unquoted = [...quotations].filter(([quotation]) => !found.has(quotation))
    if (unquoted.length > 0) {
      const plain = plainText(text)
      for (const [quotation, wantedText] of unquoted) if (plain.includes(wantedText)) found.add(quotation)
    }
    bytes += text.length
    if (found.size === total || bytes > mostBytes) break
  }
  return found
}
