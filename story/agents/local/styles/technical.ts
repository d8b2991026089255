// Technical: execution order, conditions and limits with their values, full paths and parameters. No picture, no question.
import { ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const technical: StyleSheet = {
  title: ({ project, entry }) => `${project.name}: execution from ${entry.name}`,
  question: ({ entry, end }) =>
    entry.key === end.key
      ? []
      : ways((say) => `scope: the call path from ${say.bare(entry)} to ${say.bare(end)}, the modules that it crosses, their types, limits and failure paths`),
  answer: ({ entry, end }) =>
    entry.key === end.key
      ? []
      : ways(
          (say) => `with that, the path from ${say.bare(entry)} to ${say.bare(end)} is accounted for`,
          (say) => `this closes the trace that began in ${say.bare(entry)}`,
        ),
  leads: {},
  chapters: [
    {
      role: 'entry',
      titles: [({ entry }) => `Entry at ${entry.name}`],
      purpose: 'Entry points, extent, architecture',
      share: 0.12,
      topics: ['purpose', 'scale', 'start', 'patterns'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'path',
      titles: [({ entry, end }) => (entry.key === end.key ? null : `Call path: ${entry.name} to ${end.name}`), ({ entry }) => `Call path of ${entry.name}`],
      purpose: 'The main call path in execution order',
      share: 0.3,
      topics: ['journey'],
      mergesInto: null,
      opening: () => [],
      bridge: () => ways(() => 'execution order follows'),
    },
    {
      role: 'modules',
      titles: [({ mainPart, partCount }) => (mainPart === null ? null : `${partCount} modules, ${mainPart.name} at the base`), () => 'Module structure'],
      purpose: 'Modules and their dependencies',
      share: 0.14,
      topics: ['parts', 'files', 'dependencies'],
      mergesInto: null,
      opening: () => ways(() => 'structure next, by imports'),
      bridge: () => ways(() => 'the files on that path belong to larger units'),
    },
    {
      role: 'types',
      titles: [
        ({ mainType, otherType }) => (mainType === null || otherType === null ? null : `Types: ${mainType.name}, ${otherType.name}`),
        () => 'Types and functions',
      ],
      purpose: 'Central types and functions with their parameters',
      share: 0.18,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () => ways(() => 'state lives in a small number of types'),
      bridge: () => ways(() => 'module boundaries are drawn by types, which are next'),
    },
    {
      role: 'second path',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `Second path: ${secondEntry.name}`)],
      purpose: 'A further call path',
      share: 0.12,
      topics: ['second journey'],
      mergesInto: 'types',
      opening: () => [],
      bridge: ({ secondEntry }) => (secondEntry === null ? [] : ways((say) => `the same types appear on another path, that of ${say.bare(secondEntry)}`)),
    },
    {
      role: 'values',
      titles: [({ mainSettingsFile }) => (mainSettingsFile === null ? null : `Settings and limits in ${mainSettingsFile.name}`), () => 'Settings and limits'],
      purpose: 'Settings, defaults, limits',
      share: 0.11,
      topics: ['settings', 'constants'],
      mergesInto: 'failure',
      opening: () => ways(() => 'values that steer the above'),
      bridge: () => ways(() => 'several of those calls depend on configured values'),
    },
    {
      role: 'failure',
      titles: [({ mainError }) => (mainError === null ? null : `Failure paths and ${mainError.name}`), () => 'Failure paths'],
      purpose: 'Errors: raised, caught, cleaned up',
      share: 0.1,
      topics: ['errors'],
      mergesInto: null,
      opening: () => ways(() => 'now the exceptions beside the rule'),
      bridge: () => ways(() => 'failure paths remain'),
    },
    {
      role: 'verification',
      titles: [({ mainTest }) => (mainTest === null ? null : `Verification by ${mainTest.name}`), () => 'Verification and maintenance'],
      purpose: 'Tests, history, points of change',
      share: 0.13,
      topics: ['tests', 'surprises', 'beginnings', 'history', 'changes'],
      mergesInto: null,
      opening: () => ways(() => 'verification and maintenance, last'),
      bridge: () => ways(() => 'what of this is verified is another matter'),
    },
  ],
}
