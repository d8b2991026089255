// Snippets that are shown beside a chapter. The model names lines and never types code: a snippet is verbatim by construction.
import { extname } from 'node:path/posix'
import { z } from 'zod'
import type { Place } from '../../../../shared/analysis.ts'
import type { CodeExample } from '../../../../shared/script.ts'
import type { RepositorySnapshot } from '../../../repository/snapshot.ts'
import { asMaterial } from '../material.ts'
import { defineTool } from './define-tool.ts'
import { findPlace, placeTextSchema, sourceAt } from './place.ts'
import type { ChapterDesk } from './write-chapter.ts'

export const addCodeExamplesInput = z.object({ places: z.array(placeTextSchema).min(1).max(3).describe('The lines to show, at most 24 lines each') })

const mostLines = 24
const mostExamples = 3

/** @throws when there is nothing to show there */
export const codeExampleAt = async (place: Place, snapshot: RepositorySnapshot): Promise<CodeExample> => {
  const text = await snapshot.read(place.file)
  if (text === null) throw new Error(`There is no file ${place.file}.`)
  const lines = text.replace(/\r\n?/g, '\n').replace(/\n$/, '').split('\n')
  if (place.start_line > place.end_line || place.start_line > lines.length) throw new Error(`${place.file} has ${lines.length} lines.`)
  const last = Math.min(place.end_line, lines.length, place.start_line + mostLines - 1)
  const language = snapshot.files.find((file) => file.path === place.file)?.language ?? extname(place.file).slice(1)
  return { ...sourceAt({ ...place, end_line: last }, snapshot), language, code: lines.slice(place.start_line - 1, last).join('\n') }
}

export const addCodeExamples = async ({ places }: z.output<typeof addCodeExamplesInput>, desk: ChapterDesk): Promise<CodeExample[]> => {
  const snapshot = await desk.snapshot()
  const added: CodeExample[] = []
  for (const text of places) {
    const place = findPlace(text)
    if (place === null) throw new Error(`${text} is not of the form path:first-last.`)
    added.push(await codeExampleAt(place, snapshot))
  }
  const key = (example: CodeExample): string => `${example.file}:${example.start_line}`
  const others = desk.codeExamples.filter((example) => !added.some((one) => key(one) === key(example)))
  desk.codeExamples = [...others, ...added].slice(-mostExamples)
  return added
}

export const addCodeExamplesTool = defineTool({
  name: 'add_code_examples',
  description:
    'Show lines of the repository beside the chapter. The listener sees them, the voice does not read them. Call it in the same reply as write_chapter, before it.',
  input: addCodeExamplesInput,
  run: async (input, desk: ChapterDesk) => {
    const added = await addCodeExamples(input, desk)
    return asMaterial('code examples', added.map((example) => `${example.file}:${example.start_line}-${example.end_line}\n${example.code}`).join('\n\n'))
  },
})
