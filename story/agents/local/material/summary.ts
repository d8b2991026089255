// What stands beside a story in a list: what the project is, what the story follows, and whom it meets.
import { joined } from '../language/lists.ts'
import type { Scene } from '../styles/style-sheet.ts'
import type { Message, Say } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { ways } from '../telling/ways.ts'
import type { World } from './world.ts'

interface Summarised {
  world: World
  scene: Scene
  purpose: Message | null
  seed: string
}

/** Two sentences at most. Worded by a teller of its own, so that the story does not take them for said. */
export const summarise = ({ world: { facts }, scene, purpose, seed }: Summarised): string => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed, readWording: createWordingReader() })
  teller.startChapter()
  const what = purpose === null ? null : teller.tell(purpose)
  const { entry, end, traveller, project, mainType, otherType, mainError, mainDependency } = scene
  const met = [mainType, otherType, mainDependency]
    .flatMap((named) => (named === null || named.key === entry.key || named.key === end.key ? [] : [named]))
    .slice(0, 2)
  const meets = (say: Say): string =>
    met.length === 0 ? '' : `${mainError === null ? ' and' : ','} meets ${joined(met.map((named) => say.bare(named)))} on the way`
  const fails = (say: Say): string => (mainError === null ? '' : ` and asks when ${say.bare(mainError)} is raised`)
  const follows = teller.tell({
    id: 'summary',
    about: null,
    weight: 1,
    places: [],
    forms:
      entry.key === end.key
        ? ways((say) => `the story tells how ${say.bare(project)} is built${fails(say)}`)
        : ways(
            (say) => `the story follows a ${traveller} from ${say.bare(entry)} to ${say.bare(end)}${meets(say)}${fails(say)}`,
            (say) =>
              `it is told along the way of a ${traveller}, which enters at ${say.bare(entry)} and can be followed as far as ${say.bare(end)}${met.length === 0 ? '' : `, past ${joined(met.map((named) => say.bare(named)))}`}`,
          ),
  })
  const sentences = [what, follows].flatMap((told) => (told === null ? [] : [told.text]))
  return sentences.length > 0 ? sentences.join(' ') : `A story of ${facts.full_name}.`
}
