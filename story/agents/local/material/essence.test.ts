import { expect, it } from 'vitest'
import { essenceOf } from './essence.ts'

const of = (...texts: string[]) =>
  essenceOf(
    texts.map((text) => ({ text, place: { file: 'README.md', start_line: 1, end_line: 1 } })),
    'Till',
  )

it.each([
  ['Expressive HTTP middleware framework for node.js to make web applications.', 'HTTP middleware framework'],
  ['Till is a lightweight, idiomatic and composable router for building Go HTTP services.', 'composable router'],
  ['Till is a general-purpose command-line fuzzy finder and an interactive terminal toolkit.', 'command-line fuzzy finder'],
  ['Promise based HTTP client for the browser and node.js', 'promise based HTTP client'],
  ['Till is a next generation HTTP client for Python 3.', 'next generation HTTP client'],
  ['Composable command line interface toolkit', 'command line interface toolkit'],
  ['Till looks after parsing the arguments, displays usage errors.', null],
  ['Till is a lightweight framework/toolkit, which is ideal.', 'lightweight framework/toolkit'],
  ['Sends your logs to files and sockets', null],
  ['Till is a community-driven project used by many companies.', null],
  ['The http and https commands allow for creating requests.', null],
  ['Process execution for humans', null],
  ["Till is an HTTP client that's efficient by default.", 'HTTP client'],
  ['Till is a Python package for creating beautiful command line interfaces.', null],
  ['It is the complete solution for command-line programs.', null],
  ['Till is compatible with the standard library.', null],
  ['It is a the standard http.', null],
])('names what “%s” is about', (text, essence) => {
  expect(of(text)).toBe(essence)
})

it('takes a later sentence where the first names no kind of thing', () => {
  expect(of('The complete solution.', 'Till is a fuzzy finder.')).toBe('fuzzy finder')
})

it('knows a name with hyphens by the words of it, and takes no label further down for what a project is', () => {
  const place = { file: 'README.md', start_line: 1, end_line: 1 }
  const quotes = (...texts: string[]) => texts.map((text) => ({ text, place }))
  expect(essenceOf(quotes('Till Kuma is an easy-to-use status monitor.', 'Demo Server (Location: Frankfurt).'), 'till-kuma')).toBe('easy-to-use status monitor')
  expect(essenceOf(quotes('All is told in the manual.', 'Demo Server (Location: Frankfurt).'), 'till')).toBeNull()
})
