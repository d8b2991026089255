// A story's choices and states, in the words of the page. Keyed by the contract's own unions: a new style or status does not
// compile until it has its words.
import type { StoryStatus, StoryStyle, TechnicalDepth } from './story.ts'

export interface Wording {
  name: string
  says: string
}

export const styleWords: Readonly<Record<StoryStyle, Wording>> = {
  documentary: { name: 'Documentary', says: 'One calm narrator follows the parts and how they came about.' },
  tutorial: { name: 'Tutorial', says: 'Step by step, so that you could change something afterwards.' },
  podcast: { name: 'Podcast', says: 'Two voices: one explains, the other asks what you would ask.' },
  fiction: { name: 'Fiction', says: 'The parts become characters; the facts stay facts.' },
  technical: { name: 'Technical', says: 'Dense: structures, paths and trade-offs for a reviewer.' },
}

export const depthWords: Readonly<Record<TechnicalDepth, Wording>> = {
  beginner: { name: 'Beginner', says: 'Terms are explained' },
  intermediate: { name: 'Intermediate', says: 'You write code' },
  advanced: { name: 'Advanced', says: 'You know the field' },
}

export const statusWords: Readonly<Record<StoryStatus, string>> = {
  pending: 'Queued',
  analyzing: 'Reading',
  generating: 'Writing',
  synthesizing: 'Speaking',
  completed: 'Ready',
  failed: 'Failed',
}
