// What stands beside a story in a list: what the project is, and what a listener of this style will have of it.
import type { StoryStyle } from '../../../../shared/story.ts'
import { joined, withArticle } from '../language/lists.ts'
import type { Scene } from '../styles/style-sheet.ts'
import type { Form, Message, Named, Say } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

interface Summarised {
  world: World
  scene: Scene
  style: StoryStyle
  purpose: Message | null
  /** The whole story: what is promised here has to be in it. */
  told: string
  seed: string
}

/** What the second sentence may be made of; null where this repository has none. */
interface Ingredients {
  path: ((say: Say) => string) | null
  met: ((say: Say) => string) | null
  error: ((say: Say) => string) | null
  test: ((say: Say) => string) | null
  base: ((say: Say) => string) | null
}

const ingredientsOf = ({ entry, end, mainType, otherType, mainError, mainTest, mainPart }: Scene, told: string): Ingredients => {
  const isTold = (named: Named | null): named is Named => named !== null && told.includes(named.name)
  const met = [mainType, otherType].filter(isTold).filter(({ key }) => key !== entry.key && key !== end.key)
  return {
    path: entry.key === end.key ? null : (say) => `from ${say.bare(entry)} to ${say.bare(end)}`,
    met: met.length === 0 ? null : (say) => joined(met.map((named) => say.bare(named))),
    error:
      !isTold(mainError) || !told.split(/(?<=[.?!]) /).some((sentence) => sentence.includes(mainError.name) && raising.test(sentence))
        ? null
        : (say) => say.bare(mainError),
    test: !isTold(mainTest) ? null : (say) => say.bare(mainTest),
    base: !isTold(mainPart) ? null : (say) => say.bare(mainPart),
  }
}

const raising = /\b(?:rais|throw|thrown|signal|refus|end|fail)/i

const secondSentence = ({ path, met, error, test, base }: Ingredients, { project, traveller, firstYear }: Scene): Form[] => {
  // Who the story is about need not stand on the way itself, and what fails there may be another error than the best known.
  const withWord = (say: Say): string => (met === null ? '' : `, with a word on ${met(say)}`)
  const whenItFails = (say: Say): string => (error === null ? '' : ` and asks when ${error(say)} is raised`)
  if (path === null)
    return ways(
      (say) => `the story tells how ${say.bare(project)} is built${whenItFails(say)}`,
      (say) => (met === null ? null : `the story is about ${met(say)}, and about what holds ${say.bare(project)} together`),
    )
  return [
    ...ways(
      (say) => `the story follows a ${traveller} ${path(say)}${withWord(say)}`,
      (say) => (base === null ? null : `the parts, ${base(say)} among them, are told around one ${traveller} ${path(say)}`),
      (say) => (test === null ? null : `what happens ${path(say)} and who does it${withWord(say)}, and what the tests in ${test(say)} look at`),
      (say) => (met === null ? null : `at its centre stand ${met(say)}; around them goes the way ${path(say)}`),
    ),
    ...styled(
      'documentary',
      (say) => (firstYear === null ? null : `begun in ${firstYear}, it is told by what one ${traveller} meets ${path(say)}${withWord(say)}`),
      (say) => `a ${traveller} goes ${path(say)}${withWord(say)}`,
    ),
    ...styled(
      'tutorial',
      (say) =>
        `you learn to find your way ${path(say)}${met === null ? '' : `, to place ${met(say)}`}${test === null ? '' : `, and which tests to run, ${test(say)} among them`}`,
      (say) =>
        `by the end you can walk ${path(say)}${error === null ? '' : `, say what ${error(say)} means`}${base === null ? '' : ` and draw a map with ${base(say)} on it`}`,
    ),
    ...styled(
      'podcast',
      (say) => `two voices argue their way ${path(say)}${met === null ? '' : ` and ask what ${met(say)} are for`}`,
      (say) => `one of them has read it, the other asks: how does a ${traveller} get ${path(say)}${error === null ? '' : `, and who raises ${error(say)}`}?`,
    ),
    ...styled(
      'fiction',
      (say) => `a stranger is sent ${path(say)}${met === null ? '' : ` and runs into ${met(say)}`}; every event in the tale happens in the code`,
      (say) => (error === null ? null : `a town, an errand ${path(say)}, and somebody who cries ${error(say)}`),
    ),
    ...styled(
      'technical',
      (say) =>
        `covered: the calls ${path(say)}${met === null ? '' : `, the types around ${met(say)}`}${error === null ? '' : `, and the failures up to ${error(say)}`}`,
      (say) => (base === null ? null : `call order ${path(say)}, then the parts around ${base(say)}, limits and failure paths`),
    ),
  ]
}

/** Two sentences at most. Worded by a teller of its own, so that the story does not take them for said. */
export const summarise = ({ world: { facts, project }, scene, style, purpose, told, seed }: Summarised): string => {
  const teller = createTeller({ style, depth: 'intermediate', seed, readWording: createWordingReader() })
  teller.startChapter()
  // The story begins with what it says of itself, at length.
  const { essence } = scene
  const short: Message | null =
    essence === null ? null : { id: 'essence', about: project, weight: 1, places: [], forms: ways((say) => `${say.bare(project)} is ${withArticle(essence)}`) }
  const opening = short ?? purpose
  const what = opening === null ? null : teller.tell(opening)
  const follows = teller.tell({ id: 'summary', about: null, weight: 1, places: [], forms: secondSentence(ingredientsOf(scene, told), scene) })
  const sentences = [what, follows].flatMap((told) => (told === null ? [] : [told.text]))
  return sentences.length > 0 ? sentences.join(' ') : `A story of ${facts.full_name}.`
}
