// Facts name the errors that are raised; what they say stands in the code, and is read once, when the outline is made.
import type { ErrorFact } from '../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../repository/snapshot.ts'
import { messageBeginningIn, messageIn } from './language/code-statement.ts'
import { type ErrorWords, errorKey } from './material/failures/failures.ts'
import type { ErrorWord } from './material/failures/one-error.ts'

/** A message may stand on the line below the call. */
const linesLooked = 3
const mostFiles = 24

export const readErrorWords = async (errors: readonly ErrorFact[], snapshot: RepositorySnapshot): Promise<ErrorWords> => {
  const words = new Map<string, ErrorWord>()
  const raised = errors.filter(({ kind }) => kind === 'raised' || kind === 'panic')
  const byFile = Map.groupBy(raised, ({ place }) => place.file)
  const known = new Set<string>()
  for await (const { path, text } of snapshot.readMany([...byFile.keys()].slice(0, mostFiles))) {
    const lines = text.split('\n')
    for (const error of byFile.get(path) ?? []) {
      const { start_line: start, end_line: end } = error.place
      const code = lines.slice(start - 1, Math.min(Math.max(end, start), start + linesLooked - 1)).join(' ')
      const whole = messageIn(code)
      const text = whole ?? messageBeginningIn(code)
      if (text === null || known.has(text)) continue
      known.add(text)
      words.set(errorKey(error), { text, isWhole: whole !== null })
    }
  }
  return words
}
