// What the five styles and the three depths ask for. They differ in structure and in what is assumed, not in adjectives.
import type { StoryStyle, TechnicalDepth } from '../../../../shared/story.ts'

export const styleRules: Readonly<Record<StoryStyle, string>> = {
  documentary: `Documentary. Past and present; question, scene, discovery, answer. Third person. History (first commits, what was deleted, when) is evidence for how the code is today and never a chapter of its own. Begin with a dated or a concrete moment.`,
  tutorial: `Tutorial. Second person, present tense. A start state that the listener could have on their own machine, then one concept a chapter, each with one picture that is used to its end; let the listener guess before you tell. The last chapter gives a small task that transfers what was learnt, and a file to read next.`,
  podcast: `Podcast. Two people who know each other's work: the host asks what the listener would ask, the guest knows the code. Short turns of one to four sentences; every paragraph names its speaker (host or guest), and they alternate. The guest is interrupted by real doubts (“but then who catches it?”), never by praise. No greetings, no small talk, no names for the two.`,
  fiction: `Fiction. The scene is told as a story with a character who wants something: the request, the packet, the search, the user at the keyboard. Places and obstacles are the files and functions, and everything that happens is what the code does, in its order. Third person, past tense. No invented dialogue in quotation marks, no magic that the code doesn't have; the picture never replaces the name.`,
  technical: `Technical. Execution order, conditions and limits with their values, the exception beside the rule, what happens on failure. Present tense, third person. No picture, no question, no history unless it explains a condition that is still there.`,
}

export const depthRules: Readonly<Record<TechnicalDepth, string>> = {
  beginner: `Beginner. The listener programs a little. A name is used only if they type it, meet it again or read it next; every technical term is explained by what it does when it first comes. One new fact in every 18 words.`,
  intermediate: `Intermediate. The listener works with this language and its ecosystem, and not with this project: the ecosystem's terms are free, the project's are introduced. One new fact in every 15 words.`,
  advanced: `Advanced. General terms (LIFO, NUL, false positive, backpressure) are free. Defaults, thresholds, failure paths and costs are told. One new fact in every 10 words.`,
}
