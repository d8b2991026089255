// Podcast: a host who asks and a guest who has read the code. The questions carry the structure; the answers hold the facts.
import { withArticle } from '../language/lists.ts'
import { ways } from '../telling/ways.ts'
import type { StyleSheet } from './style-sheet.ts'

export const podcast: StyleSheet = {
  titles: [
    ({ project }) => `${project.name}: two people read it so that you can start`,
    ({ project, entry, end }) => (entry.key === end.key ? null : `How does ${project.name} get from ${entry.name} to ${end.name}?`),
    ({ project }) => `Talking through ${project.name}`,
    ({ project, mainType }) => (mainType === null ? null : `${project.name}, or who is ${mainType.name}?`),
    ({ project, essence }) => (essence === null ? null : `So you use ${withArticle(essence)}: ${project.name} with its lid off`),
    ({ project, entry }) => `What happens after ${entry.name}? A talk about ${project.name}`,
  ],
  ownTitles: 0.35,
  titleOf: (told) => told,
  question: ({ project, entry, end, traveller }) =>
    entry.key === end.key
      ? ways((say) => `so, what do I have to know before I touch ${say.bare(project)}?`)
      : ways(
          (say) => `here is what I want to know by the end: how does a ${traveller} get from ${say.bare(entry)} to ${say.bare(end)}?`,
          (say) => `my goal for today is to follow a ${traveller} from ${say.bare(entry)} down to ${say.bare(end)} without getting lost`,
          (say) => `I'd like to be able to explain, afterwards, what lies between ${say.bare(entry)} and ${say.bare(end)}`,
        ),
  answer: ({ entry, end, project }) =>
    entry.key === end.key
      ? ways((say) => `I think I'd dare to open ${say.bare(project)} now, thank you`)
      : ways(
          (say) => `then I can say it myself now: in at ${say.bare(entry)}, out at ${say.bare(end)}, and I know whom I meet on the way`,
          (say) => `thank you; from ${say.bare(entry)} to ${say.bare(end)}, I could draw that now`,
          (say) => `so if somebody asks me about ${say.bare(entry)} and ${say.bare(end)}, I have an answer, and that was the deal`,
        ),
  leads: {
    purpose: ({ project }) =>
      ways(
        (say) => `let's begin at the very beginning: what is ${say.bare(project)}?`,
        (say) => `somebody stops you in the corridor and asks what ${say.bare(project)} is; what do you say?`,
      ),
    features: () =>
      ways(
        () => 'what does it promise, beyond that?',
        () => 'what else does it say it can do?',
      ),
    ideas: () =>
      ways(
        () => 'how does it think, in its own words?',
        () => 'what is the idea behind it?',
      ),
    scale: () =>
      ways(
        () => 'is it big?',
        () => 'how much code are we talking about?',
      ),
    usage: () =>
      ways(
        () => 'and how would I use it?',
        () => 'what does using it look like?',
      ),
    start: () =>
      ways(
        () => 'okay, where does it start?',
        () => 'if I set a breakpoint, where does it hit first?',
      ),
    journey: ({ traveller }) => ways(() => `take me through one ${traveller}, step by step`),
    'second journey': () =>
      ways(
        () => 'is there another path worth walking?',
        () => 'can we do a second path?',
        () => 'anything else that I should trace?',
      ),
    parts: () =>
      ways(
        () => 'how is the code cut up?',
        () => 'what are the pieces, and who needs whom?',
      ),
    patterns: () =>
      ways(
        () => 'does that shape have a name?',
        () => 'what would an architect call that?',
      ),
    files: () =>
      ways(
        () => 'which files should I have open?',
        () => 'if I open three files, which ones?',
      ),
    types: () =>
      ways(
        () => 'which types do I have to know?',
        () => 'who are the main characters?',
        () => 'what types will I keep running into?',
      ),
    functions: () =>
      ways(
        () => 'and the functions?',
        () => 'what about plain functions, the ones that do things?',
      ),
    reasons: () =>
      ways(
        () => 'does the code say why it is like that?',
        () => 'any comments that explain themselves?',
      ),
    dependencies: () =>
      ways(
        () => 'what does it not do itself?',
        () => 'what does it lean on?',
      ),
    settings: () =>
      ways(
        () => 'what can I configure, and where?',
        () => 'what can I set from outside?',
        () => 'are there knobs?',
      ),
    constants: () =>
      ways(
        () => 'any magic numbers?',
        () => 'which numbers are written into the code?',
      ),
    errors: () =>
      ways(
        () => 'what happens when something goes wrong?',
        () => 'and when it fails?',
        () => 'how does it break?',
      ),
    tests: () =>
      ways(
        () => 'how do they know that it works?',
        () => 'what about tests?',
        () => 'who checks all of that?',
      ),
    surprises: () =>
      ways(
        () => 'did anything surprise you?',
        () => 'what would I not have guessed?',
      ),
    beginnings: () =>
      ways(
        () => 'how old is it?',
        () => 'when did it begin?',
      ),
    history: () =>
      ways(
        () => 'and how did it get here?',
        () => 'what happened since then?',
      ),
    changes: () =>
      ways(
        () => 'say I have to change something tomorrow, where do I go?',
        () => 'where would you send me to change something?',
        () => 'I want to change it; which file do I open?',
      ),
  },
  chapters: [
    {
      role: 'cold open',
      titles: [({ project }) => `So, what is ${project.name}?`],
      purpose: 'What it is, for whom, how large',
      share: 0.13,
      topics: ['purpose', 'features', 'scale', 'surprises'],
      mergesInto: null,
      opening: ({ project }) =>
        ways(
          (say) => `today we have ${say.bare(project)} on the table, and one of us has read it`,
          (say) => `hello, and welcome; there is a repository open on this screen, and its name is ${say.bare(project)}`,
          (say) => `welcome back; the repository of the day is ${say.bare(project)}`,
        ),
      bridge: () => [],
    },
    {
      role: 'through it',
      titles: [({ entry, traveller }) => `One ${traveller}, starting at ${entry.name}`],
      purpose: 'Where it starts and what a typical call does',
      share: 0.3,
      topics: ['ideas', 'start', 'usage', 'journey'],
      mergesInto: null,
      opening: () => [],
      bridge: () =>
        ways(
          () => 'good, then let us run it in our heads',
          () => 'okay, so let us follow one',
          () => 'then walk me through it',
        ),
    },
    {
      role: 'pieces',
      titles: [({ mainPart }) => (mainPart === null ? null : `Everybody needs ${mainPart.name}`), () => 'The pieces'],
      purpose: 'Parts and how they depend on each other',
      share: 0.16,
      topics: ['parts', 'patterns', 'files'],
      mergesInto: null,
      opening: () => [],
      bridge: () =>
        ways(
          () => 'that was one path; I would like to see the whole board',
          () => 'good, now the big picture',
          () => 'I have the path; give me the map',
        ),
    },
    {
      role: 'names',
      titles: [({ mainType }) => (mainType === null ? null : `Say hello to ${mainType.name}`), () => 'Names to drop'],
      purpose: 'Central types and functions',
      share: 0.15,
      topics: ['types', 'functions', 'reasons'],
      mergesInto: null,
      opening: () => [],
      bridge: () =>
        ways(
          () => 'you keep dropping names, so let us do the names properly',
          () => 'now I want to know who is who',
          () => 'let us talk about the names in there',
        ),
    },
    {
      role: 'other path',
      titles: [({ secondEntry }) => (secondEntry === null ? null : `And then there is ${secondEntry.name}`)],
      purpose: 'A second path',
      share: 0.05,
      topics: ['second journey'],
      mergesInto: 'names',
      opening: () => [],
      bridge: () => ways(() => 'I am still curious about the side door'),
    },
    {
      role: 'borrowed',
      titles: [({ mainDependency }) => (mainDependency === null ? null : `Thanks to ${mainDependency.name}`)],
      purpose: 'What it leans on',
      share: 0.11,
      topics: ['dependencies'],
      mergesInto: 'pieces',
      opening: () => [],
      bridge: () => ways(() => 'credit where credit is due, though'),
    },
    {
      role: 'trouble',
      titles: [() => 'What you can set, and when it goes wrong'],
      purpose: 'Configuration and errors',
      share: 0.2,
      topics: ['settings', 'constants', 'errors'],
      mergesInto: null,
      opening: () => [],
      bridge: () =>
        ways(
          () => 'enough sunshine, now turn the knobs and break it',
          () => 'fine, and now the unpleasant part',
          () => 'so far so good; what can be set, and what breaks?',
        ),
    },
    {
      role: 'last words',
      titles: [({ mainTest }) => (mainTest === null ? null : `Ask ${mainTest.name}`), () => 'Before you touch it'],
      purpose: 'Tests, history, and where to change something',
      share: 0.26,
      topics: ['tests', 'beginnings', 'history', 'changes'],
      mergesInto: null,
      opening: () => [],
      bridge: () =>
        ways(
          () => 'which leaves trust, and the question of where to begin',
          () => 'last question: can I trust it, and where do I begin?',
          () => 'before we stop: tests, history, and a first change',
        ),
    },
  ],
}
