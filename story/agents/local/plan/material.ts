// Everything that could be told, by topic. Reasons are satellites: each is told right after what it explains, and only
// those that explain nothing else stand alone.
import type { Place } from '../../../../shared/analysis.ts'
import { type Details, noDetails } from '../details/read-details.ts'
import { audienceMessages } from '../material/audience.ts'
import { functionMessages, typeMessages } from '../material/cast.ts'
import { changeMessages } from '../material/changes.ts'
import { dependencyMessages } from '../material/dependencies/foundations.ts'
import { designMessages, isGivenUp, keptMessages } from '../material/design-choices.ts'
import { explanationMessages } from '../material/explanations.ts'
import { type ErrorWords, failureMessages } from '../material/failures/failures.ts'
import { featureMessages } from '../material/features.ts'
import { fileMessages } from '../material/files.ts'
import { ruleMessages } from '../material/house-rules.ts'
import { endingMessages } from '../material/journey/endings.ts'
import { type Journey, journeys } from '../material/journey/journeys.ts'
import { handlerRole } from '../material/journey/read-steps.ts'
import { partMessages } from '../material/parts.ts'
import { partsOverview } from '../material/parts-overview.ts'
import { historyMessages } from '../material/past.ts'
import { onePersonMessages, peculiarMessages } from '../material/peculiarities.ts'
import { testMessages } from '../material/proofs.ts'
import { purposeMessages } from '../material/purpose.ts'
import { patternMessages, reasonMessages, surpriseMessages } from '../material/reasons.ts'
import { scaleMessages } from '../material/scale.ts'
import { configurationMessages } from '../material/settings/configuration.ts'
import { defaultMessages } from '../material/settings/defaults.ts'
import { documentedOptionMessages } from '../material/settings/documented-options.ts'
import { fixedValueMessages } from '../material/settings/fixed-values.ts'
import { nothingOutsideMessages, settingMessages } from '../material/settings/from-outside.ts'
import { optionMessages } from '../material/settings/options.ts'
import { parameterMessages } from '../material/settings/parameters.ts'
import { standingMessages } from '../material/standing.ts'
import { servesRequests, startMessages } from '../material/start.ts'
import { generatedMessages, halvesMessages } from '../material/unwritten-code.ts'
import { usageMessages } from '../material/usage.ts'
import type { World } from '../material/world.ts'
import type { Topic } from '../styles/style-sheet.ts'
import type { Message, Named } from '../telling/message.ts'
import { ways } from '../telling/ways.ts'

export type Material = Record<Topic, Message[]>

const likelyTold = 0.85

/** A surprise about a function belongs to that function; what is about no one in particular stays together. */
const withReasons = (messages: readonly Message[], reasons: Message[]): Message[] =>
  messages.flatMap((message) => {
    // Behind a sentence that is seldom told it would stand alone, as if it were about its neighbour.
    const at = message.weight < likelyTold ? -1 : reasons.findIndex((reason) => reason.about !== null && reason.about.key === message.about?.key)
    const [reason] = at < 0 ? [] : reasons.splice(at, 1)
    if (reason === undefined) return [message]
    // It is a satellite here: the chapter is not called after it.
    const { title: _, ...satellite } = reason
    return [message, { ...satellite, weight: message.weight - 0.05 }]
  })

/** A command without a main function: the line of its script that makes the call which is followed. */
const withScript = (messages: readonly Message[], entry: Named, { facts, file }: World): Message[] | null => {
  const path = facts.call_paths.find(({ steps: [first] }) => first !== undefined && first.called_from !== null && isSame(first.place, entry.place))
  const from = path?.steps[0]?.called_from ?? null
  if (from === null || path === undefined) return null
  const script = file(from.file)
  const message: Message = {
    id: 'start:script',
    about: entry,
    weight: 0.99,
    places: [from, path.entry.place],
    forms: ways(
      (say) => `from the lines of ${say.bare(script)} the way leads to ${say.placed(entry)}`,
      (say) => `${say.bare(script)} calls ${say.placed(entry)}, and there it goes on`,
    ),
  }
  const at = messages.findIndex(({ places }) => places.some((place) => place.file === from.file)) + 1
  return [...messages.slice(0, at), message, ...messages.slice(at)]
}
const isSame = (one: Place, other: Place | undefined): boolean => one.file === other?.file && one.start_line === other.start_line

/** Where the path of the story begins, if the ways in do not lead there by themselves. */
const withEntry = (messages: readonly Message[], journey: Journey | undefined, world: World): Message[] => {
  const { entry } = journey ?? {}
  if (entry?.place === undefined || messages.some(({ about }) => about?.key === entry.key)) return [...messages]
  const scripted = withScript(messages, entry, world)
  if (scripted !== null) return scripted
  const comesIn = servesRequests(world.facts) || entry.role === handlerRole ? 'a request comes in' : 'the work begins'
  const message: Message = {
    id: 'start:path',
    about: entry,
    weight: 0.97,
    places: [entry.place],
    forms: ways(
      (say) => `once all is set up, ${comesIn} at ${say.placed(entry)}`,
      (say) => `later, ${comesIn} at ${say.placed(entry)}, and that is the place to follow it from`,
    ),
  }
  // What a script does at its start comes before that.
  const at = messages[1]?.id.startsWith('start-stages') ? 2 : 1
  return [...messages.slice(0, at), message, ...messages.slice(at)]
}

/** Who is there for errors is introduced with them, and not among the names before. */
const isToldElsewhere =
  (errors: readonly Message[]) =>
  ({ id, about }: Message): boolean =>
    !(id.startsWith('cast:') && errors.some((error) => error.id.startsWith('error-handler:') && error.about?.key === about?.key))

export const gatherMaterial = (world: World, errorWords: ErrorWords, details: Details = noDetails): Material => {
  const [first, second, third] = journeys(world)
  const explained = explanationMessages(world)
  const lineOf = ({ places: [place] }: Message): string => `${place?.file}:${place?.start_line}`
  const explainedLines = new Set(Object.values(explained).flat().map(lineOf))
  const reasons = reasonMessages(world)
  const past = [...historyMessages(world, details), ...onePersonMessages(world)]
  const isBeginning = ({ id }: Message): boolean => /^past:(?:first|first-words|commits|first-day)$/.test(id)
  const surprises = [
    ...keptMessages(world, details),
    ...generatedMessages(world, details),
    ...ruleMessages(world, details),
    ...halvesMessages(world),
    ...designMessages(world, details),
    ...surpriseMessages(world),
    ...peculiarMessages(world),
  ].toSorted((a, b) => b.weight - a.weight)
  // What is asked for as unusual is looked for there, and not within a path.
  const woven = surprises.filter(({ id }) => !id.startsWith('design:'))
  const journey = [...withReasons(withReasons(first?.messages ?? [], woven), reasons), ...endingMessages(first, details.lastStatements, world)]
  const secondJourney = withReasons([...(second?.messages ?? []), ...(third?.messages ?? [])], reasons)
  // A comment that was quoted is not told again in other words.
  const isQuoted = ({ id, places }: Message): boolean =>
    id.startsWith('error-handler:') &&
    explained.errors.some(({ places: [quoted] }) =>
      places.some(({ file, start_line: from, end_line: to }) => quoted?.file === file && quoted.start_line >= from && quoted.start_line <= to),
    )
  const errors = failureMessages(world, errorWords, details).filter((message) => !isQuoted(message))
  const types = withReasons(
    typeMessages(world, details).filter((message) => isToldElsewhere(errors)(message) && !isGivenUp(message, world, details)),
    reasons,
  )
  const functions = withReasons(functionMessages(world).filter(isToldElsewhere(errors)), reasons)
  return {
    purpose: [...purposeMessages(world), ...standingMessages(world), ...audienceMessages(world)],
    features: featureMessages(world).filter(({ places }) => !places.some(({ file, start_line: line }) => explainedLines.has(`${file}:${line}`))),
    scale: scaleMessages(world),
    ideas: explained.idea,
    usage: usageMessages(world),
    start: withEntry(startMessages(world, first?.entry.key ?? null), first, world),
    journey,
    'second journey': secondJourney,
    parts: [...partsOverview(world), ...explained.parts, ...partMessages(world)],
    files: withReasons(fileMessages(world), reasons),
    patterns: patternMessages(world),
    types,
    functions,
    settings: [
      ...explained.settings,
      ...[
        ...nothingOutsideMessages(world, details),
        ...configurationMessages(world, details),
        ...documentedOptionMessages(world),
        ...optionMessages(world, details.configuration === null ? undefined : 0),
        ...defaultMessages(world),
        ...parameterMessages(world),
        ...settingMessages(world),
      ].toSorted((a, b) => b.weight - a.weight),
    ],
    constants: fixedValueMessages(world),
    errors: [...explained.errors, ...errors],
    dependencies: [...dependencyMessages(world), ...explained.dependencies],
    tests: [...testMessages(world, details), ...explained.tests],
    beginnings: past.filter(isBeginning),
    history: past.filter((message) => !isBeginning(message)),
    surprises: [...surprises, ...explained.caveats],
    reasons: [...explained.reasons, ...reasons],
    changes: changeMessages(world, details).filter((message) => !isGivenUp(message, world, details)),
  }
}
