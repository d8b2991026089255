// Not every fact bears being told. A setting that only a script reads is no setting of the product, and some findings rest
// on a name alone, which a listener would take for more than it is.
import type { RepositoryFacts, Surprise } from '../../../../shared/analysis.ts'

/** Code beside the product: tests, benchmarks, examples, and what helps those who build it. */
const besideFolder =
  /(?:^|\/)(?:tests?|[\w-]+-test(?:s|ing|ing-support)?|__tests__|spec|specs|bench(?:es|marks?)?|jmh|examples?|demos?|samples?|scripts?|tools?|fuzz|ci|build-?support|buildSrc|integration)\//i
const besideFile = /(?:^|\/)(?:bench\w*|\w*[-_.]bench(?:mark)?|[\w-]*\.(?:test|spec|bench)|\w+_test)\.\w+$/i
export const isBeside = (path: string): boolean => besideFolder.test(path) || besideFile.test(path)

const scriptPart = /\.(?:sh|bash|bat|ps1|cmd)$|^(?:scripts?|tools?|ci|build-?support|buildSrc)$/i

/** Names that many types share: that one of them calls "read" does not say whose. */
const sharedName = /\bcalls (?:read|write|get|set|close|next|run|call|send|apply|add|open|copy)\b,/

const isSound = ({ kind, fact, places, about }: Surprise, facts: RepositoryFacts): boolean => {
  // The same field is set and raised; in different files it is often another object of the same shape.
  if (kind === 'error_stored') return new Set(places.map(({ file }) => file)).size === 1
  if (kind === 'reexport_only') return !new RegExp(`package ${facts.name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`, 'i').test(fact)
  // Many make an object of the same type.
  if (kind === 'called_twice') return !facts.symbols.some((symbol) => symbol.qualified_name === about && (symbol.kind === 'class' || symbol.kind === 'struct'))
  if (kind === 'cycle') return !sharedName.test(fact)
  return true
}

/** How it is built and installed is not how it is used. */
const buildLine =
  /^(?:#|\/\/|\$?\s*(?:git|make|cmake|sudo|npm|pnpm|yarn|pip3?|brew|apt(?:-get)?|yum|dnf|autoreconf|\.\/(?:configure|autogen\S*|bootstrap\S*)|cargo (?:install|add|build)|go (?:get|install|build)|composer (?:require|install)|gem install|bundle|mvn|gradle|\.\/gradlew|dotnet add|cd|mkdir|curl|wget)\b)/
const isUse = (code: string): boolean =>
  code
    .split('\n')
    .map((line) => line.trim())
    .some((line) => line !== '' && !buildLine.test(line))

/** "next" and "use" alone are found in any language with iterators and resources. */
const isShown = ({ name, explanation }: RepositoryFacts['patterns'][number]): boolean =>
  name !== 'middleware chain' || /middleware|interceptor|filter|handler|plug|app|rout|server|hook|engine/i.test(explanation.split('(')[1] ?? '')

export const tellableFacts = (facts: RepositoryFacts): RepositoryFacts => {
  const parts = facts.parts.filter(({ name }) => !scriptPart.test(name))
  const names = new Set(parts.map(({ name }) => name))
  return {
    ...facts,
    parts: parts.map((part) => ({
      ...part,
      depends_on: part.depends_on.filter(({ part: name }) => names.has(name)),
      used_by: part.used_by.filter(({ part: name }) => names.has(name)),
    })),
    settings: facts.settings.filter(({ place }) => !isBeside(place.file)),
    // Rust: `type Error = …` within an implementation names an error of somebody else.
    errors: facts.errors.filter(
      ({ kind, name, place }) => !isBeside(place.file) && !(kind === 'error_type' && place.file.endsWith('.rs') && name.endsWith('::Error')),
    ),
    usage_example: facts.usage_example !== null && isUse(facts.usage_example.code) ? facts.usage_example : null,
    patterns: facts.patterns.filter(isShown),
    surprises: facts.surprises.filter((surprise) => isSound(surprise, facts)),
  }
}
