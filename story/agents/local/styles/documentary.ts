// Documentary: how it came to be what it is. Third person; past and present; question, scene, discovery, answer.

import { joined, withArticle } from '../language/lists.ts'
import { ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const documentary: StyleSheet = {
  titles: [
    ({ project, traveller }) => `${project.name}, followed by one ${traveller}`,
    ({ project, entry, end }) => (entry.key === end.key ? null : `${project.name}, from ${entry.name} to ${end.name}`),
    ({ project, firstYear }) => (firstYear === null ? null : `${project.name}, as it became since ${firstYear}`),
    ({ project, essence }) => (essence === null ? null : `${project.name}: portrait of ${withArticle(essence)}`),
    ({ project, essence, firstYear }) => (essence === null || firstYear === null ? null : `${firstYear} and after: the ${essence} called ${project.name}`),
    ({ project, entry, end }) => (entry.key === end.key ? null : `What ${entry.name} sets in motion in ${project.name}`),
  ],
  ownTitles: 0.55,
  titleOf: (told) => told,
  question: ({ traveller, entry, end }) =>
    entry.key === end.key
      ? []
      : ways(
          (say) => `this story follows one ${traveller}, from ${say.bare(entry)} to ${say.bare(end)}, and then looks at what it met on the way`,
          (say) => `how a ${traveller} gets from ${say.bare(entry)} to ${say.bare(end)} is told first, and what surrounds that way after it`,
        ),
  answer: ({ stations, traveller }) => {
    const homes = [...new Set(stations.flatMap(({ home }) => home ?? []))]
    const [only] = homes
    if (stations.length < 3 || only === undefined) return []
    return homes.length === 1
      ? ways(
          (say) => `all of the way of the ${traveller} lies in one file, ${say.words(only)}, and that is the one to open first`,
          (say) => `to see the ${traveller} for yourself you need no more than one file, ${say.words(only)}`,
        )
      : ways(
          (say) => `whoever opens the code now can follow the ${traveller} from file to file: ${joined(homes.map(say.words))}`,
          (say) => `the files to open, in the order in which the ${traveller} meets them, are ${joined(homes.map(say.words))}`,
        )
  },
  // A question says what comes next; whatever else led in would be true of any project.
  leads: {
    errors: () =>
      ways(
        () => 'what happens when something fails?',
        () => 'and when something goes wrong?',
      ),
    settings: () =>
      ways(
        () => 'what can be set from outside?',
        () => 'what may its users decide?',
      ),
    surprises: () =>
      ways(
        () => 'what is unusual about it?',
        () => 'what would a newcomer not expect?',
      ),
    changes: () =>
      ways(
        () => 'and where would one change what?',
        () => 'that leaves the practical question: where to put the hand',
      ),
  },
  chapters: [
    {
      role: 'beginnings',
      titles: [({ project }) => `What ${project.name} is, and how it thinks`],
      purpose: 'What the project is, for whom, and where it comes from',
      share: 0.2,
      topics: ['purpose', 'ideas', 'beginnings', 'features', 'scale'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'way in',
      titles: [
        ({ entry, end, traveller }) => (entry.key === end.key ? null : `One ${traveller}, from ${entry.name} to ${end.name}`),
        ({ entry, traveller }) => `One ${traveller}, starting at ${entry.name}`,
        ({ traveller }) => `The way of one ${traveller}`,
      ],
      purpose: 'Where execution starts and what a typical call does',
      share: 0.34,
      topics: ['usage', 'start', 'journey'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'parts',
      titles: [({ partCount }) => (partCount < 3 ? null : 'The parts, and what rests on what'), () => 'How the code is divided'],
      purpose: 'The main parts and which of them carry the others',
      share: 0.16,
      topics: ['parts', 'patterns', 'files'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'cast',
      titles: [
        ({ mainType, otherType }) => (mainType === null || otherType === null ? null : `${mainType.name}, ${otherType.name} and the rest`),
        ({ mainType }) => (mainType === null ? null : `The work of ${mainType.name}`),
        () => 'The names that return',
      ],
      purpose: 'The central types and functions',
      share: 0.14,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'second way',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `Another way in: ${secondEntry.name}`)],
      purpose: 'A second path through the code',
      share: 0.05,
      topics: ['second journey'],
      mergesInto: 'cast',
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'borrowed',
      titles: [
        ({ mainDependency, otherDependency }) =>
          mainDependency === null || otherDependency === null ? null : `Borrowed: ${mainDependency.name} and ${otherDependency.name}`,
        ({ mainDependency }) => (mainDependency === null ? null : `Borrowed: ${mainDependency.name}`),
      ],
      purpose: 'What it leans on, and for what',
      share: 0.11,
      topics: ['dependencies'],
      mergesInto: 'parts',
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'rules',
      titles: [
        ({ mainSettingsFile }) => (mainSettingsFile === null ? null : `What ${mainSettingsFile.name} decides, and what can fail`),
        () => 'What can be set, and what can fail',
      ],
      purpose: 'What is configured where, and how errors are handled',
      share: 0.22,
      topics: ['settings', 'constants', 'errors'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
    {
      role: 'today',
      titles: [() => 'Tests, history, and where to change it', () => 'What the record shows'],
      purpose: 'Tests, surprises, history, and where to change something',
      share: 0.28,
      topics: ['tests', 'surprises', 'history', 'changes'],
      mergesInto: null,
      opening: () => [],
      bridge: () => [],
    },
  ],
}
