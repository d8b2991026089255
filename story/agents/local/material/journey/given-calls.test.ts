import { expect, it } from 'vitest'
import { createWordingReader } from '../../telling/repetition.ts'
import { createTeller } from '../../telling/teller.ts'
import { givenCallForms } from './given-calls.ts'

const named = { key: 'function main', name: 'main', role: 'function', home: null }
const told = (text: string): string | null => {
  const forms = givenCallForms(text, named)
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed: 'x', readWording: createWordingReader() })
  return teller.tell({ id: 'given:0', about: named, weight: 1, places: [], forms })?.text ?? null
}

it('says that a function which another gave is called, and of no choice', () => {
  expect(told('closer → result of openTill')).toMatch(/openTill.*calls|calls closer.*openTill/)
  expect(told('closer → result of openTill')).not.toMatch(/choose|decides/)
})

it('says nothing of such a call that is made after a failure: another of it may be the usual one', () => {
  expect(told('closer → result of openTill → err != nil')).toBeNull()
})

it('tells what is deferred as the last thing, on its condition', () => {
  expect(told('After → deferred field → cmd.After != nil')).toMatch(/if cmd\.After is there/i)
  expect(told('After → deferred field')).toMatch(/when main is left|only when all else is done/i)
})

it('says of a list that each is called, and of what a maker was given whose it was at first', () => {
  expect(told('listener → each of listeners')).toMatch(/one by one/i)
  expect(told('current → kept recipe of openTill')).toMatch(/current.*(?:to begin with|at first).*recipe.*openTill/)
})

it('says on what of a list a method is called', () => {
  expect(told('create → on each of factories')).toMatch(/factories.*calls (?:its )?create/)
})
