// How many times faster than real time does the built-in voice speak on one thread of its own: from the written sentences of a
// finished story to the MP3 frames of its chapters, everything between included? Rounds begin with a new thread, so starting
// and compiling count as well. Nothing else should run meanwhile.
// Run: node bench/speech-speed.ts story.vtt [voice] [rounds] [threads]
import { readFile } from 'node:fs/promises'
import { voiceSchema } from '../shared/voices.ts'
import { openLocalSpeech } from '../story/speech/local/local-speech.ts'
import { rememberingContext } from '../test/support/speaking.ts'
import { readTranscript } from './transcript-sentences.ts'

const [vtt, name = 'Rachel', rounds = '5', threads = '1'] = process.argv.slice(2)
if (vtt === undefined) throw new Error('node bench/speech-speed.ts story.vtt [voice] [rounds] [threads]')
const voice = voiceSchema.parse(name)
const sentencesInParagraph = 4
const chapters = readTranscript(await readFile(vtt, 'utf8')).map((texts) =>
  Array.from({ length: Math.ceil(texts.length / sentencesInParagraph) }, (_, index) => ({
    speaker: 'host' as const,
    sentences: texts.slice(index * sentencesInParagraph, (index + 1) * sentencesInParagraph).map((text) => ({ text, sources: [] })),
  })),
)

const times: number[] = []
let seconds = 0
for (let round = 0; round < Number(rounds); round += 1) {
  const speech = openLocalSpeech(Number(threads))
  const start = performance.now()
  const spoken = await Promise.all(
    chapters.map((paragraphs) =>
      speech.speakChapter(
        { title: '', paragraphs, voiceOf: { host: voice, guest: voice }, pronunciations: {}, targetSeconds: null, previousText: null, nextText: null },
        rememberingContext(),
      ),
    ),
  )
  const wallSeconds = (performance.now() - start) / 1000
  await speech.close()
  seconds = spoken.reduce((sum, audio) => sum + audio.durationSeconds, 0)
  times.push(seconds / wallSeconds)
}
const sorted = times.map((value) => Math.round(value * 10) / 10).sort((a, b) => a - b)
console.log(JSON.stringify({ voice, threads: Number(threads), seconds: Math.round(seconds), timesRealTime: sorted, median: sorted[sorted.length >> 1] }))
