// What the project's page says of its use, and whether anybody still looks after it: whoever joins wants to know both first.
import type { Quote } from '../../../../shared/analysis.ts'
import { endOfCare } from '../../../repository/readme.ts'
import type { Message } from '../telling/message.ts'
import { quoting, ways } from '../telling/ways.ts'
import { ownSentence, purposeSentences } from './purpose.ts'
import { isRepeat, spoken } from './quoted-sentences.ts'
import type { World } from './world.ts'

/** Further down a README speaks of details. */
const lastOfTop = 80
const usedFor =
  /\b(?:can be used (?:to|for|by)|(?:is|are) (?:\w+ )?used (?:to|for)|(?:useful|ideal|suited|perfect|meant|intended) (?:when|for|to|if)|designed (?:for|to)|(?:lets|allows|helps|enables) (?:you|developers|teams)\b)/i
const escapeName = (name: string): string => name.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

const quotesOf = ({ facts }: World, isMeant: (text: string) => boolean): { text: string; quote: Quote }[] =>
  facts.purpose
    .filter(({ place, text }) => /readme/i.test(place.file) && place.start_line <= lastOfTop && isMeant(text))
    .flatMap((quote) => spoken(quote, facts.name).flatMap((text) => (isMeant(text) ? [{ text, quote }] : [])))

/** "This version of rack is no longer supported": the others are. */
const ofOneVersion = /\b(?:versions?|branch(?:es)?|releases?|series|lines?) (?:of|\d)|\bv?\d+\.(?:\d|x)|\bolder\b/i

/** "As of 2020, the project is deprecated": of the project itself, and not of one of its methods. */
const careMessages = (world: World): Message[] => {
  const subject = new RegExp(
    `\\b(?:${escapeName(world.facts.name)}|(?:this|the) (?:project|library|repository|package|module|tool|crate|gem))(?: [a-z]+)? (?=is\\b|has\\b|are\\b|was\\b)`,
    'i',
  )
  return quotesOf(world, (text) => endOfCare.test(text) && subject.test(text) && !ofOneVersion.test(text))
    .slice(0, 1)
    .map(({ text, quote }) => ({
      id: 'standing:care',
      about: world.project,
      weight: 0.97,
      places: [quote.place],
      keywords: ['deprecated', 'maintained', 'history'],
      forms: ways(
        (say) => `one thing has to be known first, and the README says it: ${ownSentence(say, text, world)}`,
        (say) => `the README has a warning for whoever begins with it today: ${ownSentence(say, text, world)}`,
      ),
    }))
}

const useMessages = (world: World): Message[] => {
  const told = purposeSentences(world).map(({ text }) => text)
  return quotesOf(world, (text) => usedFor.test(text) && !/^(?:it|this|these|they|if|however|the \w+ (?:is|are))\b/i.test(text))
    .filter(({ text }) => !isRepeat(text, told))
    .slice(0, 1)
    .map(({ text, quote }) => ({
      id: 'standing:use',
      about: world.project,
      weight: 0.93,
      places: [quote.place],
      forms: quoting(
        text,
        ways(
          (say) => `on what it is used for the README says this: ${ownSentence(say, text, world)}`,
          (say) => `what it is good for stands in the README, too: ${ownSentence(say, text, world)}`,
        ),
      ),
    }))
}

export const standingMessages = (world: World): Message[] => [...careMessages(world), ...useMessages(world)]
