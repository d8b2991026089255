import { expect, it } from 'vitest'
import { pickAnswerPages, readAnswers } from './answers.ts'
import { readFile } from './syntax/read-file.ts'
import { syntaxRows } from './syntax/rows.ts'
import { openSyntaxParser } from './syntax/tree.ts'

const known = { project: 'till', names: new Map([['Drawer', 0]]) }
const answers = (texts: Record<string, string>) =>
  readAnswers(
    Object.entries(texts).map(([path, text]) => ({ path, text, isReadme: path === 'README.md' })),
    [],
    known,
  ).map(({ topic, sentences: [first] }) => [topic, first?.text])

it('finds what the pages say of settings, errors, tests and reasons, by what a sentence says and where it stands', () => {
  const readme =
    '# Till\n\n## Configuration\n\nOptions of the command line take precedence over the configuration file.\n\n## Errors\n\nA DrawerError is raised when the drawer is jammed.\n\n## Tests\n\nThe test suite starts a real till and is run against it.\n\n## Thread safety\n\nA Drawer is never shared between threads, because it is not thread safe.\n'
  expect(answers({ 'README.md': readme }).toSorted(([a = ''], [b = '']) => (a < b ? -1 : 1))).toEqual([
    ['errors', 'A DrawerError is raised when the drawer is jammed.'],
    ['reasons', 'A Drawer is never shared between threads, because it is not thread safe.'],
    ['settings', 'Options of the command line take precedence over the configuration file.'],
    ['tests', 'The test suite starts a real till and is run against it.'],
  ])
})

it('leaves out what only stands with the sentence before it and what is an order', () => {
  const text =
    '## Errors\n\nIt is raised when the drawer is jammed.\n\nRun the tests when an error is raised.\n\nPlease open an issue when an exception is thrown.\n\nAn OutOfPaper exception is thrown on failure.\n'
  expect(answers({ 'docs/errors.md': text })).toEqual([['errors', 'An OutOfPaper exception is thrown on failure.']])
})

it('says nothing of the house around the code', () => {
  expect(answers({ 'README.md': '## Installation\n\nAn error is raised when the configuration file is missing by default.\n' })).toEqual([])
})

it('reads first the pages that bear a question in their name, and none in other languages, of news, or for machines', () => {
  const page = (path: string, sizeBytes = 100) => ({ path, kind: 'documentation' as const, language: 'Markdown', sizeBytes })
  const files = ['docs/zebra.md', 'docs/errors.md', 'docs/i18n/errors.md', 'AGENTS.md', '.agents/skills/errors.md', 'docs/migration.md', 'CONTRIBUTING.md'].map(
    (path) => page(path),
  )
  expect(pickAnswerPages([page('docs/v1/errors.md'), page('docs/v3/errors.md'), page('docs/2026-news.md')])).toEqual(['docs/v3/errors.md'])
  expect(pickAnswerPages([...files, page('docs/config.md', 10_000_000)])).toEqual(['CONTRIBUTING.md', 'docs/errors.md', 'docs/zebra.md'])
})

it('reads the comments of the code, too, but nothing that has no subject or is of a parameter', () => {
  const text =
    'Opens the drawer.\n\nErrors are handled by backing off and retrying until the drawer opens.\n\nThrows an error when the drawer is jammed by default.\n\nAn error to be thrown when a request fails with 404.\n\n@param key an error is raised when it is missing by default.'
  const found = readAnswers([], [{ path: 'src/till.rs', symbols: [], comments: [{ text, line: 4, endLine: 8, about: 'Till.open', trailing: false }] }], known)
  expect(found).toMatchObject([
    {
      topic: 'errors',
      sentences: [{ text: expect.stringMatching(/^Errors are handled by backing off/), place: { file: 'src/till.rs', start_line: 4, end_line: 8 } }],
    },
  ])
})

it('takes no sentence away from the place where it holds', () => {
  for (const text of [
    '## Via snap package\n\nBy default, `Till` exits with an error when the drawer is jammed.\n',
    '### Cause\n\nBy default, `Till` exits with an error when the drawer is jammed.\n',
    '## Users\n\n> By default, `Till` exits with an error when the drawer is jammed.\n',
    '## Errors\n\nBy default, an error is raised when this drawer is jammed.\n',
    '## Errors\n\nOn failure, `Till` returns an error and the drawer is closed.\n',
    '## Errors\n\nReturns an error when the drawer of `Till` is jammed by default.\n',
    '## Errors\n\nERROR: An error is raised when the drawer is jammed by default.\n',
    '## Errors\n\nThe following functions open the drawer.\nIf one fails, an error is returned and the drawer is closed.\n',
  ])
    expect({ text, found: answers({ 'README.md': text }) }).toEqual({ text, found: [] })
  expect(answers({ 'docs/troubleshooting.md': '## Errors\n\nBy default, `Till` exits with an error when the drawer is jammed.\n' })).toEqual([])
  expect(
    answers({ 'README.md': '## Errors\n\nThe following functions open the drawer.\n`Till` exits with an error when it is jammed by default.\n' }),
  ).toHaveLength(1)
  expect(answers({ 'README.md': '## Tests\n\nTests can be used to test a variable against a common expression.\n' })).toEqual([])
})

it('takes no sentence for an answer that only stands under the heading of one', () => {
  for (const text of [
    '## Options\n\nBy default, a `Drawer` is locked when the till configures it.\n',
    '## Testing\n\nTills can be tested with any test suite that starts a server.\n',
    '## Available Settings\n\nstatic Whether options of the command line take precedence by default.\n',
    '## Options\n\nIf enabled, options of the command line take precedence over the configuration file.\n',
    '## Errors\n\nWhen encountering such an error, an exception is raised by default.\n',
  ])
    expect({ text, found: answers({ 'README.md': text }) }).toEqual({ text, found: [] })
})

it('takes of a comment what is set from outside and of a function what it does with a failure, and nothing else', () => {
  const inComment = (text: string, about: string) =>
    readAnswers([], [{ path: 'src/till.rs', symbols: [], comments: [{ text, line: 4, endLine: 8, about, trailing: false }] }], known).map(({ topic }) => topic)
  expect(inComment('Flags of the command line have precedence over options of the configuration file.', 'Till.merge')).toEqual(['settings'])
  expect(inComment('Reading the drawer after that falls back to the default value by default.', 'Till.read')).toEqual([])
  expect(inComment('handleError handles an error by printing it, and exits with the exit code 1.', 'handleError')).toEqual(['errors'])
  expect(inComment('showHelp prints the list of commands, and exits with the exit code 1 in case of an error.', 'showHelp')).toEqual([])
  expect(inComment('CoinRetrier which uses a lamp to detect when a failed request of the till is retried.', 'CoinRetrier')).toEqual([])
  expect(inComment('The default status codes of the till to retry.', 'codes')).toEqual([])
  expect(inComment('CoinRetrier threw an error during the retry of the till.', 'codes')).toEqual([])
  expect(inComment('.handleError() is called when an error is raised by the drawer of the till.', 'handleError')).toEqual([])
})

it('leaves the comment of an error to the error', async () => {
  const text = 'class CoinError extends Error {}\n'
  const row = syntaxRows.JavaScript
  const root = row === undefined ? null : await (await openSyntaxParser()).parse(text, row.grammar)
  if (row === undefined || root === null) throw new Error('no tree')
  const { symbols } = readFile('src/till.js', 'JavaScript', text, root, row)
  const comments = [
    { text: 'CoinError is raised when an exception is caught by the drawer of the till.', line: 4, endLine: 4, about: 'CoinError', trailing: false },
  ]
  expect(readAnswers([], [{ path: 'src/till.rs', symbols: [], comments }], known)).toHaveLength(1)
  expect(readAnswers([], [{ path: 'src/till.rs', symbols, comments }], known)).toEqual([])
})
