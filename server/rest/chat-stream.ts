// The chat's answer while it is being made. As one JSON document, written as it comes: the intent whole, then the message
// growing inside its string; so a reader that waits for the end has a document, and one that does not sees it grow. Or
// as server-sent events. Once something is sent the status is decided: a later fault is told inside the answer.
import type { ChatAnswer, ChatEvent } from '../../shared/intent.ts'
import { problemBody, toProblem } from '../problem.ts'

/** A string's inside: JSON's escapes without its quotes. A pair of surrogates is never cut, since pieces are whole events. */
const inside = (text: string): string => JSON.stringify(text).slice(1, -1)

export async function* asJsonDocument(events: AsyncIterable<ChatEvent>): AsyncGenerator<string> {
  let opened = false
  try {
    for await (const event of events) {
      if (event.type === 'intent') {
        yield `{"intent":${JSON.stringify(event.intent)},"message":"`
        opened = true
      } else yield inside(event.text)
    }
    yield '"}\n'
  } catch (error) {
    if (!opened) throw error
    yield `",${JSON.stringify(problemBody(toProblem(error))).slice(1, -1)}}\n`
  }
}

const eventText = (name: string, data: unknown): string => `event: ${name}\ndata: ${JSON.stringify(data)}\n\n`

export async function* asServerSentEvents(events: AsyncIterable<ChatEvent>): AsyncGenerator<string> {
  const answer: Partial<ChatAnswer> = {}
  let message = ''
  try {
    for await (const event of events) {
      if (event.type === 'intent') {
        answer.intent = event.intent
        yield eventText('intent', event.intent)
      } else {
        message += event.text
        yield eventText('delta', { text: event.text })
      }
    }
    yield eventText('done', { ...answer, message })
  } catch (error) {
    if (answer.intent === undefined) throw error
    yield eventText('error', problemBody(toProblem(error)).error)
  }
}

/** Waits for the first piece, so that what fails before it is an ordinary error with its own status. */
export const startedWith = async (pieces: AsyncGenerator<string>): Promise<AsyncGenerator<string>> => {
  const first = await pieces.next()
  return (async function* () {
    if (first.done !== true) yield first.value
    yield* pieces
  })()
}
