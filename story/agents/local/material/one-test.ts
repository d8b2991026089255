// How one test is made here: what somebody does who writes the next.
import type { Details } from '../details/read-details.ts'
import { joined } from '../language/lists.ts'
import { counted, exactly } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

/** What no line shows cannot be counted by whoever checks it. */
const many = (users: number): string => (users <= mostCounted ? counted(users, 'test file') : 'many test files')
const mostCounted = 12
/** Keys and the like are not read, and not counted: there are at least so many. */
const fewer = (count: number): string => `more than ${exactly(Math.floor((count - 1) / 10) * 10)}`
const isTestFile = (file: string): boolean => /(?:^|\/)tests?\//.test(file)

export const oneTestMessages = (world: World, { testShape, testBase, placesForMore }: Details): Message[] => {
  const { table, program, helper, cases } = testShape
  const messages: Message[] = []
  if (program !== null) {
    const file = world.file(program.file)
    messages.push({
      id: 'tests:program',
      about: file,
      weight: 0.98,
      places: [program.place],
      keywords: [program.file],
      title: 'tests that start the program',
      forms: [
        ...ways(
          (say) => `tests in ${say.bare(file)} call the program as its users do, by its command line, and look at what comes out`,
          (say) => `in ${say.bare(file)} the program is run as a whole, from the command line, and what comes out is checked`,
        ),
        ...styled('technical', (say) => `${say.bare(file)} tests the program from outside, as a process`),
      ],
    })
  }
  if (cases !== null) {
    const file = world.file(cases.file)
    messages.push({
      id: 'tests:case-files',
      about: file,
      weight: 0.97,
      places: [cases.place],
      keywords: [cases.folder, cases.file],
      title: `cases in ${cases.folder}`,
      forms: ways(
        (say) =>
          cases.isListed
            ? `the cases lie in files of their own: ${mark(cases.folder)} holds ${fewer(cases.count)} of them, and ${say.bare(file)} goes through that folder, so a new case is one more file`
            : `${fewer(cases.count)} files that tests read lie in ${mark(cases.folder)}, and ${say.bare(file)} leads there`,
        (say) =>
          cases.isListed
            ? `${say.bare(file)} takes its cases from ${mark(cases.folder)}, a folder with ${fewer(cases.count)} files, so a new case is one more file`
            : `${say.bare(file)}, for one, leads to files in ${mark(cases.folder)}, where ${fewer(cases.count)} of them lie`,
      ),
    })
  }
  if (table !== null) {
    const file = world.file(table.file)
    const fields = joined(table.fields.map(mark))
    const type = table.type === null ? null : mark(table.type)
    messages.push({
      id: 'tests:table',
      about: file,
      weight: 0.96,
      places: [table.place],
      keywords: [table.file, table.type ?? ''],
      title: 'a table of cases',
      example: table.place,
      forms: ways(
        (say) =>
          `a test in ${say.bare(file)} is a table with a row for each case: ${type === null ? 'a row' : `a ${type}`} names ${fields}, and the same code runs over all rows`,
        (say) => `tests in ${say.bare(file)} are driven by tables: a new case is one more row${type === null ? '' : ` of type ${type}`}, with ${fields}`,
      ),
    })
  }
  if (testBase !== null) {
    const file = world.file(testBase.place.file)
    messages.push({
      id: 'tests:base',
      about: file,
      weight: 0.955,
      places: [testBase.place],
      keywords: [testBase.name],
      title: `${testBase.name}, which tests are built on`,
      forms: ways(
        (say) =>
          `the classes of ${many(testBase.users)} are built on ${mark(testBase.name)}, which stands in ${say.bare(file)}: the next one begins there, too`,
        (say) => `who writes a test builds it on ${mark(testBase.name)} in ${say.bare(file)}, as ${many(testBase.users)} do`,
      ),
    })
  }
  const made = placesForMore.generated.find(({ into }) => into !== null && isTestFile(into.file))
  if (made?.into != null) {
    const [maker, taker] = [world.file(made.maker), world.file(made.into.file)]
    messages.push({
      id: 'tests:generated',
      about: maker,
      weight: 0.99,
      places: [made.place, made.into],
      keywords: [made.maker, made.into.file],
      title: 'tests that nobody writes',
      forms: ways(
        (say) => `some tests are written by nobody: ${say.bare(maker)} makes them while the project is compiled, and ${say.bare(taker)} takes them in`,
      ),
    })
  }
  if (helper !== null) {
    const named = mark(helper.name)
    const file = world.file(helper.place.file)
    messages.push({
      id: 'tests:helper',
      about: file,
      weight: 0.94,
      places: [helper.place],
      keywords: [helper.name],
      title: `${helper.name}, which many tests call`,
      forms: ways(
        (say) => `many test files lean on ${named}, which stands in ${say.bare(file)}: read it first to write another`,
        (say) => `who writes a test begins with ${named} in ${say.bare(file)}, as many of the test files do`,
      ),
    })
  }
  return messages
}
