// Words that the code does not keep: a comment that speaks of what was removed, a name that asks yes or no and is answered
// with something else, a safety that is off.
import { isAsidePath } from '../telling-names.ts'
import { place, type Rule, surprise } from './rule.ts'

/** A doc comment that quotes a value which its code no longer knows, and which the changelog says was removed. */
export const staleDocs: Rule = ({ parsed, changelog }) => {
  if (changelog === null) return []
  const removals = changelog.text.split('\n').flatMap((line, index) => (/\b(?:remov|drop|delet|no longer)/i.test(line) ? [{ line, index }] : []))
  return parsed.flatMap((file) => {
    const lines = file.text.split('\n')
    return file.symbols.flatMap((symbol) => {
      if (symbol.doc === null) return []
      const doc = lines.slice(symbol.doc.line - 1, symbol.doc.endLine).join('\n')
      const body = lines.slice(symbol.line - 1, symbol.endLine).join('\n')
      for (const match of doc.matchAll(/["'“]([a-z][a-z-]{2,18})["'”]/g)) {
        const word = match[1] ?? ''
        const removed =
          removals.find(({ line }) => new RegExp(`["'\`“]${word}["'\`”]`).test(line) && line.includes(symbol.name.split('.').at(-1) ?? symbol.name)) ??
          removals.find(({ line }) => new RegExp(`["'\`“]${word}["'\`”]`).test(line) && /magic|special|alias|value|string/i.test(line))
        if (removed !== undefined && !body.includes(word))
          return [
            surprise(
              'doc_contradicts',
              `${symbol.qualifiedName} would do what its comment says`,
              `the comment above ${symbol.qualifiedName} still speaks of “${word}”, which the changelog says was removed`,
              [place(file.path, symbol.doc.line, symbol.doc.endLine), place(file.path, symbol.line, symbol.endLine), place(changelog.file, removed.index + 1)],
              { about: symbol.qualifiedName },
            ),
          ]
      }
      return []
    })
  })
}

export const defaultsOff: Rule = ({ facts }) =>
  facts.settings
    .filter(
      ({ default: value, name, kind }) =>
        /^false$/i.test(value ?? '') &&
        kind !== 'environment' &&
        /secure|cache|verify|strict|trust|parallel|retry|compress|sanitiz|csrf|cors|ssl|tls/i.test(name),
    )
    .slice(0, 4)
    .map((setting) =>
      surprise('default_off', `${setting.name} would be on`, `${setting.name} is off unless somebody turns it on`, [setting.place], { about: setting.name }),
    )

const question = /^(?:is|has|can|should|contains)(?=[A-Z_])/
/** Yes or no, or a wrapping of it whose inside the signature may not tell. */
const answer =
  /^(?:[Bb]ool(?:ean)?|Type(?:Is|Guard)|Optional|Option|Maybe|Result|Promise|Future|CompletableFuture|Task|ValueTask|Mono|Single|Matcher|Predicate|Effect|Observable|Awaitable|Coroutine|Self|T)$/

/** `isEmpty` that returns a list. */
export const nameContradicts: Rule = ({ parsed }) =>
  parsed
    .filter((file) => !isAsidePath(file.path))
    .flatMap((file) =>
      file.symbols.flatMap((symbol) => {
        if (
          !symbol.exported ||
          !/^(?:function|method)$/.test(symbol.kind) ||
          !question.test(symbol.name) ||
          symbol.returns === '' ||
          answer.test(symbol.returns)
        )
          return []
        // A fluent interface hands itself back, and its names are sentences.
        if (symbol.parent?.endsWith(symbol.returns) === true) return []
        return [
          surprise(
            'name_contradicts',
            `${symbol.qualifiedName} would answer yes or no`,
            `${symbol.qualifiedName} asks a question by its name, and its answer is of type ${symbol.returns}`,
            [place(file.path, symbol.line, symbol.endLine)],
            { about: symbol.qualifiedName },
          ),
        ]
      }),
    )
    .slice(0, 2)
