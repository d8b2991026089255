// What a sentence has to speak of itself to answer a question, whatever heading it stands under: below "Options" a page goes
// on about one of them, below "Errors" about the way back to the shop.
import type { ExplanationTopic } from '../../shared/analysis.ts'

const means =
  /\b(?:config(?:uration)? (?:files?|options?|parameters?|settings?)|configuration|environment(?:al)? variables?|command[- ]line|CLI|flags|(?<!\bobject )options\b(?! (?:object|parameter|argument|key))|settings|keyword arguments|defaults?\b(?: values?| settings?)? (?:are|can)|precedence)\b/i

const subjects: Partial<Record<ExplanationTopic, RegExp>> = {
  settings: means,
  errors:
    /\b(?:errors?|exceptions?|fail(?:s|ed|ure|ures|ing)?|panic\w*|throws?|thrown|raises?|raised|rejects?|rejected|retr(?:y|ies|ied|ying)|abort(?:s|ed)?|exit(?:s|ed)?|status|[45]\d\d|invalid|unhandled|catch(?:es)?|caught|times? out|timeouts?|disconnect\w*|crash\w*|\w+(?:Error|Exception))\b/,
  // Of the tests themselves, and not of what those may be tested with who use it.
  tests:
    /^(?!.*\b(?:can be|you(?:r|'ll)?|we)\b)(?:\W*[\w-]+\W+){0,4}?(?:tests?|test suites?|testing|coverage)\b|\b(?:is|are) (?:tested|mocked|covered|compared) (?:against|with|by|in|on|using)\b/i,
}

export const speaksTo = (topic: ExplanationTopic, sentence: string): boolean => subjects[topic]?.test(sentence) ?? true

const fromOutside =
  /\b(?:precedence|overrid(?:e|es|den|ing)|(?:can|may) be (?:set|configured|changed|given)|(?:is|are) (?:set|read|taken|configured) (?:from|by|with|through|in|via))\b/i
const forFailure = /err|exception|fail|panic|recover|retr|exit_?code|raise|throw|abort|rescue/i

/**
 * The same of a comment beside the code, which is about what it stands at. `at`: that thing's name, "" at the head of a file.
 * A function's own comment says what the function does: an answer only where the function is there for failures.
 */
export const speaksToAtCode = (topic: ExplanationTopic, sentence: string, at: string): boolean => {
  if (!speaksTo(topic, sentence) || !/^["'`]?[A-Za-z]/.test(sentence)) return false
  const [first = ''] = sentence.split(/[\s(,]/)
  return topic === 'settings' ? fromOutside.test(sentence) : first !== at || forFailure.test(at)
}
