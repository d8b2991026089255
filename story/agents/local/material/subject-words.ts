// A commit's subject, or a line of a changelog, as it can be read out; null where it cannot.
import { addressedToAModel } from '../language/addressed-to-a-model.ts'
import { plainWords, speakable, wordCount } from '../language/plain-words.ts'

const mostSubjectWords = 12

export const subjectWords = (subject: string, most = mostSubjectWords): string | null => {
  const text = plainWords(
    subject
      .replace(/^\w+(?:\([^)]*\))?!?:\s+/, '')
      .replace(/\s*\(#\d+\)$/, '')
      .replace(/#\d+/g, ''),
  ).replace(/[.\s:]+$/, '')
  return speakable(text) &&
    !addressedToAModel(text) &&
    wordCount(text) >= 2 &&
    wordCount(text) <= most &&
    !/^merge\b|\w[._/]\w|\b[\da-f]{7,}\b/i.test(text) &&
    !/[a-z][A-Z]/.test(text)
    ? text
    : null
}
