// What the fields of the central types are for, in the words of the comments that stand at them. In C it is the best that
// is written down at all; elsewhere it says what a method's name cannot.
import type { CodeSymbol } from '../../../../shared/analysis.ts'
import type { CommentedField } from '../details/commented-fields.ts'
import { type Details, detailKey } from '../details/read-details.ts'
import { fieldClause } from '../language/field-clause.ts'
import { joined } from '../language/lists.ts'
import { mark } from '../telling/marked-names.ts'
import type { Message } from '../telling/message.ts'
import { styled, ways } from '../telling/ways.ts'
import { isBeside } from './tellable-facts.ts'
import type { World } from './world.ts'

const mostTypes = 3
const mostFields = 3
/** A field with a comment may stand alone where it says why something is kept. */
const fewestFields = 2

interface Told {
  field: CommentedField
  clause: string
  standing: number
}

/** What a field holds of the project's own, and what is kept of errors and of order, says more than a name or a count. */
const standingOf = ({ names, comment }: CommentedField, clause: string, at: number): number =>
  at * 0.4 -
  (/\berrors?\b|\border\b|\bnot found\b|\bmatch/i.test(comment) ? 2 : 0) -
  (names.length > 1 ? 2 : 0) -
  (/^if /.test(clause) ? 0.5 : 0) -
  Math.min(12, clause.split(' ').length) * 0.1 +
  (names.some((name) => name.startsWith('_')) ? 1 : 0)

const toldOf = (fields: readonly CommentedField[], owner: string): Told[] => {
  const told = fields.flatMap((field, at): Told[] => {
    const clause = fieldClause(field.comment, field.names, field.names.map(mark), owner)
    return clause === null ? [] : [{ field, clause, standing: standingOf(field, clause, at) }]
  })
  const chosen = new Set(told.toSorted((a, b) => a.standing - b.standing).slice(0, mostFields))
  return told.filter((one) => chosen.has(one))
}

/** `types`: the most central first. */
export const fieldMessages = (types: readonly CodeSymbol[], world: World, details: Details): Message[] =>
  types
    .filter(({ place }) => !isBeside(place.file))
    .map((type) => ({ type, told: toldOf(details.fields.get(detailKey(type)) ?? [], type.name) }))
    .filter(({ told }) => told.length >= fewestFields)
    .slice(0, mostTypes)
    .map(({ type, told }, index): Message => {
      const named = world.symbol(type.qualified_name, type.place.file)
      const clauses = told.map(({ clause }) => clause)
      // A clause with a comma or a colon of its own needs more than a comma behind it.
      const list = clauses.some((clause) => /[,:;]/.test(clause)) ? `${clauses.slice(0, -1).join('; ')}; and ${clauses.at(-1)}` : joined(clauses)
      return {
        id: `fields:${detailKey(type)}`,
        about: named,
        weight: 0.96 - index * 0.04,
        places: told.map(({ field }) => field.place),
        keywords: [type.name, type.place.file],
        example: type.place,
        forms: [
          ...ways(
            (say) => `of the fields of ${say.placed(named)} the comments say this: ${say.words(list)}`,
            (say) => `what ${say.placed(named)} is made of stands beside its fields: ${say.words(list)}`,
            (say) => `${say.placed(named)} is best known by its fields: ${say.words(list)}`,
          ),
          ...styled('technical', (say) => `fields of ${say.placed(named)}: ${say.words(list)}`),
        ],
      }
    })
