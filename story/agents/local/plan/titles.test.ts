import { expect, it } from 'vitest'
import { bareScene } from '../../../../test/support/bare-scene.ts'
import type { Scene } from '../styles/style-sheet.ts'
import { styleSheets } from '../styles/styles.ts'
import type { Message, Named } from '../telling/message.ts'
import type { OpenChapter, Slot } from './chapters.ts'
import { titleChapters, titleStory } from './titles.ts'

const named = (name: string): Named => ({ key: name, name, role: 'function', home: null })
const scene: Scene = {
  ...bareScene,
  project: named('Shop'),
  traveller: 'request',
  entry: named('handle'),
  end: named('send'),
  stations: [named('handle'), named('send')],
  firstYear: '2012',
  partCount: 3,
}
const message = (id: string, title?: string): Message => ({ id, about: null, weight: 0.9, places: [], forms: [], ...(title === undefined ? {} : { title }) })
const slotOf = (one: Message, topic: Slot['topic'] = 'features'): Slot => ({ topic, message: one, priority: 1 })
const sheet = { ...styleSheets.documentary, ownTitles: 0 }
const chapterOf = (...slots: Slot[]): OpenChapter => ({ schema: sheet.chapters[0] ?? ({} as never), share: 1, slots })

it('calls a chapter after what it tells, and only after that', () => {
  const told = slotOf(message('errors:1', 'nine names for failure'))
  const untold = slotOf(message('errors:2', 'a folder that went'))
  expect(titleChapters({ chapters: [chapterOf(told, untold)], texts: [], chosen: new Set([told]), sheet, scene, seed: 'x' })).toEqual([
    'Nine names for failure',
  ])
})

it('is not called after what it tells for want of a chapter', () => {
  const merged = slotOf(message('dependencies:1', 'four packages from outside'), 'dependencies')
  expect(titleChapters({ chapters: [chapterOf(merged)], texts: [], chosen: new Set([merged]), sheet, scene, seed: 'x' })[0]).not.toContain('packages')
})

it('gives no title twice and none that is too long for a list', () => {
  const same = [slotOf(message('a', 'more tests than code')), slotOf(message('b', 'more tests than code'))]
  const long = slotOf(message('c', 'a title that goes on and on until nobody in a list of chapters can read it any more'))
  const titles = titleChapters({
    chapters: [...same.map((slot) => chapterOf(slot)), chapterOf(long)],
    texts: [],
    chosen: new Set([...same, long]),
    sheet,
    scene,
    seed: 'x',
  })
  expect(new Set(titles).size).toBe(3)
  expect(titles.filter((title) => title === 'More tests than code')).toHaveLength(1)
  expect(titles[2]).not.toContain('goes on')
})

it('names the story differently for different commits, and always the same for one', () => {
  const titles = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((seed) => titleStory(sheet, scene, seed, 'handle calls send'))
  expect(new Set(titles).size).toBeGreaterThan(1)
  expect(titleStory(sheet, scene, 'a', 'handle calls send')).toBe(titles[0])
})

it('names nobody of whom the text says nothing', () => {
  const titles = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'].map((seed) => titleStory(sheet, scene, seed, 'a story about something else'))
  expect(titles.join(' ')).not.toMatch(/handle|send/)
  const wayIn = sheet.chapters.find(({ role }) => role === 'way in') ?? ({} as never)
  const [title] = titleChapters({ chapters: [{ schema: wayIn, share: 1, slots: [] }], texts: ['Something else.'], chosen: new Set(), sheet, scene, seed: 'x' })
  expect(title).toBe('The way of one request')
})
