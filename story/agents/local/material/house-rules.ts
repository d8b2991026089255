// What everybody is warned of who changes the code, in the words of those who know.
import type { Details } from '../details/read-details.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { lowerFirst } from '../language/doc-clause.ts'
import { plainWords, speakable } from '../language/plain-words.ts'
import type { Message } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'
import type { World } from './world.ts'

const mostRules = 2

export const ruleMessages = (world: World, { houseRules }: Details): Message[] =>
  houseRules
    .flatMap((rule) => {
      const words = plainWords(rule.text).replace(/[.\s]+$/, '')
      return speakable(words) && !addressedToAModel(words) ? [{ ...rule, words }] : []
    })
    .slice(0, mostRules)
    .map(({ words, heading, place }, index): Message => {
      const page = world.file(place.file)
      return {
        id: `design:rule:${place.file}:${place.start_line}`,
        about: page,
        weight: 0.96 - index * 0.03,
        places: [place],
        keywords: [place.file],
        title: lowerFirst(heading),
        forms: ways(
          (say) => `whoever changes the code is warned in ${say.bare(page)}, under "${say.words(heading)}": ${say.words(words)}`,
          (say) => (index === 0 ? null : `another of the rules that ${say.bare(page)} lists is this: ${say.words(words)}`),
        ),
      }
    })
