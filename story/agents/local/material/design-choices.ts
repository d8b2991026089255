// Choices of design that a newcomer trips over, told by what shows them; and what is kept for those alone who use it already.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import type { DesignMark, MarkFound } from '../details/design-marks.ts'
import { type Details, detailKey } from '../details/read-details.ts'
import { joined, withArticle } from '../language/lists.ts'
import { exactly } from '../language/numbers.ts'
import { mark } from '../telling/marked-names.ts'
import type { Form, Message, Named, Say } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import { lastSegment, type World } from './world.ts'

const mostChoices = 4
const mostNamed = 2

interface Choice {
  found: MarkFound
  /** Functions or files where it shows, the first before the others. */
  who: readonly Named[]
}
type Telling = (choice: Choice) => Form[]

const names = (who: readonly Named[]) => (say: Say) => joined(who.map((one) => say.bare(one)))
const tool = ({ what: [first = ''] }: MarkFound): string => mark(first)
const first = ({ who: [one] }: Choice, say: Say): string => (one === undefined ? 'a function' : say.placed(one))

/** By weight, the most telling first; null tells that such a line says nothing in this repository. */
const tellings: Readonly<Record<DesignMark, { weight: number; forms: Telling }>> = {
  'code made at run time': {
    weight: 0.95,
    forms: (choice) =>
      ways(
        (say) => `some of its code is text until the program runs: ${first(choice, say)} has it compiled then, with ${tool(choice.found)}`,
        (say) => `${first(choice, say)} turns text into code while the program runs, with ${tool(choice.found)}`,
      ),
  },
  'interface filled at run time': {
    weight: 0.95,
    forms: (choice) =>
      ways((say) => `nobody writes the class behind an interface here: ${first(choice, say)} has one made while the program runs, by ${tool(choice.found)}`),
  },
  'standard lock in async code': {
    weight: 0.93,
    forms: ({ who: [file] }) =>
      file === undefined
        ? []
        : ways(
            (say) =>
              `although it runs on tokio, ${say.name(file)} guards what is shared with the ${mark('Mutex')} of the standard library, and not with the one that tokio has`,
          ),
  },
  'answered generator': {
    weight: 0.93,
    forms: (choice) =>
      ways(
        (say) => `${first(choice, say)} is a generator in conversation: it hands something out with ${mark('yield')}, and goes on with what is sent back to it`,
      ),
  },
  'empty function instead of a question': {
    weight: 0.93,
    forms: (choice) =>
      ways(
        (say) =>
          `instead of asking every time whether there is anything to do, ${first(choice, say)} puts the empty function ${tool(choice.found)} in its place`,
      ),
  },
  'functions in a struct': {
    weight: 0.92,
    forms: ({ found: { what } }) => {
      const [type = '', ...fields] = what
      return ways(
        () =>
          `the struct ${mark(type)} holds functions and not only values: ${joined(fields.map(mark))} are pointers to functions, so what runs there can be exchanged`,
      )
    },
  },
  'state beside the arguments': {
    weight: 0.9,
    forms: (choice) =>
      ways(
        (say) =>
          `not everything has to be handed over as an argument: ${first(choice, say)} makes use of ${tool(choice.found)}, in which each thread or task sees a value of its own`,
      ),
  },
  'state under symbols': {
    weight: 0.89,
    forms: (choice) =>
      ways(
        (say) =>
          `inner state is kept under symbols and not under names that others could use: ${first(choice, say)} makes ${exactly(choice.found.times)} of them`,
      ),
  },
  'work beside the caller': {
    weight: 0.88,
    forms: ({ found, who }) => {
      const what = found.place.file.endsWith('.go') ? 'goroutine' : 'task'
      const verb = who.length === 1 ? 'starts' : 'start'
      return found.isRepeated
        ? ways(
            (say) =>
              `${who[0] === undefined ? 'a function' : say.placed(who[0])} starts a ${what} of its own in each turn of a loop, and they run beside each other`,
          )
        : ways(
            (say) =>
              `work goes on beside the caller: ${names(who)(say)} ${verb} ${who.length === 1 ? `a ${what}` : `${what}s`} of ${who.length === 1 ? 'its' : 'their'} own`,
          )
    },
  },
  'second process': {
    weight: 0.9,
    forms: (choice) => ways((say) => `${first(choice, say)} makes a second process out of the running one, by ${tool(choice.found)}`),
  },
  'work at the end of life': {
    weight: 0.84,
    forms: ({ found }) =>
      ways(() => `one thing happens that nobody calls: when ${withArticle(tool(found))} goes out of use, its ${mark('drop')} runs by itself`),
  },
  'names that nobody wrote': {
    weight: 0.86,
    forms: (choice) => {
      const [, field] = choice.found.what
      return field === undefined
        ? ways(
            (say) =>
              `names may be used here that nobody has written down: ${tool(choice.found)} in ${choice.who[0] === undefined ? 'the code' : say.bare(choice.who[0])} answers for what is missing`,
          )
        : ways(
            (say) =>
              `what an object of ${choice.who[0] === undefined ? 'the code' : say.bare(choice.who[0])} does not have itself, it may have all the same: ${tool(choice.found)} asks ${mark(field)} for it, which it holds`,
          )
    },
  },
  'object behind a proxy': {
    weight: 0.86,
    forms: (choice) =>
      ways((say) => `${first(choice, say)} puts a ${mark('Proxy')} before an object, so that what is asked of it can be answered by other code`),
  },
  'methods made at run time': {
    weight: 0.85,
    forms: (choice) =>
      ways((say) => `do not look for all methods in the text: ${first(choice, say)} makes some while the program runs, with ${tool(choice.found)}`),
  },
  'changed descent': {
    weight: 0.87,
    forms: (choice) => ways((say) => `${first(choice, say)} changes what an object descends from while the program runs, with ${tool(choice.found)}`),
  },
  'class of classes': {
    weight: 0.84,
    forms: ({ found: { what } }) => ways(() => `the class ${mark(what[0] ?? '')} is itself made by a class, its metaclass ${mark(what[1] ?? '')}`),
  },
  'changed copies': {
    weight: 0.85,
    forms: (choice) =>
      ways(
        (say) =>
          `in ${choice.who[0] === undefined ? 'places' : say.bare(choice.who[0])} an object is not changed but copied: methods that begin with ${mark('with')} work on a clone`,
      ),
  },
  'files within the program': {
    weight: 0.85,
    forms: (choice) =>
      ways(
        (say) =>
          `the program carries files within itself: in ${choice.who[0] === undefined ? 'the code' : say.bare(choice.who[0])}, ${tool(choice.found)} puts them in when it is compiled`,
      ),
  },
  'unsafe code forbidden': {
    weight: 0.78,
    forms: ({ who: [file] }) =>
      file === undefined ? [] : ways((say) => `unsafe code is ruled out: an attribute in ${say.bare(file)} has the compiler refuse it`),
  },
}

const ending = /stop|shut|close|kill|clean|signal|wait|abort|cancel/i
const runsOnTokio = ({ facts }: World): boolean => facts.dependencies.some(({ name, scope }) => name === 'tokio' && scope === 'runtime')
const ofTheFile: ReadonlySet<DesignMark> = new Set([
  'standard lock in async code',
  'state under symbols',
  'names that nobody wrote',
  'changed copies',
  'files within the program',
  'unsafe code forbidden',
])

export const designMessages = (world: World, { designMarks }: Details): Message[] => {
  const own = designMarks.filter(
    ({ mark: kind, place }) =>
      !isBeside(place.file) &&
      (kind !== 'standard lock in async code' || runsOnTokio(world)) &&
      // Headers that lie in a project of another language were brought along.
      (kind !== 'functions in a struct' || /^C(?:\+\+)?$/.test(world.facts.languages[0]?.name ?? 'C')),
  )
  return [...Map.groupBy(own, ({ mark: kind }) => kind)]
    .flatMap(([kind, found]): Message[] => {
      // Where most of it is, and where it goes round.
      const standing = ({ isRepeated, place }: MarkFound): number => (isRepeated ? 2 : 0) - (ending.test(world.findEnclosing(place)?.name ?? '') ? 3 : 0)
      const [most, ...others] = found.toSorted((a, b) => standing(b) - standing(a) || b.times - a.times)
      if (most === undefined) return []
      const who = [most, ...others]
        .map(({ place }): Named => {
          const around = ofTheFile.has(kind) ? null : world.findEnclosing(place)
          return around === null ? world.file(place.file) : world.symbol(around.qualified_name, around.place.file)
        })
        .filter((one, at, all) => all.findIndex(({ key }) => key === one.key) === at)
        .slice(0, mostNamed)
      const { weight, forms } = tellings[kind]
      const told = forms({ found: most, who })
      const places = [most, ...others].slice(0, mostNamed).map(({ place }) => place)
      return told.length === 0
        ? []
        : [{ id: `design:${kind.replaceAll(' ', '-')}`, about: who[0] ?? null, weight, places, keywords: [...most.what, most.place.file], forms: told }]
    })
    .toSorted((a, b) => b.weight - a.weight)
    .slice(0, mostChoices)
}

const typeKind = /^(?:class|interface|struct|trait)$/
const fewestKept = 2
const mostKept = 3

/** What its makers have given up, and still ship. */
export const keptMessages = (world: World, { deprecated }: Details): Message[] => {
  const kept = world.facts.symbols.filter((symbol) => typeKind.test(symbol.kind) && symbol.exported && deprecated.has(detailKey(symbol)))
  // The old one of two with a name is marked, and the other is for all.
  const isAlone = ({ name, place }: CodeSymbol): boolean =>
    world.facts.symbols.every(
      (other) => other.name !== name || other.place.file === place.file || !typeKind.test(other.kind) || deprecated.has(detailKey(other)),
    )
  const distinct = kept.filter((symbol, at) => kept.findIndex((other) => other.name === symbol.name) === at && isAlone(symbol))
  if (distinct.length < fewestKept) return []
  const shown = distinct.slice(0, mostKept).map(({ qualified_name: name, place }) => world.symbol(name, place.file))
  return [
    {
      id: 'design:kept',
      about: null,
      weight: 0.95,
      places: distinct.slice(0, mostKept).map(({ place }) => place),
      keywords: distinct.map(({ name }) => name),
      title: 'what is only kept',
      forms: ways(
        (say) => `old and new stand side by side here: ${names(shown)(say)} are marked as deprecated, and kept for those who use them already`,
        (say) => `not everything here is for new code: ${names(shown)(say)} carry the mark of what is deprecated`,
      ),
    },
  ]
}

/** Nothing new is built on what was given up. */
export const isGivenUp = ({ about }: Message, { facts }: World, { deprecated }: Details): boolean => {
  if (about?.place === undefined || deprecated.size === 0) return false
  const symbol = facts.symbols.find(
    ({ place, name }): boolean => place.file === about.place?.file && place.start_line === about.place.start_line && lastSegment(about.name) === name,
  )
  return symbol !== undefined && isMarked(symbol, deprecated)
}
const isMarked = (symbol: CodeSymbol, deprecated: Details['deprecated']): boolean => deprecated.has(detailKey(symbol))
