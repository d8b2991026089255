// What a host says between two answers of the guest: asks for the next thing by name, or shows that the last one arrived.
import type { Form, Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'

export const followUp = ({ about }: Message): Form[] =>
  about === null
    ? reaction()
    : ways(
        (say) => `and ${say.bare(about)}?`,
        (say) => `what about ${say.bare(about)}?`,
        (say) => `where does ${say.bare(about)} come in?`,
        (say) => `I keep seeing ${say.bare(about)}; what is that?`,
        (say) => `tell me about ${say.bare(about)}`,
        (say) => `then who needs ${say.bare(about)}?`,
        (say) => `next on my list is ${say.bare(about)}`,
        (say) => `hold on, ${say.bare(about)}?`,
        (say) => `I wrote down ${say.bare(about)}, help me out`,
        (say) => `so ${say.bare(about)} is what exactly?`,
        (say) => `you mentioned ${say.bare(about)} before we started`,
        (say) => `can we stay with ${say.bare(about)} for a moment?`,
      )

export const reaction = (): Form[] =>
  ways(
    () => 'okay, go on',
    () => 'I see',
    () => 'wait, let me write that down',
    () => 'that makes sense',
    () => 'huh, and then?',
    () => 'fine, what else?',
    () => 'so far I can follow',
    () => 'really?',
    () => 'all right, more of that',
    () => "I wouldn't have guessed",
    () => 'good to know before the first pull request',
    () => 'and there is more, I suppose',
    () => 'keep going, I like this',
    () => 'let that sink in for a second',
    () => 'hm, okay',
    () => 'right, that clears it up',
    () => 'does it stop there?',
    () => 'you read all that?',
    () => "I'm with you",
    () => 'what comes after that?',
  )
