// Of two branches the one that a typical call does not take: the small one, on the condition that something was given which
// mostly is not (`if code is not None: … else: …`), or a flag is set. What the function is for stands in the other.
import type { SyntaxNode } from './tree.ts'

/** One thing is there, or true: no comparison with a value, and no two of them together. */
const isGiven = /^(?:[\w.@$>!-]+\s+(?:is not None|!==?\s*(?:null|nil|undefined|nullptr|NULL))|let Some\([\w ]+\) = [\w.&]+|[\w.@$>-]+\.is_some\(\)|[\w.@$>-]+)$/
/** So much longer is the branch that does the work. */
const timesAsLong = 1.8

export const asksForTheRare = (condition: string, consequence: SyntaxNode, alternative: SyntaxNode): boolean =>
  isGiven.test(condition) && alternative.end - alternative.start >= timesAsLong * (consequence.end - consequence.start)
