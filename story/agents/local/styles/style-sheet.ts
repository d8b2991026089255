// A style is a structure before it is a tone: which chapters there are, in which order, what each is made of, how it opens
// and how it hands over to the next.
import type { Form, Named } from '../telling/message.ts'

export const topics = [
  'purpose',
  'features',
  'scale',
  'ideas',
  'usage',
  'start',
  'journey',
  'second journey',
  'parts',
  'files',
  'patterns',
  'types',
  'functions',
  'settings',
  'constants',
  'errors',
  'dependencies',
  'tests',
  'beginnings',
  'history',
  'surprises',
  'reasons',
  'changes',
] as const
export type Topic = (typeof topics)[number]

/** What runs through the story from the first chapter to the last. */
export interface Scene {
  project: Named
  /** What it is in two or three words, "middleware framework"; null where its own words do not say. */
  essence: string | null
  /** What sets out: a request, a command, a call. */
  traveller: string
  /** Where the typical path starts and ends; the same where there is no path. */
  entry: Named
  end: Named
  secondEntry: Named | null
  mainPart: Named | null
  mainType: Named | null
  otherType: Named | null
  mainDependency: Named | null
  otherDependency: Named | null
  mainSettingsFile: Named | null
  mainError: Named | null
  /** The main line of the path that the story follows, from its entry to its end. */
  stations: readonly Named[]
  mainTest: Named | null
  firstYear: string | null
  partCount: number
}

export interface ChapterSchema {
  role: string
  /** The most specific one that this repository can fill. */
  titles: readonly ((scene: Scene) => string | null)[]
  purpose: string
  /** Of the whole time, before focus areas weigh in. */
  share: number
  topics: readonly Topic[]
  /** Whose chapter takes over its topics when the story is too short for this one; null: never left out. */
  mergesInto: string | null
  opening: (scene: Scene) => Form[]
  /** The last sentence of the chapter before this one. */
  bridge: (scene: Scene) => Form[]
}

export interface StyleSheet {
  chapters: readonly ChapterSchema[]
  /** The first that this repository can fill, beginning at one that its commit decides. */
  titles: readonly ((scene: Scene) => string | null)[]
  /** A chapter's title, made of a noun phrase for what it tells. */
  /** How many of its chapters, of all, keep the title that the style has for their kind. */
  ownTitles: number
  titleOf: (told: string) => string
  /** Asked in the first chapter, answered by the last sentence. */
  question: (scene: Scene) => Form[]
  answer: (scene: Scene) => Form[]
  /** Said before the first message of a topic: a question, a guess, a stage direction. */
  leads: Partial<Record<Topic, (scene: Scene) => Form[]>>
}
