// Technical: execution order, conditions and limits with their values, full paths and parameters. No picture, no question.
import { withArticle } from '../language/lists.ts'
import { ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const technical: StyleSheet = {
  titles: [
    ({ project, entry }) => `${project.name}: execution from ${entry.name}`,
    ({ project, mainPart }) => (mainPart === null ? null : `${project.name}: the parts around ${mainPart.name}`),
    ({ project, entry, end }) => (entry.key === end.key ? null : `${project.name}: ${entry.name} to ${end.name}`),
    ({ project, mainType, otherType }) =>
      mainType === null || otherType === null ? null : `${project.name}: ${mainType.name}, ${otherType.name} and their callers`,
    ({ project, essence }) => (essence === null ? null : `${project.name}: internals of ${withArticle(essence)}`),
  ],
  ownTitles: 0.25,
  titleOf: (told) => told,
  question: ({ entry, end }) =>
    entry.key === end.key
      ? []
      : ways(
          (say) => `scope: the call path from ${say.bare(entry)} to ${say.bare(end)}, the modules that it crosses, their types, limits and failure paths`,
          (say) => `traced here: ${say.bare(entry)} as far as ${say.bare(end)}, then modules, types, settings, errors and tests`,
          (say) => `what follows traces ${say.bare(entry)} down to ${say.bare(end)} and then describes the modules around that path`,
        ),
  answer: ({ entry, end }) =>
    entry.key === end.key
      ? []
      : ways(
          (say) => `with that, the path from ${say.bare(entry)} to ${say.bare(end)} is accounted for`,
          (say) => `this closes the trace that began in ${say.bare(entry)}`,
          (say) => `end of the trace: from ${say.bare(entry)} to ${say.bare(end)}, with what surrounds it`,
        ),
  leads: {},
  chapters: [
    {
      role: 'entry',
      titles: [({ entry }) => `Entry at ${entry.name}`],
      purpose: 'Entry points, extent, architecture',
      share: 0.12,
      topics: ['purpose', 'scale', 'ideas', 'start', 'patterns'],
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
      bridge: () =>
        ways(
          () => 'execution order follows',
          () => 'the path itself comes next',
          () => 'next, the calls',
        ),
    },
    {
      role: 'modules',
      titles: [({ mainPart }) => (mainPart === null ? null : `Modules, ${mainPart.name} among them`), () => 'Module structure'],
      purpose: 'Modules and their dependencies',
      share: 0.18,
      topics: ['parts', 'files', 'dependencies'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'structure next, by imports',
          () => 'the modules and what they import',
          () => 'module structure, as the imports show it',
        ),
      bridge: () =>
        ways(
          () => 'the files on that path belong to larger units',
          () => 'so much for the path; the modules around it are next',
          () => 'the path crosses several modules',
        ),
    },
    {
      role: 'types',
      titles: [
        ({ mainType, otherType }) => (mainType === null || otherType === null ? null : `Types: ${mainType.name}, ${otherType.name}`),
        () => 'Types and functions',
      ],
      purpose: 'Central types and functions with their parameters',
      share: 0.16,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'state lives in a small number of types',
          () => 'the central types, then the functions',
          () => 'types first, functions second',
        ),
      bridge: () =>
        ways(
          () => 'module boundaries are drawn by types, which are next',
          () => 'next: the types that pass between these modules',
          () => 'the types and functions in them follow',
        ),
    },
    {
      role: 'second path',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `Second path: ${secondEntry.name}`)],
      purpose: 'A further call path',
      share: 0.05,
      topics: ['second journey'],
      mergesInto: 'types',
      opening: () => [],
      bridge: ({ secondEntry }) => (secondEntry === null ? [] : ways((say) => `the same types appear on another path, that of ${say.bare(secondEntry)}`)),
    },
    {
      role: 'values',
      titles: [({ mainSettingsFile }) => (mainSettingsFile === null ? null : `Settings and limits in ${mainSettingsFile.name}`), () => 'Settings and limits'],
      purpose: 'Settings, defaults, limits',
      share: 0.15,
      topics: ['settings', 'constants'],
      mergesInto: 'failure',
      opening: () =>
        ways(
          () => 'values that steer the above',
          () => 'settings, then limits',
        ),
      bridge: () =>
        ways(
          () => 'several of those calls depend on configured values',
          () => 'what can be configured comes next',
        ),
    },
    {
      role: 'failure',
      titles: [() => 'Failure paths'],
      purpose: 'Errors: raised, caught, cleaned up',
      share: 0.13,
      topics: ['errors'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'now the exceptions beside the rule',
          () => 'errors: where they are made and where they end',
          () => 'what fails, and where',
        ),
      bridge: () =>
        ways(
          () => 'failure paths remain',
          () => 'errors come next',
          () => 'that was the regular course; next, the failures',
        ),
    },
    {
      role: 'verification',
      titles: [({ mainTest }) => (mainTest === null ? null : `Verification by ${mainTest.name}`), () => 'Verification and maintenance'],
      purpose: 'Tests, history, points of change',
      share: 0.24,
      topics: ['tests', 'surprises', 'beginnings', 'history', 'changes'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'verification and maintenance, last',
          () => 'last, tests and history',
          () => 'tests, record, and points of change',
        ),
      bridge: () =>
        ways(
          () => 'what of this is verified is another matter',
          () => 'what tests cover of this follows',
          () => 'next: how it is verified',
        ),
    },
  ],
}
