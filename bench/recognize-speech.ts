// Is the built-in voice understood? Speaks a text (Markdown or plain: a heading starts a chapter) in every voice, listens to
// each chapter with pocketsphinx, and reports the sentences of five words or more of which nothing was recognized, how far
// the prediction was off, and how many times faster than real time it went.
// Run: node bench/recognize-speech.ts README.md [Rachel …]
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { countWords } from '../shared/script.ts'
import { voiceSchema, voices } from '../shared/voices.ts'
import { wrapChapterChunk } from '../story/audio/chapter-chunk.ts'
import { openLocalSpeech } from '../story/speech/local/local-speech.ts'
import { makeSpokenForm } from '../story/speech/spoken-form.ts'
import { heardBySentence, recognizeSpeech } from '../test/support/recognized-speech.ts'
import { rememberingContext } from '../test/support/speaking.ts'

const [path, ...names] = process.argv.slice(2)
if (path === undefined) throw new Error('node bench/recognize-speech.ts <text file> [voice …]')
const chapters = (await readFile(path, 'utf8'))
  .split(/^#+ /m)
  .map((part) => part.split('\n'))
  .map(([title = '', ...body]) => ({
    title,
    paragraphs: body
      .join('\n')
      .split(/\n{2,}/)
      .map((text) => text.trim())
      .filter((text) => countWords(text) > 0)
      .map((text) => ({ speaker: 'host' as const, sentences: text.split(/(?<=[.?!]["”]?)\s+/).map((sentence) => ({ text: sentence, sources: [] })) })),
  }))
  .filter(({ paragraphs }) => paragraphs.length > 0)

const toSpoken = makeSpokenForm()
const speech = openLocalSpeech()
const folder = await mkdtemp(join(tmpdir(), 'recognize-'))
for (const voice of names.length === 0 ? voices : names.map((name) => voiceSchema.parse(name))) {
  const start = performance.now()
  const spoken = await Promise.all(
    chapters.map(({ title, paragraphs }) =>
      speech.speakChapter(
        { title, paragraphs, voiceOf: { host: voice, guest: voice }, pronunciations: {}, targetSeconds: null, previousText: null, nextText: null },
        rememberingContext(),
      ),
    ),
  )
  const wallSeconds = (performance.now() - start) / 1000
  const seconds = spoken.reduce((sum, audio) => sum + audio.durationSeconds, 0)
  const predicted = chapters
    .flatMap(({ paragraphs }) => paragraphs)
    .reduce((sum, paragraph) => sum + speech.timing.paragraphSeconds(paragraph, voice), chapters.length * speech.timing.chapterOverheadSeconds)
  const unheard: string[] = []
  let sentences = 0
  for (const audio of spoken) {
    const file = join(folder, 'chapter.mp3')
    await writeFile(file, wrapChapterChunk(audio.frames))
    const heard = heardBySentence(
      audio.sentences.map(({ text }) => toSpoken(text).text),
      recognizeSpeech(file, join(folder, 'chapter.wav')),
    )
    audio.sentences.forEach(({ text }, index) => {
      if (countWords(text) < 5) return
      sentences += 1
      if (heard[index]?.length === 0) unheard.push(text)
    })
  }
  console.log(
    JSON.stringify({
      voice,
      seconds: Math.round(seconds),
      timesRealTime: Math.round(seconds / wallSeconds),
      predictionOff: `${((predicted / seconds - 1) * 100).toFixed(1)} %`,
      sentences,
      unheard,
    }),
  )
}
await speech.close()
await rm(folder, { recursive: true })
