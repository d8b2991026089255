// How it is built, each pattern only with the lines that show it: the shapes of the whole first, then techniques.
import type { Pattern } from '../../../shared/analysis.ts'
import { architectureRules } from './architecture.ts'
import type { PatternSources } from './evidence.ts'
import { techniqueRules } from './techniques.ts'

export const findPatterns = (sources: PatternSources): Pattern[] => [...architectureRules, ...techniqueRules].flatMap((rule) => rule(sources) ?? [])
