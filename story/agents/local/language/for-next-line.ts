// "Remove the option so that they are not doubly applied": beside its line a reason, without it a riddle.
import { isBaseVerb } from './verbs.ts'

/** A comment that orders what the next line does, or speaks of things that only that line names. */
export const isForNextLine = (text: string): boolean => {
  const [first = '', second] = text.toLowerCase().split(' ')
  return (
    (isBaseVerb(first, second) && !/^(?:avoid|prevent|never|keep|ensure)$/.test(first)) ||
    /\b(?:they|them|it) (?:are|is|was|were|will|would|might|may|can)\b/i.test(text)
  )
}
