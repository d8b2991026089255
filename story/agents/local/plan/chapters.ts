// Which chapters this repository fills in this time, and what may be told in each, best first.
import type { StoryDuration, TechnicalDepth } from '../../../../shared/story.ts'
import type { ChapterSchema, StyleSheet, Topic } from '../styles/style-sheet.ts'
import type { Message } from '../telling/message.ts'
import type { Focus } from './focus.ts'
import type { Material } from './material.ts'

export interface Slot {
  topic: Topic
  message: Message
  /** Higher is told sooner when time is short. */
  priority: number
}
export interface OpenChapter {
  schema: ChapterSchema
  share: number
  /** In telling order. */
  slots: Slot[]
}

const chapterCount: Readonly<Record<StoryDuration, number>> = { 5: 5, 10: 6, 15: 7, 20: 8 }
/** A chapter with less to say than this is told within another. */
const fewestMessages = 4

// What each listener is spared, and what they are given more of.
const depthWeight: Readonly<Record<TechnicalDepth, Partial<Record<Topic, number>>>> = {
  beginner: { purpose: 1.15, usage: 1.2, features: 1.1, scale: 1.1, functions: 0.8, constants: 0.45, 'second journey': 0.8, reasons: 0.9, patterns: 0.8 },
  intermediate: {},
  advanced: { features: 0.5, usage: 0.6, constants: 1.2, reasons: 1.25, errors: 1.1, functions: 1.1, types: 1.05, scale: 0.8 },
}

/** Kinds of messages that only some listeners want. */
const depthOfMessage = (depth: TechnicalDepth, id: string): number => {
  const kind = id.split(':')[0] ?? ''
  if (depth === 'beginner') return ['signature', 'kin', 'calls', 'used', 'makes'].includes(kind) ? 0.55 : 1
  if (depth === 'advanced') return ['signature', 'calls', 'remark', 'kin', 'makes'].includes(kind) ? 1.25 : 1
  return 1
}

/** The first few of a topic answer what every newcomer asks; later ones are depth. */
const firstOfTopic: Partial<Record<Topic, number>> = {
  purpose: 6,
  features: 2,
  ideas: 4,
  start: 2,
  parts: 4,
  types: 6,
  settings: 6,
  errors: 5,
  dependencies: 4,
  tests: 5,
  beginnings: 1,
  history: 4,
  changes: 4,
  surprises: 3,
  journey: 2,
  scale: 1,
}

/** These stand in the order of time, or side by side: the first of them are those that weigh most. */
const orderedByWeight: ReadonlySet<Topic> = new Set(['ideas', 'settings', 'errors', 'tests', 'history', 'surprises', 'changes'])
const standings = (messages: readonly Message[]): ReadonlyMap<Message, number> =>
  new Map(messages.toSorted((a, b) => b.weight - a.weight).map((message, at) => [message, at]))

const schemasFor = (sheet: StyleSheet, material: Material, minutes: StoryDuration, focus: Focus): ChapterSchema[] => {
  const amount = (schema: ChapterSchema): number => schema.topics.reduce((sum, topic) => sum + material[topic].length, 0)
  const wanted = (schema: ChapterSchema): number => Math.max(...schema.topics.map(focus.topicWeight))
  const kept = sheet.chapters.filter((schema) => schema.mergesInto === null || amount(schema) >= fewestMessages)
  const spare = kept.filter(({ mergesInto }) => mergesInto !== null).toSorted((a, b) => wanted(a) - wanted(b) || a.share * amount(a) - b.share * amount(b))
  const surplus = Math.max(0, kept.length - chapterCount[minutes])
  const dropped = new Set(spare.slice(0, surplus))
  return kept.filter((schema) => !dropped.has(schema))
}

interface ChapterWishes {
  sheet: StyleSheet
  material: Material
  focus: Focus
  minutes: StoryDuration
  depth: TechnicalDepth
}

export const openChapters = ({ sheet, material, focus, minutes, depth }: ChapterWishes): OpenChapter[] => {
  const schemas = schemasFor(sheet, material, minutes, focus)
  const roles = new Set(schemas.map(({ role }) => role))
  const told = new Set<string>()
  return schemas
    .map((schema) => {
      const merged = sheet.chapters.filter(({ mergesInto, role }) => mergesInto === schema.role && !roles.has(role))
      const slots = [...schema.topics, ...merged.flatMap(({ topics }) => topics)].flatMap((topic) => {
        const standing = orderedByWeight.has(topic) ? standings(material[topic]) : null
        return material[topic].flatMap((message, index): Slot[] => {
          if (told.has(message.id)) return []
          told.add(message.id)
          const at = standing?.get(message) ?? index
          const first = at >= (firstOfTopic[topic] ?? 0) ? 0 : at === 0 ? 3 : 1.5
          return [
            {
              topic,
              message,
              priority:
                message.weight * (depthWeight[depth][topic] ?? 1) * depthOfMessage(depth, message.id) +
                first +
                focus.bonus(message) +
                (focus.topicWeight(topic) - 1) * 0.3,
            },
          ]
        })
      })
      const weight = Math.max(...schema.topics.map(focus.topicWeight))
      return { schema, share: (schema.share + merged.reduce((sum, { share }) => sum + share * 0.8, 0)) * (weight > 1 ? 1.6 : 1), slots }
    })
    .filter(({ slots }) => slots.length > 0)
}
