// What may be chosen, in the words of the page. Keyed by the contract's own unions: a new style or voice does not compile
// until it has its words.
import type { StoryDuration, StoryRequest } from '../../../shared/story.ts'
import { depthWords, styleWords, type Wording } from '../../../shared/story-words.ts'
import type { Voice } from '../../../shared/voices.ts'
import { readStored, writeStored } from '../../lib/stored.ts'

export type Choices = Omit<StoryRequest, 'repoUrl'>

export const voiceWords: Readonly<Record<Voice, Wording>> = {
  Rachel: { name: 'Rachel', says: 'Clear, even' },
  Drew: { name: 'Drew', says: 'Low, steady' },
  Bella: { name: 'Bella', says: 'Warm, soft' },
  Antoni: { name: 'Antoni', says: 'Bright, brisk' },
}

const durationWords: Readonly<Record<StoryDuration, Wording>> = {
  5: { name: '5 min', says: 'The gist' },
  10: { name: '10 min', says: 'The parts' },
  15: { name: '15 min', says: 'And how they meet' },
  20: { name: '20 min', says: 'In depth' },
}

const entries = <Key extends string>(words: Readonly<Record<Key, Wording>>) =>
  (Object.entries(words) as [Key, Wording][]).map(([value, wording]) => ({ value, ...wording }))

export const styleChoices = entries(styleWords)
export const depthChoices = entries(depthWords)
export const voiceChoices = entries(voiceWords)
export const durationChoices = Object.entries(durationWords).map(([value, wording]) => ({ value: Number(value) as StoryDuration, ...wording }))

/** The contract's own defaults. */
export const defaultChoices: Choices = { style: 'documentary', duration: 10, voice: 'Rachel', focusAreas: [], technicalDepth: 'intermediate' }
export const focusAreasLimit = 20
export const focusAreaLength = 100

const key = 'choices'

/** What was chosen last time. Focus areas belong to a repository and are not carried over to the next. */
export const readChoices = (): Choices => {
  const stored = readStored(key)
  if (stored === null) return defaultChoices
  try {
    const { style, duration, voice, technicalDepth } = JSON.parse(stored) as Partial<Choices>
    return {
      style: style !== undefined && style in styleWords ? style : defaultChoices.style,
      duration: duration !== undefined && duration in durationWords ? duration : defaultChoices.duration,
      voice: voice !== undefined && voice in voiceWords ? voice : defaultChoices.voice,
      technicalDepth: technicalDepth !== undefined && technicalDepth in depthWords ? technicalDepth : defaultChoices.technicalDepth,
      focusAreas: [],
    }
  } catch {
    return defaultChoices
  }
}

export const rememberChoices = ({ focusAreas: _focusAreas, ...choices }: Choices): void => writeStored(key, JSON.stringify(choices))

/** Adds an area once, whatever its case, within the contract's limits. */
export const withFocusArea = (areas: readonly string[], added: string): string[] => {
  const area = added.trim().slice(0, focusAreaLength)
  const known = areas.some((other) => other.toLowerCase() === area.toLowerCase())
  return area === '' || known || areas.length >= focusAreasLimit ? [...areas] : [...areas, area]
}
