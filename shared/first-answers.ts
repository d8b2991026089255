// What our server writes into a page beside its code, so that nobody waits for a question to be asked: the configuration,
// what this address shows, and the same once more as words for the places of the page as it is before its code has arrived.
import type { Transcript } from './audio.ts'
import type { PublicConfig } from './public-config.ts'
import type { StoryList, StoryRecord } from './story.ts'

/**
 * For an element with data-fill: its text; its attributes, `text` among them (null takes one away); null takes the element
 * away. For one with data-each: what it is repeated for.
 */
export type Filling = string | null | { readonly [attribute: string]: string | null } | readonly FirstView[]
export interface FirstView {
  readonly [place: string]: Filling
}

export interface FirstAnswers {
  configuration: PublicConfig
  story?: StoryRecord
  transcript?: Transcript
  list?: StoryList
  view?: FirstView
}
