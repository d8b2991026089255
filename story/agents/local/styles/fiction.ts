// Fiction: the parts are characters in a town, and every event in it really happens in the code: a visit is a call, a
// debt is an import, a watcher is a test.
import { styled, ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const fiction: StyleSheet = {
  titles: [
    ({ project }) => `The town of ${project.name}`,
    ({ project, traveller }) => `A ${traveller} comes to ${project.name}`,
    ({ entry, end }) => (entry.key === end.key ? null : `The errand from ${entry.name} to ${end.name}`),
    ({ project, mainType, otherType }) =>
      mainType === null || otherType === null ? null : `${mainType.name} and ${otherType.name}, a tale from ${project.name}`,
    ({ project, entry }) => `The gate of ${project.name} is called ${entry.name}`,
    ({ project, mainPart }) => (mainPart === null ? null : `${project.name}, and the quarter of ${mainPart.name}`),
  ],
  ownTitles: 0.6,
  titleOf: (told) => `Concerning ${told}`,
  question: ({ traveller, entry, end }) =>
    entry.key === end.key
      ? ways((say) => `on this morning a stranger, a ${traveller}, comes as far as ${say.bare(entry)} and asks to be let in`)
      : ways(
          (say) => `on this morning a stranger arrives, a ${traveller}, who wants to get from ${say.bare(entry)} to ${say.bare(end)} and has never been here`,
          (say) => `our hero is a ${traveller}: young, alone, and sent from ${say.bare(entry)} to find ${say.bare(end)}`,
        ),
  answer: ({ entry, end, traveller }) =>
    entry.key === end.key
      ? ways((say) => `and if you listen at the gate of ${say.bare(entry)}, you can hear the next stranger knocking`)
      : ways(
          (say) =>
            `the ${traveller} has found ${say.bare(end)}, and at ${say.bare(entry)} the next one is already knocking; to them, all of this happens for the first time`,
          (say) => `so the errand from ${say.bare(entry)} to ${say.bare(end)} is done, and the town goes quiet until somebody calls again`,
        ),
  leads: {
    scale: () => ways(() => 'how large is the place?'),
    start: () =>
      ways(
        () => 'the stranger looks for the gate',
        () => 'where does one get in?',
      ),
    parts: () => ways(() => 'from the hill one sees the quarters'),
    journey: () =>
      ways(
        () => 'and so the errand begins',
        () => 'the stranger sets out',
        () => 'the first step is taken',
      ),
    dependencies: ({ mainDependency }) => (mainDependency === null ? [] : ways(() => 'on market day the square fills with foreigners')),
    errors: () =>
      ways(
        () => 'then clouds come up',
        () => 'the sky darkens',
      ),
    settings: () => ways(() => 'behind the town hall there is a room full of levers'),
    tests: () =>
      ways(
        () => 'at night the watchers go round',
        () => 'somebody keeps watch',
      ),
    beginnings: () => ways(() => 'the oldest page of the chronicle can still be read'),
    history: () =>
      ways(
        () => 'the chronicler opens the book',
        () => 'the book of the town is thick',
      ),
    surprises: () =>
      ways(
        () => 'every town has its oddities',
        () => 'some things here are odd',
      ),
    changes: () =>
      ways(
        () => 'should a builder come one day, the chronicler has advice',
        () => 'for a builder there is advice',
      ),
    functions: () => ways(() => 'then there are those who do the work'),
  },
  chapters: [
    {
      role: 'town',
      titles: [({ project }) => `A stranger comes to ${project.name}`],
      purpose: 'The setting: what the project is and how large',
      share: 0.13,
      topics: ['purpose', 'scale', 'features', 'beginnings'],
      mergesInto: null,
      opening: ({ project }) =>
        ways(
          (say) => `there is a town called ${say.bare(project)}`,
          (say) => `once more the sun rises over a town by the name of ${say.bare(project)}`,
        ),
      bridge: () => [],
    },
    {
      role: 'quarters',
      titles: [({ mainPart }) => (mainPart === null ? null : `The quarter called ${mainPart.name}`), () => 'The quarters'],
      purpose: 'The parts and who depends on whom',
      share: 0.16,
      topics: ['parts', 'files', 'patterns'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'in this town nobody is rich alone, and debts are called imports',
          () => 'the quarters live from one another, and what they owe is called an import',
        ),
      bridge: ({ traveller }) => ways(() => `the ${traveller} looks down from the hill before going in`),
    },
    {
      role: 'people',
      titles: [
        ({ mainType, otherType }) => (mainType === null || otherType === null ? null : `${mainType.name} and ${otherType.name}`),
        () => 'The people of the town',
      ],
      purpose: 'The characters: central types and functions',
      share: 0.15,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'now the people, for a town is its people',
          () => 'every door has a name on it',
          () => 'some faces one has to know here',
        ),
      bridge: () =>
        ways(
          () => 'streets are one thing, but who walks in them?',
          () => 'the streets are still empty; let us fill them',
          () => 'who lives behind all these doors?',
        ),
    },
    {
      role: 'errand',
      titles: [({ entry, end }) => (entry.key === end.key ? null : `The errand from ${entry.name} to ${end.name}`), ({ entry }) => `The gate at ${entry.name}`],
      purpose: 'The typical call, as an errand through the town',
      share: 0.3,
      topics: ['ideas', 'start', 'usage', 'journey'],
      mergesInto: null,
      opening: ({ traveller }) => ways(() => `all of them look up now, because the ${traveller} has come down from the hill`),
      bridge: () =>
        ways(
          () => 'they are all at their places, and somebody is at the door',
          () => 'everybody is up, and there is a knock',
          () => 'the stage is set, and the stranger steps forward',
        ),
    },
    {
      role: 'second errand',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `The other gate, ${secondEntry.name}`)],
      purpose: 'A second call path',
      share: 0.05,
      topics: ['second journey'],
      mergesInto: 'errand',
      opening: () => ways(() => 'there is a second gate, for those who know of it'),
      bridge: () => ways(() => 'while this one is busy, another stranger tries another door'),
    },
    {
      role: 'market',
      titles: [({ mainDependency }) => (mainDependency === null ? null : `A trader named ${mainDependency.name}`)],
      purpose: 'What it leans on',
      share: 0.11,
      topics: ['dependencies'],
      mergesInto: 'quarters',
      opening: () => ways(() => 'no town makes everything itself'),
      bridge: () => ways(() => 'the noise outside is the market'),
    },
    {
      role: 'storm',
      titles: [() => 'A bad day, and a room full of levers'],
      purpose: 'Errors and what can be set',
      share: 0.2,
      topics: ['errors', 'settings', 'constants'],
      mergesInto: null,
      opening: () =>
        styled(
          'fiction',
          () => 'not every errand ends well',
          () => 'there are days when the errand fails',
        ),
      bridge: () =>
        ways(
          () => 'so far everybody was kind, but the weather is about to turn',
          () => 'until now the sky was clear',
          () => 'it has gone well so far, too well perhaps',
        ),
    },
    {
      role: 'chronicle',
      titles: [({ mainTest }) => (mainTest === null ? null : `${mainTest.name} keeps watch`), () => 'Night, and the watchers'],
      purpose: 'Tests, history, and where a builder would begin',
      share: 0.26,
      topics: ['tests', 'history', 'surprises', 'changes'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'evening comes, and with it the ones who remember',
          () => 'night falls, and the watchers take their lamps',
        ),
      bridge: () =>
        ways(
          () => 'when the storm is over, somebody has to write down what happened',
          () => 'after the storm the chronicler sharpens a pen',
          () => 'the wind drops, and the town counts its roofs',
        ),
    },
  ],
}
