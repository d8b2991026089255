// Of two branches the one that a typical call does not take: the small one, on the condition that something was given which
// mostly is not (`if code is not None: … else: …`), or a flag is set. What the function is for stands in the other.
import type { SyntaxNode } from './tree.ts'

/** One thing is there, or true: no comparison with a value, and no two of them together. */
const isGiven = /^(?:[\w.@$>!-]+\s+(?:is not None|!==?\s*(?:null|nil|undefined|nullptr|NULL))|let Some\([\w ]+\) = [\w.&]+|[\w.@$>-]+\.is_some\(\)|[\w.@$>-]+)$/
/** So much longer is the branch that does the work. */
const timesAsLong = 1.8

const lengthOf = ({ start, end }: SyntaxNode): number => end - start

export const asksForTheRare = (condition: string, consequence: SyntaxNode, alternative: SyntaxNode): boolean =>
  asksForAFlag(condition) || (isGiven.test(condition) && lengthOf(alternative) >= timesAsLong * lengthOf(consequence))

/** `matches.get_flag("list-languages")`: somebody typed a flag by that name. Most commands are typed without any one of them. */
export const asksForAFlag = (condition: string): boolean =>
  /^(?:let Some\([\w ]+\) = )?[\w.@$>-]+(?:\.|->|::)(?:get_flag|is_present|contains_id|get_one(?:::<[\w:<> ]+>)?|[cC]hanged|isSet|is_set|hasOption)\((["'])[\w-]+\1\)$/.test(
    condition,
  )

/** `Some(("cache", matches))` of `matches.subcommand()`, where all else goes its usual way: one of the words that a command may begin with. */
export const isRareArm = (value: string, pattern: string, arm: SyntaxNode, usual: SyntaxNode | null): boolean =>
  usual !== null && /\b(?:sub_?commands?)\b/i.test(value) && /["'][\w-]+["']/.test(pattern) && lengthOf(usual) >= lengthOf(arm)
