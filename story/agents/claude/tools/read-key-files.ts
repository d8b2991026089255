import { z } from 'zod'
import { asMaterial, cutAtLine, numberedLines } from '../material.ts'
import { defineTool } from './define-tool.ts'
import type { RepositoryDesk } from './repository-desk.ts'

export const readKeyFilesInput = z.object({
  files: z
    .array(
      z.object({
        path: z.string().describe('Path in the repository, as the digest names it'),
        first_line: z.number().int().min(1).default(1).describe('First line to read'),
        last_line: z.number().int().min(1).nullable().default(null).describe('Last line to read; null for the end'),
      }),
    )
    .min(1)
    .max(8)
    .describe('What to read'),
})

/** About 4,000 tokens for all files of a call. */
const mostCharacters = 14_000

export const readKeyFiles = async ({ files }: z.output<typeof readKeyFilesInput>, { snapshot }: Pick<RepositoryDesk, 'snapshot'>): Promise<string> => {
  const view = await snapshot()
  const parts: string[] = []
  for (const { path, first_line, last_line } of files) {
    const text = await view.read(path)
    if (text === null) {
      const name = path.split('/').at(-1) ?? path
      const alike = view.files.filter((file) => file.path.endsWith(`/${name}`) || file.path === name).slice(0, 5)
      parts.push(`## ${path}\nThere is no such file.${alike.length === 0 ? '' : ` There is ${alike.map((file) => file.path).join(', ')}.`}`)
    } else
      parts.push(`## ${path}\n${cutAtLine(numberedLines(text, first_line, last_line ?? Number.MAX_SAFE_INTEGER), Math.floor(mostCharacters / files.length))}`)
  }
  return parts.join('\n\n')
}

export const readKeyFilesTool = defineTool({
  name: 'read_key_files',
  description: 'Read files of the repository, or ranges of them, with line numbers to cite.',
  input: readKeyFilesInput,
  run: async (input, desk: RepositoryDesk) => asMaterial('files', await readKeyFiles(input, desk)),
})
