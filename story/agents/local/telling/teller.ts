// Words messages, one after the other, knowing what was said before: which names are introduced, which wording is worn
// out, what the last sentence was about. The order of calls is the order of the story; the same calls give the same words.
import type { Place } from '../../../../shared/analysis.ts'
import type { StoryStyle, TechnicalDepth } from '../../../../shared/story.ts'
import { finishSentence, mark, markNamesIn, withoutMarks } from './marked-names.ts'
import type { Message, Named, Say } from './message.ts'
import { createRepetition, type ReadWording } from './repetition.ts'
import { seededShare } from './seeded-choice.ts'

export interface Teller {
  /** Names are introduced anew: a listener may have paused. */
  startChapter: () => void
  startParagraph: () => void
  /** Null when no wording is left that is not worn out. */
  tell: (message: Message) => Told | null
}

export interface Told {
  text: string
  /** The message's own places, and those that its names need. */
  places: Place[]
}

interface Mentioned {
  things: Named[]
  placed: Named[]
  pronoun: boolean
}

export interface TellerOptions {
  style: StoryStyle
  depth: TechnicalDepth
  seed: string
  readWording: ReadWording
}

/** "It" is what the sentence before spoke of: its subject, or the only thing that it named. */
const isSubjectOf = (text: string, about: Named, { things, pronoun }: Mentioned): boolean => {
  if (pronoun || things.every(({ key }) => key === about.key)) return true
  const [clause = ''] = withoutMarks(text)
    .replace(/^(?:If|Unless|When|Where) [^,]*, /, '')
    .split(about.name)
  return clause.length < withoutMarks(text).length && /^(?:(?:the|The) (?:\w+ ){1,2})?$/.test(clause)
}

export const createTeller = ({ style, depth, seed, readWording }: TellerOptions): Teller => {
  const repetition = createRepetition(readWording)
  const placedInStory = new Set<string>()
  const inChapter = new Set<string>()
  const formUses = new Map<string, number>()
  const claimed = new Set<string>()
  const toldIds = new Set<string>()
  const kindsInChapter = new Set<string>()
  let previousAbout: string | null = null
  let previousId: string | null = null
  let pronounsInARow = 0

  const makeSay = (message: Message): { say: Say; mentioned: Mentioned } => {
    const mentioned: Mentioned = { things: [], placed: [], pronoun: false }
    const known = (thing: Named): boolean => inChapter.has(thing.key) || mentioned.things.some(({ key }) => key === thing.key)
    const remember = (thing: Named): void => {
      mentioned.things.push(thing)
    }
    const name = (thing: Named): string => {
      // The full form when it is new to the story, and once more where a chapter picks it up again.
      const full = !known(thing) && thing.role !== ''
      remember(thing)
      return full ? `the ${thing.role} ${mark(thing.name)}` : mark(thing.name)
    }
    const placed = (thing: Named): string => {
      const first = !placedInStory.has(thing.key) && thing.home !== null && !mentioned.placed.some(({ key }) => key === thing.key)
      const text = name(thing)
      if (!first || thing.home === null) return text
      mentioned.placed.push(thing)
      return `${text} in ${mark(thing.home)}`
    }
    return {
      mentioned,
      say: {
        style,
        depth,
        name,
        placed,
        bare: (thing) => {
          remember(thing)
          return mark(thing.name)
        },
        subject: (thing) => {
          if (previousAbout === thing.key && message.about?.key === thing.key && pronounsInARow < 2) {
            mentioned.pronoun = true
            return 'it'
          }
          return name(thing)
        },
        words: markNamesIn,
        hasTold: (id) => toldIds.has(id),
        wasJustTold: (id) => previousId === id,
        hasToldKind: (kind) => kindsInChapter.has(kind),
        isCurrent: (thing) => previousAbout === thing.key,
      },
    }
  }

  return {
    startChapter: () => {
      inChapter.clear()
      kindsInChapter.clear()
      previousAbout = null
    },
    startParagraph: () => {
      previousAbout = null
      previousId = null
    },
    tell: (message) => {
      let best: { text: string; cost: number; form: string; mentioned: Mentioned; claims: readonly string[] } | null = null
      for (const [index, form] of message.forms.entries()) {
        const claims = form.claims === undefined ? [] : [form.claims].flat()
        if (form.styles?.includes(style) === false || form.depths?.includes(depth) === false || claims.some((claim) => claimed.has(claim))) continue
        const { say, mentioned } = makeSay(message)
        const worded = form.text(say)
        if (worded === null) continue
        const text = finishSentence(worded)
        const key = `${message.id.split(':')[0]} ${index}`
        const cost = repetition.cost(text) + (form.cost ?? 0) * 2 + (formUses.get(key) ?? 0) * 2 + seededShare(seed, message.id, String(index)) * 2
        if (cost !== Number.POSITIVE_INFINITY && (best === null || cost < best.cost)) best = { text, cost, form: key, mentioned, claims }
      }
      if (best === null) return null
      repetition.add(best.text)
      toldIds.add(message.id)
      previousId = message.id
      kindsInChapter.add(message.id.split(':')[0] ?? '')
      for (const claim of best.claims) claimed.add(claim)
      formUses.set(best.form, (formUses.get(best.form) ?? 0) + 1)
      for (const thing of best.mentioned.things) {
        inChapter.add(thing.key)
      }
      for (const thing of best.mentioned.placed) placedInStory.add(thing.key)
      pronounsInARow = best.mentioned.pronoun ? pronounsInARow + 1 : 0
      previousAbout = message.about !== null && isSubjectOf(best.text, message.about, best.mentioned) ? message.about.key : null
      // Glue has no claim of its own, but the names in it stand somewhere.
      const more = best.mentioned.things.flatMap(({ also, place }) => [
        ...(also === undefined ? [] : [also]),
        ...(place === undefined || message.places.length > 0 ? [] : [place]),
      ])
      return { text: withoutMarks(best.text), places: [...message.places, ...new Set(more)] }
    },
  }
}
