import { expect, it } from 'vitest'
import { bareScene } from '../../../../test/support/bare-scene.ts'
import type { SpeechTiming } from '../../../speech/speech.ts'
import type { Scene, StyleSheet } from '../styles/style-sheet.ts'
import type { Named } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import type { OpenChapter, Slot } from './chapters.ts'
import { fitStory } from './fit.ts'

const shop: Named = { key: 'project', name: 'Shop', role: '', home: null }
const scene: Scene = { ...bareScene, project: shop, entry: shop, end: shop }
const sheet: StyleSheet = { chapters: [], titles: [], ownTitles: 0, titleOf: (told) => told, question: () => [], answer: () => [], leads: {} }
const schema: OpenChapter['schema'] = {
  role: 'all',
  titles: [],
  purpose: '',
  share: 1,
  topics: ['parts'],
  mergesInto: null,
  opening: () => [],
  bridge: () => [],
}

const secondsOf = (text: string): number => text.split(' ').length * 0.4
const timing: SpeechTiming = {
  paragraphSeconds: ({ sentences }) => sentences.reduce((sum, { text }) => sum + secondsOf(text), 0),
  sentenceSeconds: secondsOf,
  chapterOverheadSeconds: 0,
  wordsPerMinute: () => 150,
}

/** A sentence of so many words, none of which stands in another. */
const slotOf = (id: string, words: number, priority: number): Slot => {
  const text = Array.from({ length: words }, (_, at) => `${id}${'abcdefghijklmnopqrstuvwxyzäöü'.charAt(at % 29)}${at}`).join(' ')
  return {
    topic: 'parts',
    priority,
    message: { id, about: null, weight: 1, places: [{ file: 'shop.js', start_line: 1, end_line: 1 }], forms: ways(() => text) },
  }
}

it('takes short sentences before long ones where too few claims would fill the time', () => {
  const long = Array.from({ length: 12 }, (_, at) => slotOf(`long${at}x`, 40, 0.9))
  const short = Array.from({ length: 20 }, (_, at) => slotOf(`short${at}x`, 12, 0.6))
  const chapters: OpenChapter[] = [{ schema, share: 1, slots: [...long, ...short] }]
  const story = fitStory({ chapters, sheet, scene, style: 'documentary', depth: 'intermediate', seed: 'x' }, 120, timing, 'Rachel')
  const told = story.chapters.flatMap(({ paragraphs }) => paragraphs.flatMap(({ sentences }) => sentences))
  expect(told.length / (story.totalSeconds / 60)).toBeGreaterThan(6)
  expect(Math.abs(story.totalSeconds - 120)).toBeLessThan(5)
})
