// Documentary: how it came to be what it is. Third person; past and present; question, scene, discovery, answer.

import { withArticle } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
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
    ({ project, mainType, otherType }) =>
      mainType === null || otherType === null ? null : `${mainType.name}, ${otherType.name} and the making of ${project.name}`,
    ({ project, mainPart }) => (mainPart === null ? null : `What ${project.name} rests on: ${mainPart.name}`),
  ],
  ownTitles: 0.55,
  titleOf: (told) => told,
  question: ({ traveller, entry, end }) =>
    entry.key === end.key
      ? ways((say) => `what goes on behind the name ${say.bare(entry)} is what this story is after`)
      : ways(
          (say) =>
            `a ${traveller} comes in at ${say.bare(entry)} and can be followed as far as ${say.bare(end)}; how, and through whose hands, is the question`,
          (say) => `this story follows one ${traveller} from ${say.bare(entry)} as far as ${say.bare(end)}, and asks on the way who does the work`,
          (say) =>
            `between ${say.bare(entry)}, where a ${traveller} comes in, and ${say.bare(end)}, where this account lets go of it, lies everything that follows`,
        ),
  answer: ({ entry, end, traveller, project }) =>
    entry.key === end.key
      ? ways((say) => `that is what stands behind ${say.bare(project)} today`)
      : ways(
          (say) => `from ${say.bare(entry)} to ${say.bare(end)} is not far on paper, and by now it is clear how much stands around that short way`,
          (say) =>
            `so that is the way of one ${traveller}: in at ${say.bare(entry)}, down to ${say.bare(end)}, and past everybody whose name has been told here`,
          (say) =>
            `and the ${traveller} of the beginning? It came in at ${say.bare(entry)} and went as deep as ${say.bare(end)}, through code that other people had laid out for it`,
        ),
  leads: {
    beginnings: () =>
      ways(
        () => 'it has a past, and the past explains a good deal',
        () => 'nothing of this was there from the start',
        () => 'before it was what it is, it was something smaller',
      ),
    history: () =>
      ways(
        () => 'what the years have left behind can be read from the record',
        () => 'the record of changes has more to say',
      ),
    dependencies: ({ mainDependency }) =>
      mainDependency === null
        ? []
        : ways(
            () => 'not everything is made in this house',
            () => 'there is work that it leaves to others',
            () => 'some things it takes ready-made from elsewhere',
          ),
    errors: () =>
      ways(
        () => 'then there is the question of what happens when it fails',
        () => 'and when something goes wrong?',
        () => 'failure has been thought of as well',
      ),
    settings: () =>
      ways(
        () => 'some of this can be changed from outside',
        () => 'a few things are left for the user to decide',
        () => 'not all of it is fixed in the code',
      ),
    tests: () =>
      ways(
        () => 'who makes sure that all this stays true?',
        () => 'a promise in code is worth what its tests are worth',
        () => 'how does anybody know that it works?',
      ),
    surprises: () =>
      ways(
        () => 'not all is as one would guess',
        () => 'the code holds a few surprises',
        () => 'a first guess would miss some of it',
      ),
    types: () =>
      ways(
        () => 'a handful of names come up again and again',
        () => 'certain names are on every other page',
        () => 'some names have to be known first',
      ),
    changes: () =>
      ways(
        () => 'and for somebody who has to change something, there is a short way to the right place',
        () => 'whoever wants to change it need not search for long',
        () => 'that leaves the practical question: where to put the hand',
      ),
  },
  chapters: [
    {
      role: 'beginnings',
      titles: [({ project, firstYear }) => (firstYear === null ? null : `${project.name}, since ${firstYear}`), ({ project }) => `What ${project.name} is for`],
      purpose: 'What the project is, for whom, and where it comes from',
      share: 0.13,
      topics: ['purpose', 'beginnings', 'features', 'scale'],
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
      share: 0.3,
      topics: ['ideas', 'usage', 'start', 'journey'],
      mergesInto: null,
      opening: ({ traveller }) =>
        ways(
          () => `take a single ${traveller} and watch where it goes`,
          () => `the plainest way to see how it works is to go along with one ${traveller}`,
        ),
      bridge: ({ traveller, entry }) =>
        ways(
          () => `to see how any of this is done, somebody has to go in, and that will be our ${traveller}`,
          (say) => `so far this is what it says of itself; what it does begins at ${say.bare(entry)}`,
          () => `promises are one thing; a single ${traveller} shows another`,
          (say) => `the ${traveller} is on its way, and its first stop is ${say.bare(entry)}`,
        ),
    },
    {
      role: 'parts',
      titles: [({ partCount }) => (partCount < 3 ? null : `The ${exactly(partCount)} parts, and what rests on what`), () => 'How the code is divided'],
      purpose: 'The main parts and which of them carry the others',
      share: 0.15,
      topics: ['parts', 'patterns', 'files'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'seen from above, the lines of the plan come out',
          () => 'step back far enough, and the code has a plan',
        ),
      bridge: () =>
        ways(
          () => 'the path is clear now, but not the ground that it crosses',
          () => 'one path has been walked; now to the land around it',
          () => 'that was one way through, and it touched only a part of the whole',
        ),
    },
    {
      role: 'cast',
      titles: [
        ({ mainType, otherType }) => (mainType === null || otherType === null ? null : `${mainType.name}, ${otherType.name} and the rest`),
        ({ mainType }) => (mainType === null ? null : `The work of ${mainType.name}`),
        () => 'The names that return',
      ],
      purpose: 'The central types and functions',
      share: 0.16,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'plans are carried out by somebody',
          () => 'code has its main characters, too',
          () => 'behind the plan stand types and functions with names',
        ),
      bridge: () =>
        ways(
          () => 'so much for the ground plan; the next question is who lives there',
          () => 'that was the plan, and next come the names in it',
          () => 'the parts are known; what they are made of is not',
        ),
    },
    {
      role: 'second way',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `Another way in: ${secondEntry.name}`)],
      purpose: 'A second path through the code',
      share: 0.12,
      topics: ['second journey'],
      mergesInto: 'cast',
      opening: ({ secondEntry }) =>
        secondEntry === null ? [] : ways((say) => `the first path was not the only one; another begins at ${say.bare(secondEntry)}`),
      bridge: () =>
        ways(
          () => 'with these names in mind, a second road becomes readable',
          () => 'the names are known now, and another path can be read',
        ),
    },
    {
      role: 'borrowed',
      titles: [
        ({ mainDependency, otherDependency }) =>
          mainDependency === null || otherDependency === null ? null : `Borrowed: ${mainDependency.name} and ${otherDependency.name}`,
        ({ mainDependency }) => (mainDependency === null ? null : `Borrowed: ${mainDependency.name}`),
      ],
      purpose: 'What it leans on, and for what',
      share: 0.09,
      topics: ['dependencies'],
      mergesInto: 'parts',
      opening: () =>
        ways(
          () => 'some of the work was never done here at all',
          () => 'part of the work is done by strangers',
        ),
      bridge: () =>
        ways(
          () => 'so far all the names were home-made, and that is not the whole truth',
          () => 'all of this was written here, but not everything is',
        ),
    },
    {
      role: 'rules',
      titles: [
        ({ mainSettingsFile }) => (mainSettingsFile === null ? null : `What ${mainSettingsFile.name} decides, and what can fail`),
        () => 'What can be set, and what can fail',
      ],
      purpose: 'What is configured where, and how errors are handled',
      share: 0.14,
      topics: ['settings', 'constants', 'errors'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'every path so far was the path of a good day',
          () => 'so far, everything went well',
          () => 'until now nothing was set and nothing failed',
        ),
      bridge: () =>
        ways(
          () => 'what remains is what can be set, and what can go wrong',
          () => 'now to the settings and to the failures',
          () => 'two things are still missing: the settings and the errors',
        ),
    },
    {
      role: 'today',
      titles: [() => 'Tests, history, and where to change it', () => 'What the record shows'],
      purpose: 'Tests, surprises, history, and where to change something',
      share: 0.16,
      topics: ['tests', 'surprises', 'history', 'changes'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'code forgets why it was written; its tests and its history do not',
          () => 'what the code promises, its tests write down, and what it went through, its history',
          () => 'the last witnesses are the tests and the record',
        ),
      bridge: () =>
        ways(
          () => 'rules are only as good as the memory of those who keep them',
          () => 'what keeps these rules in force is the last question',
          () => 'who watches over all of this?',
        ),
    },
  ],
}
