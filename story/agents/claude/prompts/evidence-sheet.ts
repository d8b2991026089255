// What the analysis found beyond the digest's own outline (purpose, parts, entry points, a typical call), as lines that end in
// the place where it was read: the why, the numbers, the past. It stands beside the digest in the cached prefix.
import type { Place, RepositoryFacts } from '../../../../shared/analysis.ts'
import { placeText } from '../tools/place.ts'

const at = (text: string, place: Place | null): string => (place === null ? text : `${text} → ${placeText(place)}`)
const oneLine = (text: string, most = 240): string => text.replace(/\s+/g, ' ').trim().slice(0, most)

const sections = (facts: RepositoryFacts): Record<string, string[]> => ({
  Counts: [
    `${facts.counts.files} files, ${facts.counts.source_files} of them source with ${facts.counts.source_lines} lines, ${facts.counts.test_files} tests with ${facts.counts.test_lines} lines, ${facts.counts.packages} packages`,
    facts.languages.map(({ name, files, lines }) => `${name}: ${files} files, ${lines} lines`).join('; '),
  ],
  'How a call travels': facts.call_paths
    .slice(0, 3)
    .flatMap(({ entry, steps }) => [
      `from ${entry.name}`,
      ...steps
        .slice(0, 18)
        .flatMap((step) => [
          at(`${'  '.repeat(step.depth)}${step.symbol}${step.when === null ? '' : `, when ${oneLine(step.when, 80)}`}`, step.place),
          ...step.remarks.slice(0, 3).map((remark) => at(`${'  '.repeat(step.depth)}  ${remark.kind}: ${oneLine(remark.text, 120)}`, remark.place)),
        ]),
    ]),
  'Against expectation': facts.surprises
    .slice(0, 20)
    .map(({ expectation, fact, places }) => at(`expected: ${oneLine(expectation)}; instead: ${oneLine(fact)}`, places[0] ?? null)),
  'Comments that say why': facts.rationales
    .slice(0, 25)
    .map(({ quote, about }) => at(`${about === null ? '' : `${about}: `}“${oneLine(quote.text)}”`, quote.place)),
  'Constants and defaults': facts.constants.slice(0, 20).map(({ name, value, place }) => at(`${name} = ${oneLine(value, 80)}`, place)),
  Errors: facts.errors.slice(0, 14).map(({ kind, name, in_symbol, place }) => at(`${kind} ${name}${in_symbol === null ? '' : ` in ${in_symbol}`}`, place)),
  'Depends on': facts.dependencies
    .filter((dependency) => dependency.scope === 'runtime' && !dependency.internal)
    .slice(0, 30)
    .map(({ name, purpose, used_in, place }) => at(`${name} (${purpose})${used_in[0] === undefined ? '' : `, used in ${used_in[0]}`}`, place)),
  Tests: facts.tests.subjects.slice(0, 8).map(
    ({ file, lines, cases }) =>
      `${file} (${lines} lines): ${cases
        .slice(0, 4)
        .map((one) => `“${oneLine(one.name, 90)}”`)
        .join(', ')}`,
  ),
  History:
    facts.history === null
      ? []
      : [
          `${facts.history.complete ? '' : 'at least '}${facts.history.commits} commits by ${facts.history.contributors} people`,
          ...(facts.history.first === null
            ? []
            : [`first: ${facts.history.first.date}, “${oneLine(facts.history.first.subject, 90)}” (${facts.history.first.commit.slice(0, 10)})`]),
          ...facts.history.big_changes
            .slice(0, 8)
            .map(
              ({ date, subject, files, insertions, deletions, deleted_folder }) =>
                `${date.slice(0, 10)} “${oneLine(subject, 90)}”: ${files} files, +${insertions} −${deletions}${deleted_folder === null ? '' : `, deleted ${deleted_folder}`}`,
            ),
          ...facts.history.releases.slice(0, 6).map(({ name, date, place }) => at(`release ${name}${date === null ? '' : `, ${date}`}`, place)),
        ],
})

export const evidenceSheet = (facts: RepositoryFacts): string =>
  Object.entries(sections(facts))
    .filter(([, lines]) => lines.length > 0)
    .map(([heading, lines]) => `## ${heading}\n${lines.join('\n')}`)
    .join('\n\n')
