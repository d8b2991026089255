// Options that a page of the project lists, each with its own words: where no type holds them, this is where they are found.
import type { Setting } from '../../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../../language/doc-clause.ts'
import { joined } from '../../language/lists.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message, Named } from '../../telling/message.ts'
import { claiming, styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'
import { isPage } from './options.ts'

const mostNamed = 3
const mostExplained = 4

export const documentedOptionMessages = (world: World): Message[] => {
  const options = world.facts.settings.filter(({ kind, place }) => kind === 'option' && isPage(place.file))
  const [first] = options
  if (first === undefined || world.facts.settings.some(({ kind, of, place }) => kind === 'option' && of != null && !isPage(place.file))) return []
  const page = world.file(first.place.file)
  const taker = first.of == null ? null : (world.facts.symbols.find(({ name }) => name === first.of) ?? null)
  const named = taker === null ? null : world.symbol(taker.qualified_name, taker.place.file)
  const names = joined(options.slice(0, mostNamed).map(({ name }) => mark(name)))
  return [
    {
      id: 'options:documented',
      about: named,
      weight: 0.965,
      places: options.slice(0, mostNamed).map(({ place }) => place),
      keywords: ['options', 'configuration', first.place.file],
      title: 'the options of a call',
      forms: [
        ...ways(
          (say) => (named === null ? null : `${say.placed(named)} takes options, which ${say.bare(page)} lists: ${names} are among them`),
          (say) => (named === null ? `callers may hand over options, and ${say.bare(page)} lists them, ${names} among them` : null),
          (say) => (named === null ? null : `what a caller of ${say.placed(named)} may choose is listed in ${say.bare(page)}, ${names} for instance`),
        ),
        ...styled('technical', (say) => `options by ${say.bare(page)}: ${names}, among others`),
      ],
    },
    ...options.flatMap((option, index) => optionMessage(option, index, page)).slice(0, mostExplained),
  ]
}

const optionMessage = ({ name, description, place }: Setting, index: number, page: Named): Message[] => {
  if (description === null) return []
  const option: Named = { key: `option ${place.file} ${name}`, name, role: 'option', home: null, place }
  const predicate = docPredicate(description.text, name)
  const said = predicate ?? ownWords(description.text, 22)
  if (said === null) return []
  return [
    {
      id: `option:documented:${name}`,
      about: option,
      weight: 0.88 - index * 0.01,
      places: [place, description.place],
      keywords: [name, 'options', 'configuration'],
      forms: claiming(
        `what ${said}`,
        predicate !== null
          ? ways(
              (say) => `${say.name(option)} ${say.words(said)}`,
              (say) => (say.hasTold('options:documented') ? `of these, ${mark(name)} ${say.words(said)}` : null),
            )
          : ways(
              (say) => `of ${say.name(option)} ${say.bare(page)} says: ${say.words(said)}`,
              (say) => `${say.name(option)} is explained like this: ${say.words(said)}`,
            ),
      ),
    },
  ]
}
