// What is written about code becomes what a developer says: one module for every voice, so that all say the same. It goes
// through a sentence once, from left to right; at each token the repository's own words are tried first, then the terms of
// our field, then the rules for phrases, then those for single tokens (spoken/rules.ts). Captions never show its result:
// they keep the sentence as it was written, and a voice's times are taken at the sentences' bounds.

import { code } from './spoken/code.ts'
import { commands, marks, operators, terms } from './spoken/lexicon.ts'
import { quantity } from './spoken/numbers.ts'
import { phrases, type Rule, tokens, wholeTerms } from './spoken/rules.ts'
import { plainPunctuation, sayable, withoutInaudible } from './spoken/sayable.ts'

export interface SpokenForm {
  /** Printable ASCII; empty where there is nothing to say. */
  text: string
  /** Words of other scripts, left out. */
  unsayable: string[]
}

type Pronunciations = Readonly<Record<string, string>>

/** A sentence longer than this is no sentence, and what comes after was not meant to be heard. */
const longestSentence = 5_000
/** A token longer than this is data, not something to say. */
const longestToken = 400

const openers: Readonly<Record<string, string>> = { ')': '(', ']': '[', '}': '{', '>': '<' }
/** Inside of a code span: a name, a path, or a command, none of which needs the rules for expressions. */
const plainCode = new RegExp(`^[\\w./@:*-]+$|^(?:${commands.join('|')})\\s`)
const count = (text: string, character: string): number => text.split(character).length - 1

/** Brackets, quotes and punctuation around a token; a closing bracket stays where its opening one is inside. */
const peel = (token: string): { lead: string; core: string; trail: string } => {
  const lead = /^["'([{¿¡]*/.exec(token)?.[0] ?? ''
  let core = token.slice(lead.length)
  let trail = ''
  for (;;) {
    const last = core.at(-1) ?? ''
    const opener = openers[last]
    const isStray = opener !== undefined && last !== '>' && count(core, last) > count(core, opener)
    if (!(isStray || /[.,;:!?"']/.test(last)) || core.length === 1) break
    trail = last + trail
    core = core.slice(0, -1)
  }
  // A closing bracket that stayed may belong to an opening one that was peeled: (main()) against main().
  return { lead, core, trail }
}

/** The punctuation that a voice can hear: a pause, a question, an end. */
const audible = (punctuation: string): string =>
  /\.{2}|…/.test(punctuation)
    ? ','
    : /[?]/.test(punctuation)
      ? '?'
      : /!/.test(punctuation)
        ? '!'
        : /\./.test(punctuation)
          ? '.'
          : /[,;:)\]]/.test(punctuation)
            ? ','
            : ''

/** The last net: whatever no rule has said is no word, and a voice would stumble over it. */
const onlyWords = (text: string): string => text.replace(/\d+/g, (number) => ` ${quantity(number)} `).replace(/[^A-Za-z ,.?!'-]+/g, ' ')

const tidy = (text: string): string =>
  onlyWords(text)
    .replace(/\s+/g, ' ')
    .replace(/ +([,.?!])/g, '$1')
    .replace(/,(?:\s*,)+/g, ',')
    .replace(/,\s*([.?!])/g, '$1')
    .replace(/^[\s,.]+/, '')
    .replace(/([.?!])[\s,.]*,/g, '$1')
    // "The README.md" has its article already, and "the file README.md" is that file.
    .replace(/\bthe file the read me\b/gi, 'the read me')
    .replace(/\b(the|a|an|its|their|this|that|our|your|whose|same|own) the read me\b/gi, '$1 read me')
    .trim()

export const makeSpokenForm = (pronunciations: Pronunciations = {}): ((written: string) => SpokenForm) => {
  const own = new Map(Object.entries(pronunciations).map(([key, said]) => [key, said]))
  const wholeTerm = wholeTerms(pronunciations)

  const sayToken = (token: string, before: string): string => {
    if (token.length > 1 && operators.get(token) !== undefined) return sayByRules(token, before)
    if (/^[.,;:!?"')\]}]+$/.test(token)) return audible(token)
    const { lead, core, trail } = peel(token.slice(0, longestToken))
    const said = own.get(core) ?? terms.get(core) ?? sayByRules(core, before)
    const pause = /[([{]/.test(lead) && before.trim() !== '' ? ', ' : ''
    return `${pause}${said}${audible(trail)}`
  }
  const sayByRules = (core: string, before: string): string => {
    for (const rule of tokens) {
      const match = rule.pattern.exec(core)
      const said = match === null ? null : rule.say(match, contextAt(before))
      if (said !== null) return said
    }
    return core
  }
  const contextAt = (before: string) => ({ before, speak, speakCode })

  const tryPhrase = (rule: Rule, text: string, offset: number): { said: string; length: number } | null => {
    rule.pattern.lastIndex = offset
    const match = rule.pattern.exec(text)
    if (match === null || match[0] === '') return null
    const said = rule.say(match, contextAt(text.slice(0, offset)))
    return said === null ? null : { said, length: match[0].length }
  }

  const speak = (text: string): string => {
    let out = ''
    let offset = 0
    const add = (said: string) => {
      // Two words that were parted by signs only must not run together.
      if (/[\w']$/.test(out) && /^[\w']/.test(said)) out += ' '
      out += said
    }
    next: while (offset < text.length) {
      const atBoundary = offset === 0 || !/\w/.test(text[offset - 1] ?? '')
      wholeTerm.lastIndex = offset
      const term = atBoundary ? wholeTerm.exec(text)?.[0] : undefined
      if (
        term !== undefined &&
        !/^[\w$]*[([]/.test(text.slice(offset + term.length, offset + term.length + 1)) &&
        !/^[/\\@.:-]\w/.test(text.slice(offset + term.length))
      ) {
        add(own.get(term) ?? terms.get(term) ?? term)
        offset += term.length
        continue
      }
      for (const rule of phrases) {
        const phrase = tryPhrase(rule, text, offset)
        if (phrase === null) continue
        add(phrase.said)
        offset += phrase.length
        continue next
      }
      const space = /\s+/y
      space.lastIndex = offset
      const gap = space.exec(text)?.[0]
      if (gap !== undefined) {
        out += ' '
        offset += gap.length
        continue
      }
      // Opening brackets and quotes are stepped over one by one, so that a phrase behind them is seen.
      if (/["'([{]/.test(text[offset] ?? '') && /\S/.test(text[offset + 1] ?? '') && !/["'([{]\S*[)\]}]\.?\w/.test(text.slice(offset).split(/\s/)[0] ?? '')) {
        if (/[([{]/.test(text[offset] ?? '') && out.trim() !== '') out = `${out.trimEnd()}, `
        offset += 1
        continue
      }
      const token = /\S+?(?=\s|$|—|`|<\/)|`/y
      token.lastIndex = offset
      const run = token.exec(text)?.[0] ?? text.slice(offset)
      add(run === '`' ? '' : sayToken(run, text.slice(0, offset)))
      offset += run.length
    }
    return out
  }
  const speakCode = (text: string): string => {
    const mark = marks.get(text)
    if (mark !== undefined) return mark
    const isPlain = plainCode.test(text) || /^--?\w/.test(text) || !/[\s([<]/.test(text)
    return own.get(text) ?? terms.get(text) ?? (isPlain ? speak(text) : code(text.slice(0, longestToken)))
  }

  return (written) => {
    const clean = plainPunctuation(withoutInaudible(written.slice(0, longestSentence).normalize('NFC')))
    const { text, unsayable } = sayable(speak(clean))
    const said = tidy(text)
    return { text: /[A-Za-z]/.test(said) ? said : '', unsayable }
  }
}

export const toSpokenForm = (written: string, pronunciations: Pronunciations = {}): SpokenForm => makeSpokenForm(pronunciations)(written)
