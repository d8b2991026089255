// A script to read, as Markdown: chapters, the code beside them, and where each thing stands.
import type { CodeExample, Source, StoryScript } from '../../shared/script.ts'

const minutes = (seconds: number): string => `${Math.floor(seconds / 60)}:${String(Math.floor(seconds % 60)).padStart(2, '0')}`

const place = ({ file, start_line, end_line, url }: Source): string => {
  const label = `\`${file}:${start_line === end_line ? start_line : `${start_line}-${end_line}`}\``
  return url === null ? label : `[${label}](${url})`
}

/** A fence longer than any that the code holds. */
const fenceFor = (code: string): string => '`'.repeat(Math.max(3, ...[...code.matchAll(/`+/g)].map(([ticks]) => ticks.length + 1)))

const example = (code: CodeExample): string => {
  const fence = fenceFor(code.code)
  return `${place(code)}\n\n${fence}${code.language.toLowerCase()}\n${code.code.replace(/\n$/, '')}\n${fence}`
}

export const scriptAsMarkdown = ({ title, summary, chapters, total_duration_seconds, word_count }: StoryScript): string =>
  `${[
    `# ${title}`,
    ...(summary === '' ? [] : [summary]),
    `*${minutes(total_duration_seconds)} · ${word_count} words*`,
    ...chapters.flatMap((chapter) => [
      `## ${chapter.title}`,
      `*${minutes(chapter.timestamp_start)}*`,
      chapter.content,
      ...chapter.code_examples.map(example),
      ...(chapter.sources.length === 0 ? [] : [`Sources: ${chapter.sources.map(place).join(', ')}`]),
    ]),
  ].join('\n\n')}\n`
