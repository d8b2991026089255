// What a host says between two answers of the guest: takes up what was just said, by its kind, or asks for the next thing
// by name. A nod that fits any answer is a last resort: two of them in a row and nobody is listening.
import type { Form, Message, Say } from '../telling/message.ts'
import { plain, ways } from '../telling/ways.ts'

const followUp = ({ about }: Message): Form[] =>
  about === null
    ? []
    : ways(
        (say) => `and ${say.bare(about)}?`,
        (say) => `what about ${say.bare(about)}?`,
        (say) => `where does ${say.bare(about)} come in?`,
        (say) => `I keep seeing ${say.bare(about)}; what is that?`,
        (say) => `tell me about ${say.bare(about)}`,
        (say) => `next on my list is ${say.bare(about)}`,
        (say) => `hold on, ${say.bare(about)}?`,
        (say) => `I wrote down ${say.bare(about)}, help me out`,
        (say) => `so ${say.bare(about)} is what exactly?`,
        (say) => `can we stay with ${say.bare(about)} for a moment?`,
      )

type Echo = (say: Say, name: string) => string

/** By the kind of what was said last, the first part of a message's id. */
const echoes: Readonly<Record<string, readonly Echo[]>> = {
  step: [(_, name) => `so by now we are in ${name}`, (_, name) => `okay, ${name} has it now`, () => 'one floor down, then'],
  order: [() => 'and always in that order?', (_, name) => `so ${name} is more of a manager`, () => 'let me repeat that to myself, one after the other'],
  'remark-branch': [
    (_, name) => `so ${name} does not do the same every time`,
    () => 'that is the line where I would put a breakpoint',
    () => 'a condition, then; I will remember that one',
  ],
  'remark-error_handling': [() => 'so somebody has thought of that', (_, name) => `then ${name} is a safety net`],
  'remark-loop': [() => 'once for each of them, I see'],
  reason: [() => 'nice of them to write that down', () => 'that is the kind of comment that I like', () => "I wouldn't have guessed the reason"],
  surprise: [() => 'seriously?', () => 'I would have bet against that', () => 'that would have cost me an afternoon'],
  part: [() => 'I am drawing boxes and arrows while you talk', (_, name) => `so ${name} is a box of its own`],
  parts: [() => 'I am drawing this as you speak', () => 'that is more than I expected'],
  file: [() => 'that file I will open first', () => 'noted, with a big circle around it'],
  dep: [(_, name) => `so they did not write ${name} themselves, good`, () => 'borrowed, then', () => 'I know that one'],
  deps: [() => 'that list I can check before I update anything'],
  cast: [(_, name) => `then ${name} goes on my list of names`, (_, name) => `${name}, got it`, () => 'so that is who does the work'],
  members: [() => 'the rest of its methods can wait, then'],
  options: [() => 'so I do not have to touch the code for that'],
  option: [() => 'useful, that would have been my next question', () => 'and I can leave it alone if I like'],
  defaults: [() => 'and if I never touch them, that is what I get'],
  setting: [() => 'that I can set without a commit', () => 'one more thing to look up when it behaves oddly'],
  'error-raised': [() => 'I think that I have seen that one', () => 'at least it says so'],
  errors: [() => 'so I know where to look when it breaks', () => 'that makes catching them easier'],
  test: [() => 'so they would tell me if I broke it', () => 'good to know before the first pull request'],
  tests: [() => 'good, somebody cares', () => 'that is a lot of promises'],
  case: [() => 'the names of those tests read like a manual'],
  past: [() => 'and it is still going', () => 'you can read that off the history?'],
  change: [() => 'that is a place to begin', () => 'I can find that'],
  purpose: [() => 'that is clear enough for me', () => 'I could repeat that in the corridor'],
  audience: [() => 'so that is who it is for'],
  feature: [() => 'they promise something there'],
  scale: [() => 'that is a weekend of reading'],
}

const nods: readonly string[] = [
  'okay, go on',
  'I see',
  'huh, and then?',
  'fine, what else?',
  'so far I can follow',
  'does it stop there?',
  "I'm with you",
  'what comes after that?',
]

export const hostLine = (before: Message, next: Message): Form[] => {
  const kind = /^purpose:(?:audience|for-whom)$/.test(before.id) ? 'audience' : (before.id.split(':')[0] ?? '')
  const isSame = before.about !== null && before.about.key === next.about?.key
  const { about } = before
  const echo = (echoes[kind] ?? []).map((line) => (say: Say) => line(say, about === null ? 'it' : say.bare(about)))
  return [
    ...ways(...echo).map((form) => ({ ...form, cost: -2 })),
    // Nobody asks what is being talked about.
    ...(isSame ? [] : followUp(next)),
    ...plain(...nods.map((nod) => () => nod)),
  ]
}
