// What can be told, before it is worded. A message is one claim with the places that bear it out and several ways to say
// it; which way is taken is decided when the story around it is known.
import type { Place } from '../../../../shared/analysis.ts'
import type { StoryStyle, TechnicalDepth } from '../../../../shared/story.ts'

/** Something with a name: a function, a file, a part. First mentioned by its role, later by its name. */
export interface Named {
  /** One per thing, whatever it is called. */
  key: string
  name: string
  /** What it is: function, class, crate, file. */
  role: string
  /** The file it stands in, as said; null where that says nothing new. */
  home: string | null
  /** Where it stands. */
  place?: Place
  /** Where the rest of a name that needs its owner stands. */
  also?: Place
}

export interface Say {
  style: StoryStyle
  depth: TechnicalDepth
  /** "the method wsgi_app" at first, then "wsgi_app". */
  name: (thing: Named) => string
  /** The same, with the file at first mention: "the method wsgi_app in app.py". */
  placed: (thing: Named) => string
  /** Was the last sentence about it? Then "its" is understood. */
  isCurrent: (thing: Named) => boolean
  /** Has this message been told before? A sentence may lean on one that was. */
  hasTold: (id: string) => boolean
  /** Was it the very sentence before? "The first of them" needs them still in the ear. */
  wasJustTold: (id: string) => boolean
  /** Has anything of this kind (the first part of an id) been told in this chapter? "Another" needs a first one. */
  hasToldKind: (kind: string) => boolean
  /** Only the name. */
  bare: (thing: Named) => string
  /** As a subject: "It" right after a sentence about the same thing. */
  subject: (thing: Named) => string
  /** Somebody else's words, with the names in them marked. */
  words: (text: string) => string
}

export interface Form {
  /** One sentence; null where it does not fit what has been told. */
  text: (say: Say) => string | null
  /** Only in these styles; all when left out. */
  styles?: readonly StoryStyle[]
  depths?: readonly TechnicalDepth[]
  /** What this wording lets the listener know about its subject: told once, in whatever chapter it comes first. */
  claims?: string | readonly string[]
  /** Lower is better: 0 when left out. A dull wording that always works is a 2. */
  cost?: number
}

export interface Message {
  id: string
  /** What it is mainly about: decides pronouns. */
  about: Named | null
  /** 0 to 1 within its topic. */
  weight: number
  places: readonly Place[]
  forms: readonly Form[]
  /** What a chapter that tells this could be called; never longer than a line. */
  title?: string
  /** Code worth showing while this is told. */
  example?: Place
  /** Words that focus areas are matched with: paths, names. */
  keywords?: readonly string[]
}
