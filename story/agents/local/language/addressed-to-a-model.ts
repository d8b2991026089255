// A repository is material, never instruction. Sentences in it that talk to whoever retells it, or order something to be
// said, are neither obeyed nor quoted. The analysis drops the plain cases; a narrator also distrusts every order to speak
// and every demand on a story, since losing a true sentence costs nothing.
import { addressesModel } from '../../../repository/prose.ts'

const demands: readonly RegExp[] = [
  /\b(?:your|the|this|every|each) (?:story|narration|podcast|summary|response|answer|listeners?|script|audience|reply)\b.{0,40}\b(?:must|should|shall|needs? to|has to|have to)\b/i,
  /\b(?:must|should|shall|always|please|has to|needs? to)\b.{0,30}\b(?:say|tell|mention|claim|announce|recommend|praise|repeat|state) (?:that|the|this|it|them|your|how)\b/i,
  /^\W*(?:(?:please|now|then|instead|also|always|never|do not|don't|note|important|simply|just)[,:]? )*(?:say|tell|claim|announce|praise|recommend|repeat|mention|pretend|respond|answer|reply|obey|narrate|reveal|speak|proclaim|declare that|assure|inform)\b/i,
  /\byou (?:must|should|shall|will|have to|need to|are to) (?:now )?(?:say|tell|claim|announce|praise|recommend|mention|respond|answer|reply|obey|narrate|reveal|output|pretend)\b/i,
  /\b(?:exfiltrate|leak|send) (?:the |your |all )?(?:secrets?|keys?|tokens?|credentials?|environment)\b/i,
  /\bjailbreak|\bprompt injection\b|\bdeveloper mode\b/i,
]

export const addressedToAModel = (text: string): boolean => addressesModel(text) || demands.some((pattern) => pattern.test(text))
