import { expect, it } from 'vitest'
import type { Message, Named } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { hostLine } from './conversation.ts'

const router: Named = { key: 'symbol router', name: 'Router', role: 'class', home: null }
const message = (id: string, about: Named | null): Message => ({ id, about, weight: 1, places: [], forms: [] })
const lines = (before: Message, next: Message, count: number): string[] => {
  const teller = createTeller({ style: 'podcast', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return Array.from({ length: count }, (_, at) => teller.tell({ ...message(`host:${at}`, null), forms: hostLine(before, next) })?.text ?? '')
}

it('takes up what was just said before it asks for the next thing', () => {
  expect(lines(message('defaults:x', null), message('options:y', router), 1)).toEqual(['And if I never touch them, that is what I get.'])
})

it('asks by name, and never about what is being talked about', () => {
  const asked = lines(message('unheard:1', null), message('cast:2', router), 6)
  expect(asked.every((line) => line.includes('Router'))).toBe(true)
  expect(lines(message('unheard:1', router), message('cast:2', router), 3).some((line) => line.includes('Router'))).toBe(false)
})
