// Words ↔ seconds, before a voice has been heard. What a voice really takes is measured in story/speech.

/** The rate that people narrate at: the exemplars hold 150 words a minute. */
export const narrationWordsPerMinute = 150

export const wordsForSeconds = (seconds: number, wordsPerMinute: number = narrationWordsPerMinute): number => Math.round((seconds / 60) * wordsPerMinute)

export const secondsForWords = (words: number, wordsPerMinute: number = narrationWordsPerMinute): number => (words / wordsPerMinute) * 60
