// Why it is as it is: comments that give a reason, patterns with the files that show them, and what one would not expect.

import type { Surprise } from '../../../../shared/analysis.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { lowerFirst, ownWords } from '../language/doc-clause.ts'
import { isForNextLine } from '../language/for-next-line.ts'
import { joined, withArticle } from '../language/lists.ts'
import { speakable, withoutAsides, wordCount } from '../language/plain-words.ts'
import type { Message, Say } from '../telling/message.ts'
import { claiming, commentClaim, plain, styled, ways } from '../telling/ways.ts'
import type { World } from './world.ts'

/** What it goes on about stands in the sentence before, or in the code beside it. */
const leansBack =
  /^(?:and|but|or|so|which|then|otherwise|also|these|those|they|it|here|there|instead|this|hence|thus|therefore|however|such|the (?:above|following|latter|former))\b/i

/** These give a cause; the others tell what to mind. */
const strongCue = /because|since|so that|in order|avoid|prevent|performance|unfortunately/

export const reasonMessages = (world: World): Message[] =>
  world.facts.rationales.slice(0, 40).flatMap((rationale, index): Message[] => {
    const own = ownWords(rationale.quote.text, 28)?.replace(/^(?:note|notice)(?: that\b|:) */i, '') ?? null
    // What begins in the middle of a sentence is half of one.
    const isFragment =
      own !== null &&
      (/^[a-z]/.test(own) || isForNextLine(own) || leansBack.test(own) || /^deprecated\b/i.test(own) || / (?:MUST|SHOULD|MAY) (?!be\b)/.test(own))
    if (own === null || isFragment || /^(?:when|if|unless|while|because|since|for|as)\b[^,]*$/i.test(own) || /\b(?:I|we|you|our|your|my)\b/.test(own)) return []
    // What stands in a comment that is told as such is not told again as a reason.
    const isDocumentation = world.facts.symbols.some(
      ({ doc, place }) => place.file === rationale.quote.place.file && doc?.text.includes(own.slice(0, 40)) === true,
    )
    if (isDocumentation) return []
    const file = world.file(rationale.quote.place.file)
    const about = rationale.about === null ? file : world.symbol(rationale.about, rationale.quote.place.file)
    return [
      {
        id: `reason:${index}`,
        about,
        weight: Math.max(0.2, 0.85 - index * 0.025),
        places: [rationale.quote.place],
        keywords: [rationale.quote.place.file, rationale.about ?? ''],
        forms: claiming(commentClaim(rationale.quote.place), [
          ...(strongCue.test(rationale.cue)
            ? ways(
                (say) => `a comment in ${say.name(about)} gives a reason: ${say.words(lowerFirst(own))}`,
                (say) => `as for the why, the comment beside ${say.bare(about)} answers: ${say.words(lowerFirst(own))}`,
                (say) => `somebody left an explanation in ${say.name(about)}: ${say.words(lowerFirst(own))}`,
                (say) => `there is a thought behind ${say.name(about)}, written down there: ${say.words(lowerFirst(own))}`,
              )
            : []),
          ...ways(
            (say) => `the authors of ${say.name(about)} noted: ${say.words(lowerFirst(own))}`,
            (say) => `next to the code of ${say.name(about)} you can read this: ${say.words(lowerFirst(own))}`,
            (say) => `a remark in ${say.name(about)} says: ${say.words(lowerFirst(own))}`,
            (say) => `where ${say.name(about)} stands, a comment explains: ${say.words(lowerFirst(own))}`,
          ),
          ...styled(
            'fiction',
            (say) => `on the wall of ${say.bare(about)} somebody wrote: ${say.words(lowerFirst(own))}`,
            (say) => `asked why, ${say.bare(about)} would quote its own comment: ${say.words(lowerFirst(own))}`,
          ),
        ]),
      },
    ]
  })

const clause = (text: string): string | null => {
  const words = withoutAsides(text).replace(/[.\s]+$/, '')
  return words !== '' && speakable(words) && !addressedToAModel(words) && wordCount(words) <= 34 ? words : null
}

const surpriseWeight: Partial<Record<Surprise['kind'], number>> = {
  error_stored: 1,
  doc_contradicts: 0.98,
  work_before_check: 0.95,
  name_contradicts: 0.3,
  other: 0.9,
  no_classes: 0.85,
  reexport_only: 0.84,
  no_dependencies: 0.84,
  test_of_dependency: 0.8,
  lazy: 0.75,
  default_off: 0.72,
}
const surpriseTitle: Partial<Record<Surprise['kind'], string>> = {
  error_stored: 'an error that waits',
  doc_contradicts: 'a comment that no longer holds',
  work_before_check: 'work that is thrown away',
  no_classes: 'objects without classes',
  no_dependencies: 'a project on its own feet',
  lazy: 'something that is built when it is first asked for',
  default_off: 'a default that is off',
  test_of_dependency: 'tests of code that is elsewhere',
}

/** What went long ago is told with the history; how much there is of something, and who calls whom again, surprises nobody. */
const isUntold: ReadonlySet<Surprise['kind']> = new Set(['mass_deletion', 'test_heavier_than_code', 'tiny_core', 'biggest_file', 'cycle'])
/** A thing that happens often is no surprise. */
const mostOfKind = 3

/** "RequestInterceptor is implemented by …" begins with a name, and a name keeps its capital. */
const explained = (text: string): string => (/^\S+ (?:is implemented|is extended)/.test(text) ? text : lowerFirst(text))

const lastNames = (text: string): string => text.replace(/\b(\w+)::(?=\w)/g, '$1.').replace(/, with (?:make|new|\w)$/, '')

export const surpriseMessages = (world: World): Message[] => {
  const perKind = new Map<string, number>()
  return world.facts.surprises
    .flatMap((surprise, index): Message[] => {
      const fact = clause(lastNames(surprise.fact))
      const expectation = clause(lastNames(surprise.expectation))
      const count = perKind.get(surprise.kind) ?? 0
      if (fact === null || count >= mostOfKind || isUntold.has(surprise.kind)) return []
      perKind.set(surprise.kind, count + 1)
      const about = surprise.about === null ? null : world.symbol(surprise.about, surprise.places[0]?.file)
      const thought = expectation === null ? null : lowerFirst(expectation)
      return [
        {
          id: `surprise:${index}`,
          about: about !== null && world.findSymbol(surprise.about ?? '') !== null ? about : null,
          weight: (surpriseWeight[surprise.kind] ?? 0.6) - count * 0.12,
          places: surprise.places,
          keywords: [surprise.about ?? '', ...surprise.places.map(({ file }) => file)],
          ...(surpriseTitle[surprise.kind] === undefined ? {} : { title: surpriseTitle[surprise.kind] }),
          forms: [
            ...(thought === null
              ? []
              : [
                  ...ways(
                    (say) => `one might think that ${say.words(thought)}, but ${say.words(lowerFirst(fact))}`,
                    (say) => `${say.words(thought)}, one would guess, and yet ${say.words(lowerFirst(fact))}`,
                    (say) => `the guess that ${say.words(thought)} is wrong: ${say.words(lowerFirst(fact))}`,
                  ),
                  ...styled(
                    'tutorial',
                    (say) => `did you think that ${say.words(thought)}? Look again: ${say.words(lowerFirst(fact))}`,
                    (say) => `you may have guessed that ${say.words(thought)}, but ${say.words(lowerFirst(fact))}`,
                  ),
                  ...styled('podcast', (say) => `this one got me: I thought that ${say.words(thought)}, but ${say.words(lowerFirst(fact))}`),
                  ...styled(
                    'fiction',
                    (say) => `strangers believe that ${say.words(thought)}; those who live here know better: ${say.words(lowerFirst(fact))}`,
                  ),
                ]),
            ...ways(
              (say) => `here is something unusual: ${say.words(lowerFirst(fact))}`,
              (say) => `a surprise: ${say.words(lowerFirst(fact))}`,
            ),
            ...styled('technical', (say) => say.words(fact)),
            ...plain((say) => say.words(fact)),
          ],
        },
      ]
    })
    .toSorted((a, b) => b.weight - a.weight)
}

const withItsArticle = (name: string): string =>
  /-driven$/.test(name)
    ? `an ${name} design`
    : /^(?:client-server|plugin)$/.test(name)
      ? `a ${name} design`
      : /s$/.test(name.split(' with ')[0] ?? name) || /^(?:MVC|object-oriented)/i.test(name)
        ? name
        : withArticle(name)

export const patternMessages = (world: World): Message[] =>
  world.facts.patterns.slice(0, 8).flatMap((pattern, index): Message[] => {
    // That it is a library is heard from whom it is for, a command from where it starts, and packages of their own from the parts.
    if (/^(?:library|monorepo|command line program)$/.test(pattern.name)) return []
    const explanation = clause(pattern.explanation)?.replace(/ by (\S+), (\S+)$/, ' by $1 and $2') ?? null
    if (explanation === null) return []
    const name = withItsArticle(pattern.name)
    const listed = /\(([\w.:, ]+)\)$/.exec(pattern.explanation)?.[1]?.split(', ')
    const examples = listed === undefined ? undefined : [...new Set(listed.map((example) => example.replace(/^.*::/, '')))].slice(0, 2)
    const shown = (say: Say): string =>
      examples === undefined || examples.length === 0
        ? ''
        : `, as ${joined(examples.map((example) => say.words(example)))} ${examples.length === 1 ? 'shows' : 'show'}`
    return [
      {
        id: `pattern:${pattern.name}`,
        about: null,
        weight: (pattern.kind === 'architecture' ? 0.8 : 0.5) - index * 0.05,
        places: pattern.evidence.slice(0, 4),
        keywords: [pattern.name],
        forms: [
          ...ways(
            (say) => `one of its patterns is ${name}: ${say.words(explained(explanation))}${shown(say)}`,
            (say) => `${name} is at work here: ${say.words(explained(explanation))}${shown(say)}`,
          ),
          ...(pattern.kind === 'technique'
            ? []
            : ways(
                (say) => `architects would speak of ${name}: ${say.words(explained(explanation))}${shown(say)}`,
                (say) => `in shape it is ${name}: ${say.words(explained(explanation))}${shown(say)}`,
              )),
          ...styled('technical', (say) => `pattern: ${pattern.name}; ${say.words(explained(explanation))}${shown(say)}`),
        ],
      },
    ]
  })
