// Short hands for writing down the ways to say a thing.
import type { Place } from '../../../../shared/analysis.ts'
import type { StoryStyle, TechnicalDepth } from '../../../../shared/story.ts'
import type { Form, Say } from './message.ts'

type Wording = (say: Say) => string | null

export const ways = (...wordings: Wording[]): Form[] => wordings.map((text) => ({ text }))

/** Preferred wherever one of these styles is told: the neutral ways come after them. */
export const styled = (styles: StoryStyle | readonly StoryStyle[], ...wordings: Wording[]): Form[] =>
  wordings.map((text) => ({ text, styles: typeof styles === 'string' ? [styles] : styles, cost: -2 }))

/** Always right and a little dull. */
export const plain = (...wordings: Wording[]): Form[] => wordings.map((text) => ({ text, cost: 2 }))

/** Wordings that say the same thing about the same subject, wherever they stand. */
export const claiming = (claims: string | readonly string[], forms: readonly Form[]): Form[] => forms.map((form) => ({ ...form, claims }))

/** Somebody's sentence: told once, whatever question it answers. */
export const quoting = (text: string, forms: readonly Form[]): Form[] =>
  claiming(
    `words ${text
      .toLowerCase()
      .replace(/[^a-z\d]+/g, ' ')
      .trim()}`,
    forms,
  )

/** Of a comment that is quoted: as a reason here or as a decision there, it is told once. */
export const commentClaim = ({ file, start_line: line }: Place): string => `comment ${file}:${line}`

export const atDepth = (depths: readonly TechnicalDepth[], ...wordings: Wording[]): Form[] => wordings.map((text) => ({ text, depths, cost: -1 }))
