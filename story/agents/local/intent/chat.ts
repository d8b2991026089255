// The conversation before a story: the intent at once, then an answer in words that says what was understood, what was
// chosen for the listener, and what is not known.
import type { ChatEvent } from '../../../../shared/intent.ts'
import type { ChatContext, ChatInput } from '../../agents.ts'
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { joined, withArticle } from '../language/lists.ts'
import { roughly } from '../language/numbers.ts'
import { type Proposal, propose } from './propose.ts'

const describeRepository = (input: ChatInput): string => {
  const { repository } = input
  if (repository === null) return 'Which repository shall the story be about? Give me its GitHub address, or owner/name, and I can suggest what to dwell on.'
  if ('unreadable' in repository)
    return `I could not read that repository: ${repository.unreadable.replace(/\s*\.*$/, '')}. So this is a proposal without a look inside.`
  const { fullName, description, languages, sourceFiles } = repository.facts
  const about =
    description !== null && description.trim() !== '' && !addressedToAModel(description)
      ? ` describes itself as “${description.trim().replace(/\.$/, '')}”; it`
      : ''
  if (sourceFiles === 0) return `${fullName}${about} has no source files that I could find.`
  const written = languages.length > 0 ? `, most of it in ${joined(languages.slice(0, 2))}` : ''
  return `${fullName}${about} has ${roughly(sourceFiles)} source file${sourceFiles === 1 ? '' : 's'}${written}.`
}

const describePlan = ({ intent, said }: Proposal): string => {
  const focus = joined(intent.focusAreas)
  const kind = intent.style === 'fiction' ? 'a piece of fiction' : intent.style === 'technical' ? 'a technical story' : withArticle(intent.style)
  const opening = said.focus ? `I'll focus on ${focus}` : `I would dwell on ${focus}`
  const level = intent.technicalDepth === 'beginner' ? 'for beginners' : `at ${withArticle(intent.technicalDepth).replace(/^(an?) /, '$1 ')} level`
  return `${opening}, told as ${kind} of ${intent.suggestedDuration} minutes, ${level}.`
}

const describeLimits = ({ intent, said }: Proposal): string[] => {
  const remarks: string[] = []
  if (said.minutes !== null && said.minutes !== intent.suggestedDuration)
    remarks.push(`Stories take 5, 10, 15 or 20 minutes, and ${intent.suggestedDuration} is the nearest to what you asked for.`)
  const open = [
    ...(said.style ? [] : ['the style']),
    ...(said.depth ? [] : ['the depth']),
    ...(said.minutes !== null ? [] : ['the length']),
    ...(said.focus ? [] : ['the focus']),
  ]
  if (open.length > 0) remarks.push(`You left ${joined(open)} open, so I chose: tell me what to change, or start it as it is.`)
  else remarks.push('Say what to change, or start it as it is.')
  return remarks
}

/** Pieces of a few words, so that a listener sees the answer grow. */
const pieces = (message: string): string[] => message.match(/(?:\S+\s*){1,4}/g) ?? []

export async function* chat(input: ChatInput, { signal }: ChatContext): AsyncGenerator<ChatEvent> {
  signal.throwIfAborted()
  const proposal = propose(input)
  yield { type: 'intent', intent: proposal.intent }
  const message = [describeRepository(input), describePlan(proposal), ...describeLimits(proposal)].join(' ')
  for (const text of pieces(message)) {
    signal.throwIfAborted()
    yield { type: 'delta', text }
    // Each piece leaves on its own: without a turn of the event loop all of them would be one write.
    await new Promise((resolve) => setImmediate(resolve))
  }
}
