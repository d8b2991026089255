// For whom and for what it is made, as far as the project says so itself: a sentence that names its users or its purpose.
import type { Quote } from '../../shared/analysis.ts'

const maxQuotes = 6
const topLines = 40
/** Strongest first: who uses it, then what one would use it for. */
const cues: readonly RegExp[] = [
  /\bfor (?:\w+ ){0,3}(?:developers?|teams?|people|users|beginners|anyone|everyone|engineers|programmers|administrators|scientists|researchers|students|enterprises|companies|organi[sz]ations)\b/i,
  /\b(?:designed|intended|meant|made|built|aimed|suited|ideal|perfect|useful|great|suitable)\b[^.]{0,40}\b(?:for|at|to)\b/i,
  /\b(?:is|are) used (?:by|in|for)\b/i,
  /\b(?:lets?|allows?|helps?|enables?) (?:you|users|developers|applications|us)\b|\bmakes? it (?:easy|easier|simple|possible)\b/i,
  /\bfor (?:building|creating|writing|making|developing|managing|working|testing|serving|parsing|processing|searching|sending|handling|(?!the|this|these|an?|its|our|your)\w+ (?:applications?|apps?|services?|servers?|projects?|websites?|programs?|APIs?))\b/i,
]
const noise =
  /\b(?:contribut|sponsor|licen[cs]e|install|issue|pull request|report|security|version \d|release|changelog|support (?:us|the)|donat|upgrade|migrat|documentation (?:is|can))/i

/** @param sentences of the README, in its order */
export const readAudience = (sentences: readonly Quote[], name: string): Quote[] => {
  const own = name.toLowerCase()
  return sentences
    .flatMap((sentence, order) => {
      const cue = cues.findIndex((pattern) => pattern.test(sentence.text))
      if (cue === -1 || noise.test(sentence.text) || sentence.text.split(' ').length < 6) return []
      // A purpose in passing is only believed of the project where it is named, or at the top.
      if (cue === cues.length - 1 && !sentence.text.toLowerCase().includes(own) && sentence.place.start_line > topLines) return []
      if (/^(?:this|these|that|it|they|there|if|which|for example)\b/i.test(sentence.text) && sentence.place.start_line > topLines) return []
      const weight = cue + (sentence.text.toLowerCase().includes(own) ? -1 : 0) + Math.min(3, sentence.place.start_line / 60)
      return [{ sentence, weight, order }]
    })
    .sort((a, b) => a.weight - b.weight || a.order - b.order)
    .slice(0, maxQuotes)
    .map(({ sentence }) => sentence)
}
