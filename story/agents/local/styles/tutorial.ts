// Tutorial: a listener builds up a working understanding. Second person; a start state and an end state; one concept a
// chapter; a guess before the answer; last, a task.
import { withArticle } from '../language/lists.ts'
import { ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const tutorial: StyleSheet = {
  titles: [
    ({ project }) => `Learn your way around ${project.name}`,
    ({ project, entry, end }) => (entry.key === end.key ? null : `Walk ${project.name} from ${entry.name} to ${end.name}`),
    ({ project }) => `Your first hour with ${project.name}`,
    ({ project, mainType, otherType }) => (mainType === null || otherType === null ? null : `Find ${mainType.name} and ${otherType.name} in ${project.name}`),
    ({ project, essence }) => (essence === null ? null : `How to read ${withArticle(essence)}: ${project.name}`),
    ({ project, entry }) => `Read ${project.name} with a finger on ${entry.name}`,
    ({ project, mainTest }) => (mainTest === null ? null : `${project.name}, up to your first run of ${mainTest.name}`),
  ],
  ownTitles: 0.5,
  titleOf: (told) => `Find out about ${told}`,
  question: ({ entry, end, traveller }) => [
    ...(entry.key === end.key
      ? ways((say) => `at the end you will know where to look when ${say.bare(entry)} surprises you`)
      : ways(
          (say) => `your goal: tell somebody, without looking, how a ${traveller} gets from ${say.bare(entry)} to ${say.bare(end)}`,
          (say) => `by the end, ${say.bare(entry)} and ${say.bare(end)} will be more to you than two names, because you will have walked from one to the other`,
          (say) => `when you are through, you can draw the way of a ${traveller} from ${say.bare(entry)} to ${say.bare(end)} on a sheet of paper`,
        )),
  ],
  answer: ({ entry, end, traveller }) =>
    entry.key === end.key
      ? ways((say) => `your next step is to open the file of ${say.bare(entry)} and to read it from the top; nothing in it should be quite new to you`)
      : ways(
          (say) => `before you leave: open the file of ${say.bare(entry)} and find your way down to ${say.bare(end)} without help`,
          (say) => `now say it aloud, from ${say.bare(entry)} to ${say.bare(end)}: if you can name three stops of that ${traveller}, you have reached the goal`,
          (say) => `as a last exercise, cover your notes and list the stops from ${say.bare(entry)} to ${say.bare(end)}; then open the code and compare`,
        ),
  leads: {
    usage: () =>
      ways(
        () => 'begin with something that you can run',
        () => 'start with a few lines that you can try',
        () => 'first, something to try for yourself',
      ),
    start: () =>
      ways(
        () => 'guess first: which code runs before all other?',
        () => 'before you go on, guess where you would set the first breakpoint',
      ),
    journey: () =>
      ways(
        () => 'now walk the path once, slowly',
        () => 'go through it once, call by call',
        () => 'take the path step by step',
      ),
    parts: () =>
      ways(
        () => 'take a sheet of paper, because this is the moment for a map',
        () => 'you need a map now, so take a pencil',
        () => 'draw what you hear next',
      ),
    dependencies: ({ mainDependency }) =>
      mainDependency === null
        ? []
        : ways(
            () => 'what did you expect to come from outside?',
            () => 'guess which packages it leans on',
            () => 'not all of it was written here; what would you have borrowed?',
          ),
    types: () =>
      ways(
        () => 'these are the names that you should be able to place afterwards',
        () => 'keep these names, for you will meet them again',
        () => 'learn a few names by heart',
      ),
    functions: () =>
      ways(
        () => 'verbs come next, the functions that you will meet in almost every file',
        () => 'now the functions that do the work',
        () => 'after the nouns come the verbs: the functions',
      ),
    settings: () =>
      ways(
        () => 'here is what you can change without touching the code',
        () => 'some of it you can change from outside',
        () => 'these are your knobs',
      ),
    errors: () =>
      ways(
        () => 'now break something, at least in your head',
        () => 'suppose that it fails; what do you see?',
        () => 'what goes wrong, and who tells you?',
      ),
    tests: () =>
      ways(
        () => 'to find out whether you broke it in earnest, you need the tests',
        () => 'the tests will tell you if you broke it',
        () => 'before you change anything, know its tests',
      ),
    surprises: () =>
      ways(
        () => 'try to predict these before you hear them',
        () => 'here are a few things that you might guess wrongly',
        () => 'test your picture of the code',
      ),
    changes: () =>
      ways(
        () => 'time to use what you have learned',
        () => 'so where would you go to change something?',
        () => 'put it to work',
      ),
    beginnings: () =>
      ways(
        () => 'one glance back, so that you know how old the ground is',
        () => 'a word on its age, before you dig',
        () => 'how old is the code under your hands?',
      ),
  },
  chapters: [
    {
      role: 'start state',
      titles: [({ project }) => `Before you open ${project.name}`],
      purpose: 'Where the listener stands and where they will be at the end',
      share: 0.12,
      topics: ['purpose', 'features', 'scale', 'usage', 'ideas'],
      mergesInto: null,
      opening: ({ project }) =>
        ways(
          (say) => `you have a copy of ${say.bare(project)} in front of you, and you have not read a line of it`,
          (say) => `imagine that you joined the team of ${say.bare(project)} this morning`,
          (say) => `suppose that you have to fix something in ${say.bare(project)} by tomorrow, and that you start from nothing`,
        ),
      bridge: () => [],
    },
    {
      role: 'first steps',
      titles: [({ entry }) => `Follow ${entry.name}`],
      purpose: 'Where execution starts and the path of a typical call',
      share: 0.3,
      topics: ['start', 'journey'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'the first concept is the path',
          () => 'one idea for this chapter: code is a place that you walk through',
        ),
      bridge: () =>
        ways(
          () => 'that is enough to begin; your first lesson is where to enter',
          () => 'now you know what it is; find out where it starts',
          () => 'so much for the outside; let us go in',
        ),
    },
    {
      role: 'map',
      titles: [({ mainPart }) => (mainPart === null ? null : `Draw a map with ${mainPart.name} on it`), () => 'Draw a map'],
      purpose: 'The parts and how they depend on each other',
      share: 0.16,
      topics: ['parts', 'patterns', 'files'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'you have seen one path, and paths lie in a landscape',
          () => 'you know one path; what lies around it?',
          () => 'it is time to see more than one path',
        ),
      bridge: () =>
        ways(
          () => 'you can retell one path now; next you learn what lies left and right of it',
          () => 'that was one path; the map comes next',
          () => 'keep that path in mind while you look at the parts',
        ),
    },
    {
      role: 'names',
      titles: [({ mainType }) => (mainType === null ? null : `Meet ${mainType.name}`), () => 'Names to know'],
      purpose: 'The central types and functions',
      share: 0.15,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'a map without names is of little use to you',
          () => 'your map has areas now, and they need names',
          () => 'next, learn who does the work',
        ),
      bridge: () =>
        ways(
          () => 'with the map in hand, you can ask who lives where',
          () => 'you have the parts; next come the types and functions',
          () => 'the map is drawn, so fill in the names',
        ),
    },
    {
      role: 'second walk',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `Now follow ${secondEntry.name}`)],
      purpose: 'A second path, to practise on',
      share: 0.05,
      topics: ['second journey'],
      mergesInto: 'names',
      opening: ({ secondEntry }) => (secondEntry === null ? [] : ways((say) => `practise on a second path, the one that starts at ${say.bare(secondEntry)}`)),
      bridge: () => ways(() => 'you know some names by heart now, so try them on new ground'),
    },
    {
      role: 'outside',
      titles: [({ mainDependency }) => (mainDependency === null ? null : `What ${mainDependency.name} does for you`)],
      purpose: 'What it leans on, and for what',
      share: 0.11,
      topics: ['dependencies'],
      mergesInto: 'map',
      opening: () => ways(() => 'some names on your list lead out of the repository'),
      bridge: () => ways(() => 'before you change anything, learn what is not yours to change'),
    },
    {
      role: 'knobs',
      titles: [
        ({ mainSettingsFile }) => (mainSettingsFile === null ? null : `Turn the knobs in ${mainSettingsFile.name}`),
        () => 'Turn the knobs, then break it',
      ],
      purpose: 'What can be set, and how failures look',
      share: 0.2,
      topics: ['settings', 'constants', 'errors'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'you understand something when you can change it and say what will happen',
          () => 'this is where you turn knobs and watch',
          () => 'what can you set, and what can break?',
        ),
      bridge: () =>
        ways(
          () => 'reading is half of it; from here on you put your hands on things',
          () => 'enough reading; what can you do with it?',
          () => 'you know who is who, so start to play with it',
        ),
    },
    {
      role: 'task',
      titles: [({ mainTest }) => (mainTest === null ? null : `Your first change, watched by ${mainTest.name}`), () => 'Your first change'],
      purpose: 'Tests, and a task that uses all of it',
      share: 0.26,
      topics: ['tests', 'surprises', 'beginnings', 'history', 'changes'],
      mergesInto: null,
      opening: () =>
        ways(
          () => 'you are ready for a change of your own',
          () => 'your own first change comes now',
          () => 'one thing is left: changing it yourself',
        ),
      bridge: () =>
        ways(
          () => 'you have broken it in thought; now do it properly',
          () => 'you know how it fails; find out how it is kept from failing',
          () => 'last, the tests, and a change of your own',
        ),
    },
  ],
}
