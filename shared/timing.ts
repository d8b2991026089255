/**
 * Words a minute that people narrate at: good scripts hold 150. For quotes, before a voice is known; what a voice really
 * takes is measured in story/speech.
 */
export const narrationWordsPerMinute = 150
