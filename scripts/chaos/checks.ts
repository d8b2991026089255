// What has to hold of a story however it was disturbed.
import type { Log, Subscriber } from './client.ts'

export interface Checks {
  readonly problems: readonly string[]
  check: (holds: boolean, problem: string) => void
}
export const openChecks = (): Checks => {
  const problems: string[] = []
  return {
    problems,
    check: (holds, problem) => {
      if (holds) return
      problems.push(problem)
      console.error(problem)
    },
  }
}

/** The lines that are saved in one transaction with a step: there twice, the step ran twice after it was saved. */
const savedWithStep =
  /^(?:Intent extracted|Analysis complete|Outline ready|Chapter \d+ (?:written|spoken)|Cited lines kept|Cover drawn|Audio complete|Story generation complete)/

export const checkTold = ({ check }: Checks, id: string, logs: readonly Log[], subscribers: readonly Subscriber[]): void => {
  const wanted = logs.map((log) => log.id).join()
  for (const { ids } of subscribers) check(ids.join() === wanted, `${id}: a subscriber got ${ids.join()} instead of ${wanted}`)
  const saved = logs.filter(({ action, details }) => savedWithStep.test(action) && (!action.includes('written') || 'words' in details)).map((log) => log.action)
  for (const action of new Set(saved)) check(saved.filter((other) => other === action).length === 1, `${id}: "${action}" was saved more than once`)
}
