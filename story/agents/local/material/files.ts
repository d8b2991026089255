// Files that carry the rest, and what their own headings say.
import type { KeyFile } from '../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { counted } from '../language/numbers.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import { contentsForms, findContents, namesOf } from './contents.ts'
import type { World } from './world.ts'

/** Fewer are no news. */
const fewestUsers = 3

/** "The schema for safeLoad function", where nothing bears that name any more: it was written of an earlier time. */
const functionNamed = /(?<![\w.])([a-z]+[A-Z]\w*|[a-z]\w*_\w+)(?:\(\))? (?:function|method)\b/g
const namesWhatIsGone = (text: string, { facts }: World): boolean =>
  [...text.matchAll(functionNamed)].some(({ 1: called }) => !facts.symbols.some(({ name }) => name === called))

const eachFile = (world: World): Message[] =>
  world.facts.key_files.slice(0, 40).flatMap((file, index): Message[] => {
    const named = world.file(file.path)
    const doc = file.doc === null || namesWhatIsGone(file.doc.text, world) ? null : file.doc
    const weight = Math.max(0.15, 0.8 - index * 0.03)
    const predicate = doc === null ? null : docPredicate(doc.text, named.name)
    const own = doc === null ? null : ownWords(doc.text)
    const messages: Message[] = []
    if (doc !== null && (predicate !== null || own !== null))
      messages.push({
        id: `file:${file.path}:what`,
        about: named,
        weight,
        places: [doc.place],
        keywords: [file.path],
        forms: claiming(
          `what ${predicate ?? own}`,
          predicate !== null
            ? ways(
                (say) => `${say.name(named)} ${say.words(predicate)}`,
                (say) => `what ${say.name(named)} does: it ${say.words(predicate)}`,
              )
            : own !== null
              ? ways(
                  (say) => `at the top of ${say.name(named)} stands a note: ${say.words(own)}`,
                  (say) => `${say.name(named)} opens with these words: ${say.words(own)}`,
                )
              : [],
        ),
      })
    const contents = findContents(new Set([file.path]), world)
    if (contents !== null)
      messages.push({
        id: `holds:${file.path}`,
        about: named,
        weight: weight - (predicate === null && own === null ? 0.05 : 0.3),
        places: [...contents.symbols.flatMap(({ place, doc }) => (doc === null ? [place] : [place, doc.place])), world.top(file.path)],
        keywords: [file.path, ...contents.symbols.map(({ name }) => name)],
        forms: contentsForms(named, contents, world, file.path),
      })
    return messages
  })

/** The file that others need most, and why: what is in it. The count alone would say nothing. */
const mostNeeded = (world: World, [first, second]: readonly KeyFile[]): Message[] => {
  // Where files see each other without an import, who needs whom is known by names alone, and no count of it is sure.
  if (first === undefined || world.linkVerb !== 'import') return []
  const contents = findContents(new Set([first.path]), world)
  if (contents === null) return []
  const file = world.file(first.path)
  const names = (say: Say): string =>
    joined(
      namesOf(contents, world)
        .slice(0, 3)
        .map((name) => say.bare(name)),
    )
  const by = counted(first.imported_by, 'source file')
  const stand = contents.symbols.length === 1 ? 'stands' : 'stand'
  const standing = second !== undefined && second.imported_by === first.imported_by ? 'as many as any' : 'more than any other'
  return [
    {
      id: 'files:needed',
      about: file,
      weight: 0.85,
      places: [world.top(first.path), ...contents.symbols.slice(0, 3).map(({ place }) => place)],
      title: 'the file that others need most',
      forms: claiming(`holds ${first.path}`, [
        ...ways(
          (say) => `${by} import ${say.name(file)}, ${standing}: ${names(say)} ${stand} there`,
          (say) => `no source file is imported more often than ${say.bare(file)}, where ${names(say)} ${stand}: ${by} do so`,
          (say) =>
            second === undefined || second.imported_by === first.imported_by
              ? null
              : `${by} turn to ${say.name(file)}, where ${names(say)} ${stand}; next in demand is ${say.bare(world.file(second.path))}`,
        ),
        ...styled(
          'fiction',
          (say) =>
            `the door of ${say.name(file)} is never closed, for ${names(say)} live there and ${counted(first.imported_by, 'neighbour')} come for what is inside`,
        ),
        ...styled('technical', (say) => `most imported: ${say.bare(file)}, with ${names(say)}, by ${by}`),
        ...styled('tutorial', (say) => `put a mark on ${say.name(file)}, where ${names(say)} ${stand}: ${by} import it`),
      ]),
    },
  ]
}

export const fileMessages = (world: World): Message[] => {
  const needed = world.facts.key_files.filter(({ imported_by: users }) => users >= fewestUsers).toSorted((a, b) => b.imported_by - a.imported_by)
  return [...mostNeeded(world, needed), ...eachFile(world)]
}
