// What stands inside of the code and no fact holds: read once, when the outline is made, from the files that matter most.
import type { CodeSymbol, RepositoryFacts } from '../../../../shared/analysis.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { type CommentedField, readCommentedFields } from './commented-fields.ts'

export interface Details {
  /** Of a type, by `file#qualified_name`. */
  fields: ReadonlyMap<string, readonly CommentedField[]>
}
export const noDetails: Details = { fields: new Map() }
export const detailKey = ({ place, qualified_name: name }: Pick<CodeSymbol, 'place' | 'qualified_name'>): string => `${place.file}#${name}`

const typeKind = /^(?:class|interface|type|struct|trait)$/
/** As many files as hold the central types and what is done with them. */
const mostFiles = 60

export const readDetails = async (facts: RepositoryFacts, snapshot: RepositorySnapshot): Promise<Details> => {
  const types = Map.groupBy(
    facts.symbols.filter(({ kind }) => typeKind.test(kind)),
    ({ place }) => place.file,
  )
  const files = [...new Set([...types.keys(), ...facts.key_files.map(({ path }) => path)])].slice(0, mostFiles)
  const fields = new Map<string, CommentedField[]>()
  for await (const { path, text } of snapshot.readMany(files))
    for (const type of types.get(path) ?? []) {
      const own = readCommentedFields(text, type.place)
      if (own.length > 0) fields.set(detailKey(type), own)
    }
  return { fields }
}
