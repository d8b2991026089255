// A call in a branch of a branch is made where both conditions hold: one of them alone would promise too much.

const joint = ', and within that '

/** `outer` is null where there is none. What a function that is kept does when it is called is all of one condition: that it is. */
export const nestCondition = (outer: string | null, inner: string): string =>
  outer === null ? inner : outer.startsWith('the function of line ') ? outer : `${outer}${joint}${inner}`

/** From the outermost to the innermost. */
export const nestedConditions = (when: string): string[] => when.split(joint)

/** What is done about an error is done when there is one. */
export const whenRaised = 'an error is raised'

const setting = /^(?!unless |not |!)(?:[\w$]+(?:\.|->))?(?:cfg|config|conf|opts?|options|settings)(?:\.|->|\[)[\w"':]+/
/** `self.cfg.dirty_workers > 0`: what only those meet who have set it. */
export const asksASetting = (when: string): boolean => setting.test(nestedConditions(when)[0] ?? '')
