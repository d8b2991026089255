// How it is tested, built and checked: frameworks, commands, what the tests promise.

import { isBorrowedTest } from '../borrowed-test.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'
import { isBaseVerb } from '../language/verbs.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Say } from '../telling/message.ts'
import { plain, styled, ways } from '../telling/ways.ts'
import { oneTestMessages } from './one-test.ts'
import { methodMessages } from './test-methods.ts'
import { setupMessages } from './test-setup.ts'
import type { World } from './world.ts'

/** `test_hot_restart_does_not_drop_connections` → "hot restart does not drop connections": only where the words make a clause. */
const promiseOf = (name: string): string | null => {
  const words = name
    .replace(/^test_?/i, '')
    .replace(/([a-z\d])([A-Z])/g, '$1_$2')
    .split('_')
    .filter((word) => word !== '')
    .map((word) => (/^[A-Z]{2,}$/.test(word) ? word : word.toLowerCase()))
  const isClause = words.some(
    (word, at) => at > 0 && /^(?:is|are|does|do|raises|returns|fails|works|keeps|ignores|accepts|rejects|refuses|allows|restores|defaults|throws)$/.test(word),
  )
  // "Validate is enabled methods" begins with an order.
  const isOrder = isBaseVerb(words[0] ?? '', words[1]) || /^(?:or|and|nested|all)$/.test(words[0] ?? '')
  return isClause && !isOrder && words.length >= 4 && words.length <= 12 && words.every((word) => /^[A-Za-z]+$/.test(word)) ? words.join(' ') : null
}

/** "should return 404" is a promise; `test_session_expires` is a name. */
const caseForms = (name: string, file: (say: Say) => string): Form[] => {
  const text = plainWords(name).replace(/[.\s]+$/, '')
  if (/\s/.test(text)) {
    if (!speakable(text) || addressedToAModel(text) || wordCount(text) > 18 || wordCount(text) < 4) return []
    const should = /^(?:it )?should /i.test(text) ? text.replace(/^(?:it )?should /i, '') : null
    if (should !== null)
      return ways(
        (say) => `one test in ${file(say)} insists that it should ${say.words(should)}`,
        (say) => `that it should ${say.words(should)} is checked in ${file(say)}`,
        (say) => `it should ${say.words(should)}, demands a case in ${file(say)}`,
        (say) => `another case, again in ${file(say)}, wants that it should ${say.words(should)}`,
      )
    const lower = /^[A-Z][a-z]+ /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text
    return ways(
      (say) => `a case in ${file(say)} is named ${say.words(lower)}`,
      (say) => `one of the tests in ${file(say)} bears the title ${say.words(lower)}`,
      (say) => `${file(say)} also tests this: ${say.words(lower)}`,
      (say) => `what ${file(say)} makes sure of has a name, ${say.words(lower)}`,
      (say) => `${say.words(lower)}: so runs the title of a case in ${file(say)}`,
      (say) => `further down, ${file(say)} has a test with the title ${say.words(lower)}`,
      (say) => `the words ${say.words(lower)} head a test in ${file(say)}`,
      (say) => `and ${file(say)} has one for this case: ${say.words(lower)}`,
    )
  }
  const promise = promiseOf(text)
  if (promise !== null)
    return ways(
      (say) => `one test in ${file(say)} makes sure of this: ${promise}`,
      (say) => `${file(say)} checks that it holds: ${promise}`,
      (say) => `in ${file(say)} a test is named after what it promises, ${promise}`,
      (say) => `${promise}: for that there is a test in ${file(say)}`,
    )
  // The name of a case that makes no clause says nothing to an ear.
  return []
}

/** Quotes, globs and pipes are for a shell, not for an ear. */
const sayableCommand = /^[\w :.@/=-]+$/
/** `phpunit/phpunit`: the vendor is of no interest here. */
const frameworkName = (name: string): string => (name.startsWith('@') ? name : (name.split('/').at(-1) ?? name))
/** Asserts, mocks or measures, and runs nothing. */
const helpsTests = /^(?:supertest|chai|hypothesis|testify|quickcheck|proptest|criterion|quick|nimble|truth|mockito-core)$/i
const mostCases = 4
const mostCitedLines = 79

export const testMessages = (world: World, details: Details = noDetails): Message[] => {
  const { tests: allTests, counts, build, ci } = world.facts
  const tests = { ...allTests, subjects: allTests.subjects.filter(({ file }) => !isBorrowedTest(file)) }
  const messages: Message[] = []
  const framework = tests.frameworks[0]
  if (framework !== undefined)
    messages.push({
      id: 'tests:framework',
      about: null,
      weight: 0.95,
      places: tests.frameworks.slice(0, 2).map(({ place }) => place),
      forms: [
        ...ways(
          () => `tests are written with ${joined(tests.frameworks.slice(0, 2).map(({ name }) => mark(frameworkName(name))))}`,
          () =>
            tests.frameworks.slice(0, 2).some(({ name }) => helpsTests.test(name))
              ? null
              : `${joined(tests.frameworks.slice(0, 2).map(({ name }) => mark(frameworkName(name))))} ${tests.frameworks.length > 1 ? 'run' : 'runs'} the tests`,
        ),
        ...styled('fiction', () => `there are watchers in this town, and they are trained by ${mark(framework.name)}`),
      ],
    })
  // A framework that is kept among the tests is none of them, and would be counted.
  const isCounted = !world.paths.some((path) => isBorrowedTest(path) && /(?:^|\/)tests?\//.test(path))
  if (tests.files > 0 && isCounted) {
    const subject = tests.subjects[0]
    const more = tests.lines > counts.source_lines && counts.source_lines > 0
    // What stands in the middle of the sources is counted with them.
    const isBesideOthers = details.testMethods.some(({ method }) => method === 'unit tests inside')
    const beside = isBesideOthers ? 'beside the unit tests within the sources, ' : ''
    messages.push({
      id: 'tests:size',
      about: null,
      weight: 0.62,
      places: subject === undefined ? [] : [world.top(subject.file)],
      title: more ? 'more tests than code' : `${counted(tests.lines, 'line')} of tests`,
      forms: [
        ...ways(
          () =>
            `${beside}the code for tests is ${counted(tests.lines, 'line')} in ${counted(tests.files, 'file')}, helpers among them${more ? ': more than the code that they test' : ''}`,
          () =>
            `${beside}tests and what helps them take up ${counted(tests.files, 'file')} with ${counted(tests.lines, 'line')}${more ? ', so they outweigh the code' : ''}`,
        ),
        ...styled('fiction', () => `${counted(tests.files, 'watcher')} keep books of ${counted(tests.lines, 'line')}`),
      ],
    })
  }
  if (tests.command !== null && sayableCommand.test(tests.command.command) && wordCount(tests.command.command) <= 6) {
    const { command, place } = tests.command
    messages.push({
      id: 'tests:command',
      about: null,
      weight: 0.8,
      // A long workflow is not cited from end to end.
      places: [{ ...place, end_line: Math.min(place.end_line, place.start_line + mostCitedLines) }],
      forms: [
        ...ways(
          () => `the tests are started with ${mark(command)}`,
          () => `one command, ${mark(command)}, runs them`,
        ),
        ...styled('tutorial', () => `before you change anything, run ${mark(command)} once and see it pass`),
      ],
    })
  }
  messages.push(...methodMessages(world, details.testMethods, details.testJobs), ...oneTestMessages(world, details), ...setupMessages(world, details))
  for (const [index, subject] of tests.subjects.slice(0, 14).entries()) {
    const file = world.file(subject.file)
    const weight = Math.max(0.2, 0.55 - index * 0.045)
    const covers = subject.covers === null ? null : world.findPart(subject.covers) === null ? world.file(subject.covers) : world.part(subject.covers)
    // Which file is tested in which is a table, and two rows of it are enough.
    if (index < 2 && covers !== null)
      messages.push({
        id: `test:${subject.file}:covers`,
        about: file,
        weight,
        places: [world.top(subject.file)],
        keywords: [subject.file, subject.covers ?? ''],
        title: `${covers.name}, watched by ${file.name}`,
        forms: [
          ...ways(
            (say) => `${say.bare(covers)} is tested in ${say.bare(file)}, ${counted(subject.lines, 'line')} long`,
            (say) => `the tests for ${say.bare(covers)} are in ${say.bare(file)}, ${counted(subject.lines, 'line')} of them`,
          ),
          ...styled('fiction', (say) => `over ${say.bare(covers)} watches ${say.bare(file)}`),
          ...styled('tutorial', (say) => `after a change to ${say.bare(covers)} you would run ${say.bare(file)}`),
        ],
      })
    let toldCases = 0
    const cases = subject.cases.toSorted((a, b) => Number(promiseOf(b.name) !== null) - Number(promiseOf(a.name) !== null))
    for (const [at, testCase] of cases.slice(0, 12).entries()) {
      const forms = toldCases >= mostCases ? [] : caseForms(testCase.name, (say) => say.bare(file))
      if (forms.length === 0) continue
      toldCases += 1
      messages.push({
        id: `case:${subject.file}:${at}`,
        about: file,
        weight: weight - 0.3 - at * 0.06 + (promiseOf(testCase.name) === null ? 0 : 0.12),
        places: [testCase.place],
        keywords: [subject.file, testCase.name],
        forms,
      })
    }
  }
  for (const [index, step] of build.slice(0, 3).entries()) {
    // What watches, tests, or starts a server, builds nothing.
    if (
      wordCount(step.command) > 6 ||
      !sayableCommand.test(step.command) ||
      /\b(?:rm|clean|pre\w+|post\w+|watch|serve|dev|start|tests?|spec|mocha|jest|vitest|pytest|tox|tap|ava|phpunit|rspec|lint)\b/.test(
        `${step.name} ${step.command}`,
      )
    )
      continue
    messages.push({
      id: `build:${index}`,
      about: null,
      weight: 0.35 - index * 0.08,
      places: [step.place],
      forms: ways(
        (say) => `building it takes ${mark(step.command)}, as ${say.bare(world.file(step.place.file))} has it`,
        (say) => `${say.name(world.file(step.place.file))} also knows ${mark(step.command)}`,
      ),
    })
  }
  // Much that runs by itself checks nothing: labels, locks, releases.
  const checking = (details.testJobs.length > 0 ? [] : ci).filter(({ runs }) =>
    runs.some((run) => /\b(?:tests?|check|pytest|tox|nox|phpunit|rspec|ctest|cargo (?:test|build)|go (?:test|vet)|mvnw?|gradlew?)\b/.test(run)),
  )
  for (const [index, pipeline] of checking.slice(0, 2).entries()) {
    const file = world.file(pipeline.place.file)
    messages.push({
      id: `ci:${index}`,
      about: null,
      weight: 0.45 - index * 0.12,
      places: [{ ...pipeline.place, end_line: Math.min(pipeline.place.end_line, pipeline.place.start_line + 9) }],
      forms: [
        ...ways((say) => `continuous integration is described in ${say.bare(file)}`),
        ...plain((say) => `${say.name(file)} sets up the automatic checks`),
      ],
    })
  }
  return messages
}
