// Free text → what was asked for. Only what is said counts: a wish that is not there stays null, and the caller decides.
import { type StoryDuration, type StoryStyle, storyDurations, type TechnicalDepth } from '../../../../shared/story.ts'
import { focusTopics } from './topics.ts'

export interface Wishes {
  style: StoryStyle | null
  depth: TechnicalDepth | null
  minutes: number | null
  focusAreas: string[]
}

const styleWords: readonly (readonly [StoryStyle, RegExp])[] = [
  ['podcast', /\b(?:podcast|conversation|dialog(?:ue)?|interview|two (?:voices|hosts|people|speakers)|discussion|chat between|co-?hosts?)\b/i],
  [
    'tutorial',
    /\b(?:tutorial|teach me|lesson|step[- ]by[- ]step|walk me through|walkthrough|course|guide me|how do i|how can i|getting started|onboard\w*|learn(?:ing)? (?:how|to|about))\b/i,
  ],
  ['fiction', /\b(?:fiction|fictional|tale|fairy ?tale|adventure|bedtime|characters?|novel|drama|mystery|saga|as a story)\b/i],
  ['documentary', /\b(?:documentary|how it came to be|origin story|history of|narrator|evolution of)\b/i],
  ['technical', /\b(?:technical|deep[- ]dive|internals|under the hood|low[- ]level|implementation details|code review|precise|exact|in detail|signatures)\b/i],
]
const depthWords: readonly (readonly [TechnicalDepth, RegExp])[] = [
  [
    'beginner',
    /\b(?:beginners?|beginner-friendly|newbie|novice|junior|new to (?:programming|coding|this|the language)|never (?:used|seen|heard|programmed)|simple terms|eli5|like i'?m five|basics?|non-?technical|introduct(?:ion|ory)|i don'?t know (?:much|anything)|student|just started|layman)\b/i,
  ],
  [
    'advanced',
    /\b(?:advanced|experts?|senior|experienced|in[- ]depth|deep[- ]dive|internals|under the hood|low[- ]level|maintainers?|nitty[- ]gritty|know (?:it|this|the \w+) well|contributors?|hardcore)\b/i,
  ],
  ['intermediate', /\b(?:intermediate|some experience|familiar with|mid-?level)\b/i],
]
const numberWords: Readonly<Record<string, number>> = {
  one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, ten: 10, twelve: 12, fifteen: 15, eighteen: 18, twenty: 20, 'twenty-five': 25, thirty: 30, forty: 40, sixty: 60,
} // biome-ignore format: a row reads better
const vagueLengths: readonly (readonly [number, RegExp])[] = [
  [5, /\b(?:quick(?:ly)?|short|brief(?:ly)?|tl;?dr|in a nutshell|summary|summar[iy][sz]e|glance|fast overview|bite-?sized?)\b/i],
  [
    20,
    /\b(?:comprehensive|thorough(?:ly)?|everything|exhaustive|as long as|extensive|full[- ]length|the whole thing|long(?:er)? (?:story|version|episode|one))\b/i,
  ],
  [15, /\b(?:deep[- ]dive|in[- ]depth|in (?:great )?detail|detailed|long)\b/i],
]

/** "not a podcast" wants anything but: the words before the match decide. */
const denied = (text: string, at: number): boolean =>
  /\b(?:not|no|never|don'?t (?:want|like|need)(?: (?:a|an|any|it))?|without|isn'?t|rather than|instead of)\b(?: \w+){0,2} ?$/i.test(
    text.slice(Math.max(0, at - 40), at),
  )

const findWord = <T>(text: string, table: readonly (readonly [T, RegExp])[]): T | null => {
  for (const [value, pattern] of table) {
    const match = pattern.exec(text)
    if (match !== null && !denied(text, match.index)) return value
  }
  return null
}

const findMinutes = (text: string): number | null => {
  if (/\bhalf (?:an )?hour\b/i.test(text)) return 30
  if (/\bquarter(?: of an)?[- ]hour\b/i.test(text)) return 15
  if (/\b(?:an|one|1|full) hours?\b/i.test(text)) return 60
  const figure = /\b(\d{1,3})(?:\s*(?:-|to|or|–)\s*\d{1,3})?[\s-]*(?:minutes?|mins?|m)\b/i.exec(text)
  if (figure !== null) return Number(figure[1])
  const word = new RegExp(
    `\\b(${Object.keys(numberWords)
      .toSorted((a, b) => b.length - a.length)
      .join('|')})[\\s-]+(?:minutes?|mins?)\\b`,
    'i',
  ).exec(text)
  if (word !== null) return numberWords[word[1]?.toLowerCase() ?? ''] ?? null
  return findWord(text, vagueLengths)
}

export const nearestDuration = (minutes: number): StoryDuration =>
  storyDurations.reduce((best, duration) => (Math.abs(duration - minutes) <= Math.abs(best - minutes) ? duration : best), storyDurations[0])

// What stands behind these is what the story should dwell on.
const lead =
  /\b(?:focus(?:ing|ed)?(?: mostly| mainly| especially)? on|interested in|curious about|concentrat\w+ on|dwell on|emphasi[sz]e|especially(?: on| about)?|particularly|mainly|tell me about|learn about|know about|understand|understanding|explain(?:ing)?|explore|cover|how|what|why|about|describe|details? (?:on|of|about))\s+([^.!?;\n]+)/gi
const stopWords = new Set(
  'a about actually all an and are as at audio be because been big but by can code codebase could deal deals do does doing done each everything explain exactly fit fits focus for from get gets give given go goes good handle handles happen happens have hear help how i if in inside into is it its just know learn let like listen made make makes me min minute minutes more most much my need new of on one or other our out over part parts people please project quick really repo repository run running see should show so some something stands story style system take tell that the their them then there these they thing things this those through time to tutorial understand understanding up us use used using very walk want was way we well what when where which while who why will with work working works would you your podcast documentary fiction technical beginner beginners advanced intermediate expert level voice'.split(
    ' ',
  ),
)

/** Words of the message that are folders or files of the repository: "the scheduler" where there is one. */
const namedInLayout = (message: string, layout: readonly string[]): string[] => {
  const segments = new Map<string, string>()
  for (const path of layout)
    for (const segment of path.split('/')) {
      const bare = segment.replace(/\.\w+$/, '')
      if (bare.length >= 4 && !stopWords.has(bare.toLowerCase())) segments.set(bare.toLowerCase(), bare)
    }
  const words = message.toLowerCase().match(/[a-z][\w.-]{3,}/g) ?? []
  return [...new Set(words.flatMap((word) => segments.get(word) ?? segments.get(word.replace(/s$/, '')) ?? []))]
}

const namedBehindLead = (message: string, without: ReadonlySet<string>): string[] => {
  const found: string[] = []
  for (const [, clause = ''] of message.matchAll(lead))
    for (const piece of clause.split(/,|\band\b|\bor\b|\bbut\b|&/i)) {
      const words = (piece.match(/[\p{L}\p{N}][\p{L}\p{N}.+#-]*/gu) ?? []).filter(
        (word) => !stopWords.has(word.toLowerCase()) && !without.has(word.toLowerCase()) && !/^\d+$/.test(word),
      )
      if (words.length >= 1 && words.length <= 3) found.push(words.join(' ').toLowerCase())
    }
  return found
}

export const readWishes = (message: string, layout: readonly string[] = [], repositoryWords: readonly string[] = []): Wishes => {
  const topics = focusTopics.filter(({ said }) => {
    const match = said.exec(message)
    return match !== null && !denied(message, match.index)
  })
  const labels = topics.map(({ label }) => label)
  const inLayout = namedInLayout(message, layout).filter((name) => !topics.some(({ said }) => said.test(name)))
  const without = new Set(repositoryWords.map((word) => word.toLowerCase()))
  const behindLead = namedBehindLead(message, without).filter(
    (area) =>
      !topics.some(({ said }) => said.test(area)) &&
      !styleWords.some(([, pattern]) => pattern.test(area)) &&
      !depthWords.some(([, pattern]) => pattern.test(area)),
  )
  const areas = [...labels, ...inLayout.filter((name) => !without.has(name.toLowerCase())), ...behindLead]
  const seen = new Set<string>()
  const focusAreas = areas.filter((area) => {
    const key = area.toLowerCase()
    const fresh = !seen.has(key)
    seen.add(key)
    return fresh
  })
  return { style: findWord(message, styleWords), depth: findWord(message, depthWords), minutes: findMinutes(message), focusAreas: focusAreas.slice(0, 6) }
}
