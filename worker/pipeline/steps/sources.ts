// The lines that the story cites are kept with it: whoever listens may look at them when the clone is long gone.
import type { CitedSources } from '../../../shared/cited-source.ts'
import { type CodeExample, chapterSources, type Source } from '../../../shared/script.ts'
import { readParts } from '../record.ts'
import type { Step } from '../run.ts'

/** A whole file is not a citation: what is longer is shown by its link. */
const mostLines = 400

export const sourcesStep: Step<CitedSources> = {
  agent: 'Architect',
  cell: (results) => results.sources,
  run: async (run) => {
    const { written } = await readParts(run)
    const cited = new Map<string, Source>()
    for (const draft of written.values())
      for (const source of chapterSources(draft)) cited.set(`${source.file}:${source.start_line}-${source.end_line}`, source)
    const files = Map.groupBy(cited.values(), (source) => source.file)
    const snapshot = await run.snapshot()
    const languages = new Map(snapshot.files.map((file) => [file.path, file.language]))
    const sources: CodeExample[] = []
    for await (const { path, text } of snapshot.readMany([...files.keys()].filter((file) => languages.has(file)))) {
      const lines = text.split('\n')
      for (const source of files.get(path) ?? []) {
        const end = Math.min(source.end_line, source.start_line + mostLines - 1)
        sources.push({ ...source, end_line: end, language: languages.get(path) ?? 'Text', code: lines.slice(source.start_line - 1, end).join('\n') })
      }
    }
    sources.sort((a, b) => (a.file < b.file ? -1 : a.file > b.file ? 1 : a.start_line - b.start_line))
    return { result: { sources }, log: { action: 'Cited lines kept', details: { files: files.size, places: sources.length } } }
  },
}
