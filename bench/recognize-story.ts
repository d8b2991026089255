// Is a finished story understood? Listens to each chapter of its MP3, cut where the file itself says that it begins, with
// pocketsphinx, and lays what was heard beside its transcript, in the words that the voice was given to say: every sentence
// of five words or more has to be recognized at least in part, in order, and none twice.
// Run: node bench/recognize-story.ts story.mp3 story.vtt [how many chapters]
import { mkdtemp, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { z } from 'zod'
import { countWords } from '../shared/script.ts'
import { makeSpokenForm } from '../story/speech/spoken-form.ts'
import { findRepeated, heardBySentence, recognizeSpeech } from '../test/support/recognized-speech.ts'
import { runTool } from '../test/support/system-tools.ts'
import { readTranscript } from './transcript-sentences.ts'

const [mp3, vtt, most = 'all'] = process.argv.slice(2)
if (mp3 === undefined || vtt === undefined) throw new Error('node bench/recognize-story.ts story.mp3 story.vtt')

const probed = z
  .object({ chapters: z.array(z.object({ start_time: z.coerce.number(), end_time: z.coerce.number() })) })
  .parse(JSON.parse(runTool('ffprobe', ['-v', 'error', '-show_chapters', '-of', 'json', mp3]).stdout.toString('utf8')))

const chapters = readTranscript(await readFile(vtt, 'utf8'))
if (chapters.length !== probed.chapters.length) throw new Error(`${probed.chapters.length} chapters in the file, ${chapters.length} in the transcript`)

const folder = await mkdtemp(join(tmpdir(), 'recognize-'))
const toSpoken = makeSpokenForm()
const unheard: string[] = []
const repeated: string[] = []
let sentences = 0
for (const [index, written] of chapters.slice(0, most === 'all' ? chapters.length : Number(most)).entries()) {
  const { start_time, end_time } = probed.chapters[index] ?? { start_time: 0, end_time: 0 }
  const heard = recognizeSpeech(mp3, join(folder, 'chapter.wav'), { fromSeconds: start_time, seconds: end_time - start_time })
  const spoken = written.map((text) => toSpoken(text).text)
  const found = heardBySentence(spoken, heard)
  repeated.push(...findRepeated(spoken, heard))
  for (const [at, text] of written.entries()) {
    if (countWords(text) < 5) continue
    sentences += 1
    if (found[at]?.length === 0) unheard.push(text)
  }
}
await rm(folder, { recursive: true })
console.log(JSON.stringify({ mp3, chapters: chapters.length, sentences, unheard, repeated }))
