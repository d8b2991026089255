// How a language speaks of the object that a function belongs to.

export const selfNames: ReadonlySet<string> = new Set(['this', 'self', 'Self', 'cls', 'super', 'super()', '@', '$this', 'static', 'base', 'parent'])

/** Where the object's own methods are called without naming it. */
export const implicitSelf: ReadonlySet<string> = new Set(['Java', 'Kotlin', 'C#', 'C++', 'Ruby', 'Swift'])

/** Where a field of the object needs no `this`. */
export const bareFields: ReadonlySet<string> = new Set(['Java', 'Kotlin', 'C#', 'C++', 'Swift'])

/** Ruby's `@launcher` is a field as `self.launcher` is elsewhere. */
export const asField = (receiver: string, language: string): string =>
  (/^C(?:\+\+)?$/.test(language) ? receiver.replaceAll('->', '.') : receiver).replace(/^@(?=\w)/, 'self.')
