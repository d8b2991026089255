// One error, told: a type of its own, where it is raised and with which words, where it is caught, what is cleaned up.
import type { ErrorFact } from '../../../../../shared/analysis.ts'
import { sayStatement } from '../../language/code-statement.ts'
import { docPredicate, firstSentence, lowerFirst, ownWords } from '../../language/doc-clause.ts'
import { joined, withArticle } from '../../language/lists.ts'
import { wordCount } from '../../language/plain-words.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Form, Named, Say } from '../../telling/message.ts'
import { styled, ways } from '../../telling/ways.ts'
import { lastSegment, type World } from '../world.ts'

export const identifier = /^[A-Za-z_$][\w$.:!?]*$/

/** errors.New, bail!: what makes an error is not its name. */
export const isConstructor = (name: string): boolean =>
  /(?:^|[.:])(?:New|Errorf|Wrapf?|bail!?|ensure!?|err|error)$/i.test(name) && !/^[A-Z]\w*Error$/.test(name)

/** C has no exceptions: what its functions return to say that they failed is written like a constant. */
export const isReturnedCode = (name: string, file: string): boolean => /\.[ch]$/.test(file) && /^[A-Z][A-Z\d_]+$/.test(name)

/** What is given back at the end; a flag that is put down again is the function's own affair. */
const releases = /close|releas|unlock|dispos|free|stop|delet|remov|clean|shut|cancel|flush|rollback|commit|end|kill|unlink|restor|exit|leave|pop/i

/** A type's name, not the variable that it was caught in. */
export const isErrorName = (name: string): boolean =>
  identifier.test(name) && (/^[A-Z]\w{3,}/.test(lastSegment(name)) || /[a-z_](?:Error|Exception)$|_(?:error|exception|ex)$/.test(name)) && name.length > 3

const hasHappened = /^(?:An?|The)\b[^,;.]*\b(?:occurred|occured|happened|failed|timed out|was|were|could not|has|have)\b/

/** "Timed out while connecting to the host.": what happened, where it is no definition. */
const meaningOf = (doc: string): string | null => {
  const sentence = firstSentence(doc)
  return sentence !== null &&
    /^[A-Z][a-z]+ed\b|^(?:An?|The|Could not|Cannot|Failed|Attempted|Too)\b/.test(sentence) &&
    wordCount(sentence) <= 18 &&
    wordCount(sentence) >= 4
    ? lowerFirst(sentence)
    : null
}

/** Two functions are enough to know where something happens. */
const placesToSymbols = (places: ErrorFact['raised_in'], world: World): Named[] => {
  const keys = new Set<string>()
  return (
    (places ?? [])
      .flatMap(({ symbol, place }) => (symbol === null ? [] : [world.symbol(symbol, place.file)]))
      // What bears one name in two places is one to an ear.
      .filter(({ name }) => !keys.has(name) && keys.add(name))
      .slice(0, 2)
  )
}

/** What the code says where it raises an error; of a message that is filled in, the words before that. */
export interface ErrorWord {
  text: string
  isWhole: boolean
}

/** The ways to tell one error: `words` is what the code says where it raises it. */
export const errorForms = (error: ErrorFact, world: World, words: ErrorWord | null): Form[] => {
  const name = mark(error.kind === 'error_type' ? lastSegment(error.name) : error.name.replace(/^(?:self|this|\$this)(?:\.|->)/, ''))
  const owner = error.in_symbol === null ? null : world.symbol(error.in_symbol, error.place.file)
  const file = world.file(error.place.file)
  const where = (say: Parameters<Form['text']>[0]): string => (owner === null ? say.name(file) : say.placed(owner))
  const isName = isErrorName(error.name)
  const oneOfThem = `${withArticle(error.name).slice(0, -error.name.length)}${name}`
  switch (error.kind) {
    case 'error_type': {
      // "A connection error occurred" says what happened, and not what the type is.
      const happened = error.doc !== null && hasHappened.test(error.doc.text) ? meaningOf(error.doc.text) : null
      const predicate = error.doc === null || hasHappened.test(error.doc.text) ? null : docPredicate(error.doc.text, lastSegment(error.name))
      const own = error.doc === null || predicate !== null || happened !== null ? null : ownWords(error.doc.text, 20)
      if (predicate !== null)
        return [
          ...ways(
            (say) => `${name} in ${say.bare(file)} is an error of its own and ${say.words(predicate)}`,
            (say) => `${name}, one of the errors here, ${say.words(predicate)}`,
          ),
        ]
      if (own !== null)
        return ways(
          (say) => `the error ${name} carries a comment: ${say.words(own)}`,
          (say) => `about the error ${name} it is written: ${say.words(own)}`,
        )
      const meaning = error.doc === null ? null : (happened ?? meaningOf(error.doc.text))
      if (meaning !== null)
        return ways(
          (say) => `${name} stands for one case: ${say.words(meaning)}`,
          (say) => `when you meet ${name}, it means this: ${say.words(meaning)}`,
          (say) => `${say.words(meaning)}: for this the code has ${name}`,
        )
      const raisers = placesToSymbols(error.raised_in, world)
      const catchers = placesToSymbols(error.caught_in, world)
      if (raisers.length > 0) {
        const list = (some: readonly Named[]) => (say: Say) => joined(some.map((one) => say.bare(one)))
        const by = list(raisers)
        const net = list(catchers)
        const verb = isReturnedCode(lastSegment(error.name), error.place.file) ? 'return' : 'raise'
        const caught = (say: Say): string => (catchers.length === 0 ? '' : `; ${net(say)} ${catchers.length === 1 ? 'catches' : 'catch'} it`)
        return ways(
          (say) => `${name}, defined in ${say.bare(file)}, is what ${by(say)} ${raisers.length === 1 ? `${verb}s` : verb}${caught(say)}`,
          (say) => `${by(say)} ${raisers.length === 1 ? `${verb}s` : verb} ${name} where there is no way on${caught(say)}`,
          (say) => `${name} comes out of ${by(say)}${caught(say)}`,
        )
      }
      return ways(
        (say) => `an error type called ${name} is defined in ${say.name(file)}`,
        (say) => `${say.name(file)} defines ${name} for failures of its own`,
      )
    }
    case 'raised':
      // A Rust function returns its error, and what it returns is often no error's name.
      if (error.place.file.endsWith('.rs') && words === null)
        return /(?:Error|Err)\w*$/.test(error.name)
          ? ways(
              (say) => `${where(say)} may return ${name} as its error`,
              (say) => `one error that comes back from ${where(say)} is ${name}`,
            )
          : []
      if (words !== null && !words.isWhole)
        return ways(
          (say) => `${where(say)} can fail with a message that begins "${words.text}"${isName && !isConstructor(error.name) ? `, as ${oneOfThem}` : ''}`,
          (say) => `from ${where(say)} may come a message that begins with the words "${words.text}"`,
        )
      if (words !== null)
        return [
          ...ways(
            (say) => `${where(say)} can fail with the words "${words.text}"${isName && !isConstructor(error.name) ? `, as ${oneOfThem}` : ''}`,
            (say) => `"${words.text}": that is what ${where(say)} says when it refuses`,
            (say) => `from ${where(say)} comes the message "${words.text}"`,
            (say) => `an error of ${where(say)} reads "${words.text}"`,
          ),
          ...styled(
            'fiction',
            (say) => `once in a while ${where(say)} cries "${words.text}", and the errand is over`,
            (say) => `"${words.text}" is a thing that ${where(say)} says on bad days`,
          ),
          ...styled(
            'tutorial',
            (say) => `if you read "${words.text}" on your screen, it came from ${where(say)}`,
            (say) => `try to cause this one: "${words.text}", from ${where(say)}`,
          ),
          ...styled('podcast', (say) => `if you've ever seen "${words.text}", that was ${where(say)}`),
        ]
      return isName && !isConstructor(error.name)
        ? [
            ...ways(
              (say) => `${where(say)} ${isReturnedCode(error.name, error.place.file) ? 'returns' : 'raises'} ${name}`,
              (say) => `an error of the kind ${name} comes out of ${where(say)}`,
              (say) => `when ${where(say)} refuses, it does so with ${name}`,
            ),
            ...styled('fiction', (say) => `in ${where(say)} somebody can cry ${name}, and then the errand is over`),
            ...styled('tutorial', (say) => `if you ever see ${name}, look into ${where(say)}`),
          ]
        : []
    case 'caught': {
      const becomes = error.becomes == null || !isErrorName(error.becomes) || isConstructor(error.becomes) ? null : mark(lastSegment(error.becomes))
      if (becomes !== null && becomes !== name)
        return [
          ...ways(
            (say) =>
              isName
                ? `${where(say)} catches ${name} and raises ${becomes} in its place`
                : `in ${where(say)} an error from below is caught and leaves it as ${becomes}`,
            (say) => (isName ? `out of ${name}, ${where(say)} makes ${becomes}` : `${where(say)} turns what it catches into ${becomes}`),
          ),
          ...styled('technical', (say) => `${where(say)} translates ${isName ? name : 'what it catches'} to ${becomes}`),
        ]
      return isName
        ? [
            ...ways(
              (say) => `${where(say)} catches ${name}`,
              (say) => `${where(say)} guards a part of its work, and catches ${name} there`,
              (say) => `there is a net in ${where(say)}, and it is held out for ${name}`,
            ),
          ]
        : // That something is caught, and not what becomes of it, answers no question.
          []
    }
    case 'stored':
      return ways(
        (say) => `${where(say)} puts an error into ${name}`,
        (say) => `in ${where(say)} an error is kept in ${name}`,
      )
    case 'cleanup': {
      const said = sayStatement(error.name)
      const what = said !== null && releases.test(said) ? said : null
      return what === null
        ? []
        : ways(
            (say) => `once ${where(say)} has come so far, it ${what}, whatever happens`,
            (say) => `with or without an error, ${where(say)} ${what} behind its work`,
          )
    }
    case 'exit_code':
      return ways(
        (say) => `${where(say)} can end the program, with the exit code ${name}`,
        (say) => `the program may end in ${where(say)}, and then its exit code is ${name}`,
      )
    case 'answered':
      // Told together: failures/returned.ts.
      return []
    case 'panic':
      // Only Go recovers from a panic by name, and only Go and Rust call it one.
      return /\.(?:go|rs)$/.test(error.place.file)
        ? ways(
            (say) =>
              `${where(say)} can panic${error.place.file.endsWith('.go') ? ', which ends the program unless somebody recovers' : ' instead of returning an error'}`,
            (say) => `a panic is possible in ${where(say)}`,
          )
        : ways(
            (say) => `there is a case in which ${where(say)} ends the whole program`,
            (say) => `${where(say)} would rather stop the program than go on in one case`,
          )
    case 'logged':
      // Told together: failures/treated.ts.
      return []
  }
}
