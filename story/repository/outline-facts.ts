// The facts on two pages: what a reader of the digest should know before the code.
import type { Place, RepositoryFacts } from '../../shared/analysis.ts'

const at = ({ file, start_line, end_line }: Place): string => (start_line === end_line ? `${file}:${start_line}` : `${file}:${start_line}-${end_line}`)

export const outlineFacts = (facts: RepositoryFacts): string => {
  const section = (title: string, lines: readonly string[]): string[] => (lines.length === 0 ? [] : [`## ${title}`, ...lines.map((line) => `- ${line}`), ''])
  const [path] = facts.call_paths
  return [
    `# ${facts.full_name}${facts.commit === null ? '' : ` at ${facts.commit}`}`,
    `${facts.counts.source_files} source files, ${facts.counts.source_lines} lines (${facts.languages
      .slice(0, 4)
      .map(({ name, share }) => `${name} ${Math.round(share * 100)} %`)
      .join(', ')}); ${facts.counts.test_files} test files, ${facts.counts.test_lines} lines.${facts.read_in_part ? ' Read in part.' : ''}`,
    '',
    ...section(
      'Purpose',
      facts.purpose.slice(0, 4).map(({ text, place }) => `${text} (${at(place)})`),
    ),
    ...section(
      'Parts',
      facts.parts.slice(0, 14).map(
        (part) =>
          `${part.name} (${part.path}, ${part.files} files)${
            part.depends_on.length === 0
              ? ''
              : `, uses ${part.depends_on
                  .slice(0, 5)
                  .map((link) => link.part)
                  .join(', ')}`
          }`,
      ),
    ),
    ...section(
      'Entry points',
      facts.entry_points
        .slice(0, 10)
        .map((entry) => `${entry.kind} ${entry.name}${entry.symbol === null ? '' : ` ${entry.symbol}`}: ${entry.reason} (${at(entry.place)})`),
    ),
    ...section(
      'A typical call',
      (path?.steps ?? [])
        .slice(0, 24)
        .map((step) => `${'  '.repeat(step.depth)}${step.symbol} (${at(step.place)})${step.when === null ? '' : ` when ${step.when}`}`),
    ),
    ...section(
      'Patterns',
      facts.patterns.map((pattern) => `${pattern.name}: ${pattern.explanation} (${pattern.evidence.slice(0, 2).map(at).join(', ')})`),
    ),
    ...section(
      'Unusual',
      facts.surprises.slice(0, 8).map((surprise) => `${surprise.fact} (${surprise.places.slice(0, 2).map(at).join(', ')})`),
    ),
    ...section(
      'Central files',
      facts.key_files.slice(0, 12).map((file) => `${file.path}: ${file.reasons.join('; ')}`),
    ),
  ].join('\n')
}
