// What one would not expect: facts that go against a name, a habit or a promise. Each rule looks for one kind, and says
// nothing rather than something that might not be so.
import type { Surprise } from '../../../shared/analysis.ts'
import { defaultsOff, nameContradicts, staleDocs } from './broken-promises.ts'
import { movedOut, reexports, testsOfOthers } from './from-elsewhere.ts'
import { calledTwice, lazies, mutualCalls, storedErrors, workBeforeCheck } from './order-of-work.ts'
import { biggestFile, heavyTests, massDeletions, noClasses, noDependencies, tinyCore } from './proportions.ts'
import type { Rule, SurpriseSources } from './rule.ts'

/** The most telling first. */
const rules: readonly Rule[] = [
  workBeforeCheck,
  storedErrors,
  staleDocs,
  movedOut,
  massDeletions,
  reexports,
  testsOfOthers,
  tinyCore,
  noClasses,
  noDependencies,
  mutualCalls,
  lazies,
  biggestFile,
  heavyTests,
  calledTwice,
  nameContradicts,
  defaultsOff,
]

export const findSurprises = (sources: SurpriseSources): Surprise[] => rules.flatMap((rule) => rule(sources))
