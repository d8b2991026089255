// A call in a branch of a branch is made where both conditions hold: one of them alone would promise too much.

const joint = ', and within that '

/** `outer` is null where there is none; that a nameless function is called is no condition, and is told by the function. */
export const nestCondition = (outer: string | null, inner: string): string =>
  outer === null || outer.startsWith('the function of line ') ? inner : `${outer}${joint}${inner}`

/** From the outermost to the innermost. */
export const nestedConditions = (when: string): string[] => when.split(joint)
