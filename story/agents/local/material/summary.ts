// What stands beside a story in a list: what the project is, and what the story follows.
import type { Scene } from '../styles/style-sheet.ts'
import { withoutMarks } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { createWordingReader } from '../telling/repetition.ts'
import { createTeller } from '../telling/teller.ts'
import { ways } from '../telling/ways.ts'
import type { World } from './world.ts'

/** Two sentences at most. Worded by a teller of its own, so that the story does not take them for said. */
export const summarise = ({ facts }: World, scene: Scene, purpose: Message | null, seed: string): string => {
  const teller = createTeller({ style: 'documentary', depth: 'intermediate', seed, readWording: createWordingReader() })
  teller.startChapter()
  const what = purpose === null ? null : teller.tell(purpose)
  const { entry, end, traveller, project } = scene
  const follows = teller.tell({
    id: 'summary',
    about: null,
    weight: 1,
    places: [],
    forms:
      entry.key === end.key
        ? ways(
            (say) => `the story tells how ${say.bare(project)} is built and how its parts work together`,
            (say) => `the story goes through the parts of ${say.bare(project)}, what they do and what they need`,
          )
        : ways(
            (say) =>
              `the story follows a ${traveller} from ${say.bare(entry)} to ${say.bare(end)}, and looks at the parts, the names and the rules around that path`,
            (say) => `the story is told along the way of a ${traveller} from ${say.bare(entry)} to ${say.bare(end)}, with what lies left and right of it`,
          ),
  })
  const sentences = [what, follows].flatMap((told) => (told === null ? [] : [withoutMarks(told.text)]))
  return sentences.length > 0 ? sentences.join(' ') : `A story of ${facts.full_name}.`
}
