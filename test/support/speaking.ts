// What tests of voices share: a chapter to speak, and a context that remembers what it was told.
import type { CallUsage } from '../../shared/usage.ts'
import type { ChapterToSpeak, SpeechContext } from '../../story/speech/speech.ts'

const sentence = (text: string) => ({ text, sources: [] })

export const chapterToSpeak = (change: Partial<ChapterToSpeak> = {}): ChapterToSpeak => ({
  title: 'The guard at the gate',
  paragraphs: [
    {
      speaker: 'host',
      sentences: [sentence('The hook useEffect runs after every render of the page.'), sentence('It keeps what it read in src/app.ts until the next one.')],
    },
    { speaker: 'guest', sentences: [sentence('And who cleans up when the page goes away?')] },
    { speaker: 'host', sentences: [sentence('The function that the hook returned is called, and it takes the listeners with it.')] },
  ],
  voiceOf: { host: 'Rachel', guest: 'Drew' },
  pronunciations: {},
  targetSeconds: null,
  previousText: null,
  nextText: null,
  ...change,
})

export interface RememberedContext extends SpeechContext {
  calls: CallUsage[]
  progressed: number[]
  logged: string[]
  stored: Map<string, Uint8Array>
}

export const rememberingContext = (change: Partial<SpeechContext> = {}, stored = new Map<string, Uint8Array>()): RememberedContext => {
  const calls: CallUsage[] = []
  const progressed: number[] = []
  const logged: string[] = []
  return {
    signal: new AbortController().signal,
    progress: (seconds) => progressed.push(seconds),
    log: (action) => logged.push(action),
    budget: {
      check: async () => undefined,
      record: async (call) => {
        calls.push(call)
      },
    },
    cache: {
      find: async (key) => stored.get(key) ?? null,
      save: async (key, bytes) => {
        stored.set(key, bytes)
      },
    },
    calls,
    progressed,
    logged,
    stored,
    ...change,
  }
}
