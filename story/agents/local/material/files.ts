// Files that carry the rest, and what their own headings say.
import type { KeyFile } from '../../../../shared/analysis.ts'
import { docPredicate, ownWords } from '../language/doc-clause.ts'
import { joined } from '../language/lists.ts'
import { counted, exactly } from '../language/numbers.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

/** Fewer are no news. */
const fewestUsers = 3

const eachFile = (world: World, told: ReadonlySet<string>): Message[] =>
  world.facts.key_files.slice(0, 40).flatMap((file, index): Message[] => {
    const links = world.linkVerb
    const named = world.file(file.path)
    const weight = Math.max(0.15, 0.8 - index * 0.03)
    const predicate = file.doc === null ? null : docPredicate(file.doc.text, named.name)
    const own = file.doc === null ? null : ownWords(file.doc.text)
    const messages: Message[] = []
    if (file.doc !== null && (predicate !== null || own !== null))
      messages.push({
        id: `file:${file.path}:what`,
        about: named,
        weight,
        places: [file.doc.place],
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
    if (file.imported_by >= fewestUsers && !told.has(file.path))
      messages.push({
        id: `file:${file.path}:used`,
        about: named,
        weight: weight - 0.4,
        places: [world.top(file.path)],
        keywords: [file.path],
        forms: [
          ...ways(
            (say) => `${counted(file.imported_by, 'other file')} ${links} ${say.name(named)}`,
            (say) => `${say.subject(named)} is ${links === 'import' ? 'imported' : 'used'} by ${counted(file.imported_by, 'file')}`,
            (say) => `a change to ${say.name(named)} would be felt in ${counted(file.imported_by, 'file')}`,
          ),
          ...styled(
            'fiction',
            (say) => `${counted(file.imported_by, 'neighbour')} have a key to ${say.name(named)}`,
            (say) => `the door of ${say.name(named)} is never closed, for ${counted(file.imported_by, 'file')} come and go`,
          ),
          ...styled('tutorial', (say) => `put a mark on ${say.name(named)}: ${counted(file.imported_by, 'file')} would notice if you broke it`),
          ...styled('podcast', (say) => `keep ${say.name(named)} open, since ${counted(file.imported_by, 'file')} ${links} it`),
        ],
      })
    return messages
  })

/** The files that others need most, in one sentence: a sentence for each would be a table read out. */
const mostNeeded = (world: World, [first, second, third]: readonly KeyFile[]): Message[] => {
  if (first === undefined || second === undefined) return []
  const needed = world.linkVerb === 'import' ? 'imported' : 'used'
  const shown = [first, second, ...(third === undefined ? [] : [third])]
  const names = (say: Say): string => joined(shown.map(({ path }) => say.bare(world.file(path))))
  const others = (say: Say): string => joined(shown.slice(1).map(({ path, imported_by: users }) => `${say.bare(world.file(path))} by ${exactly(users)}`))
  return [
    {
      id: 'files:needed',
      about: world.file(first.path),
      weight: 0.85,
      places: shown.map(({ path }) => world.top(path)),
      title: `the files that others need`,
      forms: [
        ...ways(
          (say) => `${say.name(world.file(first.path))} is ${needed} by ${counted(first.imported_by, 'file')}, ${others(say)}`,
          (say) => `of single files, ${names(say)} are ${needed} most, the first of them by ${counted(first.imported_by, 'file')}`,
        ),
        ...styled('tutorial', (say) => `mark ${names(say)} on it: they are the files that others need most`),
        ...styled(
          'fiction',
          (say) => `the doors that are never closed are those of ${names(say)}; ${counted(first.imported_by, 'neighbour')} have a key to the first`,
        ),
        ...styled('podcast', (say) => `keep ${names(say)} open, because everybody else needs them; ${counted(first.imported_by, 'file')} need the first alone`),
        ...styled('technical', (say) => `most ${needed}: ${say.bare(world.file(first.path))} by ${exactly(first.imported_by)} files, ${others(say)}`),
      ],
    },
  ]
}

export const fileMessages = (world: World): Message[] => {
  const needed = world.facts.key_files
    .filter(({ imported_by: users }) => users >= fewestUsers)
    .toSorted((a, b) => b.imported_by - a.imported_by)
    .slice(0, 3)
  return [...mostNeeded(world, needed), ...eachFile(world, new Set(needed.length < 2 ? [] : needed.map(({ path }) => path)))]
}
