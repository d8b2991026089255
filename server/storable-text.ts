// Text that no column can hold: NUL, which Postgres refuses, and halves of a surrogate pair, which are no characters at all.
// Refused at the door, with the field's name, for every procedure alike.
import { CodeStoryError, type FieldProblem } from '../shared/errors.ts'

// biome-ignore lint/suspicious/noControlCharactersInRegex: it is what has to go
const unstorable = /\u0000|[\ud800-\udbff](?![\udc00-\udfff])|(?<![\ud800-\udbff])[\udc00-\udfff]/
/** Deeper than any of our inputs. */
const deepest = 6

const findProblems = (value: unknown, path: readonly string[], problems: FieldProblem[]): void => {
  if (typeof value === 'string') {
    if (unstorable.test(value)) problems.push({ field: path.join('.') || 'body', message: 'Holds a character that is none.' })
  } else if (typeof value === 'object' && value !== null && path.length < deepest)
    for (const [key, item] of Object.entries(value)) if (problems.length === 0) findProblems(item, [...path, key], problems)
}

/** @throws {CodeStoryError} invalid */
export const checkStorable = (input: unknown): void => {
  const problems: FieldProblem[] = []
  findProblems(input, [], problems)
  if (problems.length > 0) throw new CodeStoryError('invalid', `Not valid: ${problems[0]?.field}.`, { details: problems })
}
