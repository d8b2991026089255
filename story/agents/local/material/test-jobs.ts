// What continuous integration does with the tests: on which versions it runs them, what it starts for them, what else it asks for.
import type { Place } from '../../../../shared/analysis.ts'
import type { TestJob } from '../details/workflow-jobs.ts'
import { joined } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import type { World } from './world.ts'

/** A long job is cited by its beginning. */
export const headOf = (place: Place): Place => ({ ...place, end_line: Math.min(place.end_line, place.start_line + 40) })

const platformKey = /^(?:os|platform|runs-on|runner|operating-?system|machine|image)$/i
/** A job of its own among those that test. */
const otherWork = /^(?:check|lint\w*|docs?|build|perf|bench\w*|format|style|types?|mypy|setup|package|release)$/i
const mostKeys = 2
const mostValues = 4
/** What any pipeline does, by the words of its command. */
const usualStep =
  /\b(?:test\w*|build|lint|install|ci|vet|fmt|format|clean|generate|deps|setup|ensure|prepare|publish|release|compile|check$|phpunit|pytest|rspec|phpstan|psalm|mypy|cs|static|analy\w+|types?|style|coverage|codecov|cov|bundle|restore|pack|docs?|tools?|bootstrap|init|goimports|update|upgrade|sync|all|rubocop|standard|ktlint|detekt|spotless|biome|eslint|prettier|black|ruff|flake8|isort|clippy|audit)\b/i
const ownStep = /^(?:make|just|task|npm run|yarn(?: run)?|pnpm(?: run)?|bun run|composer|bundle exec rake|cargo xtask|\.\/gradlew) ([\w:-]+)$/

/** In which ways continuous integration runs the tests, what it starts for them, and what else it asks for. */
export const jobMessages = (world: World, jobs: readonly TestJob[]): Message[] => {
  const messages: Message[] = []
  const several = jobs.find(({ matrix }) => matrix.some(({ key }) => !platformKey.test(key)))
  if (several !== undefined) {
    const file = world.file(several.place.file)
    const rows = several.matrix
      .filter(
        ({ key, values }) =>
          !platformKey.test(key) && !values.some((value) => otherWork.test(value)) && values.every((value) => /^[\w.+ -]{1,24}$/.test(value)),
      )
      .slice(0, mostKeys)
    const told = ({ key, values }: TestJob['matrix'][number]): string =>
      values.length <= mostValues
        ? `${mark(key)} is ${joined(values.map(mark), 'or')}`
        : `${mark(key)} is one of ${exactly(values.length)}, from ${mark(values[0] ?? '')} to ${mark(values.at(-1) ?? '')}`
    if (rows.length > 0)
      messages.push({
        id: 'tests:matrix',
        about: file,
        weight: 0.942,
        places: [headOf(several.place)],
        keywords: ['continuous integration', ...rows.map(({ key }) => key)],
        forms: ways(
          (say) => `${say.name(file)} has continuous integration run the tests in several ways: ${joined(rows.map(told))}`,
          (say) => `in continuous integration the tests are run more than once, as ${say.bare(file)} has it: ${joined(rows.map(told))}`,
        ),
      })
  }
  const served = jobs.find(({ services }) => services.length > 0)
  if (served !== undefined) {
    const names = served.services.slice(0, mostValues).map(mark)
    const file = world.file(served.place.file)
    messages.push({
      id: 'tests:services',
      about: file,
      weight: 0.968,
      places: [headOf(served.place)],
      keywords: ['continuous integration', ...served.services],
      title: 'what is started for the tests',
      forms: ways(
        (say) => `continuous integration starts ${joined(names)} beside the tests, by ${say.bare(file)}, so they have the real thing to talk to`,
        (say) => `the tests talk to the real thing: for them ${say.bare(file)} has ${joined(names)} started in continuous integration`,
      ),
    })
  }
  const steps = [
    ...new Set(jobs.flatMap(({ commands }) => commands.filter((command) => ownStep.test(command) && !usualStep.test(ownStep.exec(command)?.[1] ?? '')))),
  ]
  const [first] = jobs.filter(({ commands }) => steps.some((step) => commands.includes(step)))
  if (first !== undefined)
    messages.push({
      id: 'tests:steps',
      about: null,
      weight: steps.length > 1 ? 0.948 : 0.9,
      places: [headOf(first.place)],
      keywords: ['continuous integration', ...steps],
      forms: ways(() => `beside the tests, continuous integration runs checks of its own: ${joined(steps.slice(0, 3).map(mark))}`),
    })
  return messages
}
