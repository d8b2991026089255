// What users decide when they begin: the type that the function of the first line takes, and what is in it.
import type { Details } from '../../details/read-details.ts'
import { docPredicate } from '../../language/doc-clause.ts'
import { fieldClause } from '../../language/field-clause.ts'
import { joined } from '../../language/lists.ts'
import { exactly } from '../../language/numbers.ts'
import { mark } from '../../telling/marked-names.ts'
import type { Message } from '../../telling/message.ts'
import { claiming, styled, ways } from '../../telling/ways.ts'
import type { World } from '../world.ts'

const mostNamed = 6
const mostExplained = 3

const isHidden = (names: readonly string[]): boolean => names.some((name) => /^_|unsafe|internal/i.test(name))

export const configurationMessages = (world: World, { configuration }: Details): Message[] => {
  if (configuration === null) return []
  const { type, taker, fields } = configuration
  const [named, entry] = [world.symbol(type.qualified_name, type.place.file), world.symbol(taker.qualified_name, taker.place.file)]
  const names = fields.flatMap((field) => field.names).filter((name) => !isHidden([name]))
  const shown = names.slice(0, mostNamed).map(mark)
  const rest = names.length - shown.length
  const list = rest > 0 ? `${shown.join(', ')} and ${exactly(rest)} more` : joined(shown)
  const predicate = type.doc === null ? null : docPredicate(type.doc.text, type.name)
  // Above a group of fields a comment is the heading of them all.
  const explained = fields
    .filter((field, at) => !isHidden(field.names) && fields[at + 1]?.comment !== '')
    .flatMap((field) => fieldClause(field.comment, field.names, field.names.map(mark), type.name) ?? [])
    .slice(0, mostExplained)
  return [
    {
      id: 'configuration',
      about: named,
      weight: 0.99,
      places: [type.place, taker.place, ...fields.slice(0, mostNamed).map(({ place }) => place)],
      keywords: [type.name, 'configuration', 'options'],
      title: `what ${named.name} decides`,
      example: type.place,
      forms: [
        ...ways(
          (say) => `what a user may decide is handed to ${say.bare(entry)} as ${say.placed(named)}: ${list}`,
          (say) => `${say.bare(entry)} takes ${say.placed(named)}, and that is where the choices are: ${list}`,
        ),
        ...styled('technical', (say) => `${say.bare(entry)} takes ${say.placed(named)}: ${list}`),
      ],
    },
    ...(predicate === null || type.doc === null
      ? []
      : [
          {
            id: 'configuration:what',
            about: named,
            weight: 0.96,
            places: [type.doc.place, type.place],
            keywords: [type.name, 'configuration'],
            forms: claiming(
              `what ${predicate}`,
              ways((say) => `${say.subject(named)} ${say.words(predicate)}`),
            ),
          },
        ]),
    ...(explained.length === 0
      ? []
      : [
          {
            id: 'configuration:fields',
            about: named,
            weight: 0.95,
            places: fields.map(({ place }) => place),
            keywords: [type.name, 'configuration'],
            forms: ways((say) => `of what is in ${say.bare(named)}, this is said: ${say.words(explained.join('; '))}`),
          },
        ]),
  ]
}
