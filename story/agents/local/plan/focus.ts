// Focus areas weigh the choice: a topic that answers to one gets more time, a message that speaks of it comes first.
import { focusTopics } from '../intent/topics.ts'
import type { Topic } from '../styles/style-sheet.ts'
import type { Message } from '../telling/message.ts'

const topicsOf: readonly (readonly [RegExp, readonly Topic[]])[] = [
  [/test|coverage|quality/i, ['tests']],
  [/error|exception|failure|robust/i, ['errors']],
  [/config|setting|option|flag|environment/i, ['settings', 'constants']],
  [/architect|structure|design|overview|module|layout|organi[sz]/i, ['parts', 'patterns', 'files']],
  [/dependenc|librar|third/i, ['dependencies']],
  [/histor|evolution|origin|past/i, ['beginnings', 'history']],
  [/\bapi\b|public|interface|usage/i, ['start', 'functions', 'usage']],
  [/type|class|struct|data model/i, ['types']],
  [/performance|speed|limit/i, ['constants', 'reasons']],
  [/flow|lifecycle|life cycle|request|execution|call|pipeline/i, ['journey', 'second journey']],
  [/entry|start|boot/i, ['start', 'journey']],
  [/change|contribut|maintain|onboard/i, ['changes', 'tests']],
  [/command|cli/i, ['start', 'settings']],
]

export interface Focus {
  /** 1 where nobody asked for it. */
  topicWeight: (topic: Topic) => number
  /** 0 where it has nothing to do with any focus area. */
  bonus: (message: Message) => number
}

const stemsOf = (area: string): string[] =>
  (area.toLowerCase().match(/[a-z]{3,}/g) ?? []).map((word) => word.replace(/(?:ing|ers?|ion|ions|es|s|ed)$/, '')).filter((stem) => stem.length >= 3)

export const makeFocus = (areas: readonly string[]): Focus => {
  const wanted = new Set(areas.flatMap((area) => topicsOf.filter(([pattern]) => pattern.test(area)).flatMap(([, topics]) => topics)))
  const patterns = areas.flatMap((area) => {
    const known = focusTopics.filter(({ label, said }) => label.toLowerCase() === area.toLowerCase() || said.test(area)).map(({ inPaths }) => inPaths)
    const stems = stemsOf(area)
    return [
      ...known.filter((pattern) => pattern.source !== '^$'),
      ...(stems.length === 0 ? [] : [new RegExp(stems.map((stem) => `(?=.*${stem})`).join(''), 'i')]),
    ]
  })
  return {
    topicWeight: (topic) => (wanted.has(topic) ? 2 : 1),
    bonus: (message) => {
      if (patterns.length === 0) return 0
      const text = [message.id, message.about?.name ?? '', ...(message.keywords ?? []), ...message.places.map(({ file }) => file)].join(' ')
      return patterns.some((pattern) => pattern.test(text)) ? 0.45 : 0
    },
  }
}
