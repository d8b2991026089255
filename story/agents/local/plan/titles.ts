// A chapter is called after what it tells: the told message with the best title gives it; only a chapter that has none
// falls back on what its style would call any chapter of its kind.
import type { Scene, StyleSheet } from '../styles/style-sheet.ts'
import type { Message } from '../telling/message.ts'
import { seededShare } from '../telling/seeded-choice.ts'
import type { OpenChapter, Slot } from './chapters.ts'

/** A line in a list of chapters. */
const mostCharacters = 56
/** How far chance may lift a title over a weightier one: the same kinds of facts lead most repositories. */
const chance = 0.5

const capital = (text: string): string => (/^[a-z]+ /.test(text) ? text.charAt(0).toUpperCase() + text.slice(1) : text)

interface TitleWishes {
  chapters: readonly OpenChapter[]
  /** What is said in each of them. */
  texts: readonly string[]
  chosen: ReadonlySet<Slot>
  sheet: StyleSheet
  scene: Scene
  seed: string
}

const namedIn = (scene: Scene): string[] =>
  Object.values(scene).flatMap((value) => (typeof value === 'object' && value !== null && 'name' in value ? [value.name] : []))

/** Whom a title names, the text has to speak of. */
const isKept = (title: string, text: string, scene: Scene): boolean =>
  namedIn(scene).every((name) => name === scene.project.name || !title.includes(name) || text.includes(name))

export const titleChapters = ({ chapters, texts, chosen, sheet, scene, seed }: TitleWishes): string[] => {
  const taken = new Set<string>()
  const free = (title: string): boolean => title.length <= mostCharacters && !taken.has(title)
  return chapters.map(({ schema, slots }, index) => {
    const standing = ({ id, weight }: Message): number => weight + seededShare(seed, 'title', id) * chance
    const told = slots
      // What is told in it beside its own subjects, since there was no chapter for it, is not what it is called after.
      .filter((slot) => chosen.has(slot) && schema.topics.includes(slot.topic))
      .map(({ message }) => message)
      .toSorted((a, b) => standing(b) - standing(a))
      .flatMap(({ title }) => title ?? [])
      .find((title) => free(capital(sheet.titleOf(title))))
    const own = schema.titles.flatMap((title) => title(scene) ?? []).filter((title) => isKept(title, texts[index] ?? '', scene))
    const kind = own.find(free) ?? `${own.at(-1) ?? schema.role} ${index + 1}`
    const isKind = told === undefined || (own.some(free) && seededShare(seed, 'kind of chapter', schema.role) < sheet.ownTitles)
    const title = isKind ? kind : capital(sheet.titleOf(told))
    taken.add(title)
    return title
  })
}

/** The name of the whole story. */
export const titleStory = ({ titles }: StyleSheet, scene: Scene, seed: string, text: string): string => {
  const fitting = titles.flatMap((title) => title(scene) ?? []).filter((title) => isKept(title, text, scene))
  return fitting[Math.floor(seededShare(seed, 'story title') * fitting.length)] ?? scene.project.name
}
